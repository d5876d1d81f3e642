"""Workbooks as plain values: what returned forms and lists of units hold. Formulas are never computed."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from minhbach.reading.limits import Limits
from minhbach.reading.open.docx.package import Package
from minhbach.reading.refusals import refuse, too_many_rows

_MOST_COLUMNS = 200
Plain = str | int | float | bool | None


def sheets_of(data: bytes, limits: Limits) -> list[dict[str, Any]]:
    """Every sheet: its name, whether it is hidden, its rows of values (dates as ISO text).

    Raises Refusal where the file is no workbook, is damaged or is larger than it may be.
    """
    if not any(name.startswith("xl/") for name in Package(data, limits).names):
        raise refuse("not_workbook")
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [_sheet(sheet, limits) for sheet in book.worksheets]
    except (KeyError, ValueError, TypeError, AttributeError, OSError) as error:
        raise refuse("damaged") from error


def _sheet(sheet: Any, limits: Limits) -> dict[str, Any]:
    sheet.reset_dimensions()  # the file's own word about its size is not to be believed
    rows: list[list[Plain]] = []
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True):
        if len(rows) >= limits.table_rows:
            raise too_many_rows(limits)
        rows.append([_plain(value) for value in row])
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    return {"name": sheet.title, "hidden": sheet.sheet_state != "visible", "rows": rows}


def _plain(value: object) -> Plain:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
