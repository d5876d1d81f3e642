"""Dates as Vietnamese offices count and name them. Pure: holidays are handed in, nothing asks the clock."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
ROMAN = ("I", "II", "III", "IV")


def vn_date(day: date) -> str:
    """06/10/2026."""
    return f"{day:%d/%m}/{day.year:04d}"


def parse_vn_date(text: str) -> date:
    """ "6/10/2026", "06-10-2026", "06.10.2026" as a date. Raises ValueError where it is none."""
    match = re.fullmatch(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*", text, re.ASCII)
    if not match:
        raise ValueError(f"not a date: {text!r}")
    day, month, year = map(int, match.groups())
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: weekly rest days, holidays, and rest days that are worked instead."""

    rest_weekdays: frozenset[int] = frozenset({SATURDAY, SUNDAY})  # Monday is 0
    holidays: frozenset[date] = field(default_factory=frozenset)
    makeup_days: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if len(self.rest_weekdays & frozenset(range(7))) == 7:
            raise ValueError("a week needs a working day")

    def is_working(self, day: date) -> bool:
        if day in self.makeup_days:
            return True
        return day.weekday() not in self.rest_weekdays and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The day itself where it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def working_day_before(self, day: date) -> date:
        """The last working day strictly before the day."""
        day -= ONE_DAY
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """The last day of a period of `count` working days from an event on `start`.

        The day of the event is not counted (Bộ luật Dân sự 2015, điều 147 khoản 2).
        """
        if count < 1:
            raise ValueError("a period has at least one day")
        day = start
        for _ in range(count):
            day = self.next_working_day(day + ONE_DAY)
        return day

    def add_days(self, start: date, count: int) -> date:
        """The last day of a period of `count` calendar days from an event on `start`.

        A last day on a rest day moves to the next working day (điều 148 khoản 5).
        """
        if count < 1:
            raise ValueError("a period has at least one day")
        return self.next_working_day(start + count * ONE_DAY)

    def add_months(self, start: date, count: int) -> date:
        """The last day of a period of months: the same day of the last month, or the month's end.

        Điều 148 khoản 3; on a rest day it moves to the next working day (khoản 5).
        """
        if count < 1:
            raise ValueError("a period has at least one month")
        years, month = divmod(start.month - 1 + count, 12)
        year, month = start.year + years, month + 1
        return self.next_working_day(date(year, month, min(start.day, last_of_month(year, month).day)))

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; 0 where end <= start."""
        return sum(self.is_working(start + n * ONE_DAY) for n in range(1, (end - start).days + 1))


class Cycle(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    NINE_MONTH = "nine_month"  # January to September; the rest of the year belongs to no such period
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        return {"monthly": 1, "quarterly": 3, "semiannual": 6, "nine_month": 9, "annual": 12}[self.value]

    @property
    def tiles(self) -> bool:
        """Whether the year is made of such periods without a rest."""
        return 12 % self.months == 0


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One calendar period; both ends belong to it. Keys: 2026-03, 2026-Q3, 2026-H1, 2026-9M, 2026."""

    start: date
    end: date
    cycle: Cycle
    key: str

    @property
    def name(self) -> str:
        return period_name(self.key)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def next(self) -> Period:
        years = int(not self.cycle.tiles)  # what follows September is still the same year
        return period_of((self.end + ONE_DAY).replace(year=(self.end + ONE_DAY).year + years), self.cycle)

    @property
    def previous(self) -> Period:
        return period_of(self.start - ONE_DAY, self.cycle)


def period_of(day: date, cycle: Cycle | str) -> Period:
    """The period of the cycle in which the day lies; nine months: those of the day's year.

    Raises ValueError for an unknown cycle.
    """
    cycle = Cycle(cycle)
    place = (day.month - 1) // cycle.months if cycle.tiles else 0  # 0-based within the year
    first = date(day.year, place * cycle.months + 1, 1)
    key = {
        Cycle.MONTHLY: f"{day.year:04d}-{day.month:02d}",
        Cycle.QUARTERLY: f"{day.year:04d}-Q{place + 1}",
        Cycle.SEMIANNUAL: f"{day.year:04d}-H{place + 1}",
        Cycle.NINE_MONTH: f"{day.year:04d}-9M",
        Cycle.ANNUAL: f"{day.year:04d}",
    }[cycle]
    return Period(first, last_of_month(day.year, first.month + cycle.months - 1), cycle, key)


def period_from_key(key: str) -> Period:
    """The period of a key such as "2026-Q3". Raises ValueError where the key names none."""
    match = re.fullmatch(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|(9M)))?", key, re.ASCII)
    if not match:
        raise ValueError(f"not a period: {key!r}")
    year = int(match[1])
    if match[2]:
        return period_of(date(year, int(match[2]), 1), Cycle.MONTHLY)
    if match[3]:
        return period_of(date(year, int(match[3]) * 3, 1), Cycle.QUARTERLY)
    if match[4]:
        return period_of(date(year, int(match[4]) * 6, 1), Cycle.SEMIANNUAL)
    if match[5]:
        return period_of(date(year, 1, 1), Cycle.NINE_MONTH)
    return period_of(date(year, 1, 1), Cycle.ANNUAL)


def periods_between(start: date, end: date, cycle: Cycle | str) -> list[Period]:
    """All periods that share a day with start..end, in order; none where end < start."""
    return [period for period in _periods(start, end, Cycle(cycle)) if period.end >= start]


def _periods(start: date, end: date, cycle: Cycle) -> Iterator[Period]:
    if end < start:
        return
    period = period_of(start, cycle)
    while period.start <= end:
        yield period
        period = period.next


def period_name(key: str) -> str:
    """ "2026-Q3" -> "Quý III/2026"; "2026-H1" -> "6 tháng đầu năm 2026"."""
    period = period_from_key(key)
    year = f"{period.start.year:04d}"
    match period.cycle:
        case Cycle.MONTHLY:
            return f"Tháng {period.start.month}/{year}"
        case Cycle.QUARTERLY:
            return f"Quý {ROMAN[(period.start.month - 1) // 3]}/{year}"
        case Cycle.SEMIANNUAL:
            return f"6 tháng {'đầu' if period.start.month == 1 else 'cuối'} năm {year}"
        case Cycle.NINE_MONTH:
            return f"9 tháng đầu năm {year}"
        case Cycle.ANNUAL:
            return f"Năm {year}"


def last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
