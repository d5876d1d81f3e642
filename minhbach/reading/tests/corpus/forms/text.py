"""A paper as plain text: what a converter leaves of it, paragraph by paragraph, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from minhbach.reading.tests.corpus.paper import Block, Box, Case, Grid, Paper
from minhbach.reading.tests.pouring import paged, wrapped

_ROOM = {False: 36000, True: 55000}  # of a table, in thousandths of the size of its letters
_PADDING = 800
_PAGE_LINES = {"rows cut by pages": 17, "repeated header": 24}


def as_text(case: Case, fault: str = "") -> bytes:
    """Paragraphs on one line each; a table's cells follow one another, merged ones leave nothing."""
    paper = case.paper
    authority, name = paper.signer
    parts = [
        *paper.issuer, f"Số: {paper.number}", paper.dated, *_shown(paper.blocks, paper, fault), "Nơi nhận:",
        *(f"- {r};" for r in paper.recipients), *authority.split(" / "), name,
        *_shown(paper.annexes, paper, fault),
    ]  # fmt: skip
    return "\n\n".join(parts).encode()


def _shown(blocks: Sequence[Block], paper: Paper, fault: str) -> list[str]:
    return [_poured(b, paper, fault) if isinstance(b, Grid) else b.shown for b in blocks]


def _poured(grid: Grid, paper: Paper, fault: str) -> str:
    rows = [_wrapped(row, grid.widths, _ROOM[paper.landscape]) for row in grid.rows]
    header = [line for row in rows[: grid.head] for cell in row for line in cell]
    return paged(header, rows[grid.head :], _PAGE_LINES.get(fault, 40), glue=fault != "double spaces")


def _wrapped(row: Sequence[Box | None], widths: Sequence[float], room: int) -> list[list[str]]:
    cells = []
    for column, box in enumerate(row):
        if box is None:
            continue
        wide = round(sum(widths[column : column + box.across]) * room) - _PADDING
        cells.append([line for said in box.lines for line in wrapped(said, wide)])
    return cells
