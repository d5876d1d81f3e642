"""A table that holds work by what stands in its cells, though its header does not say so.

Nothing is taken from such a table: which column is which would be a guess. It is said instead, and a person
names the columns. Told by cells: sentences of work beside bodies or times.
"""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.reading.find.bodies import phrase_in, tokens
from minhbach.reading.find.columns import Role
from minhbach.reading.find.lexicon import PREDICATES
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.tables import Sheet, TableKind, is_no_work
from minhbach.reading.find.times import TimeKind, read_time
from minhbach.reading.find.units import only_units
from minhbach.reading.find.words import squash, unlabelled
from minhbach.reading.shapes import Doubt, Merge, Place, Table

REASON = "columns_unknown"
_LEAST = 2  # cells that say something, of a column that is looked at
_COLUMNS = 3
_WORDY = 5  # words a cell, on average: work, and no name, figure or note
_LONGEST_TIME = 80  # characters
_LOOKED_AT = 60  # rows


@dataclass(frozen=True, slots=True)
class _Column:
    """A column by what its cells say."""

    at: int
    wordy: bool
    works: bool
    bodies: bool
    times: bool


def unknown_columns(table: Table, sheet: Sheet, block: int, years: PlanYears) -> Doubt | None:
    """The doubt about a table of work in which a telling column is headed by words that nobody knows."""
    width = max((len(row.cells) for row in table.rows), default=0)
    if width < _COLUMNS or sheet.kind is TableKind.INDICATORS or is_no_work(sheet, table):
        return None
    if sheet.kind is TableKind.TASKS and Role.LEAD in sheet.columns:
        return None  # what matters is known: the cells need not be read
    columns = [_column(table, sheet, at, years) for at in range(width)]
    named = set(sheet.columns.values())
    if not _asks(columns, named, sheet):
        return None
    header = table.rows[max(0, sheet.first - 1)]
    said = tuple(
        dict.fromkeys(squash(c.text) for c in header.cells if c.merge is not Merge.SPANNED and c.text.strip())
    )
    return Doubt(
        f"tables[{block}]",
        REASON,
        said,
        Place(table.place.page, table.place.bbox, block, quote=" | ".join(said)[:200]),
    )


def _asks(columns: list[_Column], named: set[int], sheet: Sheet) -> bool:
    work = [one for one in columns if one.works]
    telling = [one for one in columns if (one.bodies or one.times) and one not in work]
    if sheet.kind is TableKind.TASKS:
        return any(one.bodies and one.at not in named for one in telling)
    return bool(work and telling) and any(one.at not in named for one in (*work, *telling))


def _column(table: Table, sheet: Sheet, at: int, years: PlanYears) -> _Column:
    first = sheet.first or 1
    rows = table.rows[first : first + _LOOKED_AT]
    cells = [row.cells[at] for row in rows if at < len(row.cells)]
    said = [squash(cell.text) for cell in cells if cell.merge is Merge.OWN and cell.text.strip()]
    if len(said) < _LEAST:
        return _Column(at, wordy=False, works=False, bodies=False, times=False)
    wordy = sum(len(text.split()) for text in said) >= _WORDY * len(said)
    return _Column(
        at,
        wordy,
        works=wordy and 3 * sum(map(_opens_with_a_verb, said)) >= len(said),
        bodies=2 * sum(only_units(text) is not None for text in said) > len(said),
        times=2 * sum(_is_time(text, years) for text in said) > len(said),
    )


def _opens_with_a_verb(text: str) -> bool:
    words = tokens(unlabelled(text)[1][:80])
    return bool(words) and phrase_in(words, 0, PREDICATES) > 0


def _is_time(text: str, years: PlanYears) -> bool:
    return len(text) <= _LONGEST_TIME and read_time(text, years).kind is not TimeKind.NONE
