"""Text laid out in columns by spaces: its tables written again with bars, so that they are read as tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minhbach.reading.open.aligned import Aligned, Piece, PrintedLine, aligned_tables

_PIECE = re.compile(r"\S+(?: \S+)*")
_LETTER = re.compile(r"[a-zđ]\)\s")
_LEAST = 2.0  # spaces between columns


def with_bars(text: str) -> str:
    """`text` with every table that spaces lay out as lines of bars; the same text where there is none."""
    raw = text.split("\n")
    at = [n for n, line in enumerate(raw) if line.strip()]
    lines = [
        PrintedLine(_pieces(raw[n]), apart=not order or n > at[order - 1] + 1) for order, n in enumerate(at)
    ]
    out, done = [], 0
    for table in aligned_tables(lines, _LEAST):
        first, last = at[table.first], at[table.end - 1]
        out += [*raw[done:first], *_rows(lines, table), ""]
        done = last + 1
    return "\n".join([*out, *raw[done:]]) if out else text


def _pieces(line: str) -> tuple[Piece, ...]:
    line = line.replace("\t", "    ")
    return tuple(Piece(m.start(), m.end(), m[0].replace("|", "/")) for m in _PIECE.finditer(line))


def _rows(lines: Sequence[PrintedLine], table: Aligned) -> list[str]:
    first, body = table.headers[0]
    levels = [n for n in range(first + 1, body) if lines[n].apart]
    starts = sorted({*table.starts, *(levels if len(levels) == 1 else ())})
    out = []
    for start, end in zip(starts, (*starts[1:], table.end), strict=True):
        cells = [""] * (len(table.strips) + 1)
        for line in lines[start:end]:
            for piece in line.pieces:
                column = table.column(piece.x0)
                between = "<br>" if cells[column] and _LETTER.match(piece.text) else " "
                cells[column] = f"{cells[column]}{between}{piece.text}".strip()
        out.append("| " + " | ".join(cells) + " |")
        if start == table.first:
            out.append("|" + " --- |" * len(cells))
    return out
