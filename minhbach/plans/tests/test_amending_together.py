"""Amendments while others work: two sessions on one PostgreSQL, the second comes while the first is open."""

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
from minhbach.plans.services import ReportItem, amending, unamending
from minhbach.plans.services.reporting import RowResult
from minhbach.shared.verbs import Refused
from tests.beside import Beside
from tests.cast import TODAY, TRACKED, Cast, adopted, lead, make_cast, task, tracked

pytestmark = pytest.mark.django_db(transaction=True)

AMENDS, FOLLOWS = PlanRelation.AMENDS, PlanRelation.FOLLOWS
BUDGET = "Công khai dự toán của sở trên trang tin điện tử"
COURSE = "Mở lớp tập huấn cho cán bộ đầu mối"
DUE, LATER = date(2026, 12, 10), date(2026, 12, 28)


def dated(text: str, *said, code: str = "1", due: date = DUE):
    return task(text, *said, code=code, timing="deadline", due=due, time_raw=f"{due:%d/%m/%Y}")


def moved(code: str = "1", due: date = LATER):
    return dated(f"Sửa đổi nhiệm vụ {code} như sau: “{code}. {BUDGET}”", code=code, due=due)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def old(cast: Cast) -> Plan:
    return tracked(cast, dated(BUDGET, lead(cast.finance)))


def asked_for(cast: Cast, old: Plan, *actions) -> Plan:
    """An amendment whose rows a worker has yet to put in."""
    plan = adopted(cast, *actions, amends=old.pk)
    rows = ActionPair.objects.between(plan, AMENDS).values_list("pk", flat=True)
    services.confirm_pairs(cast.focal_officer, plan, AMENDS, rows)
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    plan.refresh_from_db()
    return plan


def put_in(cast: Cast, old: Plan, *actions) -> Plan:
    return run(asked_for(cast, old, *actions))


def run(plan: Plan) -> Plan:
    services.give_out(plan.pk, lambda done, total, text: None, today=TODAY)
    plan.refresh_from_db()
    return plan


def rows_of(plan: Plan) -> list[int]:
    return list(ActionPair.objects.between(plan, AMENDS).order_by("pk").values_list("pk", flat=True))


def row_of(plan: Plan, code: str) -> int:
    return ActionPair.objects.between(plan, AMENDS).get(action__code=code).pk


def of_action(plan: Plan, code: str = "1") -> Duty:
    return Duty.objects.select_related("plan", "action").get(action__plan=plan, action__code=code)


def report(cast: Cast, duty: Duty) -> RowResult:
    (result,) = services.report_many(
        cast.finance_officer, [ReportItem(duty.pk, Report("Đã đăng 12 hồ sơ"), None)], today=TODAY
    )
    return result


def being_undone(plan: Plan) -> Plan:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.UNDOING)
    plan.refresh_from_db()
    return plan


def test_undoing_waits_for_a_report_that_is_being_written(cast, old):
    plan = put_in(cast, old, moved())
    with Beside(lambda: report(cast, of_action(old))), pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    assert run(plan).status == PlanStatus.MERGED
    assert (ProgressEntry.objects.count(), of_action(old).last_on_time) == (1, LATER)


def test_a_report_waits_for_the_row_that_is_being_put_in(cast, old):
    plan = asked_for(cast, old, moved())
    duty, (row,) = of_action(old), rows_of(plan)
    with Beside(lambda: amending._apply(plan, row, TODAY)):
        assert report(cast, duty).entry is not None
    assert of_action(old).last_on_time == LATER
    assert of_action(old).updated_on == TODAY


def test_a_form_opened_before_the_amendment_is_refused_behind_it(cast, old):
    plan = asked_for(cast, old, moved())
    duty, (row,) = of_action(old), rows_of(plan)
    with Beside(lambda: amending._apply(plan, row, TODAY)), pytest.raises(Refused):
        services.report_progress(
            cast.finance_officer, duty, Report("Đã đăng"), version=duty.version, today=TODAY
        )
    assert ProgressEntry.objects.count() == 0


def test_a_report_on_what_an_undo_is_taking_out_finds_nothing(cast, old):
    plan = being_undone(put_in(cast, old, dated(COURSE, lead(cast.finance), code="3")))
    duty, row = of_action(old, "3"), row_of(plan, "3")
    with Beside(lambda: unamending._take_back(plan, row, TODAY)):
        assert report(cast, duty).problems
    assert not Duty.objects.filter(action__code="3", plan=old).exists()


def test_two_people_undo_an_amendment_at_once(cast, old):
    plan = put_in(cast, old, moved())
    with Beside(lambda: services.undo_activation(cast.focal_officer, plan)), pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT
    assert [change.after for change in DueDateChange.objects.order_by("pk")] == [LATER, DUE]


def test_two_workers_put_a_row_in_once(cast, old):
    plan = asked_for(cast, old, moved(), dated(COURSE, lead(cast.finance), code="3"))
    row = row_of(plan, "3")
    with Beside(lambda: amending._apply(plan, row, TODAY)):
        run(plan)
    assert plan.status == PlanStatus.MERGED
    assert Action.objects.filter(plan=old, code="3").count() == 1
    services.undo_activation(cast.focal_officer, plan)
    assert not Action.objects.filter(plan=old, code="3").exists()


def test_nothing_is_put_into_a_plan_that_is_being_closed(cast, old):
    plan = asked_for(cast, old, moved())
    with Beside(lambda: services.close(cast.focal_officer, old)):
        run(plan)
    assert plan.status == PlanStatus.ACTIVATING
    assert of_action(old).last_on_time == DUE


def test_two_amendments_of_one_plan_go_in_one_after_the_other(cast, old):
    first = asked_for(cast, old, moved())
    second = asked_for(cast, old, dated(COURSE, lead(cast.finance), code="3"))
    (row,) = rows_of(first)[:1]
    with Beside(lambda: amending._apply(first, row, TODAY)):
        run(second)
    assert (run(first).status, second.status) == (PlanStatus.MERGED, PlanStatus.MERGED)
    assert (of_action(old).last_on_time, of_action(old, "3").last_on_time) == (LATER, DUE)


def test_no_row_is_paired_with_what_an_undo_is_taking_out(cast, old):
    plan = being_undone(put_in(cast, old, dated(COURSE, lead(cast.finance), code="3")))
    follower = adopted(cast, dated("Mua xe cứu thương", lead(cast.health), code="7"), follows=old.pk)
    brought, row = Action.objects.get(plan=old, code="3"), row_of(plan, "3")
    mine = ActionPair.objects.between(follower, FOLLOWS).get(action__code="7")
    with Beside(lambda: unamending._take_back(plan, row, TODAY)), pytest.raises(Refused):
        services.pair_with(cast.focal_officer, mine, brought)
    mine.refresh_from_db()
    assert mine.earlier is None


def test_undoing_waits_for_a_row_that_is_being_paired_with_what_it_takes_out(cast, old):
    plan = put_in(cast, old, dated(COURSE, lead(cast.finance), code="3"))
    follower = adopted(cast, dated("Mua xe cứu thương", lead(cast.health), code="7"), follows=old.pk)
    brought = Action.objects.get(plan=old, code="3")
    mine = ActionPair.objects.between(follower, FOLLOWS).get(action__code="7")
    with Beside(lambda: services.pair_with(cast.focal_officer, mine, brought)):
        services.undo_activation(cast.focal_officer, plan)
    mine.refresh_from_db()
    assert (mine.earlier, mine.confirmed_at) == (None, None)


def test_a_plan_is_compared_without_what_an_undo_is_taking_out(cast, old):
    plan = being_undone(put_in(cast, old, dated(COURSE, lead(cast.finance), code="3")))
    row = row_of(plan, "3")
    with Beside(lambda: unamending._take_back(plan, row, TODAY)):
        follower = adopted(cast, dated(COURSE, lead(cast.finance), code="7"), follows=old.pk)
    rows = ActionPair.objects.between(follower, FOLLOWS)
    assert {(pair.kind, pair.earlier and pair.earlier.code) for pair in rows} == {
        ("new", None),
        ("left_out", "1"),
    }


def test_an_amendment_ends_behind_the_row_of_another_draft_that_is_being_paired(cast, old):
    follower = adopted(cast, dated("Mua xe cứu thương", lead(cast.health), code="7"), follows=old.pk)
    plan = asked_for(cast, old, dated(COURSE, lead(cast.finance), code="3"))
    mine = ActionPair.objects.between(follower, FOLLOWS).get(action__code="7")
    with Beside(lambda: services.pair_with(cast.focal_officer, mine, Action.objects.get(plan=old))):
        run(plan)
    assert plan.status == PlanStatus.MERGED
    rows = ActionPair.objects.between(follower, FOLLOWS)
    assert [(row.action and row.action.code, row.earlier.code) for row in rows.order_by("order")] == [
        ("7", "1"),
        (None, "3"),
    ]
