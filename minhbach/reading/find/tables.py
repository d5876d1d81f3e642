"""What a table is for, and its rows by what their columns hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from minhbach.reading.find.columns import Role, result_is_target, roles_of, years_of
from minhbach.reading.find.units import only_units
from minhbach.reading.find.words import fold, squash
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
    crosses: dict[int, int] = field(default_factory=dict)  # columns of crosses, each with its year

    def cell(self, row: Row, role: Role) -> Cell | None:
        at = self.columns.get(role)
        return row.cells[at] if at is not None and at < len(row.cells) else None

    def raw(self, row: Row, role: Role) -> str | None:
        """The words of a cell with its lines, which bound the names in it."""
        cell = self.cell(row, role)
        return cell.text if cell else None

    def crossed_years(self, row: Row) -> list[int]:
        """The years under which a row bears a cross."""
        return sorted(year for at, year in self.crosses.items() if squash(row.cells[at].text))

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
    result_is_target(columns)
    _unit_is_body(columns, rows)
    sheet = Sheet(_kind(columns), columns, years, rows, first, names, _crosses(names, rows))
    marks = _runs_by_the_clock(sheet) or _gives_points(sheet)
    return replace(sheet, kind=TableKind.OTHER) if marks else sheet


def _unit_is_body(columns: dict[Role, int], rows: tuple[Row, ...]) -> None:
    """A column headed "Đơn vị" whose cells name bodies tells who acts, not in what a thing is measured."""
    at = columns.get(Role.UNIT)
    if at is None or Role.LEAD in columns:
        return
    said = [row.cells[at].text for row in rows if at < len(row.cells) and row.cells[at].text.strip()]
    if said and 2 * sum(only_units(text) is not None for text in said) > len(said):
        columns[Role.LEAD] = columns.pop(Role.UNIT)


_CROSS = re.compile(r"\s*[xX×✓✔•+]?\s*")


def _crosses(names: tuple[str, ...], rows: tuple[Row, ...]) -> dict[int, int]:
    """Columns that are headed by one year each and hold nothing but crosses."""
    found: dict[int, int] = {}
    for at, name in enumerate(names):
        years = years_of(name)
        cells = [row.cells[at].text for row in rows if at < len(row.cells)]
        if len(years) == 1 and any(c.strip() for c in cells) and all(_CROSS.fullmatch(c) for c in cells):
            found[at] = int(years[0])
    return found


_POINTS = re.compile(
    r"(?:thang|mức) điểm|điểm (?:tối đa|chuẩn|tự chấm|tự đánh giá|thẩm định|đạt được)|chấm điểm"
)


def _gives_points(sheet: Sheet) -> bool:
    """A guide to marking: points and who gives them, nothing by any time."""
    return Role.TIME not in sheet.columns and any(_POINTS.search(fold(name)) for name in sheet.header)


_HOUR = re.compile(r"(?:từ |lúc )?\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2}|\b)", re.I)


def _runs_by_the_clock(sheet: Sheet) -> bool:
    """The programme of a meeting: its times are hours of a day, nobody's work to be tracked."""
    said = [text for row in sheet.rows if (text := sheet.text(row, Role.TIME))]
    return bool(said) and 2 * sum(_HOUR.match(text) is not None for text in said) > len(said)


def _depth(rows: tuple[Row, ...], top: int) -> int:
    """How many rows the header takes: the span of its tallest cell."""
    span = max((c.rowspan for c in rows[top].cells if c.merge is Merge.OWN), default=1)
    return span if span <= 4 and top + span < len(rows) else 1


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The header of each column from top to bottom; a cell over several columns names them all."""
    width = max((len(r.cells) for r in rows), default=0)
    names: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        over = ""
        for at, cell in enumerate(row.cells):
            said = squash(cell.text)
            over = over if cell.merge is Merge.SPANNED else said
            if over and over not in names[at]:
                names[at].append(over)
    return tuple(" ".join(n) for n in names)


def _kind(columns: dict[Role, int]) -> TableKind:
    works = Role.ACTIVITY in columns or Role.TASK in columns
    if works and (Role.LEAD in columns or Role.TIME in columns):
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
