"""A paper as PDF: its Word file, printed by LibreOffice where it is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from minhbach.reading.printing import pdf_of
from minhbach.reporting.core.papers import Block, Paper, RowKind, Table
from minhbach.reporting.writers.paper import paper_docx

_MOST_ROWS = 200


def paper_pdf(paper: Paper) -> bytes:
    """The .pdf. Takes seconds: for a job. Raises `reading.shapes.Refusal` with a sentence.

    A long table is printed in pieces, each under its heads: LibreOffice takes a time for it that grows with
    the square of its rows (4.200 rows: 38 seconds whole, 5 in pieces).
    """
    pieces = tuple(replace(annex, blocks=tuple(_in_pieces(annex.blocks))) for annex in paper.annexes)
    return pdf_of(paper_docx(replace(paper, body=tuple(_in_pieces(paper.body)), annexes=pieces)))


def _in_pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) > _MOST_ROWS:
            yield from _pieces(block)
        else:
            yield block


def _pieces(table: Table) -> Iterator[Table]:
    """Pieces that begin with a group, where one begins in time."""
    start, first = 0, table
    for at, row in enumerate(table.rows):
        size = at - start
        if size >= 2 * _MOST_ROWS or (size >= _MOST_ROWS and row.kind is RowKind.GROUP):
            yield replace(first, rows=table.rows[start:at])
            start, first = at, replace(table, caption="", key="")
    yield replace(first, rows=table.rows[start:])
