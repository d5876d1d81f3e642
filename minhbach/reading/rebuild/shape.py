"""What the width of a column says about the lines of a cell."""

from __future__ import annotations

from minhbach.reading.rebuild.prices import Prices

_CERTAIN = 0.1  # share of a width by which a line must be shorter where no other line tells


class Shape:
    """One column's width (None = not known yet) with the tolerance within which it is trusted."""

    def __init__(self, p: Prices, room: float | None, slack: float) -> None:
        self.p, self.room, self.slack = p, room, slack
        self.free = room * (1 - p.tolerance - slack) if room else 0.0

    def wrap(self, need: int, soft: bool) -> float:
        """The wrap law: a line breaks because the next word did not fit."""
        if self.room is None or need >= self.free:
            return 0.0
        p = self.p
        price = min(p.early_most, p.early_break + p.early_slope * (self.free - need) / self.room)
        return price * p.soft_break if soft else price

    def alone(self, need: int, widest: int) -> float:
        """The wrap law where the width is not known: it is at least that of the cell's own widest line."""
        if self.room is not None or need >= widest * (1 - _CERTAIN):
            return 0.0
        return min(self.p.early_most, self.p.early_break + self.p.early_slope * (1 - need / widest) / 2)

    def over(self, piece: int) -> float:
        """A line wider than its column is impossible, or two cells glued together."""
        if self.room is None:
            return 0.0
        beyond = piece / self.room - 1 - self.p.tolerance - self.slack
        if beyond <= 0:
            return 0.0
        return min(self.p.overflow_most, self.p.overflow + self.p.overflow_slope * beyond)

    def holds(self, line: int) -> bool:
        """Whether a whole line fits, so that it need not be two cells."""
        return self.room is not None and line <= self.room * (1 + self.p.tolerance)
