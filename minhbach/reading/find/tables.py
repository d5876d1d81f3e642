"""What a table is for, and its rows by what their columns hold."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from minhbach.reading.find.columns import Role, result_is_target, roles_of, said_roles, work_below_work
from minhbach.reading.find.crosses import NO_MARKS, Marked, marked_columns
from minhbach.reading.find.units import only_units
from minhbach.reading.find.words import fold, squash
from minhbach.reading.known import TableWords
from minhbach.reading.shapes import Cell, Merge, Row, Table


class TableKind(StrEnum):
    TASKS = "tasks"
    INDICATORS = "indicators"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its roles found: the column of each role, the years of columns, the data rows.

    first: index of the first data row in the table.
    """

    kind: TableKind
    columns: dict[Role, int]
    years: dict[Role, int]
    rows: tuple[Row, ...]
    first: int
    header: tuple[str, ...]
    marked: Marked = NO_MARKS

    def cell(self, row: Row, role: Role) -> Cell | None:
        at = self.columns.get(role)
        return row.cells[at] if at is not None and at < len(row.cells) else None

    def raw(self, row: Row, role: Role) -> str | None:
        """The words of a cell with its lines, which bound the names in it."""
        cell = self.cell(row, role)
        return cell.text if cell else None

    def text(self, row: Row, role: Role) -> str:
        cell = self.cell(row, role)
        return squash(cell.text) if cell else ""


def sheet_of(table: Table) -> Sheet:
    """Find the header, its roles and the data rows of a table."""
    best: tuple[int, int, dict[Role, int], dict[Role, int], tuple[str, ...]] | None = None
    for top in range(min(3, len(table.rows))):
        depth = _depth(table.rows, top)
        names = _names(table.rows[top : top + depth])
        columns, years = roles_of(names)
        if best is None or len(columns) > len(best[2]):
            best = (top, depth, columns, years, names)
    if best is None or len(best[2]) < 2:
        return Sheet(TableKind.OTHER, {}, {}, table.rows, 0, ())
    top, depth, columns, years, names = best
    first = top + depth
    while first < len(table.rows) and (_counts_columns(table.rows[first]) or table.rows[first].header):
        first += 1
    rows = table.rows[first:]
    marked = marked_columns(_heads(table.rows[top : top + depth]), rows)
    columns = {role: at for role, at in columns.items() if at not in marked.columns}
    number_by_content(columns, rows)
    result_is_target(columns)
    _unit_is_body(columns, rows)
    work_below_work(columns, names)
    sheet = Sheet(_kind(columns, marked), columns, years, rows, first, names, marked)
    marks = _runs_by_the_clock(sheet) or _gives_points(sheet)
    return replace(sheet, kind=TableKind.OTHER) if marks else sheet


def mapped_sheet(table: Table, said: TableWords) -> Sheet:
    """A table whose columns a person has named: taken as said, whatever its header would tell."""
    first = min(said.header, len(table.rows))
    names = _names(table.rows[:first])
    while first < len(table.rows) and _counts_columns(table.rows[first]):
        first += 1
    columns, years = said_roles(said.roles, names)
    rows = table.rows[first:]
    kind = _kind(columns)
    if kind is TableKind.OTHER and (Role.ACTIVITY in columns or Role.TASK in columns):
        kind = TableKind.TASKS
    return Sheet(kind, columns, years, rows, first, names, marked_columns(_heads(table.rows[:first]), rows))


_FEW = 4  # fewer numbers than this count nothing


def number_by_content(columns: dict[Role, int], rows: tuple[Row, ...]) -> None:
    """A first column whose header nobody could read, and whose cells count the rows, holds their numbers."""
    if Role.NUMBER in columns or 0 in columns.values():
        return
    said = [squash(row.cells[0].text).rstrip(".)") for row in rows if row.cells]
    figures = [int(text) for text in said if text.isdigit() and len(text) <= 3]
    rising = sum(b == a + 1 for a, b in itertools.pairwise(figures))
    if len(figures) >= _FEW and 2 * len(figures) > len(said) and 2 * rising > len(figures):
        columns[Role.NUMBER] = 0


def _unit_is_body(columns: dict[Role, int], rows: tuple[Row, ...]) -> None:
    """A column headed "Đơn vị" whose cells name bodies tells who acts, not in what a thing is measured."""
    at = columns.get(Role.UNIT)
    if at is None or Role.LEAD in columns:
        return
    said = [row.cells[at].text for row in rows if at < len(row.cells) and row.cells[at].text.strip()]
    if said and 2 * sum(only_units(text) is not None for text in said) > len(said):
        columns[Role.LEAD] = columns.pop(Role.UNIT)


_POINTS = re.compile(
    r"(?:thang|mức) điểm|điểm (?:tối đa|chuẩn|tự chấm|tự đánh giá|thẩm định|đạt được)|chấm điểm"
)


def _gives_points(sheet: Sheet) -> bool:
    """A guide to marking: points and who gives them, nothing by any time."""
    return Role.TIME not in sheet.columns and any(_POINTS.search(fold(name)) for name in sheet.header)


_HOUR = re.compile(r"(?:từ |lúc )?\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2}|\b)", re.I)


def _runs_by_the_clock(sheet: Sheet) -> bool:
    """The programme of a meeting: its times are hours of a day, nobody's work to be tracked."""
    at = sheet.columns.get(Role.TIME)
    return at is not None and _hours(sheet, at)


def _hours(sheet: Sheet, at: int) -> bool:
    """Whether most of what a column says are hours of a day."""
    said = [text for row in sheet.rows if at < len(row.cells) and (text := squash(row.cells[at].text))]
    return 2 * sum(_HOUR.match(text) is not None for text in said) > max(1, len(said))


def is_no_work(sheet: Sheet, table: Table) -> bool:
    """A programme of hours or a guide to marking, also where no column of it was known."""
    whole = sheet if sheet.header else replace(sheet, header=_names(table.rows[:1]))
    return _gives_points(whole) or _runs_by_the_clock(sheet) or any(_hours(sheet, at) for at in (0, 1))


def _depth(rows: tuple[Row, ...], top: int) -> int:
    """How many rows the header takes: the span of its tallest cell; where merges are not told, a row
    that names columns which the row above left without a name."""
    span = max((c.rowspan for c in rows[top].cells if c.merge is Merge.OWN), default=1)
    span = span if span <= 4 and top + span < len(rows) else 1
    while span < 3 and top + span + 1 < len(rows):
        below = rows[top + span : top + 3]
        if _names_the_unnamed(rows[top], below[:1]):
            span += 1
        elif len(below) > 1 and top + 3 < len(rows) and _names_the_unnamed(rows[top], below):
            return top + 3
        else:
            break
    return span


def _names_the_unnamed(head: Row, rows: tuple[Row, ...]) -> bool:
    """Whether the rows below a header go on naming its columns: under its empty cells, with no number. Of
    several rows each names some, and the last what is left."""
    between = [squash(c.text) for row in rows[:-1] for c in row.cells]
    numbered = any(c.isdigit() for said in between for c in said)
    opened = any(row.cells and squash(row.cells[0].text) for row in rows[:-1])
    return not numbered and not opened and _names_below(head, rows[-1])


def _names_below(head: Row, row: Row) -> bool:
    pairs = list(zip(head.cells, row.cells, strict=False))
    if any(c.merge is Merge.SPANNED for c in head.cells) or not any(not squash(a.text) for a, _ in pairs):
        return False
    own = [(squash(a.text), squash(b.text)) for a, b in pairs if b.merge is Merge.OWN and squash(b.text)]
    taken = all(squash(a.text) == squash(b.text) for a, b in pairs if b.merge is Merge.INFERRED)
    first = pairs[0][1].merge is not Merge.OWN or not squash(pairs[0][1].text)
    named = all(len(said) < 60 for _, said in own) and any(not above for above, _ in own)
    return taken and first and named and all(squash(b.text) for a, b in pairs if not squash(a.text))


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The header of each column from top to bottom, as one line."""
    return tuple(" ".join(head) for head in _heads(rows))


def _heads(rows: tuple[Row, ...]) -> list[list[str]]:
    """The words over each column from top to bottom; a cell over several columns stands over them all."""
    width = max((len(r.cells) for r in rows), default=0)
    names: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        over = ""
        for at, cell in enumerate(row.cells):
            said = squash(cell.text)
            over = over if cell.merge is Merge.SPANNED else said
            if over and over not in names[at]:
                names[at].append(over)
    return names


def _kind(columns: dict[Role, int], marked: Marked = NO_MARKS) -> TableKind:
    works = Role.ACTIVITY in columns or Role.TASK in columns
    if works and (Role.LEAD in columns or Role.TIME in columns or marked.columns):
        return TableKind.TASKS
    named = Role.INDICATOR in columns or Role.OBJECTIVE in columns
    if named and not works and (Role.TARGET in columns or Role.TARGET_RANK in columns):
        return TableKind.INDICATORS
    return TableKind.OTHER


_COUNT = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s?=.{1,20})?")


def _counts_columns(row: Row) -> bool:
    said = [squash(c.text) for c in row.cells if squash(c.text)]
    return len(said) >= 3 and all(_COUNT.fullmatch(s) for s in said) and len(set(said)) == len(said)


def _words_column(sheet: Sheet) -> int:
    order = (Role.INDICATOR, Role.OBJECTIVE, Role.TASK, Role.ACTIVITY)
    return min((sheet.columns[r] for r in order if r in sheet.columns), default=0)


def says_more_than_group(sheet: Sheet, row: Row) -> bool:
    """Whether a row that heads a group also carries other words: remains of the row above a page break."""
    number = sheet.columns.get(Role.NUMBER)
    return len({squash(c.text) for at, c in enumerate(row.cells) if at != number and squash(c.text)}) > 1


def group_text(sheet: Sheet, row: Row) -> str | None:
    """The words of a row that only heads a group: one text over the row, or repeated in its cells."""
    number = sheet.columns.get(Role.NUMBER)
    texts = [squash(c.text) for at, c in enumerate(row.cells) if at != number and squash(c.text)]
    if not texts:
        lone = squash(row.cells[number].text) if number is not None and number < len(row.cells) else ""
        return lone or None if len(lone) > 6 else None
    label = squash(row.cells[number].text) if number is not None and number < len(row.cells) else ""
    wide = any(c.colspan >= max(3, len(row.cells) // 2) for c in row.cells)
    same = len(set(texts)) == 1 and len(texts) >= 3
    roman = re.fullmatch(r"(?:[IVX]{1,6}|[A-H])\.?", label) is not None
    handed = any(c.merge is not Merge.OWN and squash(c.text) for c in row.cells)
    nobody = not (
        sheet.text(row, Role.LEAD) or sheet.text(row, Role.COORDINATING) or sheet.text(row, Role.TARGET)
    )
    headed = roman and nobody and not handed and bool(squash(row.cells[_words_column(sheet)].text))
    if (wide and len(set(texts)) == 1) or same or headed:
        return f"{label} {texts[0]}".strip()
    return None
