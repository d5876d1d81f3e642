"""A document before it has a form: paragraphs and grids, and what its readers must find in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Label = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A paragraph. number: set by automatic numbering, so that it stands in no run of text.
    note: the words of a footnote whose sign stands behind the text. inset: in a frame of its own."""

    text: str
    bold: bool = False
    centre: bool = False
    number: str | None = None
    note: str | None = None
    inset: str | None = None

    @property
    def shown(self) -> str:
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True)
class Box:
    """A cell: its paragraphs, the columns and rows it covers."""

    lines: tuple[str, ...]
    across: int = 1
    down: int = 1
    number: str | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Grid:
    """A table. rows: None where a box above or to the left covers the place. widths: shares of the page."""

    rows: tuple[tuple[Box | None, ...], ...]
    widths: tuple[float, ...]
    head: int = 1


Block = Line | Grid


@dataclass(frozen=True)
class Paper:
    """A whole document."""

    issuer: tuple[str, ...]
    number: str
    dated: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signer: tuple[str, str]  # authority, name
    annexes: tuple[Block, ...] = ()  # behind the signature, each on a page of its own
    landscape: bool = False


@dataclass(frozen=True)
class Case:
    """A paper with its label in the form of the plan draft."""

    paper: Paper
    label: Mapping[str, Any]


def box(text: str = "", across: int = 1, down: int = 1) -> Box:
    return Box(tuple(text.split("\n")), across, down)
