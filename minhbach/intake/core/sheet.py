"""The source text as a sheet with its findings marked: what was read from where. Pure.

Where several marks fall on one letter the weightier wins, so that a doubt is never hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minhbach.intake.core.marks import WEIGHT, Asked, Block, Grid, Kind, Marked, Span, marked
from minhbach.intake.core.rows import Data
from minhbach.intake.core.window import Window


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with at most one mark. pin: the number of the question that begins here."""

    text: str
    kind: str = ""
    pin: int | None = None
    is_current: bool = False
    row: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    pieces: tuple[Piece, ...]
    colspan: int = 1
    rowspan: int = 1
    is_content: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """key: the draft's row that was read here first; is_current: the current question is about it."""

    cells: tuple[SheetCell, ...]
    is_header: bool = False
    key: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """page: 1-based where the document has pages; new_page: the first block of it."""

    index: int
    pieces: tuple[Piece, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    zone: str = "body"
    page: int | None = None
    new_page: bool = False
    bold: bool = False
    centred: bool = False
    key: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """blocks: the marked text as far as it is shown. row_of: for each question the row where it stands."""

    blocks: tuple[SheetBlock, ...]
    row_of: dict[int, str]
    window: Window


def sheet(
    blocks: Sequence[Block],
    data: Data,
    asked: Iterable[Asked] = (),
    shown: str = "",
    begin: int | None = None,
) -> Sheet:
    """The blocks with every finding of the draft marked in them, and where each question stands."""
    return drawn(marked(blocks, data, asked, shown, begin))


def drawn(made: Marked) -> Sheet:
    """What is marked, as text laid out."""
    return Sheet(tuple(_blocks(made)), made.row_of, made.window)


def _pieces(text: str, spans: list[Span]) -> tuple[Piece, ...]:
    """The text cut where marks begin and end; every letter has the weightiest mark that covers it."""
    if not spans:
        return (Piece(text),) if text else ()
    spans = sorted(spans, key=lambda s: (WEIGHT[s.kind], s.is_current))
    owner: list[int] = [-1] * len(text)
    for n, span in enumerate(spans):
        owner[span.start : span.end] = [n] * (min(span.end, len(text)) - span.start)
    pieces: list[Piece] = []
    pinned: set[int] = set()
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and owner[end] == owner[at]:
            end += 1
        pieces.append(_piece(text[at:end], spans[owner[at]] if owner[at] >= 0 else None, pinned))
        at = end
    return tuple(pieces)


def _piece(text: str, span: Span | None, pinned: set[int]) -> Piece:
    if span is None:
        return Piece(text)
    pin = span.pin if span.pin not in pinned else None
    if pin is not None:
        pinned.add(pin)
    return Piece(text, span.kind.value, pin, span.is_current, span.row, span.ask)


def _blocks(made: Marked) -> Iterable[SheetBlock]:
    page: int | None = None
    for n, block in enumerate(made.blocks):
        if not made.window.first[0] <= n <= made.window.last[0]:
            continue
        new_page = block.get("page") is not None and block["page"] != page
        page = block.get("page") or page
        if n in made.grids:
            yield SheetBlock(n, rows=_rows(n, block, made.grids[n], made), page=page, new_page=new_page)
            continue
        yield SheetBlock(
            n, _pieces(block["text"], made.spans.get((n, -1, -1), [])), zone=block.get("zone") or "body",
            page=page, new_page=new_page, bold=bool(block.get("bold")), centred=bool(block.get("centred")),
            key=made.keys.get((n, -1), ""), is_current=(n, -1) in made.current,
        )  # fmt: skip


def _rows(n: int, block: Block, grid: Grid, made: Marked) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(
            tuple(_cell(n, r, c, grid, made) for c in range(len(row["cells"])) if grid.is_drawn(r, c)),
            is_header=bool(row.get("header")),
            key=made.keys.get((n, r), ""),
            is_current=(n, r) in made.current,
        )
        for r, row in enumerate(block["rows"][grid.first : grid.end], start=grid.first)
    )


def _cell(n: int, r: int, c: int, grid: Grid, made: Marked) -> SheetCell:
    spans = made.spans.get((n, r, c), [])
    wide, high = grid.spans(r, c)
    others = [span for span in spans if span.kind is not Kind.CONTENT]
    return SheetCell(_pieces(grid.text(r, c), others), wide, high, len(others) < len(spans))
