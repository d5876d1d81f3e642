"""Gives every block, row and cell its place once the order of blocks is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from minhbach.reading.shapes import Block, Cell, Merge, Paragraph, Place, Row, Table


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
            out.append(replace(block, place=replace(block.place, block=number, start=0, end=len(block.text))))
    return tuple(out)


def _table(table: Table, number: int, order: int) -> Table:
    rows: list[Row] = []
    for at, row in enumerate(table.rows):
        cells: list[Cell] = []
        for column, cell in enumerate(row.cells):
            where = replace(cell.place, block=number, table=order, row=at, cell=column)
            if cell.merge is Merge.HANDED_DOWN or cell.merge is Merge.INFERRED:
                above = rows[-1].cells[column] if rows else cell
                same = above.text == cell.text
                cells.append(
                    replace(cell, place=where, paragraphs=above.paragraphs if same else cell.paragraphs)
                )
            else:
                cells.append(replace(cell, place=where, paragraphs=_paragraphs(cell, where)))
        rows.append(replace(row, cells=tuple(cells)))
    place = replace(table.place, block=number, table=order)
    return replace(table, rows=tuple(rows), place=place)


def _paragraphs(cell: Cell, where: Place) -> tuple[Paragraph, ...]:
    out, start = [], 0
    for paragraph in cell.paragraphs:
        end = start + len(paragraph.text)
        place = replace(
            where, page=paragraph.place.page or where.page, bbox=paragraph.place.bbox, start=start, end=end
        )
        out.append(replace(paragraph, place=place))
        start = end + 1
    return tuple(out)
