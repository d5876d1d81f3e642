"""A w:tbl as a grid: spans by grid column, merged values handed down, deleted rows left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from minhbach.reading.open.docx.names import VAL, W, children, value, whole

_MOST_COLUMNS = 200  # Word allows 63; more is a lie of the file
_CELL, _SPAN, _DOWN, _LEFT = W + "tcPr", W + "gridSpan", W + "vMerge", W + "hMerge"
_BORDERS = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")


@dataclass(slots=True)
class GridCell:
    """A w:tc on its grid columns. `element` is None for a place that no cell covers."""

    column: int
    span: int
    element: etree._Element | None
    continues: bool = False  # merged with the cell above
    joins_left: bool = False  # w:hMerge: merged with the cell at its left


@dataclass(slots=True)
class GridRow:
    """One w:tr."""

    element: etree._Element
    cells: list[GridCell] = field(default_factory=list)
    header: bool = False


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that stand, also those inside content controls; deleted rows do not."""
    for child in table:
        if child.tag == W + "tr":
            properties = child.find(W + "trPr")
            if properties is None or properties.find(W + "del") is None:
                yield child
        elif child.tag in (W + "ins", W + "moveTo", W + "customXml", W + "sdtContent"):
            yield from rows_of(child)
        elif child.tag == W + "sdt" and (content := child.find(W + "sdtContent")) is not None:
            yield from rows_of(content)


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "customXml", W + "sdtContent", W + "ins", W + "moveTo"):
            yield from _cells_of(child)
        elif child.tag == W + "sdt" and (content := child.find(W + "sdtContent")) is not None:
            yield from _cells_of(content)


def grid(table: etree._Element) -> list[GridRow]:
    """Every row of a table, its cells at their grid columns."""
    return [_grid_row(row) for row in rows_of(table)]


def _grid_row(row: etree._Element) -> GridRow:
    properties = row.find(W + "trPr")
    header = properties is not None and properties.find(W + "tblHeader") is not None
    out = GridRow(row, header=header)
    column = whole(value(properties, "gridBefore"), 0, 0, _MOST_COLUMNS)
    if column:
        out.cells.append(GridCell(0, column, None))
    for cell in _cells_of(row):
        if column >= _MOST_COLUMNS:
            break
        own = children(next(cell.iterchildren(_CELL), None))
        given = own.get(_SPAN)
        span = 1 if given is None else whole(given.get(VAL), 1, 1, _MOST_COLUMNS - column)
        out.cells.append(GridCell(column, span, cell, _continues(own.get(_DOWN)), _continues(own.get(_LEFT))))
        column += span
    return out


def _continues(merge: etree._Element | None) -> bool:
    """A merge element without a value, or with "continue", belongs to the cell before (17.4.85)."""
    return merge is not None and merge.get(VAL, "continue") == "continue"


def drawn(borders: etree._Element | None) -> bool:
    """Whether any border of a set is drawn."""
    if borders is None:
        return False
    return any(
        (side := borders.find(W + name)) is not None and side.get(W + "val") not in (None, "nil", "none")
        for name in _BORDERS
    )


def ruled(rows: list[GridRow], table_borders: etree._Element | None) -> bool:
    """Whether a table shows rulings inside or around its cells: its own or those of its cells."""
    inherited = drawn(table_borders)
    for row in rows:
        for cell in row.cells:
            own = None if cell.element is None else cell.element.find(f"{W}tcPr/{W}tcBorders")
            if own is None and inherited:
                return True
            if own is not None and (drawn(own) or (inherited and not _all_off(own))):
                return True
    return False


def _all_off(borders: etree._Element) -> bool:
    """Whether cell borders switch off all four sides."""
    off = {etree.QName(side).localname for side in borders if side.get(W + "val") in ("nil", "none")}
    return {"top", "bottom"} <= off and bool(off & {"left", "start"}) and bool(off & {"right", "end"})
