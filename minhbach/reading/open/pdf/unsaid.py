"""Empty cells of a table without rulings: nothing tells whether they are empty or merged with the one above.

The cells for bodies and times of a row are merged all or nothing: a row with none of its own takes those
of the row above it. What is taken, and what stays empty where others are filled, is not known for certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from minhbach.reading.open.pdf.parts import is_number_head
from minhbach.reading.open.pdf.sheets import Sheet, SheetRow
from minhbach.reading.shapes import Merge

_GROUP = re.compile(r"(?:[IVXLC]+|[A-H])[.)]?$")


def hand_down(sheet: Sheet) -> None:
    """Fill or doubt the empty cells of every row below the header."""
    head = sheet.rows[0].areas
    number = next((at for at, area in enumerate(head[:2]) if is_number_head(area.text.strip())), None)
    rows = [row for row in sheet.rows if not any(area in head for area in row.areas)]
    filled = [sum(bool(row.areas[at].lines) for row in rows) for at in range(len(head))]
    usual = {at for at, count in enumerate(filled) if 3 * count >= len(rows)}
    above: SheetRow | None = None
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if _heads_a_group(row, number, below):
            above = None
            continue
        _complete(row, above, number, usual)
        above = row


def _heads_a_group(row: SheetRow, number: int | None, below: SheetRow | None) -> bool:
    """Whether a row names what the rows below it have in common."""
    if Merge.SPANNED in row.merges and sum(bool(area.lines) for area in set(row.areas)) <= 2:
        return True
    label = row.areas[number].text.strip() if number is not None else ""
    if number is None or not label or sum(bool(area.lines) for area in row.areas) > 2:
        return False
    next_label = below.areas[number].text.strip() if below else ""
    return _GROUP.match(label) is not None or next_label.startswith(label.rstrip(".") + ".")


def _complete(
    row: SheetRow, above: SheetRow | None, number: int | None, usual: Sequence[int] | set[int]
) -> None:
    said = [at for at, area in enumerate(row.areas) if area.lines and at != number]
    if not said:
        return
    alone = not any(at > said[0] for at in said)
    for at, area in enumerate(row.areas):
        if area.lines or row.merges[at] is not Merge.OWN:
            continue
        taken = above.areas[at] if above and (alone or at < said[0]) else None
        if taken and taken.lines and (taken.column, taken.column_end) == (area.column, area.column_end):
            row.areas[at] = taken
            taken.rows += 1
            row.merges[at] = Merge.INFERRED
        elif at in usual:
            row.merges[at] = Merge.INFERRED
