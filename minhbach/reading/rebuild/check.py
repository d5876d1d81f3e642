"""After decoding, every row is looked at again: what is doubtful says so."""

from __future__ import annotations

from minhbach.reading.rebuild.cells import Setting
from minhbach.reading.rebuild.grammar import Fit, time_fit, units_fit
from minhbach.reading.rebuild.header import Header
from minhbach.reading.rebuild.merges import Draft
from minhbach.reading.rebuild.metrics import width
from minhbach.reading.rebuild.reader import ReadRow
from minhbach.reading.rebuild.roles import UNIT_ROLES, Role

FEW_ROWS = 6  # fewer rows than this teach no widths
_TOO_WIDE = 1.07


def doubts_of(draft: Draft, row: ReadRow, setting: Setting, header: Header, rows: int) -> set[str]:
    """Reason codes for one row."""
    if draft.is_section or row.reading is None:
        return set()
    found: set[str] = set()
    if draft.inferred:
        found.add("merged_or_empty")
    if row.spec.skipped:
        found.add("number_skipped")
    if row.reading.cost >= 40 or _weak(draft, setting) or rows < FEW_ROWS or _cut_badly(row):
        found.add("geometry_weak")
    return found


def _weak(draft: Draft, setting: Setting) -> bool:
    for column in setting.columns:
        text = draft.cells.get(column.index, "")
        own = draft.lines.get(column.index, ())
        room = setting.widths.get(column.index)
        if room and any(width(line) > room * _TOO_WIDE for line in own):
            return True
        if column.role in UNIT_ROLES and text and units_fit(text) is not Fit.WHOLE:
            return True
        if column.role is Role.TIME and text and time_fit(text) is not Fit.WHOLE:
            return True
        if column.role is Role.TASK and not text:
            return True
    return False


def _cut_badly(row: ReadRow) -> bool:
    """A page cut went through two or more columns that no grammar proves."""
    pages = row.reading.pages if row.reading else ()
    return any(len(page) >= 3 for page in pages[1:])
