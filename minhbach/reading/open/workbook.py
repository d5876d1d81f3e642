"""A workbook as the annex of a plan: its sheets as paragraphs and tables, as a printed sheet shows them.

Lines above a table are its title, lines below its foot. What is hidden is not part of the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from minhbach.reading.limits import Limits
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.docx.properties import properties_of
from minhbach.reading.open.placing import placed
from minhbach.reading.open.xlsx import BROKEN
from minhbach.reading.open.xlsx_layout import Layout, layout_of, sheet_parts, words_of
from minhbach.reading.open.xlsx_marks import lone_lines
from minhbach.reading.open.zones import is_motto, is_signer, opens_recipients, with_foot
from minhbach.reading.refusals import refuse
from minhbach.reading.secrecy import marks_among
from minhbach.reading.shapes import (
    Block,
    Cell,
    Doubt,
    Form,
    Merge,
    Paragraph,
    Row,
    Source,
    Table,
    Zone,
)

_FEWEST = 3  # cells side by side that make a row of a table
_NUMBER_HEAD = re.compile(r"S?TT|Số TT|Số thứ tự", re.I)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{1,3})?")


@dataclass(slots=True)
class _Printed:
    """A sheet as it is printed. rows: those that show something, each with its words by column."""

    layout: Layout
    rows: list[tuple[int, dict[int, str]]] = field(default_factory=list)
    words: dict[tuple[int, int], str] = field(
        default_factory=dict
    )  # hidden ones too: a merged area shows them

    def home(self, at: int, column: int) -> tuple[int, int]:
        """The sheet's row and column that hold the words shown at a place."""
        number = self.rows[at][0]
        return self.layout.merged.get((number, column), (number, column))

    def is_row(self, at: int) -> bool:
        """Whether several cells say something: a row of a table, and no line across the sheet."""
        return len(self.rows[at][1]) >= _FEWEST

    def is_apart(self, at: int) -> bool:
        """Whether a row stands behind an empty one."""
        return at > 0 and self.rows[at][0] > self.rows[at - 1][0] + 1

    def opens_table(self, at: int) -> bool:
        """Whether a row is a header: it names the number column."""
        return self.is_row(at) and any(_NUMBER_HEAD.fullmatch(t) for t in self.rows[at][1].values())

    def belongs(self, at: int, first: int) -> bool:
        """Whether a short row is of the table that opens at `first`: numbered, or merged with one above."""
        said = self.rows[at][1]
        numbered = len(said) > 1 and _NUMBER.fullmatch(said[min(said)]) is not None
        top, number = self.rows[first][0], self.rows[at][0]
        columns = {c for _, row in self.rows[first:at] for c in row}
        return numbered or any(top < self.home(at, c)[0] < number for c in columns)


def open_workbook(data: bytes, sha256: str = "", *, limits: Limits) -> Source:
    """The document of a workbook. Raises Refusal where it is damaged, locked, too big or empty."""
    package = Package(data, limits)
    if any(name.endswith("vbaProject.bin") for name in package.names):
        raise refuse("macros")
    blocks: list[Block] = []
    uncounted = False
    try:
        for sheet, layout in _sheets(package, data):
            uncounted = uncounted or layout.uncounted
            blocks += _blocks(_printed(sheet, layout, limits))
        marks = marks_among(lone_lines(package, data, limits))
    except BROKEN as error:
        raise refuse("damaged") from error
    if not blocks:
        raise refuse("no_text")
    return Source(
        form=Form.WORKBOOK,
        blocks=placed(with_foot(blocks)),
        lines=marks,
        properties=properties_of(package),
        doubts=(Doubt("document", "formula_without_value"),) if uncounted else (),
        sha256=sha256,
    )


def _sheets(package: Package, data: bytes) -> Iterator[tuple[Any, Layout]]:
    """The visible sheets in their order."""
    parts = sheet_parts(package)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet, layout_of(package.bytes_of(parts.get(sheet.title, "")) or b"<none/>")


def _printed(sheet: Any, layout: Layout, limits: Limits) -> _Printed:
    printed = _Printed(layout)
    for at, said in words_of(sheet, limits):
        printed.words.update({(at, column): text for column, text in said.items()})
        shown = {c: text for c, text in said.items() if c not in layout.hidden_columns}
        if shown and at not in layout.hidden_rows:
            printed.rows.append((at, shown))
    return printed


def _blocks(sheet: _Printed) -> list[Block]:
    """Titles, tables and foot of one sheet."""
    blocks: list[Block] = []
    at = 0
    while at < len(sheet.rows):
        end = _table_end(sheet, at)
        if end > at + 1:
            blocks.append(_table(sheet, at, end))
            at = end
        else:
            blocks += _lines(sheet.rows[at][1])
            at += 1
    return blocks


def _table_end(sheet: _Printed, at: int) -> int:
    """Behind the last row of the table that opens at row `at`; `at` itself where none opens."""
    if not sheet.is_row(at):
        return at
    last = at
    for end in range(at + 1, len(sheet.rows)):
        texts = list(sheet.rows[end][1].values())
        if any(opens_recipients(text) or is_signer(text) for text in texts):
            break
        if sheet.is_apart(end) and (sheet.opens_table(end) or _heads_another(sheet, end)):
            break
        if sheet.is_row(end) or sheet.belongs(end, at):
            last = end
    return last + 1


def _heads_another(sheet: _Printed, at: int) -> bool:
    """Whether a line across the sheet is the title of a further table."""
    if sheet.is_row(at):
        return False
    below = next((n for n in range(at + 1, min(at + 5, len(sheet.rows))) if sheet.is_row(n)), None)
    return below is not None and sheet.opens_table(below)


def _lines(said: dict[int, str]) -> list[Block]:
    """The cells of a row outside tables, each line a paragraph; side by side they are a letterhead."""
    texts = [text for _, text in sorted(said.items())]
    return [
        Paragraph(line, zone=zone, centred=zone is Zone.BODY or None)
        for n, text in enumerate(texts)
        for zone in [_zone(text, n, len(texts))]
        for line in text.split("\n")
    ]


def _zone(text: str, at: int, count: int) -> Zone:
    if opens_recipients(text):
        return Zone.RECIPIENTS
    if is_signer(text):
        return Zone.SIGNATURE
    if is_motto(text) or (count > 1 and at):
        return Zone.LETTERHEAD_RIGHT
    return Zone.LETTERHEAD_LEFT if count > 1 else Zone.BODY


def _table(sheet: _Printed, first: int, end: int) -> Table:
    columns = sorted({column for _, said in sheet.rows[first:end] for column in said})
    homes = [[sheet.home(at, column) for column in columns] for at in range(first, end)]
    numbers = _number_columns(sheet, first, columns)
    rows = [
        Row(tuple(_cell(sheet, homes, at, n, n in numbers) for n in range(len(columns))))
        for at in range(len(homes))
    ]
    return Table(tuple(rows))


def _number_columns(sheet: _Printed, first: int, columns: Sequence[int]) -> set[int]:
    said = sheet.rows[first][1]
    return {n for n, column in enumerate(columns) if _NUMBER_HEAD.fullmatch(said.get(column, ""))}


def _cell(
    sheet: _Printed, homes: Sequence[Sequence[tuple[int, int]]], at: int, column: int, numbers: bool
) -> Cell:
    home = homes[at][column]
    if column and homes[at][column - 1] == home:
        return Cell(merge=Merge.SPANNED)
    text = sheet.words.get(home, "")
    if numbers and _NUMBER.fullmatch(text):
        text = text.replace(",", ".")  # "1.1" typed as a number is a label, not a figure
    paragraphs = tuple(Paragraph(line) for line in text.split("\n") if line)
    span = sum(other == home for other in homes[at][column:])
    if at and homes[at - 1][column] == home:
        return Cell(paragraphs, Merge.HANDED_DOWN, span)
    return Cell(paragraphs, Merge.OWN, span, sum(row[column] == home for row in homes[at:]))
