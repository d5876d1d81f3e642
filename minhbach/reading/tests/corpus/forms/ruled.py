"""A ruled table on the sheets of a press: rows whole or cut by page ends, merged cells over both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minhbach.reading.tests.corpus.forms.flow import BOLD, PLAIN, Placed, heights, placed, wide
from minhbach.reading.tests.corpus.paper import Grid

if TYPE_CHECKING:
    from minhbach.reading.tests.corpus.forms.export import Press

_SIZE, _STEP, _PAD = 12.0, 14.4, 5.4
_NARROW = 0.65


class RuledTable:
    """One table. A slot is one line of one row: the least that a page end leaves whole."""

    def __init__(self, press: Press, grid: Grid, fault: str) -> None:
        self.press, self.grid = press, grid
        self.cuts_rows = fault in ("rows cut by pages", "small page")
        self.repeats = fault != "small page"
        widths = _narrowed(grid.widths) if fault == "narrow columns" else grid.widths
        self.xs = [press.left]
        for share in widths:
            self.xs.append(self.xs[-1] + share * press.room)
        self.boxes = placed(grid, self.xs, PLAIN, _SIZE, _PAD)
        self.heights = heights(grid, self.boxes)

    def drawn(self) -> None:
        slots = [(r, k) for r, high in enumerate(self.heights) for k in range(high)]
        head = [slot for slot in slots if slot[0] < self.grid.head]
        body = slots[len(head) :]
        first = True
        while body:
            opening = head if first or self.repeats else []
            taken = self._fitting(opening, body)
            if not taken:
                self.press.turn()
                if first:
                    continue
                taken = self._fitting(opening, body) or 1
            self._segment([*opening, *body[:taken]])
            body = body[taken:]
            first = False
            if body:
                self.press.turn()

    def _fitting(self, opening: list[tuple[int, int]], body: list[tuple[int, int]]) -> int:
        """How many slots go on this page; rows stay whole unless they may be cut or fill a page."""
        room = self.press.bottom - self.press.y - self._high(opening)
        taken = 0
        while taken < len(body) and self._high(body[: taken + 1]) <= room:
            taken += 1
        if taken == len(body) or self.cuts_rows:
            return taken
        whole = max((n for n in range(taken + 1) if n == 0 or body[n - 1][0] != body[n][0]), default=0)
        fresh = self.press.y < 80
        return whole or (taken if fresh else 0)

    @staticmethod
    def _high(slots: list[tuple[int, int]]) -> float:
        return len(slots) * _STEP + len({r for r, _ in slots}) * 4.0

    def _segment(self, slots: list[tuple[int, int]]) -> None:
        """The part of the table that stands on one page."""
        top = self.press.y
        tops: dict[int, float] = {}
        y = top
        for r, _k in slots:
            if r not in tops:
                y += 4.0 if tops else 0.0
                tops[r] = y
            y += _STEP
        low = y + 4.0
        order = list(tops)
        lows = {r: tops[order[n + 1]] if n + 1 < len(order) else low for n, r in enumerate(order)}
        for one in self.boxes:
            if any(r in tops for r in one.rows()):
                self._cell(one, slots, tops, lows)
        self.press.y = low

    def _cell(
        self, one: Placed, slots: list[tuple[int, int]], tops: dict[int, float], lows: dict[int, float]
    ) -> None:
        rows = [r for r in one.rows() if r in tops]
        x0, x1 = self.xs[one.column], self.xs[one.column + one.box.across]
        y0, y1 = tops[rows[0]], lows[rows[-1]]
        own = [(r, k) for r in one.rows() for k in range(self.heights[r])]
        here = set(slots)
        shown = [n for n, slot in enumerate(own) if slot in here]
        font = BOLD if one.row < self.grid.head else PLAIN
        y = y0
        for n in shown:
            y += _STEP
            if n < len(one.lines):
                text = one.lines[n]
                middle = (x1 - x0 - wide(text, font, _SIZE)) / 2
                indent = middle if font == BOLD or x1 - x0 < 45 else _PAD
                self.press.said(text, x0 + indent, y - 2.5, font, _SIZE)
        self._rules(x0, y0, x1, y1)

    def _rules(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Four sides and four corners, each a box of its own."""
        bar, t = self.press.bar, 0.48
        for y in (y0, y1):
            for x in (x0, x1):
                bar(x, y, x + t, y + t)
            bar(x0 + t, y, x1, y)
        for x in (x0, x1):
            bar(x, y0 + t, x, y1)


def _narrowed(widths: tuple[float, ...]) -> list[float]:
    """A third of every column goes to the widest, so that names wrap word by word."""
    widest = max(range(len(widths)), key=widths.__getitem__)
    spared = sum((1 - _NARROW) * w for n, w in enumerate(widths) if n != widest)
    return [w + spared if n == widest else _NARROW * w for n, w in enumerate(widths)]
