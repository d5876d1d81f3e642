"""Rulings to grids: which elementary cells are one, which stand alone.

Two neighbouring elementary cells are one where the ruling between them is missing. That is the whole
difference between merged and empty: an empty cell has all four rulings, a merged one lacks the inner one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minhbach.reading.open.pdf.page import Page, Ruling

_SAME = 2.0  # points: rulings this near lie on one line
_SLACK = 3.0  # points: gaps between collinear pieces, and between a ruling and the one it meets
_MIDDLE = 0.4  # the share of an edge, about its middle, which decides whether the edge is drawn
_SMALLEST = 4.0  # points: nothing narrower is a column or a row
_MOST_EDGES = 400
_MOST_RULINGS = 2000
_ODD_SHARE = 0.2  # tables have rectangular cells; charts and drawings do not


@dataclass(frozen=True, slots=True)
class Region:
    """One cell on the grid: rows and columns from first up to and without last."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(slots=True)
class Grid:
    """A ruled area of one page. owner: the region of every elementary cell."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    owner: list[list[int]]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def region_at(self, x: float, y: float) -> int | None:
        """The region a point falls into."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def grids_of(page: Page) -> list[Grid]:
    """The tables of a page from top to bottom."""
    across, down = _merged(page.across), _merged(page.down)
    if max(len(across), len(down)) > _MOST_RULINGS:
        return []  # a drawing or a chart: no table has so many separate lines
    found = [grid for part in _connected(across, down) if (grid := _grid(*part)) is not None]
    return sorted(_outermost(found), key=lambda grid: grid.ys[0])


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Collinear pieces joined."""
    out: list[Ruling] = []
    for band in _bands(sorted(rulings, key=lambda ruling: ruling.at)):
        at = sum(ruling.at for ruling in band) / len(band)
        low = high = None
        for ruling in sorted(band, key=lambda ruling: ruling.low):
            if high is not None and low is not None and ruling.low <= high + _SLACK:
                high = max(high, ruling.high)
                continue
            if low is not None and high is not None:
                out.append(Ruling(at, low, high))
            low, high = ruling.low, ruling.high
        if low is not None and high is not None:
            out.append(Ruling(at, low, high))
    return [ruling for ruling in out if ruling.high - ruling.low >= _SMALLEST]


def _bands(rulings: Sequence[Ruling]) -> Iterable[list[Ruling]]:
    band: list[Ruling] = []
    for ruling in rulings:
        if band and ruling.at - band[0].at > _SAME:
            yield band
            band = []
        band.append(ruling)
    if band:
        yield band


def _connected(across: list[Ruling], down: list[Ruling]) -> Iterable[tuple[list[Ruling], list[Ruling]]]:
    """Groups of rulings that meet."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, horizontal in enumerate(across):
        for j, vertical in enumerate(down):
            if (
                horizontal.low - _SLACK <= vertical.at <= horizontal.high + _SLACK
                and vertical.low - _SLACK <= horizontal.at <= vertical.high + _SLACK
            ):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, horizontal in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(horizontal)
    for j, vertical in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(vertical)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _edges(rulings: Sequence[Ruling], others: Sequence[Ruling]) -> list[float]:
    """Grid lines: where rulings lie, and where those that cross them end when no ruling closes the table."""
    found = sorted({round(ruling.at, 2) for ruling in rulings})
    low, high = min(ruling.low for ruling in others), max(ruling.high for ruling in others)
    found = ([low] if not found or low < found[0] - 10 else []) + found
    found = found + ([high] if high > found[-1] + 10 else [])
    out: list[float] = []
    for at in found:
        if out and at - out[-1] < _SMALLEST:
            continue
        out.append(at)
    return out


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    xs, ys = _edges(down, across), _edges(across, down)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows < 2 or max(columns, rows) > _MOST_EDGES:
        return None
    owner = _owners(xs, ys, across, down)
    regions: list[Region] = []
    odd = 0
    numbers: dict[int, int] = {}
    members: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            members.setdefault(owner[row][column], []).append((row, column))
    for cells in members.values():
        region = Region(
            min(r for r, _ in cells),
            min(c for _, c in cells),
            max(r for r, _ in cells) + 1,
            max(c for _, c in cells) + 1,
        )
        whole = (region.row_end - region.row) * (region.column_end - region.column) == len(cells)
        odd += not whole
        for row, column in cells:
            if not whole:
                region = Region(row, column, row + 1, column + 1)
            if whole and (row, column) != cells[0]:
                numbers[row * columns + column] = len(regions) - 1
                continue
            numbers[row * columns + column] = len(regions)
            regions.append(region)
    if len(regions) < 2 or odd > max(1, _ODD_SHARE * len(members)):
        return None
    table = [[numbers[row * columns + column] for column in range(columns)] for row in range(rows)]
    return Grid(xs, ys, regions, table)


def _owners(xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling]) -> list[list[int]]:
    """A mark for every elementary cell; cells with the same mark are one."""
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    on_x, on_y = _on_lines(xs, down), _on_lines(ys, across)
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _drawn(on_x[column + 1], ys[row], ys[row + 1]):
                parent[root(here)] = root(here + 1)
            if row + 1 < rows and not _drawn(on_y[row + 1], xs[column], xs[column + 1]):
                parent[root(here)] = root(here + columns)
    return [[root(row * columns + column) for column in range(columns)] for row in range(rows)]


def _on_lines(edges: list[float], rulings: list[Ruling]) -> list[list[Ruling]]:
    return [[ruling for ruling in rulings if abs(ruling.at - at) < _SMALLEST] for at in edges]


def _drawn(rulings: list[Ruling], low: float, high: float) -> bool:
    middle, half = (low + high) / 2, (high - low) * _MIDDLE / 2
    return any(ruling.low <= middle - half and middle + half <= ruling.high for ruling in rulings)


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Without tables drawn inside the cell of another."""
    out = []
    for grid in grids:
        x0, y0, x1, y1 = grid.box
        inside = any(
            other is not grid
            and other.xs[0] - 1 <= x0
            and x1 <= other.xs[-1] + 1
            and other.ys[0] - 1 <= y0
            and y1 <= other.ys[-1] + 1
            and (x1 - x0) * (y1 - y0) < (other.xs[-1] - other.xs[0]) * (other.ys[-1] - other.ys[0])
            for other in grids
        )
        if not inside:
            out.append(grid)
    return out
