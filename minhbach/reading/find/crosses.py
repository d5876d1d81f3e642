"""Columns that speak by marks: a moment over crosses, or a body and whether it leads or helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from minhbach.reading.find.findings import FieldDoubt
from minhbach.reading.find.moments import PlanYears, moments
from minhbach.reading.find.times import NO_TIME, Time, TimeKind, TimeSource
from minhbach.reading.find.units import NO_UNITS, Units, only_units
from minhbach.reading.find.words import fold, squash
from minhbach.reading.shapes import Row

_CROSS = re.compile(r"[xXvV×✓✔√●•+]")
_LEADS = re.compile(r"ct|c|chủ trì|cq chủ trì", re.I)
_HELPS = re.compile(r"ph|p|phối hợp", re.I)
_MOMENT = re.compile(
    r"(?:năm )?20\d\d|qu[ýí] (?:iv|i{1,3}|[1-4])(?:[/ ]20\d\d)?|(?:tháng |t\.? ?)\d{1,2}(?:[/ ]20\d\d)?"
)
_YEAR = re.compile(r"\b20\d\d\b")
_SPLIT_NUMERAL = re.compile(r"(?<=\b[iv]) (?=[iv]{1,2}\b)|(?<=\bii) (?=i\b)")


@dataclass(frozen=True, slots=True)
class Marked:
    """times: the words of the moment over a column. bodies: the body over a column. unsaid: columns of
    crosses over which stands neither."""

    times: dict[int, str] = field(default_factory=dict)
    bodies: dict[int, str] = field(default_factory=dict)
    unsaid: frozenset[int] = frozenset()

    @property
    def columns(self) -> set[int]:
        return {*self.times, *self.bodies}


NO_MARKS = Marked()


def marked_columns(heads: Sequence[Sequence[str]], rows: Sequence[Row]) -> Marked:
    """The columns of marks. heads: for every column the words of its header from top to bottom."""
    times: dict[int, str] = {}
    bodies: dict[int, str] = {}
    unsaid: set[int] = set()
    crossed = False
    for at, head in enumerate(heads):
        cells = [said for row in rows if at < len(row.cells) and (said := squash(row.cells[at].text))]
        if not head:
            continue
        crosses = all(_CROSS.fullmatch(said) for said in cells)
        if (moment := _moment(head)) and crosses:
            times[at] = moment  # also where no row has a cross yet
            crossed = crossed or bool(cells)
        elif cells and all(_is_mark(said) for said in cells) and only_units(head[-1]) is not None:
            bodies[at] = head[-1]
        elif cells and crosses:
            unsaid.add(at)
    return Marked(
        times if len(times) > 1 and crossed else {}, bodies if len(bodies) > 1 else {}, frozenset(unsaid)
    )


def _is_mark(said: str) -> bool:
    return any(mark.fullmatch(said) for mark in (_CROSS, _LEADS, _HELPS))


def _moment(head: Sequence[str]) -> str | None:
    """One moment named by a header; its quarter, month or year may be named by the header above it."""
    leaf, above = _SPLIT_NUMERAL.sub("", fold(head[-1])), fold(" ".join(head[:-1]))
    if leaf.isdigit() and len(leaf) < 3 and "tháng" in above:
        leaf = f"tháng {leaf}"
    elif re.fullmatch("iv|i{1,3}", leaf) and re.search("qu[ýí]", above):
        leaf = f"quý {leaf}"
    if not _MOMENT.fullmatch(leaf):
        return None
    years = set(_YEAR.findall(above))
    leaf = re.sub(r"^t\.? ?(?=\d)", "tháng ", leaf)
    return f"{leaf}/{years.pop()}" if len(years) == 1 and not _YEAR.search(leaf) else leaf


def crossed_time(marked: Marked, row: Row, years: PlanYears) -> Time:
    """From the first cross of a row to its last; columns between them that bear none are a doubt."""
    order = sorted(marked.times)
    at = [n for n, column in enumerate(order) if squash(row.cells[column].text)]
    unsaid = any(squash(row.cells[column].text) for column in marked.unsaid) and bool(order)
    if not at:
        return replace(NO_TIME, doubts=("partly_read",)) if unsaid else NO_TIME
    said = [marked.times[order[n]] for n in dict.fromkeys((at[0], at[-1]))]
    read = [moments(words, years) for words in said]
    if any(lost or len(found) != 1 for found, lost in read):
        return Time(TimeKind.NONE, " - ".join(said), source=TimeSource.HEADER, doubts=("year_missing",))
    first, last = read[0][0][0], read[-1][0][0]
    time = Time(TimeKind.PERIOD, " - ".join(said), first.start, last.end, source=TimeSource.HEADER)
    doubts = ("two_readings",) * (at[-1] - at[0] >= len(at)) + ("partly_read",) * unsaid
    return replace(time, doubts=doubts) if doubts else time


def marked_bodies(marked: Marked, row: Row) -> tuple[Units, Units, tuple[FieldDoubt, ...]]:
    """The bodies that a row's marks make lead and help. Several bare crosses do not say who leads."""
    said = {name: squash(row.cells[at].text) for at, name in marked.bodies.items()}
    lead = tuple(name for name, mark in said.items() if _LEADS.fullmatch(mark))
    bare = tuple(name for name, mark in said.items() if _CROSS.fullmatch(mark))
    helping = tuple(name for name, mark in said.items() if _HELPS.fullmatch(mark))
    if lead:
        return _units(lead), _units((*helping, *bare)), ()
    unsaid = len(bare) > 1 or not bare
    doubt = (FieldDoubt("lead", "roles_in_one_cell", bare or helping),) if unsaid else ()
    return _units(bare), _units(helping), doubt


def _units(names: tuple[str, ...]) -> Units:
    return Units(", ".join(names), names) if names else NO_UNITS
