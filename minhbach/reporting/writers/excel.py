"""Lists as the office's own form: A4 landscape, head repeated on every page, filter, frozen head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from minhbach.reporting.writers.lists import Column, ListForm, Value

FONT = "Times New Roman"
LINE_HEIGHT, HIGHEST_ROW = 14.5, 409.0  # points: one line of eleven point; Excel takes no higher row
NARROW, WIDER = 0.79, 0.5  # of Times New Roman beside the figures in which Excel counts widths
_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_HEAD_FILL = PatternFill("solid", fgColor="EDEAE2")


Rows = Iterable[Sequence[Value]]


def list_xlsx(form: ListForm, rows: Rows) -> bytes:
    """The .xlsx of a list. Text that begins like a formula stays text."""
    return lists_xlsx([(form, rows)])


def lists_xlsx(lists: Iterable[tuple[ListForm, Rows]]) -> bytes:
    """Several lists in one workbook, a sheet each, under the names that their forms give them."""
    book = Workbook(write_only=True)
    for form, rows in lists:
        _add(book, form, rows)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _add(book: Workbook, form: ListForm, rows: Rows) -> None:
    sheet = book.create_sheet(form.sheet[:31])
    _paper(sheet, form)
    sheet.append([_cell(sheet, form.authority.upper(), bold=True)])
    sheet.append([_cell(sheet, form.title.upper(), bold=True, size=14)])
    sheet.append([_cell(sheet, form.note, italic=True)])
    _stand(sheet, 4, [column.head for column in form.columns], form.columns)
    sheet.append([_head(sheet, column.head) for column in form.columns])
    count = 0
    for row in rows:
        count += 1
        _stand(sheet, 4 + count, row, form.columns)
        sheet.append([_body(sheet, v, c) for v, c in zip(row, form.columns, strict=True)])
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(form.columns))}{4 + count}"


def _stand(sheet: WriteOnlyWorksheet, line: int, row: Sequence[Value], columns: Sequence[Column]) -> None:
    sheet.row_dimensions[line].height = row_height(row, [column.width for column in columns])


def row_height(row: Iterable[Value], widths: Iterable[float], least: int = 1) -> float:
    """Of the longest cell, in points: LibreOffice prints rows that say no height over each other.

    least: so many lines at any rate.
    """
    lines = max((lines_in(str(v), width) for v, width in zip(row, widths, strict=False) if v), default=1)
    return min(max(lines, least) * LINE_HEIGHT + 2, HIGHEST_ROW)


def lines_in(text: str, width: float) -> int:
    """How many lines the text takes in a column as wide as so many figures, broken between words."""
    return sum(_lines_of(paragraph, max(width - 1, 1)) for paragraph in text.split("\n"))


def _lines_of(paragraph: str, width: float) -> int:
    if _breadth(paragraph) <= width:
        return 1
    lines, room = 1, width
    for word in paragraph.split():
        breadth = _breadth(word)
        if breadth > room and room < width:
            lines, room = lines + 1, width
        more = max(ceil(breadth / width) - 1, 0)  # a long address breaks inside
        lines, room = lines + more, room - (breadth - more * width) - NARROW
    return lines


def _breadth(text: str) -> float:
    """In figures of the column's width: small letters are narrower, capitals wider."""
    return NARROW * len(text) + WIDER * sum(map(str.isupper, text))


def _paper(sheet: WriteOnlyWorksheet, form: ListForm) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "4:4"
    sheet.freeze_panes = "A5"
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.right.text = "Trang &P/&N"
    for number, column in enumerate(form.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def _cell(
    sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False, italic: bool = False, size: int = 11
) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever a person typed
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    cell.font = Font(name=FONT, bold=bold, italic=italic, size=size)
    return cell


def _head(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    cell = _cell(sheet, words, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border, cell.fill = _BOX, _HEAD_FILL
    return cell


def _body(sheet: WriteOnlyWorksheet, value: Value, column: Column) -> WriteOnlyCell:
    cell = _cell(sheet, value)
    side = "center" if column.figure or isinstance(value, date) else "left"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
    cell.border = _BOX
    return cell
