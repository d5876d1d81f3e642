"""Which stretch of a long document is shown: a page must not grow with the paper. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Line = tuple[int, int]  # block, row; row is -1 for a paragraph
ROOM = 500  # lines shown at once: a usual plan as a whole
ABOVE = 120  # of them above the place that is looked at


@dataclass(frozen=True, slots=True)
class Window:
    """first, last: the lines at the edges. before, after: how many lines lie outside."""

    first: Line
    last: Line
    before: int
    after: int

    def holds(self, line: Line) -> bool:
        return self.first <= line <= self.last

    @property
    def earlier(self) -> int:
        """Where the stretch before this one begins."""
        return max(0, self.before - ROOM)

    @property
    def later(self) -> int:
        """Where the stretch behind this one begins."""
        return self.before + ROOM


def window(blocks: Sequence[dict[str, Any]], centre: Line | None = None, begin: int | None = None) -> Window:
    """The lines around `centre`, or those from number `begin` on; all of them where there is room."""
    lines = [line for n, block in enumerate(blocks) for line in _lines(n, block)]
    if not lines:
        return Window((0, -1), (0, -1), 0, 0)
    start = 0
    if len(lines) > ROOM:
        at = lines.index(centre) - ABOVE if centre in lines else 0
        start = max(0, min(at if begin is None else begin, len(lines) - ROOM))
    shown = lines[start : start + ROOM]
    return Window(shown[0], shown[-1], start, len(lines) - start - len(shown))


def _lines(number: int, block: dict[str, Any]) -> list[Line]:
    if block["kind"] == "table":
        return [(number, row) for row in range(len(block["rows"]))]
    return [(number, -1)]
