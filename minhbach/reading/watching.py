"""Who waits while the pages of a scan are recognised, and keeps them. Opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Progress = Callable[[int, int], None]  # pages read, pages to read


def untold(done: int, count: int) -> None:
    """Progress that nobody waits for."""


def unkept(line: str) -> None:
    """A page as it was seen, for nobody to keep."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who waits while pages are recognised. tell: of every page; keep: given each page as a line of its own;
    kept: the lines of pages that were seen in an earlier run, by their number."""

    tell: Progress = untold
    keep: Callable[[str], None] = unkept
    kept: Mapping[int, str] = field(default_factory=dict)


class Unfinished(Exception):
    """The time of one run is spent and pages are left; those that were seen were given away to be kept."""
