"""The unit's workbook: one sheet to fill in, one hidden sheet that says whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from minhbach.reporting.core.workbook import (
    DONE,
    HEADS,
    MANIFEST_SHEET,
    PERCENT,
    SAID,
    Manifest,
    OwedRow,
    manifest_rows,
    row_key,
)
from minhbach.reporting.writers.excel import row_height
from minhbach.shared.dates import vn_date

WIDTHS = (10, 14, 7, 52, 20, 20, 32, 44, 8, 13, 12, 18)
FONT = "Times New Roman"
_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_OURS = PatternFill("solid", fgColor="F3F0E9")
_HEAD_LINE = 4
ROOM = 3  # lines for what the unit writes


def workbook_xlsx(authority: str, manifest: Manifest, rows: Sequence[OwedRow], secret: str) -> bytes:
    """The .xlsx of one unit. White cells are the unit's to fill; the rest is protected without a password."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Biểu báo cáo"
    _titles(sheet, authority, manifest)
    for column, head in enumerate(HEADS, start=1):
        _head(sheet, column, head)
    sheet.row_dimensions[_HEAD_LINE].height = row_height(HEADS, WIDTHS)
    for line, row in enumerate(rows, start=_HEAD_LINE + 1):
        _line(sheet, line, row, row_key(secret, manifest.unit_id, row))
    _rules(sheet, len(rows))
    _paper(sheet)
    hidden = book.create_sheet(MANIFEST_SHEET)
    for fact in manifest_rows(secret, manifest):
        hidden.append(fact)
    hidden.sheet_state = "veryHidden"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _titles(sheet: Worksheet, authority: str, manifest: Manifest) -> None:
    note = "Điền các ô trắng; không sửa cột “Mã dòng”. Ô để trống thì giữ nguyên là chưa cập nhật."
    titles = (
        (f"{authority.upper()} · {manifest.unit}", Font(name=FONT, bold=True, size=11)),
        (
            f"BIỂU BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ, phát ngày {vn_date(manifest.made_on)}",
            Font(name=FONT, bold=True, size=14),
        ),
        (note, Font(name=FONT, italic=True, size=11)),
    )
    for line, (words, font) in enumerate(titles, start=1):
        cell = sheet.cell(line, 2, words)
        cell.font = font


def _head(sheet: Worksheet, column: int, head: str) -> None:
    cell = sheet.cell(_HEAD_LINE, column, head)
    cell.font = Font(name=FONT, bold=True, size=11)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border, cell.fill = _BOX, _OURS
    sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[column - 1]


def _line(sheet: Worksheet, line: int, row: OwedRow, key: str) -> None:
    ours = (key, row.plan, row.code, row.text, row.deadline, row.result, row.last)
    for column in range(1, len(HEADS) + 1):
        theirs = column > len(ours)
        cell = sheet.cell(line, column, None if theirs else ours[column - 1])
        if not theirs:
            cell.data_type = "s"  # words of a document never become a formula
            cell.fill = _OURS
        cell.font = Font(name=FONT, size=11)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = _BOX
        cell.protection = Protection(locked=not theirs)
    sheet.cell(line, DONE + 1).number_format = "dd/mm/yyyy"
    sheet.row_dimensions[line].height = row_height(ours[1:], WIDTHS[1:], ROOM)  # the key's column is hidden


def _rules(sheet: Worksheet, count: int) -> None:
    """Excel says at once what cannot be; the server checks again."""
    last = _HEAD_LINE + max(count, 1)
    percent = DataValidation(
        type="decimal",
        operator="between",
        formula1="0",
        formula2="100",
        allow_blank=True,
        showErrorMessage=True,
    )
    percent.error = "Tỷ lệ từ 0 đến 100."
    letter = get_column_letter(PERCENT + 1)
    percent.add(f"{letter}{_HEAD_LINE + 1}:{letter}{last}")
    sheet.add_data_validation(percent)


def _paper(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].hidden = True
    sheet.protection.sheet = True
    sheet.protection.sort = sheet.protection.autoFilter = False
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.freeze_panes = sheet.cell(_HEAD_LINE + 1, SAID + 1 - 3)
    sheet.print_title_rows = f"{_HEAD_LINE}:{_HEAD_LINE}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "Trang &P/&N"
