"""Gives every block, row and cell its place once the order of blocks is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from minhbach.reading.shapes import BBox, Block, Cell, Merge, Paragraph, Place, Row, Table


def moved(blocks: Iterable[Block], shown: Mapping[int, Callable[[BBox], BBox]]) -> list[Block]:
    """The blocks with their boxes where the page shows them; shown: by page, for pages laid straight."""

    def place(one: Place) -> Place:
        where = shown.get(one.page or 0)
        return one if where is None else replace(one, bbox=tuple(map(where, one.bbox)))

    def paragraph(one: Paragraph) -> Paragraph:
        return replace(one, place=place(one.place))

    def cell(one: Cell) -> Cell:
        return replace(one, place=place(one.place), paragraphs=tuple(map(paragraph, one.paragraphs)))

    if not shown:
        return list(blocks)
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in block.rows)
            out.append(replace(block, rows=rows, place=place(block.place)))
        else:
            out.append(paragraph(block))
    return out


def placed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with block, table, row, cell and character numbers; pages and boxes stay as they are.

    The text of a cell joins its paragraphs with a newline; a paragraph's start and end count in that text.
    A handed-down cell keeps the places of the cell whose words it carries.
    """
    out: list[Block] = []
    tables = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            out.append(_table(block, number, tables))
            tables += 1
        else:
            place = replace(block.place, block=number, start=0, end=len(block.text))
            out.append(block.placed(place))
    return tuple(out)


def _table(table: Table, number: int, order: int) -> Table:
    rows: list[Row] = []
    for at, row in enumerate(table.rows):
        cells: list[Cell] = []
        for column, cell in enumerate(row.cells):
            where = Place(cell.place.page, cell.place.bbox, number, None, None, order, at, column)
            if cell.merge is Merge.HANDED_DOWN or cell.merge is Merge.INFERRED:
                above = rows[-1].cells[column] if rows else cell
                words = above.paragraphs if above.text == cell.text else cell.paragraphs
            else:
                words = _paragraphs(cell, where)
            cells.append(cell.placed(where, words))
        rows.append(replace(row, cells=tuple(cells)))
    place = replace(table.place, block=number, table=order)
    return replace(table, rows=tuple(rows), place=place)


def _paragraphs(cell: Cell, where: Place) -> tuple[Paragraph, ...]:
    out, start = [], 0
    for paragraph in cell.paragraphs:
        end = start + len(paragraph.text)
        page, box = paragraph.place.page or where.page, paragraph.place.bbox
        place = Place(page, box, where.block, start, end, where.table, where.row, where.cell)
        out.append(paragraph.placed(place))
        start = end + 1
    return tuple(out)
