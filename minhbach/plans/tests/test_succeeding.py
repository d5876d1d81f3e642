"""Amendments, replacements and followers: what moves over, what stays, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.plans import services
from minhbach.plans.core.report import Report
from minhbach.plans.models import (
    Action,
    ActionPair,
    DueDateChange,
    Duty,
    Plan,
    PlanRelation,
    PlanStatus,
    ProgressEntry,
)
from minhbach.plans.services import ReportItem
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import TODAY, TRACKED, Cast, adopted, lead, new_plan, only_duty, task, together, tracked

AMENDS, REPLACES, CARRIES_OUT = PlanRelation.AMENDS, PlanRelation.REPLACES, PlanRelation.CARRIES_OUT
BUDGET = "Công khai dự toán của sở trên trang tin điện tử"
HOTLINE = "Mở đường dây nóng"
DUE, LATER = date(2026, 12, 10), date(2026, 12, 28)


def dated(text: str, *said, code: str = "1", due: date = DUE):
    return task(text, *said, code=code, timing="deadline", due=due, time_raw=f"{due:%d/%m/%Y}")


@pytest.fixture
def old(cast: Cast) -> Plan:
    return tracked(
        cast,
        dated(BUDGET, lead(cast.finance)),
        dated("Khảo sát thời gian chờ khám tại các trạm y tế", lead(cast.health), code="2"),
    )


def later(cast: Cast, old: Plan, relation: PlanRelation, *actions) -> Plan:
    field = {"amends": "amends", "replaces": "replaces", "follows": "follows"}[relation.value]
    return adopted(cast, *actions, **{field: old.pk})


def confirm_all(cast: Cast, plan: Plan, relation: PlanRelation) -> None:
    rows = ActionPair.objects.between(plan, relation).values_list("pk", flat=True)
    services.confirm_pairs(cast.focal_officer, plan, relation, rows)


def give_out(cast: Cast, plan: Plan) -> Plan:
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    services.give_out(plan.pk, lambda done, total, text: None, today=TODAY)
    plan.refresh_from_db()
    return plan


def report(cast: Cast, duty: Duty, **values) -> ProgressEntry:
    said = Report(values.pop("text", "Đã đăng 12 hồ sơ"), **values)
    (result,) = services.report_many(cast.finance_officer, [ReportItem(duty.pk, said, None)], today=TODAY)
    assert result.entry is not None
    return result.entry


def of_action(plan: Plan, code: str) -> Duty:
    return Duty.objects.select_related("plan", "action").get(action__plan=plan, action__code=code)


def test_adopting_proposes_a_row_for_every_action_of_both_plans(cast, old):
    plan = later(
        cast, old, REPLACES, dated(BUDGET, lead(cast.finance)), dated(HOTLINE, lead(cast.health), code="2")
    )
    rows = ActionPair.objects.between(plan, REPLACES)
    assert [row.kind for row in rows] == ["same", "left_out", "new"]
    assert not rows.confirmed().exists()


def test_a_plan_that_replaces_takes_progress_and_history_over(cast, old):
    mine = only_duty(old, cast.finance)
    report(cast, mine, percent=60)
    plan = later(cast, old, REPLACES, dated(BUDGET, lead(cast.finance), due=LATER))
    confirm_all(cast, plan, REPLACES)
    give_out(cast, plan)
    old.refresh_from_db()
    new = only_duty(plan)
    assert (new.percent, new.started_on, new.last_on_time, new.continues.get()) == (60, TODAY, LATER, mine)
    assert (plan.status, old.status) == (PlanStatus.ACTIVE, PlanStatus.CLOSED)


def test_what_nobody_confirmed_is_not_carried_over(cast, old):
    report(cast, only_duty(old, cast.finance), percent=60)
    plan = later(
        cast, old, REPLACES, dated(BUDGET, lead(cast.finance)), dated(HOTLINE, lead(cast.health), code="2")
    )
    new_row = ActionPair.objects.between(plan, REPLACES).get(kind="new")
    services.confirm_pairs(cast.focal_officer, plan, REPLACES, [new_row.pk])
    give_out(cast, plan)
    assert not only_duty(plan, cast.finance).continues.exists()


def test_a_task_whose_words_changed_is_begun_but_not_finished(cast, old):
    report(cast, only_duty(old, cast.finance), result="reported_done", done_on=TODAY, numbers=("9/BC",))
    plan = later(cast, old, REPLACES, dated(BUDGET + " của ngành", lead(cast.finance)))
    confirm_all(cast, plan, REPLACES)
    give_out(cast, plan)
    new = only_duty(plan)
    assert (new.done_on, new.percent, new.updated_on) == (None, None, TODAY)
    assert new.continues.exists()


def test_undoing_a_plan_that_replaces_lets_the_replaced_one_go_on(cast, old):
    report(cast, only_duty(old, cast.finance), percent=60)
    plan = later(cast, old, REPLACES, dated(BUDGET, lead(cast.finance)))
    confirm_all(cast, plan, REPLACES)
    give_out(cast, plan)
    services.undo_activation(cast.focal_officer, plan)
    old.refresh_from_db()
    assert old.status == PlanStatus.ACTIVE
    assert only_duty(old, cast.finance).percent == 60
    assert not Duty.objects.filter(plan=plan).exists()


def test_a_plan_that_was_ended_before_stays_ended_when_its_successor_is_undone(cast, old):
    services.close(cast.focal_officer, old)
    plan = later(cast, old, REPLACES, dated(BUDGET, lead(cast.finance)))
    confirm_all(cast, plan, REPLACES)
    give_out(cast, plan)
    services.undo_activation(cast.focal_officer, plan)
    old.refresh_from_db()
    assert old.status == PlanStatus.CLOSED


def test_a_follower_starts_anew_and_leaves_its_forerunner_alone(cast, old):
    report(cast, only_duty(old, cast.finance), percent=60)
    plan = later(cast, old, PlanRelation.FOLLOWS, dated(BUDGET, lead(cast.finance)))
    confirm_all(cast, plan, PlanRelation.FOLLOWS)
    give_out(cast, plan)
    old.refresh_from_db()
    new = only_duty(plan)
    assert (new.percent, new.continues.exists(), old.status) == (None, False, PlanStatus.ACTIVE)


def amendment(cast: Cast, old: Plan) -> Plan:
    return later(
        cast,
        old,
        AMENDS,
        task(
            "Sửa đổi nhiệm vụ 1 như sau: “1. Công khai dự toán, quyết toán của sở.”",
            code="1",
            timing="deadline",
            due=LATER,
            time_raw="28/12/2026",
        ),
        task("Bãi bỏ nhiệm vụ 2.", code="2"),
        dated("Mở đường dây nóng về giá thuốc", lead(cast.health), together(cast.finance), code="3"),
    )


def test_an_amendment_changes_duties_in_place_with_its_number_as_the_basis(cast, old):
    first, second = of_action(old, "1"), of_action(old, "2")
    report(cast, first, percent=40)
    plan = amendment(cast, old)
    confirm_all(cast, plan, AMENDS)
    give_out(cast, plan)
    changed, dropped = of_action(old, "1"), of_action(old, "2")
    assert (changed.pk, changed.percent, changed.last_on_time, changed.first_due) == (
        first.pk,
        40,
        LATER,
        DUE,
    )
    assert changed.action.text == "Công khai dự toán, quyết toán của sở."
    assert plan.number in DueDateChange.objects.get(duty=changed).basis
    assert (dropped.pk, dropped.not_applicable_on) == (second.pk, TODAY)
    assert plan.number in dropped.decisions.get().text
    brought = of_action(old, "3")
    assert (brought.unit, brought.plan, brought.action.order) == (cast.health, old, 3)
    assert plan.number in brought.action.node.text
    assert plan.status == PlanStatus.MERGED
    assert not Duty.objects.filter(plan=plan).exists()


def test_an_amendment_that_names_another_lead_sets_the_old_one_aside(cast, old):
    said = f"Sửa đổi nhiệm vụ 1 như sau: “1. {BUDGET}”"
    plan = later(cast, old, AMENDS, task(said, lead(cast.health), code="1"))
    confirm_all(cast, plan, AMENDS)
    give_out(cast, plan)
    duties = {duty.unit: duty for duty in Duty.objects.filter(action__plan=old, action__code="1")}
    assert duties[cast.finance].not_applicable_on == TODAY
    assert duties[cast.health].not_applicable_on is None
    assert duties[cast.health].last_on_time == DUE


def test_an_amendment_is_put_in_once_however_often_the_job_runs(cast, old):
    plan = amendment(cast, old)
    confirm_all(cast, plan, AMENDS)
    give_out(cast, plan)
    services.give_out(plan.pk, lambda done, total, text: None, today=TODAY)
    assert Action.objects.filter(plan=old).count() == 3
    assert DueDateChange.objects.filter(duty__plan=old).count() == 1


def test_an_amendment_is_taken_back_as_if_it_had_not_been_but_for_the_record(cast, old):
    before = list(
        Duty.objects.filter(plan=old).order_by("pk").values("pk", "unit", "last_on_time", "not_applicable_on")
    )
    words = list(Action.objects.filter(plan=old).values_list("code", "text", "folded", "due"))
    plan = amendment(cast, old)
    confirm_all(cast, plan, AMENDS)
    give_out(cast, plan)
    assert services.undo_activation(cast.focal_officer, plan) == 3
    plan.refresh_from_db()
    after = list(
        Duty.objects.filter(plan=old).order_by("pk").values("pk", "unit", "last_on_time", "not_applicable_on")
    )
    assert after == before
    assert list(Action.objects.filter(plan=old).values_list("code", "text", "folded", "due")) == words
    assert plan.status == PlanStatus.DRAFT
    assert [(c.before, c.after) for c in DueDateChange.objects.filter(duty__plan=old)] == [
        (DUE, LATER),
        (LATER, DUE),
    ]
    give_out(cast, plan)
    assert of_action(old, "1").last_on_time == LATER


def test_an_amendment_that_somebody_worked_on_stays(cast, old):
    plan = amendment(cast, old)
    confirm_all(cast, plan, AMENDS)
    give_out(cast, plan)
    report(cast, of_action(old, "1"), percent=10)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)


def test_a_plan_is_not_given_out_over_another_before_a_row_is_confirmed(cast, old):
    plan = amendment(cast, old)
    with pytest.raises(Refused):
        services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)


def test_only_who_answers_for_the_old_plan_takes_it_over(cast, old):
    Plan.objects.filter(pk=old.pk).update(focal_unit=cast.health)
    plan = amendment(cast, old)
    confirm_all(cast, plan, AMENDS)
    with pytest.raises(NotAllowed):
        services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)


def test_a_person_pairs_a_row_anew_and_the_other_is_to_be_looked_at_again(cast, old):
    plan = later(
        cast, old, REPLACES, dated(BUDGET, lead(cast.finance)), dated(HOTLINE, lead(cast.health), code="2")
    )
    confirm_all(cast, plan, REPLACES)
    hotline = ActionPair.objects.between(plan, REPLACES).get(action__code="2")
    services.pair_with(cast.focal_officer, hotline, Action.objects.get(plan=old, code="1"))
    rows = {
        (row.action and row.action.code, row.earlier and row.earlier.code): row
        for row in ActionPair.objects.between(plan, REPLACES)
    }
    assert set(rows) == {("1", None), ("2", "1"), (None, "2")}
    assert rows["2", "1"].confirmed_at and not rows["1", None].confirmed_at
    assert (rows["2", "1"].kind, rows["1", None].kind) == ("changed", "new")
    services.pair_with(cast.focal_officer, rows["2", "1"], None)
    kinds = sorted(ActionPair.objects.between(plan, REPLACES).values_list("kind", flat=True))
    assert kinds == ["left_out", "left_out", "new", "new"]


def test_rows_are_paired_by_the_focal_officer_and_by_nobody_else(cast, old):
    plan = amendment(cast, old)
    with pytest.raises(NotAllowed):
        services.confirm_sure(cast.finance_officer, plan, AMENDS)


def test_a_plan_does_not_stand_before_itself(cast, old):
    plan = later(cast, old, REPLACES, dated(HOTLINE, lead(cast.health)))
    with pytest.raises(Refused):
        services.set_relation(cast.focal_officer, plan, PlanRelation.FOLLOWS, plan)
    with pytest.raises(Refused):
        services.set_relation(cast.focal_officer, old, CARRIES_OUT, plan)


def test_only_what_a_unit_was_asked_counts_when_its_plan_carries_another_out(cast, old):
    own = new_plan(
        cast,
        dated("Sở " + BUDGET, lead(cast.finance), due=LATER),
        focal_unit=cast.finance.pk,
        issuer_unit=cast.finance.pk,
        parent_plan=old.pk,
    )
    plan = services.create_plan(cast.focal_officer, own)
    rows = ActionPair.objects.between(plan, CARRIES_OUT)
    assert [(row.kind, row.fields, row.earlier.code) for row in rows] == [("changed", ["time"], "1")]
