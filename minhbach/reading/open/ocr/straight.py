"""A page's picture set straight, and the way back from it to the page as shown.

Grey pictures are arrays of bytes, 0 black to 255 white, rows from the top.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads' stacks alone would fill the memory bound

import numpy as np
from PIL import Image

from minhbach.reading.open.pdf.page import BBox

Grey = Any  # a two-dimensional array of numpy.uint8; numpy is an extra, so its types are not named here

DARK = 128
_STEEPEST = 4.0  # degrees; a page leaning further was laid crooked on purpose
_MOST_POINTS = 120_000
_LEANS = ((0.5, _STEEPEST), (0.1, 0.5), (0.02, 0.1))  # step and reach of each round of the search


@dataclass(frozen=True, slots=True)
class Straight:
    """How a page was laid straight: a photographed sheet laid flat first, then quarter turns clockwise, then
    `lean` degrees clockwise.

    width, height: of the page as shown, in points. Boxes of the straight page are in points as well.
    flat: from the flat sheet to the picture (ocr.sheet), in dots of the picture, `fine` of them a point.
    """

    width: float
    height: float
    turns: int = 0
    lean: float = 0.0
    flat: tuple[float, ...] | None = None
    fine: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page laid straight."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def shown(self, box: BBox) -> BBox:
        """A box of the straight page as a box of the page as shown, around the tilted words."""
        x0, y0, x1, y1 = box
        tilt = abs(math.tan(math.radians(self.lean)))
        inset = min(tilt * (x1 - x0), (y1 - y0)) / 4  # a long tilted line would cover its neighbours
        corners = [self._back(x, y) for x in (x0, x1) for y in (y0 + inset, y1 - inset)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.size
        angle = math.radians(-self.lean)
        dx, dy = x - width / 2, y - height / 2
        x = width / 2 + dx * math.cos(angle) - dy * math.sin(angle)
        y = height / 2 + dx * math.sin(angle) + dy * math.cos(angle)
        for _ in range(self.turns % 4):  # undo one quarter turn clockwise at a time
            x, y, width, height = y, width - x, height, width
        if self.flat is None:
            return x, y
        x, y = taken(self.flat, x * self.fine, y * self.fine)
        return x / self.fine, y / self.fine


def taken(flat: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    """Where a point of a sheet laid flat lies in the picture."""
    a, b, c, d, e, f, g, h = flat
    far = g * x + h * y + 1
    return (a * x + b * y + c) / far, (d * x + e * y + f) / far


def turned(picture: Grey, turns: int) -> Grey:
    """The picture after quarter turns clockwise."""
    return np.ascontiguousarray(np.rot90(picture, -turns % 4)) if turns % 4 else picture


def levelled(picture: Grey, lean: float) -> Grey:
    """The picture turned by `lean` degrees clockwise about its middle, white where nothing was."""
    if abs(lean) < 0.03:
        return picture
    image = Image.fromarray(picture).rotate(-lean, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(image)


def lean_of(picture: Grey) -> float:
    """Degrees by which the picture must be turned clockwise for its lines to run level.

    Lines that run level leave rows that are either full of letters or empty: the angle at which the
    counts of dark points by row differ most is the one looked for.
    """
    step = max(1, picture.shape[1] // 900)
    ys, xs = np.nonzero(picture[::step, ::step] < DARK)
    if len(xs) < 200:
        return 0.0
    if len(xs) > _MOST_POINTS:
        every = len(xs) // _MOST_POINTS + 1
        ys, xs = ys[::every], xs[::every]
    xs = xs - picture.shape[1] / step / 2
    best = 0.0
    for pace, reach in _LEANS:
        count = round(reach / pace)
        leans = [best + pace * k for k in range(-count, count + 1)]
        best = max(leans, key=lambda lean: _sharpness(xs, ys, lean))
    return best if abs(best) < _STEEPEST else 0.0


def _sharpness(xs: Any, ys: Any, lean: float) -> float:
    rows = ys + xs * math.tan(math.radians(lean))
    counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())
