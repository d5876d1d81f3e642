"""The report's units by group and what it does not count, as the page folds them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from minhbach.reporting.core.build import count
from minhbach.reporting.core.shapes import (
    STANDING_WORDS,
    UNCOUNTED,
    Counts,
    Line,
    PlanReport,
    Standing,
    UnitPart,
)

MOST_ROWS = 8  # units of one kind that stand open


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, or the sum of many, in the five figures of the table."""

    part: UnitPart | None
    total: int
    done: int
    late: int
    silent: int
    uncounted: int

    @classmethod
    def of(cls, counts: Counts, part: UnitPart | None = None) -> UnitRow:
        return cls(
            part, counts.total, counts.of(Standing.DONE), counts.of(Standing.LATE),
            counts.of(Standing.SILENT), counts.of(*UNCOUNTED),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units of one kind: the most pressing stand open, the others fold and keep their sums."""

    name: str
    sum: UnitRow
    shown: list[UnitRow]
    more: Folded | None  # late or silent too, beyond the first ones
    calm: Folded | None
    count: int


@dataclass(frozen=True, slots=True)
class Folded:
    rows: list[UnitRow]
    sum: UnitRow


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Duties outside every rate, for one reason of standing; each task once, with its units."""

    words: str
    count: int
    tasks: list[UncountedTask]


@dataclass(frozen=True, slots=True)
class UncountedTask:
    code: str
    text: str
    units: list[str]
    why: list[str]


def unit_groups(report: PlanReport) -> list[UnitGroup]:
    lines = {name: list(found) for name, found in groupby(report.lines, key=lambda line: line.unit_group)}
    groups = []
    for name, found in groupby(report.units, key=lambda part: part.group):
        rows = [UnitRow.of(part.counts, part) for part in found]
        pressing = [row for row in rows if row.late or row.silent]
        pressing.sort(key=lambda row: (-row.late, -row.silent))
        shown = pressing if len(pressing) <= MOST_ROWS else pressing[: MOST_ROWS - 3]
        calm = [row for row in rows if not (row.late or row.silent)]
        more, rest = (_folded(part, lines[name]) for part in (pressing[len(shown) :], calm))
        groups.append(UnitGroup(name, UnitRow.of(count(lines[name])), shown, more, rest, len(rows)))
    return groups


def _folded(rows: list[UnitRow], lines: list[Line]) -> Folded | None:
    names = {row.part.unit for row in rows if row.part}
    return Folded(rows, UnitRow.of(count(line for line in lines if line.unit in names))) if rows else None


def uncounted_parts(report: PlanReport) -> list[Uncounted]:
    parts = []
    for standing in UNCOUNTED:
        lines = report.of(standing)
        if lines:
            parts.append(Uncounted(STANDING_WORDS[standing], len(lines), _tasks(lines)))
    return parts


def _tasks(lines: list[Line]) -> list[UncountedTask]:
    ordered = sorted(lines, key=lambda line: (line.order, line.code, line.text, line.unit_order))
    tasks = []
    for (code, text), found in groupby(ordered, key=lambda line: (line.code, line.text)):
        own = list(found)
        units = list(dict.fromkeys(line.label or line.unit for line in own))
        why = [reason for reason, _n in Counter(line.why for line in own).most_common()]
        tasks.append(UncountedTask(code, text, units, why))
    return tasks
