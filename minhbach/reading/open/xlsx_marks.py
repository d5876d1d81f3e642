"""Lines of a workbook that may be a stamp: what a person sees standing alone on its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

from openpyxl import load_workbook

from minhbach.reading.limits import Limits
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.wording import tidy
from minhbach.reading.open.xlsx import BROKEN
from minhbach.reading.open.xlsx_layout import words_of
from minhbach.reading.refusals import refuse

_LETTERHEAD_ROWS = 12  # where two cells side by side may still be a letterhead and not a list
_PRINTED = re.compile(rb"<(?:\w+:)?headerFooter\b.*?</(?:\w+:)?headerFooter>", re.DOTALL)
_PRINTED_TAIL = 64 * 1024  # header and footer stand behind the rows (ECMA-376 part 1, 18.3.1.99)
_TAG = re.compile(r"<[^>]*>")
_PRINT_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')  # 18.3.1.46
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def lone_lines(package: Package, data: bytes, limits: Limits) -> Iterator[str]:
    """Names of sheets, what is printed above and below them, text boxes, and cells alone in their row (or
    beside one other, at the top). Cells of a list are data. Hidden sheets count: they travel with the file.

    Raises Refusal where the workbook is damaged or larger than it may be.
    """
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            yield sheet.title
            for number, said in words_of(sheet, limits):
                if len(said) <= (2 if number < _LETTERHEAD_ROWS else 1):
                    yield from (line for text in said.values() for line in text.split("\n"))
    except BROKEN as error:
        raise refuse("damaged") from error
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
