"""The drawn lines of a straight page picture: long runs of dark points, hardly thicker than a pen."""

from __future__ import annotations

from typing import Any

import numpy as np

from minhbach.reading.open.ocr.straight import Grey
from minhbach.reading.open.pdf.page import Ruling

_SHORTEST = 0.24  # inches: longer than any stroke of a letter, shorter than the lowest row
_THICKEST = 0.045  # inches
_GAP = 0.02  # inches of a faint spot that does not cut a line
_SOLID = 0.93  # of a run is dark: feet of letters set close leave more gaps
_DARK = 160  # lines half a point thick come out grey
_MOST = 4000


def find_rulings(picture: Grey, dpi: float) -> tuple[list[Ruling], list[Ruling], Grey]:
    """Lines across and down in points, and the picture without them."""
    dark = picture < _DARK
    across, wiped_across = _lines(dark, dpi)
    down, wiped_down = _lines(np.ascontiguousarray(dark.T), dpi)
    clean = picture.copy()
    clean[wiped_across | wiped_down.T] = 255
    return across, down, clean


def _lines(dark: Any, dpi: float) -> tuple[list[Ruling], Any]:
    """Lines along the rows of `dark`, and the points they cover."""
    thick = dark.copy()  # a line a hair off level goes on in the next row
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    wiped = np.zeros_like(dark)
    found: list[Ruling] = []
    for rows, starts, ends in _stacks(_runs(thick, dpi), dpi):
        top, bottom = min(rows), max(rows)
        if bottom - top + 1 > _THICKEST * dpi + 4:
            continue
        low, high = min(starts), max(ends)
        found.append(Ruling((top + bottom + 1) / 2 * 72 / dpi, low * 72 / dpi, high * 72 / dpi))
        for row, start, end in zip(rows, starts, ends, strict=True):
            wiped[row, start:end] = True
    return found, wiped & thick


def _runs(thick: Any, dpi: float) -> list[tuple[int, int, int]]:
    """Row, start and end of every long run, small gaps closed, from top to bottom."""
    padded = np.zeros((thick.shape[0], thick.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = thick
    change = np.diff(padded, axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    if not len(rows):
        return []
    follows = (rows[1:] == rows[:-1]) & (starts[1:] - ends[:-1] <= _GAP * dpi)
    heads = np.concatenate(([True], ~follows))
    tails = np.concatenate((~follows, [True]))
    rows, starts, ends = rows[heads], starts[heads], ends[tails]
    filled = np.concatenate(
        (np.zeros((len(thick), 1), np.int32), np.cumsum(thick, axis=1, dtype=np.int32)), axis=1
    )
    solid = filled[rows, ends] - filled[rows, starts] >= _SOLID * (ends - starts)
    long = (ends - starts >= _SHORTEST * dpi) & solid
    return list(zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True))


def _stacks(runs: list[tuple[int, int, int]], dpi: float) -> list[tuple[list[int], list[int], list[int]]]:
    """Runs that lie on one another are one line."""
    if len(runs) > _MOST * 8:
        return []  # a photograph or a pattern: no paper has so many lines
    parent = list(range(len(runs)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    above: list[int] = []
    row_above = -2
    here: list[int] = []
    for at, (row, start, end) in enumerate(runs):
        if here and runs[here[0]][0] != row:
            above, row_above, here = here, runs[here[0]][0], []
        here.append(at)
        if row_above == row - 1:
            for other in above:
                if runs[other][1] < end and start < runs[other][2]:
                    parent[root(at)] = root(other)
    stacks: dict[int, tuple[list[int], list[int], list[int]]] = {}
    for at, (row, start, end) in enumerate(runs):
        rows, starts, ends = stacks.setdefault(root(at), ([], [], []))
        rows.append(row)
        starts.append(start)
        ends.append(end)
    return list(stacks.values())
