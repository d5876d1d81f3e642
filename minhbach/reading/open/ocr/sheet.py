"""The sheet in a photograph: its four edges against the table it lies on, and the picture laid flat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from minhbach.reading.open.ocr.straight import Grey

Corners = tuple[tuple[float, float], ...]  # top left, top right, bottom right, bottom left
Flat = tuple[float, ...]  # eight numbers: from a point of the flat sheet to that of the picture

_SMALL = 500  # points of the longer side in which the sheet is looked for
_WORDS = 9  # points of the small picture: wide enough to close the letters
_LARGE = 0.3  # of the picture is sheet
_TABLE = 0.03  # of the picture is not, or there is nothing to take off
_DARKER = 0.62  # of the brightness of the sheet is that of the table at most
_INK = 25  # by which letters in a shadow are darker than it
_MOST_INK = 0.02  # of the table; a shadowed half page has 0,1
_QUAD = 0.93  # of the four-sided figure is sheet, and nearly as much of the sheet lies in it
_MIDDLE = (0.12, 0.88)  # of a side, without its corners
_OFF = 2.5  # points from a side: a thumb, a shadow


def corners_of(picture: Grey) -> Corners | None:
    """The corners of a sheet on a darker ground, None where the picture shows no more than the sheet."""
    scale = max(picture.shape) / _SMALL
    if scale <= 1:
        return None
    size = (max(round(picture.shape[1] / scale), 1), max(round(picture.shape[0] / scale), 1))
    small = Image.fromarray(picture).resize(size, Image.Resampling.BOX)
    grey = np.asarray(small.filter(ImageFilter.MaxFilter(_WORDS)).filter(ImageFilter.MinFilter(_WORDS)))
    sheet = grey > _between(grey)
    share = float(sheet.mean())
    if not _LARGE <= share <= 1 - _TABLE or grey[~sheet].mean() > _DARKER * grey[sheet].mean():
        return None
    letters = grey.astype(np.int16) - np.asarray(small) > _INK
    if letters[~sheet].mean() > _MOST_INK:
        return None  # a shadow with words in it is no table
    found = _four(sheet)
    if found is None or not _fits(found, sheet):
        return None
    return tuple((x * scale, y * scale) for x, y in found)


def _between(grey: Any) -> float:
    """The brightness that parts dark from light best (Otsu)."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    below = np.cumsum(counts)
    sums = np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * np.square(sums / below - (sums[-1] - sums) / above)
    return float(np.nan_to_num(apart).argmax())


def _four(sheet: Any) -> Corners | None:
    left, right = _side(sheet), _side(sheet[:, ::-1])
    top, bottom = _side(sheet.T), _side(sheet.T[:, ::-1])
    if left is None or right is None or top is None or bottom is None:
        return None
    high, wide = sheet.shape
    right = (-right[0], wide - 1 - right[1])  # x = a * y + b
    bottom = (-bottom[0], high - 1 - bottom[1])  # y = a * x + b
    return tuple(_meeting(down, across) for down, across in
                 ((left, top), (right, top), (right, bottom), (left, bottom)))  # fmt: skip


def _side(sheet: Any) -> tuple[float, float] | None:
    """The line along which rows begin to be sheet: start = slope * row + offset."""
    rows = np.nonzero(sheet.any(axis=1))[0]
    if len(rows) < 20:
        return None
    low, high = (rows[0] + share * (rows[-1] - rows[0]) for share in _MIDDLE)
    ys = rows[(rows >= low) & (rows <= high)]
    xs = sheet[ys].argmax(axis=1)
    slope, offset = 0.0, float(np.median(xs))
    for _ in range(4):  # what lies far from the side is left out
        near = np.abs(xs - slope * ys - offset) <= max(
            _OFF, float(np.median(np.abs(xs - slope * ys - offset)))
        )
        if near.sum() < 10:
            return None
        slope, offset = np.polyfit(ys[near], xs[near], 1)
    return float(slope), float(offset)


def _meeting(down: tuple[float, float], across: tuple[float, float]) -> tuple[float, float]:
    """Where x = a*y + b and y = c*x + d meet."""
    y = (across[0] * down[1] + across[1]) / (1 - across[0] * down[0])
    return down[0] * y + down[1], y


def _fits(corners: Corners, sheet: Any) -> bool:
    """Whether the figure holds the sheet and little else."""
    ys, xs = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]]
    inside = np.ones(sheet.shape, bool)
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        inside &= (bx - ax) * (ys - ay) - (by - ay) * (xs - ax) >= 0
    both = (inside & sheet).sum()
    return bool(both >= _QUAD * inside.sum() and both >= _QUAD * sheet.sum())


def laid_flat(picture: Grey, corners: Corners) -> tuple[Grey, Flat]:
    """The sheet as large as the picture, and the way from its points to those of the picture."""
    high, wide = picture.shape
    flat = way(((0, 0), (wide, 0), (wide, high), (0, high)), corners)
    image = Image.fromarray(picture).transform(
        (wide, high), Image.Transform.PERSPECTIVE, flat, Image.Resampling.BICUBIC, fillcolor=255
    )
    return np.asarray(image), flat


def way(start: Sequence[tuple[float, float]], end: Sequence[tuple[float, float]]) -> Flat:
    """The projection that takes four points to four others."""
    rows = []
    for (x, y), (u, v) in zip(start, end, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    found = np.linalg.solve(np.array(rows, float), np.array(end, float).reshape(8))
    return tuple(float(one) for one in found)
