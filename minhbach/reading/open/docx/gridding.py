"""From Word's grid cells to a `Table`: phantom columns dropped, merged values handed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from lxml import etree

from minhbach.reading.open.docx.names import W, whole
from minhbach.reading.open.docx.tables import GridCell, GridRow
from minhbach.reading.shapes import Cell, Merge, Paragraph, Row, Table

_SAME_EDGE = 120  # twentieths of a point: edges nearer than 6 points are one column edge


def table(
    element: etree._Element, rows: list[GridRow], texts: Mapping[int, tuple[Paragraph, ...]], page_start: bool
) -> Table:
    """The table of a w:tbl. `texts` holds the paragraphs of every cell by id of its GridCell."""
    columns = _columns(element, rows)
    width = max(columns.values(), default=-1) + 1
    grid = _Grid(columns, width, texts)
    for row in rows:
        grid.add(row)
    return Table(tuple(grid.rows()), page_start=page_start)


def _columns(element: etree._Element, rows: list[GridRow]) -> dict[int, int]:
    """Grid column -> table column, for the grid columns at which some cell begins."""
    starts = sorted({cell.column for row in rows for cell in row.cells if cell.element is not None})
    widths = [whole(c.get(W + "w"), 0, 0, 31680) for c in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    edges = [0, *accumulate(widths)]
    together = {
        frozenset((a.column, b.column))
        for row in rows
        for a, b in zip(row.cells, row.cells[1:], strict=False)
    }
    columns: dict[int, int] = {}
    for start in starts:
        before = max(columns, default=None)
        near = (
            before is not None
            and start < len(edges)
            and 0 < edges[start] - edges[before] < _SAME_EDGE
            and frozenset((before, start)) not in together
        )
        last = -1 if before is None else columns[before]
        columns[start] = last if near else last + 1
    return columns


class _Grid:
    """Rows as they are added; the cell above is kept for every column."""

    def __init__(
        self, columns: dict[int, int], width: int, texts: Mapping[int, tuple[Paragraph, ...]]
    ) -> None:
        self._columns = columns
        self._width = width
        self._texts = texts
        self._rows: list[tuple[list[Cell], bool]] = []
        self._open: dict[int, tuple[int, int]] = {}  # column -> (row, column) of the cell merged downwards

    def add(self, row: GridRow) -> None:
        """Set one row's cells on the grid."""
        cells = [Cell() for _ in range(self._width)]
        for cell in row.cells:
            self._set(cells, cell)
        self._rows.append((cells, row.header))

    def _set(self, cells: list[Cell], cell: GridCell) -> None:
        covered = sorted(
            {at for start, at in self._columns.items() if cell.column <= start < cell.column + cell.span}
        )
        if not covered or cell.element is None:
            for column in covered:
                self._open.pop(column, None)
            return
        first, span = covered[0], len(covered)
        if cell.joins_left and first > 0:
            self._join_left(cells, covered)
            return
        for column in covered[1:]:
            cells[column] = Cell(merge=Merge.SPANNED)
        origin = self._open.get(first) if cell.continues else None
        if origin is None:
            cells[first] = Cell(self._texts.get(id(cell), ()), colspan=span)
            for column in covered:
                self._open.pop(column, None)
            self._open[first] = (len(self._rows), first)
            return
        above = self._rows[origin[0]][0][origin[1]]
        self._rows[origin[0]][0][origin[1]] = replace(above, rowspan=len(self._rows) - origin[0] + 1)
        cells[first] = Cell(above.paragraphs, Merge.HANDED_DOWN, colspan=span)

    def _join_left(self, cells: list[Cell], covered: list[int]) -> None:
        home = covered[0] - 1
        while home > 0 and cells[home].merge is Merge.SPANNED:
            home -= 1
        cells[home] = replace(cells[home], colspan=covered[-1] - home + 1)
        for column in covered:
            cells[column] = Cell(merge=Merge.SPANNED)

    def rows(self) -> list[Row]:
        """The finished rows; rows without any cell are none."""
        return [Row(tuple(cells), header) for cells, header in self._rows if cells]
