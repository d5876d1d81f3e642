"""A word of a page picture as it was seen."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.reading.open.pdf.page import BBox

SETTLED = 90  # how sure a word is that another evidence confirms: its neighbour, its strokes


@dataclass(frozen=True, slots=True)
class Seen:
    """A word of the page laid straight: box and stroke in points, how sure the engine is (0 to 100).

    rivals: for each letter of the text those that the engine took for possible in its place."""

    text: str
    box: BBox
    base: float
    size: float
    sure: int
    stroke: float
    rivals: tuple[str, ...] = ()
