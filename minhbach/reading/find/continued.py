"""Tables that go on under the header of the one before: the header stands once, above the first of them.

Between them stand the headings of their groups. A table says that it has no header of its own by its first
row, which holds a number, bodies and a time where the columns above have them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from minhbach.reading.find.columns import Role
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.tables import Sheet, TableKind, group_text
from minhbach.reading.find.times import TimeKind, read_time
from minhbach.reading.find.units import only_units
from minhbach.reading.shapes import Row, Table

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")


def continued_sheet(table: Table, above: Sheet | None, years: PlanYears) -> Sheet | None:
    """The table read by the columns of the sheet before it; None where they do not fit what it holds."""
    if above is None or above.kind is not TableKind.TASKS:
        return None
    if {len(row.cells) for row in table.rows} != {len(above.header)}:
        return None
    rows = [row for row in table.rows if not group_text(above, row)]
    if not rows or not _is_numbered(above, rows[0]):
        return None
    told = [role for role in (Role.LEAD, Role.TIME) if role in above.columns]
    for role in told:
        said = [text for row in rows if (text := above.text(row, role))]
        fits = [_is_body(text) if role is Role.LEAD else _is_time(text, years) for text in said]
        if not fits or not fits[0] or 2 * sum(fits) <= len(fits):
            return None
    return replace(above, rows=table.rows, first=0) if told else None


def _is_numbered(sheet: Sheet, row: Row) -> bool:
    return Role.NUMBER not in sheet.columns or bool(_NUMBER.fullmatch(sheet.text(row, Role.NUMBER)))


def _is_body(said: str) -> bool:
    return only_units(said) is not None


def _is_time(said: str, years: PlanYears) -> bool:
    return read_time(said, years).kind is not TimeKind.NONE
