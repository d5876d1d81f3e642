"""Where a report slot stands: examples by name, and the database against the core."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.reporting.core.slot_state import SOON_DAYS, Paper, SlotFacts, Timing, state_of
from minhbach.reporting.models import ReportRegime, ReportSlot
from tests.cast import Cast, adopted, lead, make_cast, task

TODAY = date(2026, 11, 18)
DUE = date(2026, 11, 20)
OWED = SlotFacts(opens_on=date(2026, 11, 1), last_on_time=DUE)


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


@pytest.mark.parametrize(
    ("facts", "today", "paper", "timing", "days"),
    [
        (OWED, on(1, 10), Paper.NOT_OPEN, Timing.IN_TIME, 50),
        (OWED, on(12), Paper.OPEN, Timing.IN_TIME, 8),
        (OWED, on(13), Paper.OPEN, Timing.SOON, 7),
        (OWED, DUE, Paper.OPEN, Timing.TODAY, 0),
        (OWED, on(21), Paper.OPEN, Timing.OVERDUE, 1),
        (replace(OWED, begun_on=on(5)), on(21), Paper.WRITING, Timing.OVERDUE, 1),
        (replace(OWED, begun_on=on(5), handed_up_on=on(9)), on(12), Paper.APPROVING, Timing.IN_TIME, 8),
        (replace(OWED, submitted_on=DUE, first_sent_on=DUE), on(30), Paper.SUBMITTED, Timing.ON_TIME, 0),
        (replace(OWED, submitted_on=on(23)), on(30), Paper.SUBMITTED, Timing.SENT_LATE, 3),
        (replace(OWED, asked=True), on(30), Paper.OPEN, Timing.ASKED, 0),
        (replace(OWED, before_tracking=True), on(30), Paper.OPEN, Timing.BEFORE_TRACKING, 0),
        (replace(OWED, last_on_time=None), on(30), Paper.OPEN, Timing.NO_DATE, 0),
    ],
)  # fmt: skip
def test_a_slot_stands_where_its_facts_say(
    facts: SlotFacts, today: date, paper: Paper, timing: Timing, days: int
) -> None:
    state = state_of(facts, today)
    assert (state.paper, state.timing, state.days) == (paper, timing, days)


def test_a_report_sent_in_time_and_returned_stays_on_time() -> None:
    returned = replace(OWED, first_sent_on=on(19), returned_on=on(25))
    state = state_of(returned, on(30))
    assert (state.paper, state.timing) == (Paper.RETURNED, Timing.ON_TIME)
    assert state.is_owed


def test_a_signed_paper_recorded_later_counts_by_the_day_it_was_sent() -> None:
    """Sent on paper on the last day, typed in a week later, accepted the day after."""
    recorded = replace(OWED, first_sent_on=DUE, submitted_on=on(27), accepted_on=on(28))
    state = state_of(recorded, on(30))
    assert (state.paper, state.timing, state.is_owed) == (Paper.ACCEPTED, Timing.ON_TIME, False)


def test_an_excused_slot_is_neither_late_nor_owed_whatever_was_begun() -> None:
    excused = replace(OWED, begun_on=on(5), excused_on=on(30))
    state = state_of(excused, date(2027, 1, 1))
    assert (state.paper, state.timing, state.is_owed) == (Paper.EXCUSED, Timing.EXCUSED, False)


# The database against the core

near = st.integers(-12, 12).map(lambda n: TODAY + timedelta(days=n))
maybe = st.none() | near
seldom = st.sampled_from([False, False, False, True])
facts_of_slots = st.fixed_dictionaries(
    {
        "opens_on": near,
        "last_on_time": maybe,
        "asked": seldom,
        "before_tracking": seldom,
        "begun_on": maybe,
        "handed_up_on": st.none() | maybe,
        "submitted_on": st.none() | maybe,
        "returned_on": st.none() | maybe,
        "first_sent_on": maybe,
        "accepted_on": st.none() | st.none() | maybe,
        "excused_on": st.none() | st.none() | maybe,
    }
)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def regime(cast: Cast) -> ReportRegime:
    plan = adopted(cast, task("Công khai", lead(cast.finance)))
    return ReportRegime.objects.create(plan=plan, role="unit_report", cycle="monthly")


def _write(regime: ReportRegime, unit_id: int, rows: list[dict[str, object]]) -> None:
    ReportSlot.objects.all().delete()
    window = {"window_from": TODAY, "window_to": TODAY, "plan": regime.plan, "unit_id": unit_id}
    ReportSlot.objects.bulk_create(
        ReportSlot(regime=regime, period=f"p{n}", **window, **row) for n, row in enumerate(rows)
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(facts_of_slots, min_size=15, max_size=30), near)
def test_both_axes_and_every_list_are_the_same_in_sql(
    cast: Cast, regime: ReportRegime, rows: list[dict[str, object]], today: date
) -> None:
    _write(regime, cast.finance.pk, rows)
    slots = list(ReportSlot.objects.with_state(today))
    assert len(slots) == len(rows)
    for slot in slots:
        state = slot.state(today)
        assert (slot.paper_now, slot.timing_now) == (state.paper.value, state.timing.value)
    every = ReportSlot.objects.all()
    assert _ids(every.overdue(today)) == _which(slots, lambda s: _is_late(s, today))
    assert _ids(every.due_soon(today)) == _which(slots, lambda s: _is_near(s, today))
    assert _ids(every.owed(today)) == _which(slots, lambda s: s.state(today).is_owed)
    waiting = _which(slots, lambda s: s.state(today).paper is Paper.SUBMITTED)
    assert _ids(every.waiting_for_acceptance()) == waiting


def _is_late(slot: ReportSlot, today: date) -> bool:
    """Overdue, and nothing stands with the focal unit."""
    state = slot.state(today)
    return state.timing is Timing.OVERDUE and state.paper not in (Paper.ACCEPTED, Paper.SUBMITTED)


def _is_near(slot: ReportSlot, today: date) -> bool:
    """Due within the week, today included, and still to be sent for the first time."""
    state = slot.state(today)
    near = state.timing in (Timing.SOON, Timing.TODAY) and state.days <= SOON_DAYS
    return near and state.paper not in (Paper.ACCEPTED, Paper.SUBMITTED)


def _ids(slots: object) -> set[int]:
    return set(slots.values_list("pk", flat=True))


def _which(slots: list[ReportSlot], rule: Callable[[ReportSlot], bool]) -> set[int]:
    return {slot.pk for slot in slots if rule(slot)}
