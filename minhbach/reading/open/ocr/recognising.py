"""One page picture to a `Page` of letters and rulings, as a born-digital page would have given them.

Cells are cut out and laid below one another in one column: so no line of a cell is ever read together with
that of its neighbour, and one run of the engine reads them all.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from minhbach.reading.open.letters import syllable_share
from minhbach.reading.open.ocr.columns import Piece, side_by_side
from minhbach.reading.open.ocr.engine import Failed, quarter_turns, read_lines
from minhbach.reading.open.ocr.hocr import TextLine, Word
from minhbach.reading.open.ocr.light import whitened
from minhbach.reading.open.ocr.rivals import settled
from minhbach.reading.open.ocr.rulings import find_rulings
from minhbach.reading.open.ocr.seen import SETTLED, Seen
from minhbach.reading.open.ocr.sheet import Flat, corners_of, laid_flat
from minhbach.reading.open.ocr.signs import as_shown
from minhbach.reading.open.ocr.straight import DARK, Grey, Straight, lean_of, levelled, turned
from minhbach.reading.open.pdf.grids import Grid, grids_of
from minhbach.reading.open.pdf.page import BBox, Char, Page

_BLOCK = 6  # Tesseract's mode for one block of text: keeps to lines, however far apart their words stand
_FEW_POINTS = 12  # dark points: dust
_SPECK = 45  # sureness under which a sign without letters is dust
_LOST = 40  # sureness of most words on a page that lies on its side or head
_NO_WORDS = 0.6  # of the words are syllables: a page upright has 0,9
_FEW_WORDS = 5
_SPACE = 0.14  # of the size
_SIZES = 0.72  # letters of a line, of the height Tesseract gives it


@dataclass(slots=True)
class Recognised:
    """What was seen on one page."""

    straight: Straight
    words: list[list[Seen]]  # by line
    page: Page


def recognise(picture: Grey, number: int, size: tuple[float, float]) -> Recognised:
    """Read one grey page picture; size: of the page as shown, in points. No words where the engine fails."""
    flat: Flat | None = None
    if (corners := corners_of(picture)) is not None:
        picture, flat = laid_flat(picture, corners)
    try:
        found = _recognised(whitened(picture), number, size)
    except Failed:
        return Recognised(Straight(*size), [], Page(number, *size))
    if flat is not None:
        found.straight = replace(found.straight, flat=flat, fine=picture.shape[1] / size[0])
    return found


def _recognised(picture: Grey, number: int, size: tuple[float, float]) -> Recognised:
    """A page that makes no words may lie on its side or head: asking that of every page would cost a third
    more than reading it."""
    found = _read(picture, number, size, 0)
    if _is_lost(found) and (turns := quarter_turns(picture, picture.shape[1] / size[0] * 72)):
        found = max(found, _read(picture, number, size, turns), key=_worth)
    return found


def _read(picture: Grey, number: int, size: tuple[float, float], turns: int) -> Recognised:
    upright = turned(picture, turns)
    lean = lean_of(upright)
    straight = Straight(*size, turns, lean)
    dpi = upright.shape[1] / straight.size[0] * 72
    page = Page(number, *straight.size)
    page.across, page.down, clean = find_rulings(levelled(upright, lean), dpi)
    return Recognised(straight, settled(list(_lines(clean, grids_of(page), dpi))), page)


def _is_lost(found: Recognised) -> bool:
    words = [word for line in found.words for word in line]
    if len(words) <= _FEW_WORDS:
        return bool(words)
    share, _, _ = syllable_share(_text(found))
    return statistics.median(word.sure for word in words) < _LOST or share < _NO_WORDS


def _worth(found: Recognised) -> float:
    share, _, words = syllable_share(_text(found))
    return share * words


def _text(found: Recognised) -> str:
    return " ".join(word.text for line in found.words for word in line)


def _lines(clean: Grey, grids: Sequence[Grid], dpi: float) -> Iterator[list[Seen]]:
    """The words by line: those outside the tables, then those of each cell and of each side of a gutter."""
    scale = dpi / 72
    rest = clean.copy()
    cells: list[tuple[int, int, Grey]] = []
    for grid in grids:
        for region in grid.regions:
            edges = (
                grid.xs[region.column],
                grid.ys[region.row],
                grid.xs[region.column_end],
                grid.ys[region.row_end],
            )
            cells.append(_cut(clean, _points(edges, scale)))
        _blank(rest, _points(grid.box, scale))
    sides = side_by_side(rest, dpi)
    cells += [_cut(rest, piece) for piece in sides]
    for piece in sides:
        _blank(rest, piece)
    if (rest < DARK).sum() > _FEW_POINTS:
        yield from _seen_lines(read_lines(rest, dpi, _BLOCK), rest, lambda _: (0, 0), dpi)
    yield from _cell_lines([cell for cell in cells if (cell[2] < DARK).sum() > _FEW_POINTS], dpi)


def _cut(picture: Grey, piece: Piece) -> tuple[int, int, Grey]:
    x0, y0, x1, y1 = piece
    return x0, y0, picture[y0:y1, x0:x1].copy()


def _points(box: BBox, scale: float) -> Piece:
    x0, y0, x1, y1 = (max(round(edge * scale), 0) for edge in box)
    return x0, y0, x1, y1


def _blank(picture: Grey, piece: Piece) -> None:
    x0, y0, x1, y1 = piece
    picture[y0:y1, x0:x1] = 255


def _cell_lines(cells: Sequence[tuple[int, int, Grey]], dpi: float) -> Iterator[list[Seen]]:
    if not cells:
        return
    gap = round(dpi * 0.15)
    width = max(cell.shape[1] for _, _, cell in cells) + 2 * gap
    column = np.full((sum(cell.shape[0] + gap for _, _, cell in cells) + gap, width), 255, np.uint8)
    tops: list[int] = []
    top = gap
    for _, _, cell in cells:
        tops.append(top)
        column[top : top + cell.shape[0], gap : gap + cell.shape[1]] = cell
        top += cell.shape[0] + gap

    def moved(line: TextLine) -> tuple[int, int]:
        at = max(int(np.searchsorted(tops, line.base, side="right")) - 1, 0)
        return cells[at][0] - gap, cells[at][1] - tops[at]

    yield from _seen_lines(read_lines(column, dpi, _BLOCK), column, moved, dpi)


def _seen_lines(
    lines: Sequence[TextLine], picture: Grey, moved: Callable[[TextLine], tuple[int, int]], dpi: float
) -> Iterator[list[Seen]]:
    """Lines read in a picture as lines of the page. moved: from the place of a line there to that here."""
    before = ""
    for line in lines:
        if words := _seen(line, picture, *moved(line), dpi, before):
            yield words
            before = words[-1].text


def _seen(line: TextLine, picture: Grey, dx: int, dy: int, dpi: float, before: str) -> list[Seen]:
    """The line's words in points of the page; dust is left out. before: the last word of the line above."""
    words = [word for word in line.words if word.sure >= _SPECK or any(c.isalnum() for c in word.text)]
    found: list[Seen] = []
    for word in words:
        found.append(_word(word, line, picture, (dx, dy), 72 / dpi, before))
        before = word.text
    return found


def _word(
    word: Word, line: TextLine, picture: Grey, moved: tuple[int, int], scale: float, before: str
) -> Seen:
    dx, dy = moved
    box = (word.left + dx, word.top + dy, word.right + dx, word.bottom + dy)
    shown = picture[word.top : word.bottom, word.left : word.right]
    text, settles = as_shown(word.text, before, shown)
    return Seen(
        text,
        (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale),
        (line.base + dy) * scale,
        line.size * scale * _SIZES,
        min(word.sures[settles:], default=SETTLED) if settles else word.sure,
        _stroke(shown) * scale,
        word.rivals if text == word.text and any(word.rivals) else (),
    )


def _stroke(picture: Any) -> float:
    """How thick the pen was, in points of the picture: the mean length of the dark runs along a row, without
    the bars of letters."""
    dark = np.zeros((picture.shape[0], picture.shape[1] + 2), np.int8)
    dark[:, 1:-1] = picture < DARK
    change = np.diff(dark, axis=1)
    runs = np.nonzero(change == -1)[1] - np.nonzero(change == 1)[1]
    return float(runs[runs <= 2 * np.median(runs)].mean()) if len(runs) else 0.0


def letters_of(line: Sequence[Seen], size: float, bold: Iterable[bool]) -> Iterator[Char]:
    """The letters of a line; a word's width is shared out among its letters."""
    for at, (word, heavy) in enumerate(zip(line, bold, strict=True)):
        left, _, right, _ = word.box
        if at + 1 < len(line):
            right = max(min(right, line[at + 1].box[0] - _SPACE * size), left + 1)
        step = (right - left) / len(word.text)
        for place, letter in enumerate(word.text):
            x = left + place * step
            yield Char(letter, x, x + step, word.base, size, heavy, place == 0 and at > 0)
