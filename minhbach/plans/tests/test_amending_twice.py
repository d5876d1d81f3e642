"""What an amendment leaves behind: a later one on top of it, work beside it, and the way back from it."""

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
    Participation,
    Plan,
    PlanRelation,
    PlanStatus,
    ProgressEntry,
    ResponsibilityMember,
)
from minhbach.plans.queries import coverage
from minhbach.plans.services import ReportItem, unamending
from minhbach.shared.verbs import Refused
from tests.cast import (
    TODAY,
    TRACKED,
    Cast,
    activated,
    adopted,
    lead,
    new_plan,
    open_phrase,
    task,
    together,
    tracked,
)

AMENDS = PlanRelation.AMENDS
BUDGET = "Công khai dự toán của sở trên trang tin điện tử"
SURVEY = "Khảo sát thời gian chờ khám tại các trạm y tế"
DUE, LATER, LAST = date(2026, 12, 10), date(2026, 12, 28), date(2026, 12, 30)


def dated(text: str, *said, code: str = "1", due: date = DUE):
    return task(text, *said, code=code, timing="deadline", due=due, time_raw=f"{due:%d/%m/%Y}")


def said_of(code: str, *said, words: str = BUDGET, **values):
    return task(f"Sửa đổi nhiệm vụ {code} như sau: “{code}. {words}”", *said, code=code, **values)


def moved(code: str, due: date, words: str = BUDGET):
    return said_of(code, words=words, timing="deadline", due=due, time_raw=f"{due:%d/%m/%Y}")


@pytest.fixture
def old(cast: Cast) -> Plan:
    return tracked(
        cast, dated(BUDGET, lead(cast.finance)), dated(SURVEY, lead(cast.health), code="2")
    )  # fmt: skip


def confirmed(cast: Cast, old: Plan, *actions) -> Plan:
    plan = adopted(cast, *actions, amends=old.pk)
    rows = ActionPair.objects.between(plan, AMENDS).values_list("pk", flat=True)
    services.confirm_pairs(cast.focal_officer, plan, AMENDS, rows)
    return plan


def run(plan: Plan) -> Plan:
    services.give_out(plan.pk, lambda done, total, text: None, today=TODAY)
    plan.refresh_from_db()
    return plan


def put_in(cast: Cast, old: Plan, *actions) -> Plan:
    plan = confirmed(cast, old, *actions)
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    return run(plan)


def of_action(plan: Plan, code: str, unit=None) -> Duty:
    rows = Duty.objects.select_related("plan", "action").filter(action__plan=plan, action__code=code)
    return (rows.filter(unit=unit) if unit else rows).get()


def report(cast: Cast, duty: Duty, **values) -> None:
    said = Report(values.pop("text", "Đã đăng 12 hồ sơ"), **values)
    (result,) = services.report_many(cast.finance_officer, [ReportItem(duty.pk, said, None)], today=TODAY)
    assert result.entry is not None


def coordinating(plan: Plan, code: str) -> set[int]:
    rows = ResponsibilityMember.objects.filter(
        responsibility__action__plan=plan,
        responsibility__action__code=code,
        responsibility__role="coordinate",
    )
    return set(rows.values_list("unit_id", flat=True))


def taking_part(plan: Plan, code: str) -> set[int]:
    rows = Participation.objects.filter(action__plan=plan, action__code=code)
    return set(rows.values_list("unit_id", flat=True))


def test_units_that_only_an_amendment_named_go_with_it(cast, old):
    plan = put_in(cast, old, said_of("1", together(cast.tax)))
    assert coordinating(old, "1") == taking_part(old, "1") == {cast.tax.pk}
    services.undo_activation(cast.focal_officer, plan)
    assert coordinating(old, "1") == taking_part(old, "1") == set()


def test_a_unit_that_no_longer_coordinates_takes_part_no_longer(cast):
    old = tracked(cast, dated(BUDGET, lead(cast.finance), together(cast.tax)))
    plan = put_in(cast, old, said_of("1", together(cast.health)))
    assert taking_part(old, "1") == {cast.health.pk}
    services.undo_activation(cast.focal_officer, plan)
    assert taking_part(old, "1") == {cast.tax.pk}


def test_a_day_that_a_person_set_after_the_amendment_keeps_it_from_being_undone(cast, old):
    plan = put_in(cast, old, moved("1", LATER))
    services.change_due(cast.focal_officer, of_action(old, "1"), LAST, "Công văn 5/VP", today=TODAY)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    assert of_action(old, "1").last_on_time == LAST


def test_what_was_confirmed_as_counting_since_the_amendment_goes_on_counting(cast):
    old = activated(cast, dated(BUDGET, lead(cast.finance)))
    plan = put_in(cast, old, moved("1", LATER))
    services.confirm_opening(cast.focal_officer, old, today=TODAY)
    services.undo_activation(cast.focal_officer, plan)
    assert of_action(old, "1").counted


def test_a_first_day_that_came_with_the_amendment_goes_with_it(cast):
    old = tracked(cast, task(BUDGET, lead(cast.finance), code="1", timing="ongoing"))
    plan = put_in(cast, old, moved("1", LATER))
    assert of_action(old, "1").first_due == LATER
    services.undo_activation(cast.focal_officer, plan)
    assert of_action(old, "1").first_due is None


def test_a_report_made_while_an_amendment_is_undone_is_not_lost(cast, old, monkeypatch):
    plan = put_in(cast, old, moved("1", LATER), dated("Mở lớp tập huấn", lead(cast.finance), code="3"))
    take_back, reported = unamending._take_back, []

    def slow(*args):
        if not reported:
            reported.append(True)
            report(cast, of_action(old, "3"), percent=20)
        return take_back(*args)

    monkeypatch.setattr(unamending, "_take_back", slow)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    assert ProgressEntry.objects.count() == 1
    run(plan)
    assert plan.status == PlanStatus.MERGED
    assert of_action(old, "1").last_on_time == LATER


def test_a_unit_that_one_amendment_took_out_and_the_next_names_again_owes_again(cast, old):
    put_in(cast, old, said_of("1", lead(cast.health)))
    assert of_action(old, "1", cast.finance).not_applicable_on == TODAY
    second = put_in(cast, old, said_of("1", lead(cast.finance)))
    assert of_action(old, "1", cast.finance).not_applicable_on is None
    assert of_action(old, "1", cast.health).not_applicable_on == TODAY
    services.undo_activation(cast.focal_officer, second)
    assert of_action(old, "1", cast.finance).not_applicable_on == TODAY


def test_a_duty_that_a_person_set_aside_stays_so_when_an_amendment_moves_its_day(cast, old):
    services.not_applicable(cast.focal_officer, of_action(old, "1"), "Đã giải thể", today=TODAY)
    put_in(cast, old, moved("1", LATER))
    assert of_action(old, "1").not_applicable_on == TODAY


def test_an_amendment_is_not_put_into_a_plan_that_is_tracked_no_more(cast, old):
    plan = confirmed(cast, old, dated("Mở lớp tập huấn", lead(cast.finance), code="3"))
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    services.close(cast.focal_officer, old)
    run(plan)
    assert plan.status == PlanStatus.ACTIVATING
    assert not Action.objects.filter(plan=old, code="3").exists()


def test_undoing_an_amendment_leaves_a_later_plan_all_its_rows(cast, old):
    plan = put_in(cast, old, dated("Mở lớp tập huấn", lead(cast.finance), code="3"))
    follower = adopted(cast, dated("Mở lớp tập huấn", lead(cast.finance), code="1"), follows=old.pk)
    services.undo_activation(cast.focal_officer, plan)
    rows = ActionPair.objects.between(follower, PlanRelation.FOLLOWS)
    assert [(row.kind, row.earlier) for row in rows.filter(action__isnull=False)] == [("new", None)]


def test_the_ledger_names_the_amendment_and_its_undoing(cast, old):
    plan = put_in(cast, old, moved("1", LATER))
    services.undo_activation(cast.focal_officer, plan)
    assert [change.after for change in DueDateChange.objects.order_by("pk")] == [LATER, DUE]


def test_units_that_a_phrase_was_resolved_to_since_keep_their_duties(cast):
    old = tracked(cast, dated(BUDGET, open_phrase("các đơn vị liên quan")))
    plan = put_in(cast, old, moved("1", LATER))
    phrase = Action.objects.get(plan=old).responsibilities.get()
    services.resolve_responsibility(cast.focal_officer, phrase, [cast.finance], today=TODAY)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    assert of_action(old, "1").unit == cast.finance


def test_a_period_that_begins_earlier_now_is_open_from_then_on(cast):
    begins = {"timing": "period", "due": DUE, "time_raw": "tháng 12"}
    old = tracked(cast, task(BUDGET, lead(cast.finance), code="1", start=date(2026, 12, 1), **begins))
    plan = put_in(cast, old, said_of("1", start=date(2026, 11, 1), **begins))
    assert of_action(old, "1").opens_on == date(2026, 11, 1)
    services.undo_activation(cast.focal_officer, plan)
    assert of_action(old, "1").opens_on == date(2026, 12, 1)


def test_an_undo_that_broke_off_and_cannot_go_on_puts_the_amendment_in_again(cast, old):
    plan = put_in(cast, old, moved("1", LATER))
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.UNDOING)
    report(cast, of_action(old, "1"), percent=20)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ACTIVATING


def test_silence_of_before_the_opening_state_is_not_asked_for_after_an_undo(cast):
    old = activated(cast, task(BUDGET, lead(cast.finance), code="1", timing="ongoing"))
    Duty.objects.filter(plan=old).update(silent_from=date(2026, 7, 1))
    plan = put_in(cast, old, moved("1", LATER))
    services.confirm_opening(cast.focal_officer, old, today=TODAY)
    services.undo_activation(cast.focal_officer, plan)
    assert of_action(old, "1").silent_from == date(2027, 1, 1)


def test_a_task_that_an_amendment_brings_is_left_out_of_the_plans_compared_before(cast, old):
    new = new_plan(
        cast, dated("Sở " + BUDGET, lead(cast.finance)), focal_unit=cast.finance.pk,
        issuer_unit=cast.finance.pk, parent_plan=old.pk,
    )  # fmt: skip
    below = services.create_plan(cast.focal_officer, new)
    follower = adopted(cast, dated(BUDGET, lead(cast.finance)), follows=old.pk)
    brought = (
        dated("Mở lớp tập huấn", lead(cast.finance), code="3"),
        dated("Mua xe cứu thương", lead(cast.health), code="4"),
    )
    plan = put_in(cast, old, *brought)

    def left(one: Plan, relation: PlanRelation) -> list[str]:
        rows = ActionPair.objects.between(one, relation).filter(kind="left_out")
        return [row.earlier.code for row in rows]

    assert left(below, PlanRelation.CARRIES_OUT) == ["3"]
    assert left(follower, PlanRelation.FOLLOWS) == ["2", "3", "4"]
    (row,) = (row for row in coverage(cast.focal_officer, old).rows if row.unit == cast.finance)
    assert (row.asked, row.taken, row.left_out) == (2, 1, 1)
    services.undo_activation(cast.focal_officer, plan)
    assert left(below, PlanRelation.CARRIES_OUT) == []
