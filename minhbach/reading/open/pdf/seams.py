"""Is the first row of a page a row of its own, or the rest of a row which the page break cut?

Word and LibreOffice draw closing borders at the break, so rulings say nothing. It is decided by typography:
would the first word below have fitted on the last line above, in the same cell? If it would, the line had
ended by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from minhbach.reading.open.pdf.lines import Line
from minhbach.reading.open.pdf.parts import Part, PartCell, is_number, is_number_head

_ENOUGH_ROWS = 3
_MOST_PADDING = 8.0  # points
_USUAL_PADDING = 5.4  # Word's and LibreOffice's cell margin: 0.19 cm
_MARGIN = 0.5
_HABIT = 0.8
_MARK = re.compile(r"[xXvV×✓✔√●•+]")
_LABEL = re.compile(r"^\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s?(?=\D)|^\d{1,3}(?:\.\d{1,3}){1,4}\s")


class Cut(Enum):
    """What a page break did."""

    NEW_ROW = "new row"
    SAME_ROW = "same row"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one seam. weak: the signs disagree."""

    cut: Cut
    weak: bool = False


class Worded(Protocol):
    """Words below one another between two edges."""

    column: int
    column_end: int
    lines: list[Line]


class Columns:
    """What the columns of a table are like within its pages, where no break disturbs."""

    def __init__(self, parts: Sequence[Part], starts: Sequence[int]) -> None:
        count = parts[0].columns
        self._xs = parts[0].xs
        self._rows = [0] * count
        self._filled = [0] * count
        self._merged = [False] * count
        self._small = [0] * count
        self._numbers = [0] * count
        self._labels = [0] * count
        self._lists = [0] * count
        padding = [_MOST_PADDING] * count
        for number, (part, start) in enumerate(zip(parts, starts, strict=True)):
            for column, cell, inner in _cells(part, start):
                # The head of the table spans as it likes.
                if cell.row_end - cell.row > 1 and (inner or number > 0):
                    self._merged[column] = True
                if cell.lines:
                    left = min(line.x0 for line in cell.lines) - part.xs[column]
                    padding[column] = min(padding[column], max(left, 1.0))
                if inner:
                    self._rows[column] += 1
                    self._filled[column] += bool(cell.lines)
                    self._small[column] += cell.text[:1].islower()
                    self._numbers[column] += is_number(cell.text)
                    labels = sum(_LABEL.match(line.text) is not None for line in cell.lines)
                    self._labels[column] += bool(cell.lines) and _LABEL.match(cell.lines[0].text) is not None
                    self._lists[column] += labels > 1
        self._padding = [_USUAL_PADDING if pad >= _MOST_PADDING else pad for pad in padding]
        head = parts[0].rows[0]
        self.number = next((c for c in range(min(2, count)) if is_number_head(head[c].text)), None)
        if self.number is None and self._filled[0] >= 2 and self._numbers[0] >= 0.7 * self._filled[0]:
            self.number = 0

    def has_room(self, cell: Worded, below: Line) -> bool:
        """Whether the first word of a line would have had room at the end of a cell above it."""
        right = self._xs[cell.column_end] - self._padding[cell.column]
        return cell.lines[-1].fits(below, right, _MARGIN)

    def always_filled(self, column: int) -> bool:
        """Whether rows that begin within a page always fill this column, and never by a merge."""
        enough = self._rows[column] >= _ENOUGH_ROWS
        return enough and self._filled[column] == self._rows[column] and not self._merged[column]

    def labelled(self, column: int) -> bool:
        """Whether cells of this column open with the number of an item as a habit, one item a cell."""
        habit = self._filled[column] >= _ENOUGH_ROWS and self._labels[column] >= _HABIT * self._filled[column]
        return habit and self._lists[column] == 0

    def begins_small(self, column: int) -> bool:
        """Whether cells of this column begin in lower case as a habit."""
        return self._filled[column] > 0 and self._small[column] > 0.2 * self._filled[column]


def _cells(part: Part, start: int) -> Iterator[tuple[int, PartCell, bool]]:
    """Every cell once: its column, and whether its row begins within the page, below the first row."""
    for at, row in enumerate(part.rows[start:], start):
        for column, cell in enumerate(row):
            if cell.column == column and cell.row == at:
                yield column, cell, at > start


def judge(before: Part, part: Part, start: int, columns: Columns) -> Verdict:
    """Whether row `start` of `part` goes on with the last row of `before`."""
    below = part.rows[start]
    filled = [column for column, cell in enumerate(below) if cell.column == column and cell.lines]
    if not filled:
        return Verdict(Cut.SAME_ROW)  # a sliver without words
    if columns.number is not None and below[columns.number].lines:
        return Verdict(Cut.NEW_ROW)
    if any(not below[c].lines and columns.always_filled(c) for c in range(part.columns)):
        return Verdict(Cut.SAME_ROW)
    for column in filled:
        if columns.labelled(column):
            opens = _LABEL.match(below[column].lines[0].text) is not None
            return Verdict(Cut.NEW_ROW if opens else Cut.SAME_ROW)
    if any(_MARK.fullmatch(before.rows[-1][c].text) and _MARK.fullmatch(below[c].text) for c in filled):
        return Verdict(Cut.NEW_ROW)  # a cross is whole
    own = [c for c in filled if not (_spans(before.rows[-1][c]) or _spans(below[c]))]
    return _by_room(before, below, own or filled, columns)


def _spans(cell: PartCell) -> bool:
    """Whether a cell covers several rows of its page: its words may run on whichever of them is cut."""
    return cell.row_end - cell.row > 1


def _by_room(before: Part, below: list[PartCell], filled: list[int], columns: Columns) -> Verdict:
    """The judgement by whether the first words below had room above. A cell that only begins below the
    break, beside words that may go on, is no rest: cells of a row begin together."""
    fits: list[int] = []
    tight: list[int] = []
    small: list[int] = []
    begun = False
    for column in filled:
        above = before.rows[-1][column]
        if not above.lines:
            begun = begun or not _spans(above)
            continue
        room = columns.has_room(above, below[column].lines[0])
        (fits if room else tight).append(column)
        if not room and below[column].text[:1].islower() and not columns.begins_small(column):
            small.append(column)
    if small:
        return Verdict(Cut.SAME_ROW, weak=bool(fits))
    if fits or not tight:
        return Verdict(Cut.NEW_ROW, weak=bool(tight) or not fits)
    if (begun or len(tight) > 1) and not any(below[c].text[:1].islower() for c in tight):
        # The rests of several cut cells seldom all begin with capitals.
        return Verdict(Cut.NEW_ROW, weak=True)
    return Verdict(Cut.SAME_ROW, weak=all(before.rows[-1][c].text[-1:] in ".;" for c in tight))
