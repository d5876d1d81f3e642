"""One round of a report regime: its period, its data, its last day on time, and why. Pure.

Design: domain, "Dates" and "Data windows". Every turn carries the steps from the plan's words to its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from minhbach.shared.dates import (
    ONE_DAY,
    Cycle,
    Period,
    WorkCalendar,
    last_of_month,
    period_of,
    periods_between,
)

CUT_OFF_DAY = 14  # Nghị định 09/2019/NĐ-CP, điều 12: data end on the 14th of the period's last month
ROOM_TO_WRITE = 2  # working days between the cut-off and the due day (điều 13)
OPENS_BEFORE = 10  # working days before the last day on which a report opens at the latest


class Roll(StrEnum):
    """What becomes of a last day that is a rest day. A named date stays unless somebody says otherwise."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


class WindowRule(StrEnum):
    USUAL = "usual"  # the decree's table where it closes early enough, else the calendar period
    CALENDAR = "calendar"  # the plan's words name it ("tháng sau"), or a person chose it
    DAYS = "days"  # from a day of the month before the period to a day of its last month


class StepKind(StrEnum):
    """One line of the explanation; words in reporting.queries.words."""

    WORDS = "words"
    NO_DATE = "no_date"
    PERIOD = "period"
    OUTSIDE_YEARS = "outside_years"
    WINDOW_DECREE = "window_decree"
    WINDOW_CALENDAR = "window_calendar"
    WINDOW_CUT = "window_cut"
    WINDOW_DAYS = "window_days"
    NAMED_DAY = "named_day"
    BEFORE = "before"
    LAST_DAY = "last_day"
    ROLLED = "rolled"
    REST_DAY = "rest_day"
    UNCONFIRMED = "unconfirmed"
    MERGED = "merged"
    COVERS = "covers"


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    words: str = ""
    day: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """When a report of the regime is due. Fields as in reporting.models.ReportRegime."""

    cycle: Cycle
    words: str = ""
    day: int | None = None
    month: int | None = None
    month_offset: int | None = None
    is_before: bool = False
    roll: Roll = Roll.NONE
    window: WindowRule = WindowRule.USUAL
    window_from: int | None = None
    window_to: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """How the authority works: its calendar and the years whose rest days were confirmed."""

    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    confirmed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """The data a report is about, both days included. estimated: cut before the period is over."""

    start: date
    end: date
    kind: StepKind
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """due: the day that the words name; last_on_time: the last day that counts; both None without a date.

    advised_on: the working day before, where last_on_time is a rest day.
    """

    period: Period
    window: Window
    opens_on: date
    due: date | None = None
    last_on_time: date | None = None
    advised_on: date | None = None
    steps: tuple[Step, ...] = ()


def turns(rule: Rule, first_year: int, last_year: int, days: Days) -> list[Turn]:
    """The rounds of the periods that end in these years, in order."""
    return [_turn(rule, period, due, days) for period, due in _rounds(rule, first_year, last_year)]


def _rounds(rule: Rule, first: int, last: int) -> Iterator[tuple[Period, date | None]]:
    if rule.day is not None and rule.month is not None:
        named = (_day(year, rule.month, rule.day) for year in range(first - 1, last + 2))
        found = {_nearest(day, rule.cycle): day for day in named}
        yield from ((p, due) for p, due in sorted(found.items()) if first <= p.end.year <= last)
        return
    for period in periods_between(date(first, 1, 1), date(last, 12, 31), rule.cycle):
        if rule.day is None:
            yield period, None
        else:
            yield period, _months_after(period, rule.month_offset or 0, rule.day)


def _nearest(day: date, cycle: Cycle) -> Period:
    """A named day belongs to the period whose end lies nearest: 02/12 to its year, 20/01 to that before."""
    here = period_of(day, cycle)
    return min((here.previous, here, here.next), key=lambda period: abs((period.end - day).days))


def _months_after(period: Period, months: int, day: int) -> date:
    years, month = divmod(period.end.month - 1 + months, 12)
    return _day(period.end.year + years, month + 1, day)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, last_of_month(year, month).day))


def _turn(rule: Rule, period: Period, due: date | None, days: Days) -> Turn:
    last, why = _last_day(rule, due, days)
    window = _window(rule, period, last, days.calendar)
    advised = None
    if last is not None and not days.calendar.is_working(last):
        advised = days.calendar.working_day_before(last)
    source = Step(StepKind.WORDS, rule.words) if rule.words else Step(StepKind.NO_DATE)
    steps = (
        source,
        Step(StepKind.PERIOD, period.key),
        Step(window.kind, day=window.start, until=window.end),
        *why,
        *_rest_day(last, advised, days),
    )
    opens = _opens_on(window, last, days.calendar)
    return Turn(period, window, opens, due, last, advised, steps)


def _last_day(rule: Rule, due: date | None, days: Days) -> tuple[date | None, tuple[Step, ...]]:
    """ "Trước ngày D" ends on D-1 at 24:00; then the roll, where the regime has one."""
    if due is None:
        return None, (Step(StepKind.NO_DATE),) if rule.words else ()
    last = due - ONE_DAY if rule.is_before else due
    kind = StepKind.BEFORE if rule.is_before else StepKind.LAST_DAY
    steps: tuple[Step, ...] = (Step(StepKind.NAMED_DAY, day=due), Step(kind, day=last))
    moved = _rolled(rule.roll, last, days.calendar)
    if moved != last:
        steps = (*steps, Step(StepKind.ROLLED, words=rule.roll, day=moved, until=last))
    return moved, steps


def _rolled(roll: Roll, day: date, calendar: WorkCalendar) -> date:
    if roll is Roll.NONE or calendar.is_working(day):
        return day
    return calendar.next_working_day(day) if roll is Roll.NEXT else calendar.working_day_before(day)


def _rest_day(last: date | None, advised: date | None, days: Days) -> tuple[Step, ...]:
    if last is None or advised is None:
        return ()
    said = Step(StepKind.REST_DAY, day=advised, until=last)
    if last.year in days.confirmed:
        return (said,)
    return (said, Step(StepKind.UNCONFIRMED, str(last.year)))


def _window(rule: Rule, period: Period, last: date | None, calendar: WorkCalendar) -> Window:
    if rule.window is WindowRule.DAYS and rule.window_from and rule.window_to:
        start = _months_after(_month_before(period), 0, rule.window_from)
        return Window(start, _months_after(period, 0, rule.window_to), StepKind.WINDOW_DAYS)
    decree = decree_window(period)
    if rule.window is WindowRule.USUAL and _closes_early_enough(decree, last, calendar):
        return decree
    if last is not None and last < period.end:
        return Window(period.start, last, StepKind.WINDOW_CUT, estimated=True)
    return Window(period.start, period.end, StepKind.WINDOW_CALENDAR)


def decree_window(period: Period) -> Window:
    """Nghị định 09/2019/NĐ-CP, điều 12: from the 15th of the month before to the 14th of the last month."""
    start = _months_after(_month_before(period), 0, CUT_OFF_DAY + 1)
    return Window(start, period.end.replace(day=CUT_OFF_DAY), StepKind.WINDOW_DECREE)


def _month_before(period: Period) -> Period:
    return period_of(period.start - ONE_DAY, Cycle.MONTHLY)


def _closes_early_enough(window: Window, last: date | None, calendar: WorkCalendar) -> bool:
    return last is None or calendar.working_days_between(window.end, last) >= ROOM_TO_WRITE


def _opens_on(window: Window, last: date | None, calendar: WorkCalendar) -> date:
    """When the data are complete, and never later than two weeks of work before the last day."""
    opens = window.end + ONE_DAY
    if last is None:
        return opens
    latest = last
    for _ in range(OPENS_BEFORE):
        latest = calendar.working_day_before(latest)
    return min(opens, latest)
