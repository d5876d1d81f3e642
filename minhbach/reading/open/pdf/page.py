"""What PDFium tells of one page, as plain values with the origin at the top left of the page as shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minhbach.reading.open.ocr.straight import Straight

BBox = tuple[float, float, float, float]


@dataclass(slots=True)
class Char:
    """One letter. x0, x1: from its origin to its advance. y: baseline. spaced: a space stood before it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool
    hyphen: bool = False  # PDFium gave U+0002: a hyphen at the end of a line
    font: int = 0  # which of the document's fonts, see Page.fonts


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn line: across (y fixed) or down (x fixed). at: the fixed coordinate; low, high: its ends."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Page:
    """A page as shown. `tilted`: text that does not run from left to right (watermarks, stamps)."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    stamped: list[Char] = field(default_factory=list)
    tilted: list[str] = field(default_factory=list)
    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)
    unruled: list[BBox] = field(default_factory=list)  # where rulings were added that the page lacks
    image_share: float = 0.0  # of the page's area, of all its images: a scanner may cut a sheet into strips
    covered: bool = False  # most of its letters lie below pictures that fill the page
    turns: int = 0  # quarter turns at which most letters run from left to right
    fonts: dict[int, str] = field(default_factory=dict)  # the names of its fonts
    invisible: int = 0  # letters painted in render mode 3 (an OCR layer)
    # Words that were hardly made out of a picture, and how sure each is (0 to 100).
    unsure: list[tuple[str, BBox, int]] = field(default_factory=list)
    straight: Straight | None = None  # how its picture was laid straight; None for a page of letters


@dataclass(frozen=True, slots=True)
class View:
    """From PDF user space to the page as a person sees it."""

    left: float
    bottom: float
    width: float  # of the unrotated box
    height: float
    turns: int  # quarter turns clockwise

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height as shown."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space, from the top left of the page as shown."""
        x, y = x - self.left, self.bottom + self.height - y
        if self.turns == 1:
            return self.height - y, x
        if self.turns == 2:
            return self.width - x, self.height - y
        if self.turns == 3:
            return y, self.width - x
        return x, y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        """A box of user space as (left, top, right, bottom)."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
