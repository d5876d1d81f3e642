"""The tables of one page with the words in their cells, and how their columns answer to one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from minhbach.reading.open.pdf.grids import Grid
from minhbach.reading.open.pdf.lines import Line, lines_of
from minhbach.reading.open.pdf.page import Char, Page

_SAME_EDGE = 4.0  # points
_CLOSE = 0.1  # of the size: the letters of a word stand no farther apart
_NUMBER = re.compile(r"^(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]?|[IVXLC]{1,6}[.)]?|[A-Za-zđĐ][.)]?)$")
_NUMBER_HEAD = re.compile(r"^(?:s\s*[ốô]?\s*/?\s*t\s*/?\s*t|tt|số\s+tt)\.?$", re.IGNORECASE)


@dataclass(slots=True)
class PartCell:
    """One cell of a page's table. lines: its words; rows and columns as in `Region`."""

    row: int
    column: int
    row_end: int
    column_end: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class Part:
    """The part of a table on one page. rows[row][column] is the cell that covers this place.
    unruled: nothing is drawn between its cells, so that an empty one may be merged as well."""

    page: int
    xs: list[float]
    top: float
    bottom: float
    rows: list[list[PartCell]]
    unruled: bool = False

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    def letters(self, row: int) -> str:
        """The letters of a row without spaces, for comparing headers."""
        seen: list[str] = []
        for column, cell in enumerate(self.rows[row]):
            if cell.column == column:
                seen.append("".join(cell.text.split()).casefold())
        return "|".join(seen)

    def heads(self) -> bool:
        """Whether the first row names a column of numbers: the head of a table."""
        return any(_NUMBER_HEAD.match(cell.text.strip()) for cell in self.rows[0][:2])


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but the number of its row."""
    return _NUMBER.match(text.strip()) is not None


def is_number_head(text: str) -> bool:
    """Whether a header cell names the column of row numbers."""
    return _NUMBER_HEAD.match(text.strip()) is not None


def parts_of(page: Page, grids: Sequence[Grid]) -> tuple[list[Part], list[Char]]:
    """The tables of a page, and the characters outside them."""
    outside: list[Char] = []
    inside: list[dict[int, list[Char]]] = [{} for _ in grids]
    for char, home in zip(page.chars, _homes(page.chars, grids), strict=True):
        if home is None:
            outside.append(char)
        else:
            inside[home[0]].setdefault(home[1], []).append(char)
    parts = [_part(page, grid, chars) for grid, chars in zip(grids, inside, strict=True)]
    return [part for part in parts if part is not None], outside


Home = tuple[int, int] | None  # the table and its cell


def _homes(chars: Sequence[Char], grids: Sequence[Grid]) -> list[Home]:
    """Where each character stands. A word too wide for its cell runs over its rulings: it stays whole, in
    the cell that most of it stands in."""
    homes: list[Home] = [None] * len(chars)
    if not grids:
        return homes
    homes = [_home(char, grids) for char in chars]
    for at in range(1, len(chars)):
        if homes[at] != homes[at - 1] and _one_word(chars[at - 1], chars[at]):
            start, end = at - 1, at + 1
            while start and _one_word(chars[start - 1], chars[start]):
                start -= 1
            while end < len(chars) and _one_word(chars[end - 1], chars[end]):
                end += 1
            homes[start:end] = [Counter(homes[start:end]).most_common(1)[0][0]] * (end - start)
    return homes


def _home(char: Char, grids: Sequence[Grid]) -> Home:
    x, y = (char.x0 + char.x1) / 2, char.y - 0.3 * char.size
    for number, grid in enumerate(grids):
        region = grid.region_at(x, y)
        if region is not None:
            return number, region
    return None


def _one_word(before: Char, char: Char) -> bool:
    """Whether a character goes on right behind the one before it."""
    return (
        not char.spaced
        and abs(char.x0 - before.x1) < _CLOSE * char.size
        and abs(char.y - before.y) < _CLOSE * char.size
    )


def _part(page: Page, grid: Grid, chars: dict[int, list[Char]]) -> Part | None:
    if not chars:
        return None
    cells = [
        PartCell(r.row, r.column, r.row_end, r.column_end, lines_of(chars.get(number, ()), page.number))
        for number, r in enumerate(grid.regions)
    ]
    rows = [[cells[number] for number in row] for row in grid.owner]
    top, bottom = grid.ys[0], grid.ys[-1]
    unruled = any(box[1] <= (top + bottom) / 2 <= box[3] for box in page.unruled)
    return Part(page.number, list(grid.xs), top, bottom, rows, unruled)


def column_map(few: Sequence[float], many: Sequence[float]) -> list[int] | None:
    """For every edge of `few` the edge of `many` at the same place; None when the tables do not answer."""
    out = []
    for at in few:
        near = min(range(len(many)), key=lambda index: abs(many[index] - at))
        if abs(many[near] - at) > _SAME_EDGE:
            return None
        out.append(near)
    if out[0] != 0 or out[-1] != len(many) - 1 or len(set(out)) != len(out):
        return None
    return out


def widened(part: Part, xs: Sequence[float]) -> Part | None:
    """The part on a finer set of columns, None when its own columns do not lie on them."""
    edges = column_map(part.xs, xs)
    if edges is None:
        return None
    moved: dict[int, PartCell] = {}
    rows: list[list[PartCell]] = []
    for row in part.rows:
        wide: list[PartCell] = []
        for column, cell in enumerate(row):
            twin = moved.get(id(cell))
            if twin is None:
                twin = PartCell(
                    cell.row, edges[cell.column], cell.row_end, edges[cell.column_end], cell.lines
                )
                moved[id(cell)] = twin
            wide.extend([twin] * (edges[column + 1] - edges[column]))
        rows.append(wide)
    return Part(part.page, list(xs), part.top, part.bottom, rows, part.unruled)
