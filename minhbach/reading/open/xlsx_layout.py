"""What a sheet of a workbook looks like: merged cells, hidden rows and columns, words as a person sees them.

openpyxl gives the values one row at a time and nothing of the layout; that is taken from the XML of the sheet
in one pass (ECMA-376 part 1, 18.3).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl.utils.cell import range_boundaries

from minhbach.reading.limits import Limits
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.wording import tidy
from minhbach.reading.open.xlsx import MOST_COLUMNS, shows_percent
from minhbach.reading.refusals import refuse, too_many_rows

_MOST_MERGES = 100_000
_MOST_SHEET_ROWS = 100_000  # empty ones too: a sheet may claim a million
_WANTED = ("{*}row", "{*}col", "{*}c", "{*}mergeCell", "{*}sheetFormatPr")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACES = re.compile(r"0\.(0+)")


@dataclass(slots=True)
class Layout:
    """Rows and columns count from 0. merged: the first cell of the area that covers a cell."""

    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncounted: bool = False  # a formula without the value that a person would see


def sheet_parts(package: Package) -> dict[str, str]:
    """The part of every sheet by its name."""
    root = package.xml("xl/workbook.xml")
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {r.get("Id"): r.get("Target", "") for r in (relations if relations is not None else ())}
    found: dict[str, str] = {}
    for sheet in () if root is None else root.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        found[str(sheet.get("name", ""))] = posixpath.normpath(part)
    return found


def layout_of(part: bytes) -> Layout:
    """The layout of a sheet by its XML."""
    found = Layout()
    pass_ = etree.iterparse(
        BytesIO(part), events=("end",), tag=_WANTED, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in pass_:
            _take(found, element)
            if etree.QName(element).localname != "c":
                element.clear()
    except etree.XMLSyntaxError as error:
        raise refuse("damaged") from error
    return found


def _take(found: Layout, element: etree._Element) -> None:
    kind, hidden = etree.QName(element).localname, element.get("hidden") in ("1", "true")
    if kind == "row" and hidden:
        found.hidden_rows.add(int(element.get("r", "0")) - 1)
    elif kind == "col" and hidden:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        found.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))
    elif kind == "c":
        formula, value = element.find("{*}f"), element.find("{*}v")
        found.uncounted = found.uncounted or (formula is not None and (value is None or not value.text))
    elif kind == "mergeCell":
        _merge(found, element.get("ref", ""))


def _merge(found: Layout, area: str) -> None:
    left, top, right, bottom = range_boundaries(area)
    if None in (left, top, right, bottom):
        return
    right = min(right, MOST_COLUMNS)
    if (right - left + 1) * (bottom - top + 1) + len(found.merged) > _MOST_MERGES:
        return  # areas over whole columns are ornament
    for row in range(top - 1, bottom):
        for column in range(left - 1, right):
            found.merged[row, column] = (top - 1, left - 1)


def words_of(sheet: Any, limits: Limits) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows of a sheet that say something: number, and the words of each cell by column."""
    sheet.reset_dimensions()  # the file's own word about its size is not to be believed
    count = 0
    for at, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS)):
        said = {c: text for c, cell in enumerate(cells) if cell.value is not None and (text := shown(cell))}
        if at >= _MOST_SHEET_ROWS:
            raise too_many_rows(limits)
        if not said:
            continue
        count += 1
        if count > limits.table_rows:
            raise too_many_rows(limits)
        yield at, said


def shown(cell: Any) -> str:
    """A value in the words in which a Vietnamese paper prints it; lines of the cell stay lines."""
    value, form = cell.value, cell.number_format or ""
    if isinstance(value, datetime | date):
        return _day(value, form.lower())
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    lines = (tidy(line) for line in str(value).split("\n"))
    return "\n".join(line for line in lines if line)


def _day(value: date, form: str) -> str:
    """A day as its format shows it: "30/6/2026", or only "6/2026", or only the year."""
    if "d" in form or not form or form == "general":
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.month}/{value.year}" if "m" in form else str(value.year)


def _number(value: float, form: str) -> str:
    if shows_percent(form):
        return f"{value * 100:.10g}%".replace(".", ",")
    places = _PLACES.search(form)
    text = f"{value:.{len(places[1])}f}" if places else f"{value:.10g}"
    return text.replace(".", ",")
