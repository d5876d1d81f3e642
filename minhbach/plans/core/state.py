"""Where a duty stands, on two axes: result (kết quả) and timeliness (thời hạn). Pure.

Stored are facts; this is the one place that reads them. The SQL beside it (plans.models.standing) is
proven equal by property tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from minhbach.plans.core.kinds import Clock, Late, Result
from minhbach.shared.dates import Cycle, Period, period_of

SOON_DAYS = 7
FINAL = frozenset({Result.DONE, Result.NOT_APPLICABLE})
STOPPED = frozenset({Result.SUSPENDED, Result.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What is stored of a duty. Fields as in plans.models.Duty; cycle: the plan's period of updates."""

    clock: str = Clock.DATED
    due: date | None = None
    last_on_time: date | None = None
    counted: bool = True
    before_tracking: bool = False
    asked: bool = False
    silent_from: date | None = None
    percent: int | None = None
    started_on: date | None = None
    done_on: date | None = None
    judged_on: date | None = None
    reported_on: date | None = None
    confirmed_on: date | None = None
    suspended_on: date | None = None
    not_applicable_on: date | None = None
    updated_on: date | None = None
    returned_on: date | None = None
    cycle: str = "quarterly"


@dataclass(frozen=True, slots=True)
class Timeliness:
    """days: left (in_time, soon), gone by (overdue), or late at the end (waiting, late_done); else 0.

    on: the day that the words name: the last day on time while it runs, the day judged once reported.
    With NONE it is the last day on time of what was done on a day that nobody knows.
    """

    kind: Late
    days: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Periods that ended without an update. `first` and `last` are the oldest and newest of them."""

    first: Period
    last: Period
    count: int


@dataclass(frozen=True, slots=True)
class State:
    result: Result
    late: Timeliness
    silence: Silence | None

    @property
    def is_open(self) -> bool:
        """Something is still to be done or reported by the unit."""
        return self.result in (Result.NOT_STARTED, Result.DOING)


def state_of(facts: DutyFacts, today: date, soon_days: int = SOON_DAYS) -> State:
    return State(result_of(facts), timeliness(facts, today, soon_days), silence(facts, today))


def result_of(facts: DutyFacts) -> Result:
    """Kết quả. What stops the work stands above what was reported."""
    if facts.not_applicable_on:
        return Result.NOT_APPLICABLE
    if facts.suspended_on:
        return Result.SUSPENDED
    if facts.confirmed_on:
        return Result.DONE
    if facts.done_on:
        return Result.REPORTED_DONE
    return Result.DOING if facts.started_on else Result.NOT_STARTED


def timeliness(facts: DutyFacts, today: date, soon_days: int = SOON_DAYS) -> Timeliness:
    """Thời hạn on that day. On time is judged by the reported day (judged_on) once it is confirmed.

    What was done on a day that nobody knows (before tracking began) is neither on time nor late.
    """
    result = result_of(facts)
    if result in STOPPED:
        return Timeliness(Late.NONE)
    if facts.before_tracking:
        return Timeliness(Late.BEFORE_TRACKING)
    if not facts.counted:
        return Timeliness(Late.OPENING)
    if facts.asked:
        return Timeliness(Late.ASKED, on=facts.last_on_time)
    if result is Result.REPORTED_DONE:
        return Timeliness(Late.WAITING, _late_by(facts), facts.judged_on)
    if facts.last_on_time is None:
        return Timeliness(Late.NONE)
    if result is Result.DONE:
        if not (facts.judged_on or facts.done_on):
            return Timeliness(Late.NONE, 0, facts.last_on_time)
        late = _late_by(facts)
        return Timeliness(Late.LATE_DONE if late else Late.ON_TIME, late, facts.judged_on)
    return _running(facts.last_on_time, today, soon_days)


def silence(facts: DutyFacts, today: date) -> Silence | None:
    """Which periods of an ongoing duty ended without an update; None where none did or none is owed."""
    if not is_silent(facts, today) or facts.silent_from is None:
        return None
    cycle = Cycle(facts.cycle)
    first = period_of(facts.silent_from - timedelta(days=1), cycle)
    last = period_of(today, cycle).previous
    return Silence(first, max(first, last), max(1, _steps(first, last)))


def is_silent(facts: DutyFacts, today: date) -> bool:
    """An ongoing duty whose update of an ended period is missing. Lateness is another figure."""
    return (
        facts.clock == Clock.ONGOING
        and facts.counted
        and not facts.before_tracking
        and not facts.asked
        and result_of(facts) in (Result.NOT_STARTED, Result.DOING)
        and facts.silent_from is not None
        and facts.silent_from <= today
    )


def silent_after(updated_on: date, cycle: str) -> date:
    """An update counts for its period; the next one may come until the end of the period after it."""
    return period_of(updated_on, cycle).next.end + timedelta(days=1)


def first_silent_from(starts_on: date, cycle: str) -> date:
    """The first day without an update that counts as silent: after the period in which tracking began."""
    return period_of(starts_on, cycle).end + timedelta(days=1)


def _running(last: date, today: date, soon_days: int) -> Timeliness:
    left = (last - today).days
    if left < 0:
        return Timeliness(Late.OVERDUE, -left, last)
    if left == 0:
        return Timeliness(Late.TODAY, 0, last)
    return Timeliness(Late.SOON if left <= soon_days else Late.IN_TIME, left, last)


def _late_by(facts: DutyFacts) -> int:
    """Days after the last day on time; 0 where on time or without a date."""
    judged = facts.judged_on or facts.done_on
    if facts.last_on_time is None or judged is None:
        return 0
    return max(0, (judged - facts.last_on_time).days)


def _steps(first: Period, last: Period) -> int:
    months = (last.start.year - first.start.year) * 12 + last.start.month - first.start.month
    return months // first.cycle.months + 1
