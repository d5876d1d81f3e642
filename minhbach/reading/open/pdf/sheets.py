"""A table joined over its pages: repeated headers taken off, cut rows mended, merged cells handed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minhbach.reading.open.pdf.lines import Line
from minhbach.reading.open.pdf.parts import Part, PartCell
from minhbach.reading.open.pdf.seams import Columns, Cut, judge
from minhbach.reading.shapes import Merge

_MOST_HEADER_ROWS = 3


@dataclass(slots=True, eq=False)
class Area:
    """The words of one cell, wherever its pieces stand."""

    column: int
    column_end: int
    lines: list[Line] = field(default_factory=list)
    rows: int = 0

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class SheetRow:
    """One row: for every column the area that covers it and how it came there."""

    areas: list[Area]
    merges: list[Merge]
    page: int
    header: bool = False
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """The joined table."""

    xs: list[float]
    rows: list[SheetRow]


def joined_sheet(parts: Sequence[Part]) -> Sheet:
    """The parts of one table, all on the same columns, as one."""
    head = [parts[0].letters(row) for row in range(min(_MOST_HEADER_ROWS, len(parts[0].rows)))]
    starts = [0, *(_repeated(head, part) for part in parts[1:])]
    columns = Columns(parts, starts)
    sheet = Sheet(parts[0].xs, [])
    _append(sheet, parts[0], 0, {})
    for before, part, skipped in zip(parts, parts[1:], starts[1:], strict=False):
        for row in sheet.rows[:skipped]:
            row.header = True
        if skipped < len(part.rows):
            _continue(sheet, before, part, skipped, columns)
    return sheet


def _repeated(head: list[str], part: Part) -> int:
    """How many rows of a part repeat the header of the first part; at least one row must be left there."""
    count = 0
    while (
        count < min(len(head), len(part.rows))
        and head[count].strip("|")
        and (head[count] == part.letters(count) or _cut_short(head[count], part, count))
    ):
        count += 1
    return count


def _cut_short(whole: str, part: Part, row: int) -> bool:
    """Whether a row repeats the header with words missing at the end of a cell: a cell over several rows
    that had no room runs on below the header, from where the rest is taken off."""
    said = part.letters(row).split("|")
    wanted = whole.split("|")
    if len(said) != len(wanted) or row + 1 >= len(part.rows):
        return False
    same = sum(a == b != "" for a, b in zip(wanted, said, strict=True))
    begun = all(a.startswith(b) and bool(b) == bool(a) for a, b in zip(wanted, said, strict=True))
    if not begun or 2 * same < sum(map(bool, wanted)):
        return False
    cells = [cell for column, cell in enumerate(part.rows[row]) if cell.column == column]
    for cell, a, b in zip(cells, wanted, said, strict=True):
        _take_off(a[len(b) :], part, cell)
    return True


def _take_off(rest: str, part: Part, above: PartCell) -> None:
    """Drops the lines below a header cell that are the rest of its words."""
    if not rest or above.row_end >= len(part.rows):
        return
    below = part.rows[above.row_end][above.column]
    for count in range(1, len(below.lines) + 1):
        if "".join("".join(line.text.split()) for line in below.lines[:count]).casefold() == rest:
            del below.lines[:count]
            return


def _append(sheet: Sheet, part: Part, start: int, known: dict[int, Area]) -> None:
    """Rows `start` and on of a part; `known` holds areas that began above, by cell."""
    for at in range(start, len(part.rows)):
        areas: list[Area] = []
        merges: list[Merge] = []
        for column, cell in enumerate(part.rows[at]):
            first = id(cell) not in known
            area = known.setdefault(id(cell), Area(cell.column, cell.column_end))
            if first:
                area.lines.extend(cell.lines)
            if column != cell.column:
                merges.append(Merge.SPANNED)
            elif first:
                area.rows = 1
                merges.append(Merge.OWN)
            else:
                area.rows += 1
                merges.append(Merge.HANDED_DOWN)
            areas.append(area)
        sheet.rows.append(SheetRow(areas, merges, part.page))


def _continue(sheet: Sheet, before: Part, part: Part, start: int, columns: Columns) -> None:
    verdict = judge(before, part, start, columns)
    if verdict.cut is Cut.SAME_ROW:
        _mend(sheet, part, start, verdict.weak)
    else:
        _new_row(sheet, part, start, verdict.weak, columns)


def _mend(sheet: Sheet, part: Part, start: int, weak: bool) -> None:
    """The first row below goes on with the last row above."""
    last = sheet.rows[-1]
    known: dict[int, Area] = {}
    for column, cell in enumerate(part.rows[start]):
        if id(cell) not in known:
            area = last.areas[column]
            area.lines.extend(cell.lines)
            known[id(cell)] = area
    if weak:
        last.doubts.append("geometry_weak")
    _append(sheet, part, start + 1, known)


def _new_row(sheet: Sheet, part: Part, start: int, weak: bool, columns: Columns) -> None:
    """A row of its own, which may carry on merged cells from above the break."""
    last = sheet.rows[-1]
    known: dict[int, Area] = {}
    inferred: list[int] = []
    leading, group_end = True, 0
    for column, cell in enumerate(part.rows[start]):
        if cell.column != column:
            continue
        area = last.areas[column]
        same_width = (area.column, area.column_end) == (cell.column, cell.column_end)
        merged = same_width and (area.rows > 1 or cell.row_end - start > 1)
        if cell.lines:
            # A group cell's own words may run on; beside a row that has begun they are a new group's.
            small = cell.text[:1].islower() and not columns.begins_small(column)
            goes_on = leading and merged and small
            along = bool(area.lines) and merged and cell.row_end == group_end
            if (goes_on and area.lines) or (along and not columns.has_room(area, cell.lines[0])):
                area.lines.extend(cell.lines)
                known[id(cell)] = area
                group_end = cell.row_end
            else:
                leading = False
        elif area.lines and same_width and (leading or merged):
            known[id(cell)] = area
            group_end = cell.row_end if leading and merged else group_end
            if not (leading and merged):
                inferred.append(column)
        elif area.lines:
            inferred.append(column)
    _append(sheet, part, start, known)
    row = sheet.rows[len(sheet.rows) - (len(part.rows) - start)]
    for column in inferred:
        row.merges[column] = Merge.INFERRED
    row.doubts.extend(["geometry_weak"] if weak else [])
