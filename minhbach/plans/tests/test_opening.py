"""The opening state: what lay before tracking is settled by groups, and then the plan counts."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.organisation.models import Unit
from minhbach.plans import queries, services
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.core.opening import Opening, OpeningKey
from minhbach.plans.core.report import Report
from minhbach.plans.models import Duty, Plan
from minhbach.plans.queries import late_words
from minhbach.plans.services import OpeningChoice, opening
from tests.cast import TODAY, Cast, activated, lead, only_duty, task, tracked

PASSED = {"timing": "deadline", "due": date(2026, 10, 30)}


def _settle(cast: Cast, plan: Plan, *choices: OpeningChoice) -> Plan:
    return services.confirm_opening(cast.focal_officer, plan, choices, today=TODAY)


def _keys(plan: Plan) -> list[OpeningKey]:
    return [group.key for group in queries.opening_state(plan, TODAY).groups]


def test_the_opening_state_is_set_in_bulk(cast: Cast) -> None:
    plan = activated(cast, *(task(f"Việc {n}", lead(cast.finance), **PASSED) for n in range(4)))
    one, two, three, _four = _keys(plan)
    _settle(
        cast, plan, OpeningChoice(Opening.DONE, (one,), date(2026, 10, 20)),
        OpeningChoice(Opening.NOT_APPLICABLE, (two,)), OpeningChoice(Opening.BEFORE, (three,)),
    )  # fmt: skip
    kinds = [d.state(TODAY).late.kind for d in Duty.objects.select_related("plan").order_by("action__order")]
    assert kinds == [Late.ON_TIME, Late.NONE, Late.BEFORE_TRACKING, Late.OVERDUE]


def test_choices_of_another_plan_change_nothing_there(cast: Cast) -> None:
    other = activated(cast, task("Khác", lead(cast.health), **PASSED), number="9/KH")
    plan = activated(cast, task("Một", lead(cast.finance)))
    _settle(cast, plan, OpeningChoice(Opening.DONE, tuple(_keys(other)), TODAY))
    assert only_duty(other).done_on is None


def test_every_duty_can_be_settled_however_many_there_are(cast: Cast) -> None:
    communes = [
        Unit.objects.create(code=f"x{n}", name=f"UBND xã Thứ {n}", kind="commune", protocol_order=100 + n)
        for n in range(180)
    ]
    plan = activated(cast, *(task(f"Việc {n}", lead(*communes), **PASSED) for n in range(3)))
    state = queries.opening_state(plan, TODAY)
    assert [group.units for group in state.groups] == [180, 180, 180]
    _settle(cast, plan, OpeningChoice(Opening.DOING, tuple(_keys(plan)[1:])))
    assert Duty.objects.filter(started_on__isnull=False).count() == 360
    assert Duty.objects.filter(counted=True).count() == 540


def test_groups_are_told_apart_by_period_and_by_the_day_of_tracking(cast: Cast) -> None:
    quarterly = {"timing": "recurring", "recurrence": "quarterly"}
    plan = activated(
        cast, task("Quý", lead(cast.finance, cast.health), **quarterly),
        task("Cũ", lead(cast.an_ha), **PASSED),
        tracked_from=date(2026, 11, 1), today=date(2027, 1, 10),
    )  # fmt: skip
    groups = queries.opening_state(plan, date(2027, 1, 10)).groups
    assert [(g.key.period, g.key.before, g.units, g.unit) for g in groups] == [
        ("2026-Q4", False, 2, None),
        ("", True, 1, cast.an_ha),
    ]
    assert len({str(group.key) for group in groups}) == 2


def test_a_confirmation_that_was_broken_off_is_taken_up_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = activated(cast, *(task(f"Việc {n}", lead(cast.finance), **PASSED) for n in range(5)))
    monkeypatch.setattr(opening, "PART", 2)
    done = OpeningChoice(Opening.DOING, tuple(_keys(plan)))
    with monkeypatch.context() as broken:
        broken.setattr(opening, "_switch", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _settle(cast, plan, done)
    plan.refresh_from_db()
    assert plan.opening_confirmed_on is None
    assert Duty.objects.filter(counted=True).count() == 4
    assert _settle(cast, plan, done).opening_confirmed_on == TODAY
    assert Duty.objects.filter(counted=True, started_on__isnull=False).count() == 5


def test_a_state_that_is_confirmed_is_not_asked_again(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), **PASSED))
    with pytest.raises(opening.Refused):
        _settle(cast, plan)


def test_what_was_done_on_an_unknown_day_is_done_and_neither_on_time_nor_late(cast: Cast) -> None:
    plan = activated(cast, task("Một", lead(cast.finance), **PASSED))
    version = only_duty(plan).version
    _settle(cast, plan, OpeningChoice(Opening.DONE, tuple(_keys(plan))))
    duty = only_duty(plan)
    state = duty.state(TODAY)
    assert (state.result, state.late.kind, duty.done_on) == (Result.DONE, Late.NONE, None)
    assert late_words(state.late) == "không rõ ngày xong"
    assert duty.version > version
    cells = queries.plan_overview(cast.focal_officer, plan, TODAY).cells
    assert (cells.done.value, cells.on_time.base) == (1, 0)


def test_the_opening_state_leaves_a_units_own_report_alone(cast: Cast) -> None:
    plan = activated(cast, task("Một", lead(cast.finance, cast.health), **PASSED))
    [key] = _keys(plan)
    late = Report(text="Xong trễ", result="reported_done", done_on=date(2026, 11, 10), numbers=("1/STC",))
    services.report_progress(cast.finance_officer, only_duty(plan, cast.finance), late, today=TODAY)
    state = queries.opening_state(plan, TODAY)
    assert (state.reported_count, state.groups[0].unit) == (1, cast.health)
    _settle(cast, plan, OpeningChoice(Opening.DONE, (key,), date(2026, 10, 20)))
    reported = only_duty(plan, cast.finance)
    assert (reported.done_on, reported.state(TODAY).late.days) == (date(2026, 11, 10), 11)
    assert only_duty(plan, cast.health).state(TODAY).late.kind is Late.ON_TIME


def test_nothing_was_done_in_the_future(cast: Cast) -> None:
    plan = activated(cast, task("Một", lead(cast.finance), **PASSED))
    with pytest.raises(opening.Refused):
        _settle(cast, plan, OpeningChoice(Opening.DONE, tuple(_keys(plan)), date(2027, 1, 1)))
