"""Workbooks to fill in: units, people. One sheet to fill, one of lists, one that explains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from minhbach.organisation.core.workbooks import MOST_ROWS, Choices, Column
from minhbach.shared.dates import vn_date

LISTS_SHEET, HELP_SHEET = "Danh mục", "Hướng dẫn"
FONT = "Times New Roman"
_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_HEAD = PatternFill("solid", fgColor="F3F0E9")

Values = Mapping[str, object]


def list_workbook(
    title: str, columns: Sequence[Column], choices: Choices, rows: Sequence[Values] = ()
) -> bytes:
    """The .xlsx with one sheet `title`; `rows` are written below the head by column name."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for at, column in enumerate(columns, start=1):
        _head(sheet.cell(1, at), column)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            _write(sheet.cell(number, at), row.get(column.name))
    sheet.freeze_panes = "C2"
    _paper(sheet)
    _lists(book.create_sheet(LISTS_SHEET), sheet, columns, choices)
    _explain(book.create_sheet(HELP_SHEET), title, columns)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(cell: Cell, column: Column) -> None:
    cell.value = column.head
    cell.font = Font(name=FONT, bold=True, size=11, color="8A1C12" if column.required else "1D1D1B")
    cell.fill, cell.border = _HEAD, _BOX
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")


def _write(cell: Cell, value: object) -> None:
    if isinstance(value, date):
        value = vn_date(value)
    elif isinstance(value, list | tuple):
        value = "; ".join(str(part) for part in value)
    cell.value = value if isinstance(value, int) else str(value or "")
    if isinstance(cell.value, str):
        cell.data_type = "s"  # a name that begins with "=" stays a name
    cell.font, cell.border = Font(name=FONT, size=11), _BOX
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lists(lists: Worksheet, sheet: Worksheet, columns: Sequence[Column], choices: Choices) -> None:
    """The allowed words of each choice, and the drop-down that offers them."""
    used = [column for column in columns if column.choices]
    for at, column in enumerate(used, start=1):
        labels = list(choices[column.choices].values())
        for line, label in enumerate([column.head, *labels], start=1):
            lists.cell(line, at, label).font = Font(name=FONT, size=11, bold=line == 1)
        letter = get_column_letter(at)
        lists.column_dimensions[letter].width = 40
        offer = DataValidation(
            type="list", formula1=f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(labels) + 1}", allow_blank=True
        )
        offer.error = "Hãy chọn trong danh sách."
        place = get_column_letter(list(columns).index(column) + 1)
        offer.add(f"{place}2:{place}{MOST_ROWS + 1}")
        sheet.add_data_validation(offer)


def _explain(page: Worksheet, title: str, columns: Sequence[Column]) -> None:
    lines: list[tuple[str, str]] = [
        ("Cách điền", f"Điền trang “{title}”, mỗi dòng một mục, tối đa {MOST_ROWS} dòng một lần nhập."),
        ("", "Cột chữ đỏ là bắt buộc. Ô để trống: mục đã có thì giữ nguyên giá trị cũ."),
        ("", "Có một dòng sai thì chưa dòng nào được nhập; mọi dòng sai được nêu số dòng và cột."),
        ("", ""),
        *((column.head, _meaning(column)) for column in columns),
    ]
    for number, (left, right) in enumerate(lines, start=1):
        page.cell(number, 1, left).font = Font(name=FONT, size=11, bold=True)
        page.cell(number, 2, right).font = Font(name=FONT, size=11)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 90


def _meaning(column: Column) -> str:
    return f"Bắt buộc. {column.help}".strip() if column.required else column.help or "Không bắt buộc."


def _paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
