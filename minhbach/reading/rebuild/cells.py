"""The pieces that readings of a table are made of: fragments of cells, readings of rows, the setting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minhbach.reading.rebuild.language import Language
from minhbach.reading.rebuild.prices import PRICES, Prices
from minhbach.reading.rebuild.prose import joined
from minhbach.reading.rebuild.roles import Column


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands in one column on one page: its printed lines."""

    column: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return cell_text(self.lines)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a row so far: its cost and its fragments, one tuple a page."""

    cost: float = 0.0
    pages: tuple[tuple[Fragment, ...], ...] = ()

    def lines_of(self, column: int) -> tuple[str, ...]:
        return tuple(line for page in self.pages for f in page if f.column == column for line in f.lines)


@dataclass(slots=True)
class Setting:
    """What the decoder knows of a table: columns, their widths (None = not yet), the language."""

    columns: Sequence[Column]
    language: Language
    widths: dict[int, float | None]
    slack: dict[int, float] = field(default_factory=dict)  # tolerance by column while widths are guesses
    grouped: bool = False
    # (column, text) of unit and time cells read the same in several rows
    recurring: frozenset[tuple[int, str]] = frozenset()
    prices: Prices = PRICES

    @property
    def labels(self) -> dict[int, int]:
        return {c.label: c.index for c in self.columns if c.label is not None}


def cell_text(lines: Sequence[str]) -> str:
    """The lines of a cell joined; a name broken amid its letters ("TT&T" / "T") closes up."""
    text = ""
    for line in lines:
        text = add_line(text, line)
    return text


def add_line(text: str, line: str) -> str:
    if len(line) <= 2 and "&" in text[-6:] and re.search(r"[A-ZĐ]&[A-ZĐ]+$", text[-8:]) and line.isupper():
        return text + line
    return joined(text, line)
