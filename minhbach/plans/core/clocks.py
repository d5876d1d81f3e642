"""From the words about time to the duties of each unit (design: domain, Duty). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from minhbach.plans.core.kinds import Clock, Timing
from minhbach.plans.core.report_days import ReportDay, day_of
from minhbach.plans.core.state import first_silent_from
from minhbach.shared.dates import Period, periods_between


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What the plan says of an action's time. starts_on: the plan's own first day, where it has one."""

    timing: str = Timing.NONE
    start: date | None = None
    due: date | None = None
    due_is_before: bool = False
    recurrence: str = ""
    triggered_on: date | None = None
    year_from: int | None = None
    year_to: int | None = None
    report_days: tuple[ReportDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that owes. is_ordered: below the People's Committee; others are asked and are never late."""

    unit: int
    is_ordered: bool = True
    coordinating: bool = False


@dataclass(frozen=True, slots=True)
class PlannedDuty:
    """One duty to be made; fields as in plans.models.Duty."""

    unit: int
    period: str
    clock: Clock
    opens_on: date
    due: date | None = None
    last_on_time: date | None = None
    silent_from: date | None = None
    before_tracking: bool = False
    asked: bool = False
    coordinating: bool = False


def last_day_on_time(due: date, due_is_before: bool) -> date:
    """ "Trước ngày D" ends on D-1 at 24:00; every other wording includes its day."""
    return due - timedelta(days=1) if due_is_before else due


def duties_of(
    action: ActionFacts, units: Iterable[Owing], tracked_from: date, today: date, update_cycle: str
) -> list[PlannedDuty]:
    """What each unit owes: one dated duty, one per recurrence, one ongoing, or one that sleeps.

    Recurrences that ended before tracking are not made; where all of them did, the last one stands as
    "trước khi theo dõi", so that no action is lost from the plan's tree.
    """
    clocks = _clocks(action, tracked_from, update_cycle)
    return [_for_unit(clock, owing) for owing in units for clock in clocks]


@dataclass(frozen=True, slots=True)
class _Running:
    period: str
    clock: Clock
    opens_on: date
    due: date | None = None
    last_on_time: date | None = None
    silent_from: date | None = None
    before_tracking: bool = False


def _clocks(action: ActionFacts, tracked_from: date, cycle: str) -> list[_Running]:
    if action.timing == Timing.RECURRING:
        return _recurring(action, tracked_from)
    if action.timing == Timing.EVENT and action.triggered_on is None:
        return [_Running("", Clock.EVENT, tracked_from)]
    dated = action.timing in (Timing.DEADLINE, Timing.PERIOD, Timing.EVENT)
    if dated and action.due is not None:
        opens = action.triggered_on or action.start or min(tracked_from, action.due)
        return [_dated("", opens, action.due, action.due_is_before, tracked_from)]
    return [_Running("", Clock.ONGOING, tracked_from, silent_from=first_silent_from(tracked_from, cycle))]


def _recurring(action: ActionFacts, tracked_from: date) -> list[_Running]:
    periods = _recurrences(action, tracked_from)
    kept = [period for period in periods if period.end >= tracked_from] or periods[-1:]
    return [
        _dated(period.key, period.start, *day_of(period, action.report_days), tracked_from) for period in kept
    ]


def _recurrences(action: ActionFacts, tracked_from: date) -> list[Period]:
    first_year = action.year_from or action.year_to or tracked_from.year
    last_year = action.year_to or first_year
    start = action.start or date(first_year, 1, 1)
    end = action.due or date(last_year, 12, 31)
    return periods_between(start, max(start, end), action.recurrence or "annual")


def _dated(period: str, opens: date, due: date, due_is_before: bool, tracked_from: date) -> _Running:
    last = last_day_on_time(due, due_is_before)
    return _Running(period, Clock.DATED, min(opens, last), due, last, before_tracking=last < tracked_from)


def _for_unit(clock: _Running, owing: Owing) -> PlannedDuty:
    return PlannedDuty(
        unit=owing.unit,
        period=clock.period,
        clock=clock.clock,
        opens_on=clock.opens_on,
        due=clock.due,
        last_on_time=clock.last_on_time,
        silent_from=None if not owing.is_ordered else clock.silent_from,
        before_tracking=clock.before_tracking,
        asked=not owing.is_ordered,
        coordinating=owing.coordinating,
    )
