"""Units by periods: rows in their groups, late first, and the columns in which periods stand. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from minhbach.reporting.core.tally import Cell, Look, Placed, Tally, placed, summed


class Band(StrEnum):
    """How much a unit presses; in this order."""

    PRESSING = "pressing"  # late or returned
    OWING = "owing"  # something is open, and time is left
    COMPLETE = "complete"
    NOTHING = "nothing"  # nothing was opened yet


@dataclass(frozen=True, slots=True)
class Head:
    """One column. due: the day that the words name, last: the last day on time; of most of its slots.

    lane: tells two reports of the same period apart that one unit owes; regimes: whose slots stand here.
    """

    period: str
    lane: int
    regimes: tuple[int, ...]
    covers: tuple[str, ...] = ()
    due: date | None = None
    last: date | None = None
    opens: date | None = None

    @property
    def key(self) -> str:
        return f"{self.period}.{self.lane}" if self.lane else self.period


@dataclass(frozen=True)
class Row:
    """A unit. cells: one for each column, None where the unit owes nothing."""

    unit: int
    cells: tuple[Placed | None, ...]

    @cached_property
    def tally(self) -> Tally:
        return summed(one.tally for one in self.cells if one)

    @cached_property
    def band(self) -> Band:
        tally = self.tally
        if tally.late or tally.returned:
            return Band.PRESSING
        if tally.unsent:
            return Band.OWING
        return Band.COMPLETE if tally.sent else Band.NOTHING

    def shows(self, looks: frozenset[Look]) -> bool:
        return any(one is not None and one.look in looks for one in self.cells)


@dataclass(frozen=True)
class Group:
    """Units of one kind, the most pressing first."""

    kind: str
    rows: tuple[Row, ...]

    @cached_property
    def tally(self) -> Tally:
        return summed(row.tally for row in self.rows)

    @cached_property
    def columns(self) -> tuple[Tally, ...]:
        return column_sums(self.rows)


@dataclass(frozen=True)
class Matrix:
    """groups: without the empty ones. Sums are over those who owe: bodies only asked stand apart."""

    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    today: date
    asked_kind: str = ""

    @cached_property
    def owing(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups if group.kind != self.asked_kind for row in group.rows)

    @cached_property
    def tally(self) -> Tally:
        return summed(row.tally for row in self.owing)

    @cached_property
    def columns(self) -> tuple[Tally, ...]:
        return column_sums(self.owing) or tuple(Tally() for _ in self.heads)

    @property
    def late_units(self) -> int:
        return sum(1 for row in self.owing if row.tally.late)

    @cached_property
    def running(self) -> int | None:
        """The column that is collected now: the first whose last day is not over and that has opened."""
        for place, (head, tally) in enumerate(zip(self.heads, self.columns, strict=True)):
            if tally.opened and (head.last is None or head.last >= self.today):
                return place
        return None

    @cached_property
    def newest_due(self) -> int | None:
        """The last column whose last day is over."""
        over = [place for place, head in enumerate(self.heads) if head.last and head.last < self.today]
        return over[-1] if over else None

    @cached_property
    def coming(self) -> int | None:
        """The first column whose last day is today or later."""
        ahead = (p for p, head in enumerate(self.heads) if head.last and head.last >= self.today)
        return next(ahead, None)

    def narrowed(
        self, *, kind: str = "", column: int | None = None, looks: frozenset[Look] = frozenset()
    ) -> Matrix:
        """Only units of one kind, only one period, only units that show one of these looks there."""
        if not kind and column is None and not looks:
            return self
        heads = self.heads if column is None else (self.heads[column],)
        groups = []
        for group in self.groups:
            if kind and group.kind != kind:
                continue
            rows = [row if column is None else Row(row.unit, (row.cells[column],)) for row in group.rows]
            kept = [row for row in rows if any(row.cells) and (not looks or row.shows(looks))]
            if kept:
                groups.append(Group(group.kind, tuple(sorted(kept, key=_pressure))))
        return replace(self, heads=heads, groups=tuple(groups))


def column_sums(rows: Sequence[Row]) -> tuple[Tally, ...]:
    columns = zip(*(row.cells for row in rows), strict=True)
    return tuple(summed(one.tally for one in column if one) for column in columns)


def lanes(
    owed: Iterable[tuple[int, str, int]], plan_of: Mapping[int, int | None] | None = None
) -> dict[tuple[int, str], int]:
    """(regime, period) -> lane, of (regime, period, unit): two regimes of one plan share the column of a
    period unless a unit owes both. plan_of: the plan of each regime; of different plans none share."""
    units: dict[tuple[int, str], set[int]] = defaultdict(set)
    for regime, period, unit in owed:
        units[regime, period].add(unit)
    taken: dict[str, list[tuple[int | None, set[int]]]] = defaultdict(list)
    found = {}
    for (regime, period), members in sorted(units.items()):
        plan = (plan_of or {}).get(regime)
        free = _free_lane(taken[period], plan, members)
        if free == len(taken[period]):
            taken[period].append((plan, set()))
        taken[period][free][1].update(members)
        found[regime, period] = free
    return found


def _free_lane(taken: Sequence[tuple[int | None, set[int]]], plan: int | None, members: set[int]) -> int:
    free = (n for n, (other, lane) in enumerate(taken) if other == plan and not lane & members)
    return next(free, len(taken))


def arranged(
    cells: Iterable[Cell],
    heads: Sequence[Head],
    units: Sequence[tuple[int, str]],
    kinds: Sequence[str],
    today: date,
) -> tuple[Group, ...]:
    """Rows in their groups, the most pressing first. units: (unit, kind) in protocol order."""
    place = {(regime, head.period): n for n, head in enumerate(heads) for regime in head.regimes}
    after = _next_days(heads)
    rows: dict[int, list[Placed | None]] = {}
    for cell in cells:
        column = place.get((cell.regime, cell.period))
        if column is None:
            continue
        rows.setdefault(cell.unit, [None] * len(heads))[column] = placed(cell, today, after[column])
    groups: dict[str, list[Row]] = {kind: [] for kind in kinds}
    for unit, kind in units:
        if unit in rows:
            groups[kind].append(Row(unit, tuple(rows[unit])))
    return tuple(Group(kind, tuple(sorted(found, key=_pressure))) for kind, found in groups.items() if found)


def _next_days(heads: Sequence[Head]) -> list[date | None]:
    """For each column the last day of the next column of one of its regimes."""
    found: list[date | None] = []
    for place, head in enumerate(heads):
        later = (other.last for other in heads[place + 1 :] if set(other.regimes) & set(head.regimes))
        found.append(next((day for day in later if day), None))
    return found


def _pressure(row: Row) -> tuple[int, ...]:
    """Late first, then returned, then what is open; protocol order stays within."""
    tally, bands = row.tally, list(Band)
    return (bands.index(row.band), -tally.late, -tally.longest, -tally.returned, -tally.unsent)
