"""The pages of a PDF with its findings boxed: line by line, word by word, in points of the page. Pure.

The reader says the box of every line and where in the text it begins; where inside its line a word stands
follows from how wide letters run, measured against the line's own width.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from minhbach.intake.core.marks import Block, Kind, Marked, Span, Spot

Box = tuple[float, float, float, float]
_NEXT_PAGE = 20  # points: a line this far above the one before stands on the next page
_BAR = 3  # points between a finding and the bar at its left
_PIN = 7  # points from the first letter to the middle of the pin before it

# Widths of letters in thousandths of the size, as in Times: enough to part words within a line.
_NARROW, _DIGIT, _WIDE, _CAPITAL, _OTHER = 290, 500, 780, 690, 460
_NARROW_LETTERS = frozenset("iíìỉĩịljtfrI.,;:'|!()[]/- ")
_WIDE_LETTERS = frozenset("mwMWƯỨỪỬỮỰ%")


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding on one page. area, line: the boxes and the underlines as an SVG path; x, y: for its pin.

    is_first: here its row begins; a row that runs over pages has a mark on each."""

    kind: str
    row: str
    ask: str
    pin: int | None
    is_current: bool
    area: str
    line: str
    x: float
    y: float
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page. is_wide: lies on its side."""

    number: int
    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def is_wide(self) -> bool:
        return self.width > self.height


def leaves(made: Marked, sizes: Sequence[Sequence[float]]) -> list[Leaf]:
    """The pages on which the lines of the window stand, with what is marked on each."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    plain: dict[tuple[int, Kind], list[Box]] = defaultdict(list)
    for spot, spans in made.spans.items():
        block = _holder(made, spot)
        for span in spans:
            for n, (page, boxes) in enumerate(_boxes(block, span).items()):
                if span.kind in (Kind.UNIT, Kind.TIME):
                    plain[page, span.kind].extend(boxes)
                else:
                    marks[page].append(_mark(span, boxes, is_first=n == 0))
    for (page, kind), boxes in plain.items():
        marks[page].append(_mark(Span(0, 0, kind), boxes))
    order = {kind.value: n for n, kind in enumerate((Kind.CONTENT, Kind.UNREAD, *Kind))}
    shown = _pages_of(made, len(sizes))
    return [
        Leaf(n, sizes[n - 1][0], sizes[n - 1][1], tuple(sorted(marks[n], key=lambda m: order[m.kind])))
        for n in range(shown[0], shown[1] + 1)
    ]


def _holder(made: Marked, spot: Spot) -> Block:
    block, r, c = spot
    if block in made.grids:
        cell: Block = made.grids[block].rows[r][c]
        return cell
    return made.blocks[block]


def _pages_of(made: Marked, last: int) -> tuple[int, int]:
    """The first and the last page of the window; all where nothing lies outside it."""
    first_page = _page_at(made, made.window.first) if made.window.before else 1
    last_page = _page_at(made, made.window.last) if made.window.after else last
    return max(1, min(first_page, last)), max(1, min(last_page, last))


def _page_at(made: Marked, line: tuple[int, int]) -> int:
    block = made.blocks[line[0]]
    if block["kind"] == "table" and line[1] >= 0:
        pages = [cell.get("page") for cell in block["rows"][line[1]]["cells"]]
        return next((int(page) for page in pages if page), 1)
    return int(block.get("page") or 1)


def _boxes(block: Block, span: Span) -> dict[int, list[Box]]:
    """page -> boxes of a stretch of the text of a paragraph or cell; where its lines are not known, all."""
    found: dict[int, list[Box]] = defaultdict(list)
    breaks, text = block.get("breaks") or [], block["text"]
    lines = list(_lines(block))
    if len(breaks) != len(lines):
        for page, box in lines:
            found[page].append(box)
        return found
    for (page, box), (start, end) in zip(lines, pairwise([*breaks, len(text)]), strict=True):
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            found[page].append(_part(box, text[start:end].rstrip(), first - start, last - start))
    return found


def _lines(block: Block) -> Iterator[tuple[int, Box]]:
    """Every line with its page: lines run down, so one far above the line before begins the next page."""
    page, above = int(block.get("page") or 1), None
    for box in block.get("bbox") or ():
        if above is not None and box[1] < above - _NEXT_PAGE:
            page += 1
        above = box[1]
        yield page, (box[0], box[1], box[2], box[3])


def _part(box: Box, line: str, start: int, end: int) -> Box:
    """The part of a line's box on which some of its letters stand."""
    scale = (box[2] - box[0]) / (sum(map(_width, line)) or 1)
    left = sum(map(_width, line[:start]))
    wide = sum(map(_width, line[start:end].rstrip()))
    return box[0] + left * scale, box[1], box[0] + (left + wide) * scale, box[3]


def _width(letter: str) -> int:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter.isdigit():
        return _DIGIT
    return _CAPITAL if letter.isupper() else _OTHER


def _mark(span: Span, boxes: list[Box], *, is_first: bool = False) -> Mark:
    if span.kind is Kind.CONTENT:
        boxes = [_hull(boxes)]
        line = "".join(f"M{x0 - _BAR:.1f} {y0:.1f}V{y1:.1f}" for x0, y0, _x1, y1 in boxes)
    else:
        line = "".join(f"M{x0:.1f} {y1:.1f}H{x1:.1f}" for x0, _y0, x1, y1 in boxes)
    area = "".join(f"M{x0:.1f} {y0:.1f}H{x1:.1f}V{y1:.1f}H{x0:.1f}z" for x0, y0, x1, y1 in boxes)
    x, y = round(boxes[0][0] - _PIN, 1), round((boxes[0][1] + boxes[0][3]) / 2, 1)
    pin = span.pin if is_first else None
    return Mark(span.kind.value, span.row, span.ask, pin, span.is_current, area, line, x, y, is_first)


def _hull(boxes: list[Box]) -> Box:
    """Lines of one finding on one page are one piece of ground."""
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
