"""After decoding, every row is looked at again: what is doubtful says so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from minhbach.reading.rebuild.cells import Setting
from minhbach.reading.rebuild.grammar import Fit, bodies_fit, time_fit
from minhbach.reading.rebuild.header import Header
from minhbach.reading.rebuild.merges import Draft
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.reader import ReadRow
from minhbach.reading.rebuild.roles import UNIT_ROLES, Column, Role

FEW_ROWS = 6  # fewer rows than this teach no widths
_TOO_WIDE = 1.07
_EARLY = 0.9
_HARD_BREAK = re.compile(r"[.;:,]$")


def doubts_of(draft: Draft, row: ReadRow, header: Header, rows: int) -> set[str]:
    """Reason codes for one row as a whole."""
    if draft.is_section or row.reading is None:
        return set()
    found: set[str] = set()
    if row.spec.skipped:
        found.add("number_skipped")
    if row.reading.cost >= 40 or rows < FEW_ROWS or _cut_badly(row) or _wordless(draft, header):
        found.add("geometry_weak")
    return found


def weak_columns(draft: Draft, row: ReadRow, setting: Setting) -> set[int]:
    """The columns whose content does not fit them: too wide a line, words that are no list of bodies or no
    time. What is too much in one may be missing from its neighbours."""
    if draft.is_section or row.reading is None:
        return set()
    found = {column.index for column in setting.columns if _misfits(column, draft, setting)}
    found |= _contested(row, setting)
    beside = {at + step for at in found for step in (-1, 1)}
    return found | {c.index for c in setting.columns if c.index in beside and not draft.cells.get(c.index)}


def _contested(row: ReadRow, setting: Setting) -> set[int]:
    """The columns that a reading of nearly the same price fills with other words."""
    best = row.reading
    return {
        column.index
        for column in setting.columns
        for rival in row.rivals
        if best is not None and rival.lines_of(column.index) != best.lines_of(column.index)
    }


def _wordless(draft: Draft, header: Header) -> bool:
    return any(c.role is Role.TASK and not draft.cells.get(c.index) for c in header.columns)


def _breaks_unforced(lines: Sequence[str], room: float) -> bool:
    """Whether a line ends although the next word had room: there one cell ends and another begins."""
    return any(
        width(a) + SPACE + width(b.split()[0]) < room * _EARLY
        and not _HARD_BREAK.search(a)
        and b[0].isupper()
        for a, b in itertools.pairwise(lines)
    )


def _misfits(column: Column, draft: Draft, setting: Setting) -> bool:
    text = draft.cells.get(column.index, "")
    own = draft.lines.get(column.index, ())
    room = setting.widths.get(column.index)
    if room and (any(width(line) > room * _TOO_WIDE for line in own) or _breaks_unforced(own, room)):
        return True
    if column.role in UNIT_ROLES and text:
        return bodies_fit(column.role, text) is not Fit.WHOLE
    return column.role is Role.TIME and bool(text) and time_fit(text) is not Fit.WHOLE


def _cut_badly(row: ReadRow) -> bool:
    """A page cut went through two or more columns that no grammar proves."""
    pages = row.reading.pages if row.reading else ()
    return any(len(page) >= 3 for page in pages[1:])
