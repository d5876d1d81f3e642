"""Tables without rulings: what a pen would draw between their columns and rows is added to the page.

Only where a header says that a table stands there and its gutters run clean down the lines; the rest of
the reader then meets a table like any other. What is not certain stays running text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minhbach.reading.open.aligned import Aligned, Piece, PrintedLine, aligned_tables
from minhbach.reading.open.pdf.lines import Line
from minhbach.reading.open.pdf.page import Page, Ruling
from minhbach.reading.open.wording import tidy

_GAP = 0.55  # of the size: wider than a blank between words, narrower than the padding of two cells
_LEAST = 5.0  # points between the words of two columns
_PITCH = 1.28  # of the usual distance of lines: a wider gap parts rows
_MIDDLE = 0.3  # of the size: letters lie this far above their baseline


def draw_missing(pages: Sequence[Page], texts: Sequence[Sequence[Line]]) -> set[int]:
    """Adds the rulings that tables on `pages` lack. texts: the lines of each page outside ruled tables.
    Returns the indexes of the pages which now have more of them."""
    lines = [line for text in texts for line in _without_number(text)]
    changed: set[int] = set()
    if sum(len(line.chars) for line in lines) == 0:
        return changed
    printed = _printed(lines)
    for table in aligned_tables(printed, _LEAST, exact=True):
        for band in _bands(lines, printed, table):
            _draw(pages[band.page - 1], band, table)
            changed.add(band.page - 1)
    return changed


def _without_number(lines: Sequence[Line]) -> Sequence[Line]:
    """A page's lines without the number of the page, which would lie across a table that runs on."""
    if lines and lines[0].text.strip("- ").isdigit():
        lines = lines[1:]
    if lines and lines[-1].text.strip("- ").isdigit():
        lines = lines[:-1]
    return lines


def _printed(lines: Sequence[Line]) -> list[PrintedLine]:
    """Lines in pieces; the usual pitch is that of the text around a line, not of the whole document."""
    out: list[PrintedLine] = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at and lines[at - 1].page == line.page else None
        apart = above is not None and line.y - above.y > _PITCH * 1.2 * line.size
        out.append(PrintedLine(tuple(_pieces(line)), apart, top=bool(at) and above is None))
    return out


def _pieces(line: Line) -> Iterator[Piece]:
    start = 0
    chars = line.chars
    for at in range(1, len(chars) + 1):
        if at == len(chars) or chars[at].x0 - chars[at - 1].x1 > _GAP * line.size:
            words = "".join([(" " if c.spaced else "") + c.text for c in chars[start:at]])
            yield Piece(chars[start].x0, max(c.x1 for c in chars[start:at]), tidy(words))
            start = at


@dataclass(frozen=True, slots=True)
class _Band:
    """One row, or one level of a header, on one page. crossed: the strips over which its cells lie.
    goes_on: the columns whose cell began above. last: nothing follows on its page."""

    page: int
    top: float
    bottom: float
    edges: tuple[float, float]
    last: bool
    crossed: frozenset[int]
    goes_on: frozenset[int] = frozenset()


def _bands(lines: Sequence[Line], printed: Sequence[PrintedLine], table: Aligned) -> Iterator[_Band]:
    """The rows of a table from top to bottom, cut where pages end."""
    words = range(table.first, table.end)
    edges = min(lines[n].x0 for n in words) - 3, max(lines[n].x1 for n in words) + 3
    heads = {start: level for header in table.headers for start, level in _levels(printed, table, header)}
    cuts = sorted({*table.starts, *heads, *_page_starts(lines, table)})
    for start, end in zip(cuts, (*cuts[1:], table.end), strict=True):
        crossed, goes_on = heads.get(start) or (_crossed(printed[start:end], table), frozenset())
        below = end < table.end and lines[end].page == lines[start].page
        bottom = _above(lines, end) if below else lines[end - 1].y + _MIDDLE * lines[end - 1].size
        yield _Band(lines[start].page, _above(lines, start), bottom, edges, not below, crossed, goes_on)


def _crossed(lines: Sequence[PrintedLine], table: Aligned) -> frozenset[int]:
    """The strips over which words lie."""
    return frozenset(
        at
        for line in lines
        for at, strip in enumerate(table.strips)
        if any(piece.x0 < strip < piece.x1 for piece in line.pieces)
    )


def _levels(
    printed: Sequence[PrintedLine], table: Aligned, header: tuple[int, int]
) -> Iterator[tuple[int, tuple[frozenset[int], frozenset[int]]]]:
    """The levels of a header: the line each begins on, the strips it covers, the columns that go on in it.
    A head over several columns leaves those at its right without words; they have heads below."""
    first, body = header
    over = [n for n in range(first, body) if table.crosses(printed[n])]
    starts = [
        first,
        *(n for n in range(first + 1, body) if printed[n].apart or (n - 1 in over and n not in over)),
    ]
    below_a_span: set[int] = set()
    for start, end in zip(starts, (*starts[1:], body), strict=True):
        here = {at for line in printed[start:end] for at in table.columns(line)}
        lower = {at for line in printed[end:body] for at in table.columns(line)}
        crossed = set(_crossed(printed[start:end], table))
        for strip in range(len(table.strips)):
            headed = strip in here or strip - 1 in crossed
            if headed and strip in lower and strip + 1 in lower - here and strip + 1 not in below_a_span:
                crossed.add(strip)
        goes_on = frozenset(range(len(table.strips) + 1)) - below_a_span if start > first else frozenset()
        yield start, (frozenset(crossed), goes_on)
        below_a_span |= crossed | {strip + 1 for strip in crossed}


def _page_starts(lines: Sequence[Line], table: Aligned) -> Iterator[int]:
    return (n for n in range(table.first + 1, table.end) if lines[n].page != lines[n - 1].page)


def _above(lines: Sequence[Line], at: int) -> float:
    """Between a line and the one above it."""
    line = lines[at]
    if at and lines[at - 1].page == line.page and line.y - lines[at - 1].y < 2 * line.size:
        return (lines[at - 1].y + line.y) / 2 - _MIDDLE * line.size
    return line.y - line.size


def _draw(page: Page, band: _Band, table: Aligned) -> None:
    left, right = band.edges
    xs = (left, *table.strips, right)
    page.down += [Ruling(x, band.top, band.bottom) for at, x in enumerate(xs) if at - 1 not in band.crossed]
    page.across += [
        Ruling(band.top, x0, x1)
        for column, (x0, x1) in enumerate(itertools.pairwise(xs))
        if column not in band.goes_on
    ]
    if band.last:
        page.across.append(Ruling(band.bottom, left, right))
    page.unruled.append((left, band.top, right, band.bottom))
