"""From words about time to duties."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from minhbach.plans.core.clocks import ActionFacts, Owing, PlannedDuty, duties_of
from minhbach.plans.core.kinds import Clock, Timing
from minhbach.plans.models import duties as duty_models
from minhbach.plans.models import plans as plan_models

TRACKED, TODAY = date(2026, 10, 1), date(2026, 11, 18)
ONE = [Owing(7)]


def _only(action: ActionFacts, units: list[Owing] | None = None) -> PlannedDuty:
    [duty] = duties_of(action, units or ONE, TRACKED, TODAY, "quarterly")
    return duty


def test_before_a_day_ends_on_the_day_before() -> None:
    duty = _only(ActionFacts(Timing.DEADLINE, due=date(2026, 12, 25), due_is_before=True))
    assert (duty.due, duty.last_on_time) == (date(2026, 12, 25), date(2026, 12, 24))


def test_a_deadline_without_before_includes_its_day() -> None:
    duty = _only(ActionFacts(Timing.DEADLINE, due=date(2026, 12, 25)))
    assert duty.last_on_time == date(2026, 12, 25)


def test_a_deadline_that_passed_before_tracking_is_not_counted() -> None:
    assert _only(ActionFacts(Timing.DEADLINE, due=date(2026, 10, 1), due_is_before=True)).before_tracking
    assert not _only(ActionFacts(Timing.DEADLINE, due=date(2026, 10, 1))).before_tracking


def test_a_period_is_due_at_its_end_and_opens_at_its_start() -> None:
    duty = _only(ActionFacts(Timing.PERIOD, start=date(2026, 10, 1), due=date(2026, 12, 31)))
    assert (duty.opens_on, duty.last_on_time) == (date(2026, 10, 1), date(2026, 12, 31))


def test_a_recurring_action_has_one_duty_for_each_recurrence_left() -> None:
    action = ActionFacts(Timing.RECURRING, recurrence="quarterly", year_from=2026, year_to=2027)
    duties = duties_of(action, ONE, TRACKED, TODAY, "quarterly")
    assert [d.period for d in duties] == ["2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    assert [d.last_on_time for d in duties][:2] == [date(2026, 12, 31), date(2027, 3, 31)]


def test_the_recurrence_that_runs_when_tracking_begins_is_owed() -> None:
    action = ActionFacts(Timing.RECURRING, recurrence="annual", year_from=2026, year_to=2026)
    assert not _only(action).before_tracking


def test_recurrences_that_all_ended_before_tracking_leave_one_that_is_not_counted() -> None:
    action = ActionFacts(Timing.RECURRING, recurrence="quarterly", year_from=2023, year_to=2023)
    duty = _only(action)
    assert duty.period == "2023-Q4"
    assert duty.before_tracking


def test_an_annual_duty_with_an_end_stops_there() -> None:
    action = ActionFacts(
        Timing.RECURRING, due=date(2028, 12, 31), recurrence="annual", year_from=2026, year_to=2030
    )
    duties = duties_of(action, ONE, TRACKED, TODAY, "quarterly")
    assert [d.period for d in duties] == ["2026", "2027", "2028"]


def test_ongoing_and_unnamed_time_owe_an_update_each_period_and_no_date() -> None:
    for timing in (Timing.ONGOING, Timing.NONE):
        duty = _only(ActionFacts(timing))
        assert (duty.clock, duty.due, duty.silent_from) == (Clock.ONGOING, None, date(2027, 1, 1))


def test_the_plans_cycle_says_when_an_ongoing_duty_falls_silent() -> None:
    [duty] = duties_of(ActionFacts(Timing.ONGOING), ONE, TRACKED, TODAY, "monthly")
    assert duty.silent_from == date(2026, 11, 1)


def test_an_event_sleeps_until_it_is_recorded() -> None:
    assert _only(ActionFacts(Timing.EVENT)).clock == Clock.EVENT
    awake = _only(ActionFacts(Timing.EVENT, due=date(2026, 12, 1), triggered_on=date(2026, 11, 10)))
    assert (awake.clock, awake.opens_on, awake.last_on_time) == (
        Clock.DATED, date(2026, 11, 10), date(2026, 12, 1),
    )  # fmt: skip


def test_a_central_branch_is_asked_and_never_silent() -> None:
    duty = _only(ActionFacts(Timing.ONGOING), [Owing(9, is_ordered=False)])
    assert duty.asked
    assert duty.silent_from is None


days = st.dates(date(2023, 1, 1), date(2030, 12, 31))
actions = st.builds(
    ActionFacts,
    timing=st.sampled_from(list(Timing)),
    start=st.none() | days,
    due=st.none() | days,
    due_is_before=st.booleans(),
    recurrence=st.sampled_from(["", "monthly", "quarterly", "semiannual", "annual"]),
    triggered_on=st.none() | days,
    year_from=st.none() | st.integers(2023, 2027),
    year_to=st.none() | st.integers(2027, 2030),
)


@given(actions, days, days, st.sampled_from(["monthly", "quarterly", "semiannual", "annual"]))
def test_every_unit_owes_something_and_nothing_twice(
    action: ActionFacts, tracked: date, today: date, cycle: str
) -> None:
    duties = duties_of(action, [Owing(1), Owing(2, False)], tracked, today, cycle)
    assert {d.unit for d in duties} == {1, 2}
    assert len({(d.unit, d.period) for d in duties}) == len(duties)
    for duty in duties:
        assert (duty.clock == Clock.DATED) == (duty.last_on_time is not None)
        assert duty.before_tracking == (duty.last_on_time is not None and duty.last_on_time < tracked)
        assert duty.due is None or duty.due - duty.last_on_time <= timedelta(days=1)
        assert duty.silent_from is None or duty.silent_from > tracked


def test_core_and_models_use_the_same_words() -> None:
    from minhbach.plans.core import kinds

    for core, model in (
        (kinds.Clock, duty_models.Clock),
        (kinds.Result, duty_models.Result),
        (kinds.Timing, plan_models.Timing),
        (kinds.Role, plan_models.ResponsibilityRole),
        (kinds.Standing, plan_models.Resolved),
    ):
        assert [member.value for member in core] == model.values
