"""Workbooks as plain values: what returned forms and lists of units hold. Formulas are never computed."""

from __future__ import annotations

import re
import zipfile
import zlib
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from minhbach.reading.limits import Limits
from minhbach.reading.open.docx.package import Package
from minhbach.reading.refusals import refuse, too_many_rows

MOST_COLUMNS = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].')  # parts of a number format that are only printed (18.8.31)
Plain = str | int | float | bool | None


def sheets_of(data: bytes, limits: Limits) -> list[dict[str, Any]]:
    """Every sheet: its name, whether it is hidden, its rows of values (dates as ISO text, a number that is
    shown as a percentage as "75%": the file keeps 0.75, and 1 for 100%).

    Raises Refusal where the file is no workbook, is damaged or is larger than it may be.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise refuse("empty")
    if data.startswith(_OLE):  # a workbook with a password is wrapped in the old form
        raise refuse("encrypted_word" if "EncryptedPackage".encode("utf-16-le") in data else "old_office")
    if not data.startswith(b"PK") or not any(n.startswith("xl/") for n in Package(data, limits).names):
        raise refuse("not_workbook")
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [_sheet(sheet, limits) for sheet in book.worksheets]
    except BROKEN as error:
        raise refuse("damaged") from error


def _sheet(sheet: Any, limits: Limits) -> dict[str, Any]:
    sheet.reset_dimensions()  # the file's own word about its size is not to be believed
    rows: list[list[Plain]] = []
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        if len(rows) >= limits.table_rows:
            raise too_many_rows(limits)
        rows.append([_shown(cell) for cell in row])
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    return {"name": sheet.title, "hidden": sheet.sheet_state != "visible", "rows": rows}


def _shown(cell: Any) -> Plain:
    """The value; a percentage as a person sees it, for only the cell's format tells 1 from 100%."""
    value = cell.value
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and shows_percent(cell.number_format or ""):
        return f"{value * 100:.10g}%"
    return _plain(value)


def shows_percent(form: str) -> bool:
    """Whether a number format prints a percentage."""
    return "%" in _LITERAL.sub("", form)


def _plain(value: object) -> Plain:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
