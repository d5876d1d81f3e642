"""Units that were renamed, merged or split between a plan and the one that replaces it: whose work stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from minhbach.organisation.models import Authority, SuccessionKind, Unit, UnitKind, UnitSuccession
from minhbach.plans import services
from minhbach.plans.core.report import Report
from minhbach.plans.models import ActionPair, Duty, Handover, Plan, PlanRelation
from minhbach.plans.queries.action import action_page
from minhbach.plans.queries.handovers import handovers
from minhbach.plans.services import ReportItem
from minhbach.plans.services.carrying import take_over
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import TODAY, TRACKED, Cast, adopted, lead, only_duty, task, tracked

REPLACES = PlanRelation.REPLACES
BUDGET = "Công khai dự toán của sở trên trang tin điện tử"
MERGED_ON = date(2026, 11, 10)


@pytest.fixture
def heir(cast: Cast) -> Unit:
    return unit("treasury", "Sở Tài chính và Đầu tư")


def unit(code: str, name: str) -> Unit:
    return Unit.objects.create(
        code=code, name=name, kind=UnitKind.DEPARTMENT, authority=Authority.PEOPLES_COMMITTEE,
        protocol_order=20, folded=code, opened_on=date(2026, 1, 1),
    )  # fmt: skip


def succeed(old: Unit, *new: Unit, kind: str = SuccessionKind.MERGED) -> None:
    for one in new:
        UnitSuccession.objects.create(predecessor=old, successor=one, kind=kind, effective_on=MERGED_ON)
    Unit.objects.filter(pk=old.pk).update(closed_on=MERGED_ON)


def report(cast: Cast, actor: Any, duty: Duty, **said: Any) -> None:
    item = ReportItem(duty.pk, Report("Đã đăng 12 hồ sơ", **said), None)
    (result,) = services.report_many(actor, [item], today=TODAY)
    assert result.entry is not None


def dated(words: str, *units: Unit) -> Any:
    due = date(2026, 12, 10)
    return task(words, lead(*units), code="1", timing="deadline", due=due, time_raw="10/12/2026")


def old_plan(cast: Cast, *units: Unit) -> Plan:
    return tracked(cast, dated(BUDGET, *units))


def successor_plan(cast: Cast, old: Plan, *units: Unit, words: str = BUDGET) -> Plan:
    plan = adopted(cast, dated(words, *units), replaces=old.pk)
    rows = ActionPair.objects.between(plan, REPLACES).values_list("pk", flat=True)
    services.confirm_pairs(cast.focal_officer, plan, REPLACES, rows)
    return plan


def hand_over(cast: Cast, plan: Plan, *units: Unit) -> None:
    keys = [line.key for line in handovers(plan, TODAY) if line.unit in units]
    services.confirm_handovers(cast.focal_officer, plan, keys, today=TODAY)


def give_out(cast: Cast, plan: Plan) -> None:
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    services.give_out(plan.pk, lambda done, total, text: None, today=TODAY)
    plan.refresh_from_db()


def test_the_duty_of_a_renamed_unit_is_proposed_for_its_successor(cast, heir):
    old = old_plan(cast, cast.finance)
    report(cast, cast.finance_officer, only_duty(old), percent=60)
    succeed(cast.finance, heir, kind=SuccessionKind.RENAMED)
    plan = successor_plan(cast, old, heir)
    (line,) = handovers(plan, TODAY)
    assert (line.unit, line.successor, line.work.percent, line.beside) == (cast.finance, heir, 60, 1)
    assert line.how is not None and line.how.kind == "renamed" and line.confirmed is None


def test_nothing_goes_over_by_itself(cast, heir):
    old = old_plan(cast, cast.finance)
    report(cast, cast.finance_officer, only_duty(old), percent=60)
    succeed(cast.finance, heir)
    plan = successor_plan(cast, old, heir)
    give_out(cast, plan)
    assert only_duty(plan).percent is None and not only_duty(plan).continues.exists()


def test_what_a_person_confirmed_goes_on_with_its_history_and_proof(cast, heir):
    old = old_plan(cast, cast.finance)
    report(cast, cast.finance_officer, only_duty(old), percent=60, numbers=("9/BC",))
    Duty.objects.filter(plan=old).update(handler_id=cast.users["finance_officer"].pk)
    succeed(cast.finance, heir)
    plan = successor_plan(cast, old, heir)
    hand_over(cast, plan, cast.finance)
    give_out(cast, plan)
    new = only_duty(plan)
    assert (new.unit, new.percent, new.started_on, new.handler_id) == (heir, 60, TODAY, None)
    assert list(new.continues.all()) == [only_duty(old)]
    own = replace(cast.finance_officer, unit_id=heir.pk, unit_ids=frozenset([heir.pk]))
    page = action_page(own, new.action_id, TODAY)
    assert page is not None
    assert [proof.number for proof in page.evidence] == ["9/BC"] and len(page.history) > 0


def test_of_several_units_that_became_one_each_is_shown_and_the_work_is_begun_not_finished(cast, heir):
    old = old_plan(cast, cast.finance, cast.health)
    done = {"result": "reported_done", "done_on": TODAY, "numbers": ("9/BC",)}
    report(cast, cast.finance_officer, only_duty(old, cast.finance), **done)
    report(cast, cast.health_officer, only_duty(old, cast.health), percent=20)
    succeed(cast.finance, heir)
    succeed(cast.health, heir)
    plan = successor_plan(cast, old, heir)
    lines = handovers(plan, TODAY)
    assert [(line.unit, line.beside) for line in lines] == [(cast.finance, 2), (cast.health, 2)]
    hand_over(cast, plan, cast.finance, cast.health)
    give_out(cast, plan)
    new = only_duty(plan)
    assert (new.started_on, new.updated_on, new.percent, new.done_on) == (TODAY, TODAY, None, None)
    assert set(new.continues.all()) == set(Duty.objects.filter(plan=old))


def test_where_all_of_them_had_finished_the_work_is_finished_on_the_last_day(cast, heir):
    old = old_plan(cast, cast.finance, cast.health)
    for actor, owing, day in (
        (cast.finance_officer, cast.finance, TODAY), (cast.health_officer, cast.health, date(2026, 11, 5)),
    ):  # fmt: skip
        done = {"result": "reported_done", "done_on": day, "numbers": ("9/BC",)}
        report(cast, actor, only_duty(old, owing), **done)
        succeed(owing, heir)
    services.acknowledge(cast.focal_officer, only_duty(old, cast.finance), today=TODAY)
    plan = successor_plan(cast, old, heir)
    hand_over(cast, plan, cast.finance, cast.health)
    give_out(cast, plan)
    new = only_duty(plan)
    assert (new.done_on, new.percent, new.confirmed_on) == (TODAY, 100, None)


def test_what_did_not_apply_to_one_of_them_does_not_undo_the_work_of_the_other(cast, heir):
    old = old_plan(cast, cast.finance, cast.health)
    for actor, owing in ((cast.finance_officer, cast.finance), (cast.health_officer, cast.health)):
        report(cast, actor, only_duty(old, owing), percent=30)
        succeed(owing, heir)
    services.not_applicable(cast.focal_officer, only_duty(old, cast.finance), "Không có dự toán", today=TODAY)
    plan = successor_plan(cast, old, heir)
    hand_over(cast, plan, cast.finance, cast.health)
    give_out(cast, plan)
    assert (only_duty(plan).percent, only_duty(plan).not_applicable_on) == (30, None)


def test_a_person_may_choose_one_of_them_and_then_it_stands_as_it_stood(cast, heir):
    old = old_plan(cast, cast.finance, cast.health)
    report(cast, cast.finance_officer, only_duty(old, cast.finance), percent=70)
    report(cast, cast.health_officer, only_duty(old, cast.health), percent=20)
    succeed(cast.finance, heir)
    succeed(cast.health, heir)
    plan = successor_plan(cast, old, heir)
    hand_over(cast, plan, cast.finance)
    give_out(cast, plan)
    assert only_duty(plan).percent == 70


def test_a_unit_that_took_another_in_has_its_own_work_and_that_one_s(cast):
    old = old_plan(cast, cast.finance, cast.health)
    report(cast, cast.finance_officer, only_duty(old, cast.finance), percent=70)
    report(cast, cast.health_officer, only_duty(old, cast.health), percent=20)
    succeed(cast.health, cast.finance)
    plan = successor_plan(cast, old, cast.finance)
    (line,) = handovers(plan, TODAY)
    assert (line.unit, line.successor, line.beside) == (cast.health, cast.finance, 2)
    give_out(cast, plan)
    assert only_duty(plan).percent == 70
    services.undo_activation(cast.focal_officer, plan)
    hand_over(cast, plan, cast.health)
    give_out(cast, plan)
    assert (only_duty(plan).percent, only_duty(plan).continues.count()) == (None, 2)


def test_of_a_unit_that_was_split_the_work_goes_where_a_person_says(cast, heir):
    other = unit("planning", "Sở Kế hoạch")
    old = old_plan(cast, cast.finance)
    report(cast, cast.finance_officer, only_duty(old), percent=60)
    succeed(cast.finance, heir, other, kind=SuccessionKind.SPLIT)
    plan = successor_plan(cast, old, heir, other)
    lines = {line.successor: line for line in handovers(plan, TODAY)}
    assert set(lines) == {heir, other}
    services.confirm_handovers(cast.focal_officer, plan, [lines[other].key], today=TODAY)
    give_out(cast, plan)
    assert (only_duty(plan, heir).percent, only_duty(plan, other).percent) == (None, 60)


def test_a_second_run_carries_nothing_twice(cast, heir):
    old = old_plan(cast, cast.finance)
    report(cast, cast.finance_officer, only_duty(old), percent=60)
    succeed(cast.finance, heir)
    plan = successor_plan(cast, old, heir)
    hand_over(cast, plan, cast.finance)
    give_out(cast, plan)
    version = only_duty(plan).version
    assert take_over(plan, lambda done, total, text: None) == 0
    assert (only_duty(plan).version, only_duty(plan).continues.count()) == (version, 1)


def test_a_unit_that_goes_on_or_did_nothing_or_whose_successor_owes_nothing_is_not_asked_about(cast, heir):
    old = old_plan(cast, cast.finance, cast.health)
    report(cast, cast.finance_officer, only_duty(old, cast.finance), percent=60)
    assert handovers(successor_plan(cast, old, cast.finance, heir), TODAY) == []
    succeed(cast.health, heir)
    assert handovers(successor_plan(cast, old, cast.finance, heir), TODAY) == []
    succeed(cast.finance, heir)
    assert handovers(successor_plan(cast, old, cast.tax), TODAY) == []


def test_only_proposed_rows_are_confirmed_by_who_answers_for_the_plan_and_taken_back(cast, heir):
    old = old_plan(cast, cast.finance)
    report(cast, cast.finance_officer, only_duty(old), percent=60)
    succeed(cast.finance, heir)
    plan = successor_plan(cast, old, heir)
    (line,) = handovers(plan, TODAY)
    with pytest.raises(NotAllowed):
        services.confirm_handovers(cast.finance_officer, plan, [line.key], today=TODAY)
    with pytest.raises(Refused):
        wrong = (line.pair.pk, cast.health.pk, heir.pk)
        services.confirm_handovers(cast.focal_officer, plan, [wrong], today=TODAY)
    hand_over(cast, plan, cast.finance)
    services.unconfirm_handover(cast.focal_officer, plan, Handover.objects.get().pk)
    give_out(cast, plan)
    assert only_duty(plan).percent is None


def test_a_row_paired_anew_forgets_what_was_said_of_it(cast, heir):
    old = old_plan(cast, cast.finance)
    report(cast, cast.finance_officer, only_duty(old), percent=60)
    succeed(cast.finance, heir)
    plan = successor_plan(cast, old, heir)
    hand_over(cast, plan, cast.finance)
    services.pair_with(cast.focal_officer, ActionPair.objects.get(plan=plan), None)
    assert not Handover.objects.exists()
