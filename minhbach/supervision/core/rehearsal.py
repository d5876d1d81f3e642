"""Chạy thử một năm: who owes what when, the reminders that makes, the fullest weeks, what meets what. Pure.

Nothing is written and nothing is sent: it is what the year would look like if the plan were given out today.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from minhbach.shared.dates import WorkCalendar
from minhbach.supervision.core.ladder import Kind, Policy, falls_on

FULL_WEEK = 3  # things due in one week from which on it is named as full
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Dated:
    """Something a unit owes on a day. plan: its id, None for a report without plan; ours: of the plan that
    is rehearsed; asked: of a body that is only asked."""

    unit: int
    plan: int | None
    kind: Kind
    day: date
    words: str = ""
    ours: bool = True
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the year: what falls due of the plan, and the reminders that go out for it where everybody
    sends on the last day. key: "2026-12"."""

    key: str
    duties: int
    reports: int
    notices: int


@dataclass(frozen=True, slots=True)
class UnitYear:
    """What one unit owes of the plan, by month; peak: its fullest week with other plans (None: none is full).

    in_peak, others_in_peak: how many things fall due in that week, of this plan and of others.
    """

    unit: int
    months: dict[str, int]
    duties: int
    reports: int
    peak: date | None = None
    in_peak: int = 0
    others_in_peak: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """A week in which units owe a report of this plan and one of another. units: how many of them."""

    week: date
    words: str
    plan: int | None
    other: str
    units: int


@dataclass(frozen=True, slots=True)
class FullWeek:
    """Units whose fullest week is this one, with as many things each: of this plan, and of others."""

    week: date
    of_plan: int
    of_others: int
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearRehearsal:
    """full_weeks: the fullest first."""

    months: tuple[Month, ...]
    units: tuple[UnitYear, ...]
    full_weeks: tuple[FullWeek, ...]
    clashes: tuple[Clash, ...]

    @property
    def notices(self) -> int:
        return sum(month.notices for month in self.months)


def rehearse(
    things: Iterable[Dated], others: Sequence[Dated], policy: Policy, calendar: WorkCalendar, today: date
) -> YearRehearsal:
    """things: of the plan, from today on; others: what its units owe of other plans in the same time."""
    ours = list(things)
    units = tuple(_units(ours, others))
    return YearRehearsal(
        months=tuple(_months(ours, policy, calendar, today)),
        units=units,
        full_weeks=tuple(_full_weeks(units)),
        clashes=tuple(_clashes(ours, others)),
    )


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def _full_weeks(units: Iterable[UnitYear]) -> Iterable[FullWeek]:
    alike: dict[tuple[date, int, int], list[int]] = defaultdict(list)
    for unit in units:
        if unit.peak:
            alike[unit.peak, unit.in_peak, unit.others_in_peak].append(unit.unit)
    weeks = [FullWeek(week, own, others, tuple(found)) for (week, own, others), found in alike.items()]
    return sorted(weeks, key=lambda full: (-(full.of_plan + full.of_others), full.week, -len(full.units)))


def _months(ours: Sequence[Dated], policy: Policy, calendar: WorkCalendar, today: date) -> Iterable[Month]:
    due: Counter[tuple[str, bool]] = Counter()
    notices: Counter[str] = Counter()
    said: dict[tuple[Kind, date], list[str]] = {}
    for one in ours:
        due[_month(one.day), one.kind is Kind.SLOT] += 1
        if one.asked and not policy.asks_bodies:
            continue
        rung = (one.kind, one.day)
        if rung not in said:
            days = (falls_on(one.day, r.days, calendar) for r in policy.steps(one.kind) if r.days <= 0)
            said[rung] = [_month(day) for day in days if day >= today]
        notices.update(said[rung])
    keys = sorted({key for key, _is_report in due} | set(notices))
    for key in keys:
        yield Month(key, due[key, False], due[key, True], notices[key])


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _units(ours: Sequence[Dated], others: Sequence[Dated]) -> Iterable[UnitYear]:
    by_unit: dict[int, list[Dated]] = defaultdict(list)
    for one in ours:
        by_unit[one.unit].append(one)
    elsewhere: Counter[tuple[int, date]] = Counter((one.unit, week_of(one.day)) for one in others)
    years = [_unit(unit, owed, elsewhere) for unit, owed in by_unit.items()]
    return sorted(
        years, key=lambda year: (-(year.in_peak + year.others_in_peak), -len(by_unit[year.unit]), year.unit)
    )


def _unit(unit: int, owed: Sequence[Dated], elsewhere: Counter[tuple[int, date]]) -> UnitYear:
    weeks = Counter(week_of(one.day) for one in owed)
    reports = sum(one.kind is Kind.SLOT for one in owed)
    peak = max(weeks, key=lambda week: (weeks[week] + elsewhere[unit, week], -week.toordinal()))
    full = weeks[peak] + elsewhere[unit, peak] >= FULL_WEEK
    return UnitYear(
        unit=unit,
        months=dict(Counter(_month(one.day) for one in owed)),
        duties=len(owed) - reports,
        reports=reports,
        peak=peak if full else None,
        in_peak=weeks[peak] if full else 0,
        others_in_peak=elsewhere[unit, peak] if full else 0,
    )


def _clashes(ours: Sequence[Dated], others: Sequence[Dated]) -> Iterable[Clash]:
    """Reports meet reports: what a unit has to write twice in one week."""
    theirs: dict[tuple[int, date], set[tuple[int | None, str]]] = defaultdict(set)
    for one in others:
        if one.kind is Kind.SLOT:
            theirs[one.unit, week_of(one.day)].add((one.plan, one.words))
    met: dict[tuple[date, str, int | None, str], set[int]] = defaultdict(set)
    for one in ours:
        if one.kind is Kind.SLOT:
            for plan, words in theirs.get((one.unit, week_of(one.day)), ()):
                met[week_of(one.day), one.words, plan, words].add(one.unit)
    found = [Clash(week, words, plan, other, len(units)) for (week, words, plan, other), units in met.items()]
    return sorted(found, key=lambda clash: (clash.week, -clash.units, clash.words, clash.other))
