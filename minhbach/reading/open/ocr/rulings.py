"""The drawn lines of a straight page picture: long runs of dark points, hardly thicker than a pen."""

from __future__ import annotations

from dataclasses import dataclass
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
_ALONE = 0.6  # inches: a shorter line is one only between two others; tops of capitals make runs as well
_MEETS = 0.025  # inches between a line's end and the one it runs up to


@dataclass(frozen=True, slots=True)
class _Line:
    """A drawn line with the points that it covers: its rows, and where it starts and ends in each."""

    rows: list[int]
    starts: list[int]
    ends: list[int]

    @property
    def ruling(self) -> Ruling:
        """In points of the picture."""
        return Ruling((min(self.rows) + max(self.rows) + 1) / 2, min(self.starts), max(self.ends))


def find_rulings(picture: Grey, dpi: float) -> tuple[list[Ruling], list[Ruling], Grey]:
    """Lines across and down in points, and the picture without them."""
    dark = picture < _DARK
    thick_across, thick_down = _thickened(dark), _thickened(np.ascontiguousarray(dark.T))
    across, down = _lines(thick_across, dpi), _lines(thick_down, dpi)
    across, down = _among(across, down, dpi), _among(down, across, dpi)
    clean = picture.copy()
    clean[_covered(across, thick_across) | _covered(down, thick_down).T] = 255
    scale = 72 / dpi
    return [_scaled(one, scale) for one in across], [_scaled(one, scale) for one in down], clean


def _scaled(line: _Line, scale: float) -> Ruling:
    found = line.ruling
    return Ruling(found.at * scale, found.low * scale, found.high * scale)


def _thickened(dark: Any) -> Any:
    """A line a hair off level goes on in the next row."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    return thick


def _lines(thick: Any, dpi: float) -> list[_Line]:
    """Lines along the rows of a picture."""
    stacks = (_Line(*stack) for stack in _stacks(_runs(thick, dpi), dpi))
    return [one for one in stacks if max(one.rows) - min(one.rows) + 1 <= _THICKEST * dpi + 4]


def _among(lines: list[_Line], others: list[_Line], dpi: float) -> list[_Line]:
    """The lines, the short ones only where they run from one of the others to another."""
    ends = np.array([(one.ruling.at, one.ruling.low, one.ruling.high) for one in others]).reshape(-1, 3)
    slack = _MEETS * dpi

    def meets(x: float, y: float) -> bool:
        near = np.abs(ends[:, 0] - x) <= slack
        return bool((near & (ends[:, 1] - slack <= y) & (y <= ends[:, 2] + slack)).any())

    def is_line(one: _Line) -> bool:
        found = one.ruling
        long = found.high - found.low >= _ALONE * dpi
        return long or (meets(found.low, found.at) and meets(found.high, found.at))

    return [one for one in lines if is_line(one)]


def _covered(lines: list[_Line], thick: Any) -> Any:
    """The points that lines cover."""
    wiped = np.zeros_like(thick)
    for line in lines:
        for row, start, end in zip(line.rows, line.starts, line.ends, strict=True):
            wiped[row, start:end] = True
    return wiped & thick


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
