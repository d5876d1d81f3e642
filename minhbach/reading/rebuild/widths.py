"""Widths of columns, first from their headings, then from the rows read so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from minhbach.reading.rebuild.cells import Reading
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.prose import agreed_width
from minhbach.reading.rebuild.roles import Column

HEADING_SLACK = 0.20  # headings are bold or larger, so they bound the body only roughly
_ENOUGH = 6  # wrapped lines that teach a width
_HARD_BREAK = re.compile(r"[.;:]$")


def from_headings(columns: Sequence[Column]) -> tuple[dict[int, float | None], dict[int, float]]:
    """Widths where a heading wraps, and how far they may be trusted."""
    widths: dict[int, float | None] = {}
    for column in columns:
        least, most = column.bounds()
        widths[column.index] = None if most is None else max(least, most)
    return widths, {i: HEADING_SLACK for i, w in widths.items() if w is not None}


def learnt(
    columns: Sequence[Column],
    readings: Iterable[Reading],
    before: dict[int, float | None],
    slack: dict[int, float],
    enough: int = _ENOUGH,
) -> tuple[dict[int, float | None], dict[int, float]]:
    """Widths that most lines of each column agree on; what few lines say stays as it was."""
    floor: dict[int, list[int]] = {c.index: [] for c in columns}
    ceiling: dict[int, list[int]] = {c.index: [] for c in columns}
    for reading in readings:
        for page in reading.pages:
            for fragment in page:
                floor[fragment.column] += [width(line) for line in fragment.lines]
                ceiling[fragment.column] += [
                    width(a) + SPACE + width(b.split()[0])
                    for a, b in zip(fragment.lines, fragment.lines[1:], strict=False)
                    if not _HARD_BREAK.search(a)
                ]
    widths, trust = dict(before), dict(slack)
    for column in columns:
        i = column.index
        if len(ceiling[i]) >= enough:
            widths[i] = agreed_width(floor[i], ceiling[i])
            trust[i] = 0.0 if len(ceiling[i]) >= 3 * _ENOUGH else 0.03
    return widths, trust
