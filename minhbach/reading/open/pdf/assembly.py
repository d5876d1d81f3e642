"""Pages to blocks in reading order: tables joined over pages, body in paragraphs, zones by column."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minhbach.reading.open.pdf.columns import foot, letterhead
from minhbach.reading.open.pdf.lines import Line
from minhbach.reading.open.pdf.paragraphs import (
    Layout,
    Margins,
    body_breaks,
    cell_breaks,
    grouped,
    opens_annex,
    paragraph,
)
from minhbach.reading.open.pdf.parts import Part, column_map, widened
from minhbach.reading.open.pdf.sheets import Area, Sheet, SheetRow, joined_sheet
from minhbach.reading.open.pdf.unsaid import hand_down
from minhbach.reading.shapes import Block, Cell, Merge, Paragraph, Place, Row, Table, Zone

_EARLY = 4  # lines of room at a page's end: the writer broke the page there
_CELL_PADDING = 5.4


@dataclass(slots=True)
class PageText:
    """One page: lines outside tables from top to bottom, and its tables."""

    width: float
    height: float
    lines: list[Line]
    parts: list[Part]


@dataclass(slots=True)
class _Flow:
    """A stretch of body lines that may run over pages."""

    lines: list[Line]
    starts_page: bool


_Piece = _Flow | Paragraph | Part


def blocks_of(pages: Sequence[PageText], layout: Layout) -> list[Block]:
    """The blocks of a document, without block numbers."""
    pieces = [piece for index in range(len(pages)) for piece in _pieces(pages, index, layout)]
    out: list[Block] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if isinstance(piece, Paragraph):
            out.append(piece)
            at += 1
        elif isinstance(piece, Part):
            chain = _chain(pieces, at)
            sheet = joined_sheet(chain)
            if chain[0].unruled:
                hand_down(sheet)
            out.append(_table(sheet, chain[0]))
            at += len(chain)
        else:
            flows = _run(pieces, at)
            out.extend(_paragraphs(flows, pages, layout))
            at += len(flows)
    return out


def _pieces(pages: Sequence[PageText], index: int, layout: Layout) -> Iterator[_Piece]:
    """What stands on a page from top to bottom."""
    page = pages[index]
    starts = index > 0 and _ended_early(pages[index - 1], layout)
    rest = list(page.lines)
    for part in [*page.parts, None]:
        bottom = float("inf") if part is None else part.top
        stretch = [line for line in rest if line.y <= bottom]
        rest = [line for line in rest if line.y > bottom]
        yield from _stretch(stretch, page.width, starts)
        starts = starts and not stretch
        if part is not None:
            yield part
            starts = False


def _stretch(lines: list[Line], width: float, starts: bool) -> Iterator[_Piece]:
    """Body lines between tables, letterhead and foot read by column."""
    if not lines:
        return
    for find in (letterhead, foot):
        found = find(lines, width)
        if found is not None:
            first, last, paragraphs = found
            yield from _stretch(lines[:first], width, starts)
            yield from paragraphs
            yield from _stretch(lines[last:], width, False)
            return
    yield _Flow(lines, starts)


def _ended_early(page: PageText, layout: Layout) -> bool:
    """Whether a page ends with so much room that its writer must have broken it."""
    lowest = max([line.y for line in page.lines] + [part.bottom for part in page.parts], default=0.0)
    return page.height - 60 - lowest > _EARLY * layout.pitch(layout.size)


def _chain(pieces: Sequence[_Piece], at: int) -> list[Part]:
    """The parts from `at` on that are one table, brought to the same columns."""
    first = pieces[at]
    assert isinstance(first, Part)
    chain = [first]
    for piece in pieces[at + 1 :]:
        if not isinstance(piece, Part) or piece.page != chain[-1].page + 1 or not _goes_on(chain, piece):
            break
        xs = max(chain[0].xs, piece.xs, key=len)
        if xs is not chain[0].xs:  # a page that shows more columns: those before it are cut anew
            chain = [wide for part in chain if (wide := widened(part, xs)) is not None]
        if (wide := widened(piece, xs)) is not None:
            chain.append(wide)
    return chain


def _goes_on(chain: list[Part], part: Part) -> bool:
    few, many = sorted((chain[0].xs, part.xs), key=len)
    if column_map(few, many) is None:
        return False
    repeats = bool(chain[0].letters(0).strip("|")) and part.letters(0) == chain[0].letters(0)
    return repeats or not part.heads()


def _run(pieces: Sequence[_Piece], at: int) -> list[_Flow]:
    flows: list[_Flow] = []
    for piece in pieces[at:]:
        if not isinstance(piece, _Flow):
            break
        flows.append(piece)
    return flows


def _paragraphs(flows: Sequence[_Flow], pages: Sequence[PageText], layout: Layout) -> Iterator[Paragraph]:
    lines = [line for flow in flows for line in flow.lines]
    firsts = {id(flow.lines[0]) for flow in flows if flow.starts_page}
    breaks = []
    for above, below in itertools.pairwise(lines):
        margins = layout.margins(pages[below.page - 1].width)
        same = above.page == below.page
        forced = (
            id(below) in firsts or (not same and _other_shape(pages, above, below)) or opens_annex(below.text)
        )
        breaks.append(forced or body_breaks(above, below, layout, margins, same_page=same))
    for group in grouped(lines, breaks):
        margins = layout.margins(pages[group[0].page - 1].width)
        starts = id(group[0]) in firsts or (group[0].page > 1 and opens_annex(group[0].text))
        yield paragraph(group, Zone.BODY, margins, starts)


def _other_shape(pages: Sequence[PageText], above: Line, below: Line) -> bool:
    return abs(pages[above.page - 1].width - pages[below.page - 1].width) > 2


def _table(sheet: Sheet, first: Part) -> Table:
    right = [sheet.xs[column + 1] - _CELL_PADDING for column in range(len(sheet.xs) - 1)]
    made: dict[int, tuple[Paragraph, ...]] = {}
    rows = [_row(row, right, made) for row in sheet.rows]
    return Table(
        tuple(rows), Place(page=first.page, bbox=((first.xs[0], first.top, first.xs[-1], first.bottom),))
    )


def _row(row: SheetRow, right: Sequence[float], made: dict[int, tuple[Paragraph, ...]]) -> Row:
    cells: list[Cell] = []
    for area, merge in zip(row.areas, row.merges, strict=True):
        if merge is Merge.SPANNED:
            cells.append(Cell(merge=merge))
            continue
        if id(area) not in made:
            made[id(area)] = tuple(_cell_paragraphs(area, right[area.column_end - 1]))
        texts = made[id(area)]
        own = merge is Merge.OWN
        page = texts[0].place.page if texts and own else row.page
        boxes = tuple(box for text in texts for box in text.place.bbox)
        cells.append(
            Cell(
                texts,
                merge,
                area.column_end - area.column,
                max(area.rows, 1) if own else 1,
                Place(page=page, bbox=boxes),
            )
        )
    return Row(tuple(cells), row.header, tuple(row.doubts))


def _cell_paragraphs(area: Area, right: float) -> Iterator[Paragraph]:
    breaks = [
        cell_breaks(above, below, right) for above, below in zip(area.lines, area.lines[1:], strict=False)
    ]
    margins = Margins(area.lines[0].x0, right) if area.lines else None
    for group in grouped(area.lines, breaks) if area.lines else ():
        yield paragraph(group, Zone.BODY, margins)
