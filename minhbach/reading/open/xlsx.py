"""Workbooks as plain values: what returned forms and lists of units hold. Formulas are never computed."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from html import unescape
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from minhbach.reading.limits import Limits
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.wording import tidy
from minhbach.reading.refusals import refuse, too_many_rows

_MOST_COLUMNS = 200
_LETTERHEAD_ROWS = 12  # where two cells side by side may still be a letterhead and not a list
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_PRINTED = re.compile(rb"<(?:\w+:)?headerFooter\b.*?</(?:\w+:)?headerFooter>", re.DOTALL)
_PRINTED_TAIL = 64 * 1024  # header and footer stand behind the rows (ECMA-376 part 1, 18.3.1.99)
_TAG = re.compile(r"<[^>]*>")
_PRINT_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')  # 18.3.1.46
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].')  # parts of a number format that are only printed (18.8.31)
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
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
    except _BROKEN as error:
        raise refuse("damaged") from error


def lone_lines(package: Package, data: bytes, limits: Limits) -> Iterator[str]:
    """Lines of a workbook that may be a stamp: names of sheets, what is printed above and below them, text
    boxes, and cells alone in their row (or beside one other, at the top). Cells of a list are data.

    Raises Refusal as `sheets_of` does.
    """
    for sheet in sheets_of(data, limits):
        yield sheet["name"]
        for number, row in enumerate(sheet["rows"]):
            filled = [value for value in row if value not in (None, "")]
            if len(filled) <= (2 if number < _LETTERHEAD_ROWS else 1):
                yield from (line for value in filled if isinstance(value, str) for line in value.split("\n"))
    for name in package.names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            yield from _printed(package.bytes_of(name) or b"")
        elif name.startswith("xl/drawings/") and name.endswith(".xml"):
            yield from _boxes(package, name)


def _printed(part: bytes) -> Iterator[str]:
    for found in _PRINTED.findall(part[-_PRINTED_TAIL:]):
        text = _PRINT_CODE.sub("\n", unescape(_TAG.sub("\n", found.decode("utf-8", "replace"))))
        yield from (tidy(line) for line in text.split("\n"))


def _boxes(package: Package, name: str) -> Iterator[str]:
    root = package.xml(name)
    for paragraph in () if root is None else root.iter(_TEXT + "p"):
        yield tidy("".join(text.text or "" for text in paragraph.iter(_TEXT + "t")))


def _sheet(sheet: Any, limits: Limits) -> dict[str, Any]:
    sheet.reset_dimensions()  # the file's own word about its size is not to be believed
    rows: list[list[Plain]] = []
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
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
    if number and "%" in _LITERAL.sub("", cell.number_format or ""):
        return f"{value * 100:.10g}%"
    return _plain(value)


def _plain(value: object) -> Plain:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
