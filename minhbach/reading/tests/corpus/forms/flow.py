"""Lines broken to a width with the real widths of the letters, and rows of a table measured in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from minhbach.reading.tests.corpus.paper import Box, Grid

PLAIN, BOLD, OTHER = "Serif", "SerifBold", "SerifOther"
_FACES = {PLAIN: "Regular", BOLD: "Bold", OTHER: "Regular"}
_FOLDERS = [
    Path(f"/usr/share/fonts/{name}")
    for name in ("truetype/liberation2", "truetype/liberation", "liberation-serif")
]


def fonts_found() -> bool:
    return _folder() is not None


def _folder() -> Path | None:
    return next((f for f in _FOLDERS if (f / "LiberationSerif-Regular.ttf").exists()), None)


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """The faces of a paper; the second plain one stands for the switches of font that Word leaves."""
    folder = _folder()
    if folder is None:
        raise FileNotFoundError("the fonts Liberation Serif are not installed")
    for name, face in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, folder / f"LiberationSerif-{face}.ttf"))


@lru_cache(maxsize=50_000)
def wide(text: str, font: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, font, size))


def broken(text: str, font: str, size: float, room: float, first: float = 0.0) -> list[str]:
    """The lines of a paragraph; `first`: the indent of its first line."""
    lines: list[str] = []
    for word in text.replace("\N{SOFT HYPHEN}", "").split(" "):
        if not word:
            continue
        left = room - (first if len(lines) == 1 else 0)
        if lines and wide(f"{lines[-1]} {word}", font, size) <= left:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@dataclass
class Placed:
    """A box with its lines, the row it opens in and its columns."""

    box: Box
    lines: list[str]
    row: int
    column: int

    def rows(self) -> range:
        return range(self.row, self.row + self.box.down)


def placed(grid: Grid, xs: Sequence[float], font: str, size: float, pad: float) -> list[Placed]:
    """Every box of a grid, its text broken to its width."""
    found = []
    for r, row in enumerate(grid.rows):
        for c, box in enumerate(row):
            if box is None:
                continue
            room = xs[c + box.across] - xs[c] - 2 * pad
            face = BOLD if r < grid.head else font
            said = [f"{box.number} {line}".strip() if box.number else line for line in box.lines]
            lines = [line for text in said for line in broken(text, face, size, room)]
            found.append(Placed(box, lines, r, c))
    return found


def heights(grid: Grid, boxes: Sequence[Placed]) -> list[int]:
    """Lines of each row: what its own cells need; the last row of a merged cell bears what is left."""
    found = [1] * len(grid.rows)
    for one in boxes:
        if one.box.down == 1:
            found[one.row] = max(found[one.row], len(one.lines))
    for one in boxes:
        short = len(one.lines) - sum(found[r] for r in one.rows())
        if one.box.down > 1 and short > 0:
            found[one.rows()[-1]] += short
    return found
