"""Words side by side that do not belong to one line: letterhead, recipients beside the signature.

Their lines stand at different heights, and the engine would read them through one another. So each side is
cut out, as the cells of a table are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from minhbach.reading.open.ocr.straight import DARK, Grey

Piece = tuple[int, int, int, int]  # left, top, right, bottom in points of the picture

_GUTTER = 0.3  # inches: wider than any gap between the words of a line
_BLANK_ROWS = 0.03  # inches without ink part two bands
_MIDDLE = (0.25, 0.75)  # of the page's width, within which a gutter lies
_FEW = 3  # dark points in a row or column of a band: dust


def side_by_side(picture: Grey, dpi: float) -> list[Piece]:
    """The pieces on both sides of every gutter, from top to bottom."""
    dark = picture < DARK
    bands = [(top, bottom, _inked(dark[top:bottom])) for top, bottom in _bands(dark, dpi)]
    return [piece for region in _regions(bands, picture.shape[1], dpi) for piece in region]


def _bands(dark: Any, dpi: float) -> Iterator[tuple[int, int]]:
    """Stretches of rows with ink."""
    for start, end in _stretches(dark.sum(axis=1) >= _FEW, round(_BLANK_ROWS * dpi)):
        if end - start > 0.03 * dpi:
            yield start, end


def _inked(band: Any) -> Any:
    return band.sum(axis=0) > 0


def _stretches(marked: Any, gap: int) -> Iterator[tuple[int, int]]:
    """Runs of what is marked; smaller gaps do not part them."""
    places = np.nonzero(marked)[0]
    if not len(places):
        return
    cuts = np.nonzero(np.diff(places) > gap)[0]
    starts, ends = np.concatenate(([0], cuts + 1)), np.concatenate((cuts, [len(places) - 1]))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield int(places[start]), int(places[end]) + 1


def _regions(bands: Sequence[tuple[int, int, Any]], width: int, dpi: float) -> Iterator[tuple[Piece, Piece]]:
    """Bands below one another that one gutter parts; one of them at least has words on both sides."""
    at = free = 0
    while at < len(bands):
        top, bottom, inked = bands[at]
        gutter = _gutter(inked, width, dpi)
        at += 1
        if gutter is None:
            continue
        first = at - 1
        while at < len(bands) and (narrower := _kept(gutter, bands[at][2], dpi)) is not None:
            gutter, bottom = narrower, bands[at][1]
            at += 1
        while first > free and (narrower := _kept(gutter, bands[first - 1][2], dpi)) is not None:
            gutter, top = narrower, bands[first - 1][0]
            first -= 1
        free = at
        cut = (gutter[0] + gutter[1]) // 2
        yield (0, top, cut, bottom), (cut, top, width, bottom)


def _gutter(inked: Any, width: int, dpi: float) -> tuple[int, int] | None:
    """The widest gap of a band about the middle of the page."""
    words = list(_stretches(inked, round(_GUTTER * dpi)))
    gaps = [(left[1], right[0]) for left, right in pairwise(words)]
    central = [gap for gap in gaps if _MIDDLE[0] * width < (gap[0] + gap[1]) / 2 < _MIDDLE[1] * width]
    return max(central, key=lambda gap: gap[1] - gap[0], default=None)


def _kept(gutter: tuple[int, int], inked: Any, dpi: float) -> tuple[int, int] | None:
    """What a band leaves of a gutter; None where it runs over it."""
    low, high = gutter
    middle = (low + high) // 2
    clear = np.nonzero(inked[low:high])[0] + low
    left, right = clear[clear < middle], clear[clear >= middle]
    low, high = int(left.max()) + 1 if len(left) else low, int(right.min()) if len(right) else high
    return (low, high) if high - low >= _GUTTER * dpi else None
