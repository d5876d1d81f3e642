"""After decoding, every row is looked at again: what is doubtful says so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from minhbach.reading.rebuild.cells import Setting
from minhbach.reading.rebuild.grammar import Fit, bodies_fit, time_fit
from minhbach.reading.rebuild.header import Header
from minhbach.reading.rebuild.lexicon import PRODUCT_HEADS
from minhbach.reading.rebuild.merges import Draft
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.reader import ReadRow
from minhbach.reading.rebuild.roles import UNIT_ROLES, Column, Role

FEW_ROWS = 6  # fewer rows than this teach no widths
_TOO_WIDE = 1.07
_PRODUCT_WORDS = 5  # of a product that is named and not described
_EARLY = 0.9
_HARD_BREAK = re.compile(r"[.;:,]$")


def doubts_of(draft: Draft, row: ReadRow, header: Header) -> set[str]:
    """Reason codes for one row as a whole."""
    if draft.is_section or row.reading is None:
        return set()
    found: set[str] = set()
    if row.spec.skipped:
        found.add("number_skipped")
    if row.reading.cost >= 40 or _cut_badly(row) or _wordless(draft, header):
        found.add("geometry_weak")
    return found


def weak_columns(draft: Draft, row: ReadRow, setting: Setting, rows: int) -> set[int]:
    """The columns whose content does not fit them: too wide a line, words that are no list of bodies or no
    time. What is too much in one may be missing from its neighbours. Of few rows, whose widths are not known,
    those whose borders the words do not prove."""
    if draft.is_section or row.reading is None:
        return set()
    found = {column.index for column in setting.columns if _misfits(column, draft, setting)}
    found |= _contested(row, setting)
    if rows < FEW_ROWS:
        found |= _unproved(draft, setting.columns)
    beside = {at + step for at in found for step in (-1, 1)}
    return found | {c.index for c in setting.columns if c.index in beside and not draft.cells.get(c.index)}


def doubt_small_openings(drafts: Sequence[Draft], columns: Sequence[Column]) -> None:
    """Work that opens in mid-sentence where the other rows' does not: the words before it stand in the
    column at its left."""
    task = next((c.index for c in columns if c.role is Role.TASK), None)
    if task is None:
        return
    own = [d for d in drafts if d.cells.get(task) and not d.is_section]
    small = [d for d in own if d.cells[task][0].islower()]
    if 5 * len(small) <= len(own):
        for draft in small:
            draft.weak |= {task, task - 1}
            draft.doubts.add("geometry_weak")


def _unproved(draft: Draft, columns: Sequence[Column]) -> set[int]:
    """Columns of sentences side by side: nothing but their widths tells where one ends. A number, a body, a
    time or the usual name of a product is a border."""
    filled = [c for c in columns if draft.cells.get(c.index)]
    found: set[int] = set()
    for left, right in itertools.pairwise(filled):
        if not (_bounds(left, draft.cells[left.index]) or _bounds(right, draft.cells[right.index])):
            found |= {left.index, right.index}
    return found


def _bounds(column: Column, text: str) -> bool:
    """Whether the words of a cell tell where it begins and ends."""
    if column.role in (Role.NUMBER, *UNIT_ROLES, Role.TIME, Role.MEASURE, Role.VALUE):
        return True  # looked at by itself
    words = text.split()
    return column.role is Role.PRODUCT and words[0].lower() in PRODUCT_HEADS and len(words) <= _PRODUCT_WORDS


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
