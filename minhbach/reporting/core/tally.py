"""One report slot as overviews show and count it: on time and closed as two figures. Pure.

On time looks at the day a report was sent, closed at whether the focal unit has accepted it. Bodies that are
only asked, periods before tracking and exceptions are in neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from minhbach.reporting.core.slot_state import Paper, Timing


class Look(StrEnum):
    """What a cell shows: one sign, one word."""

    BEFORE_TRACKING = "before_tracking"
    EXCUSED = "excused"
    ACCEPTED = "accepted"
    TO_ACCEPT = "to_accept"
    NEVER_SENT = "never_sent"  # overdue, and the period after it is over too
    LATE = "late"
    RETURNED = "returned"
    OWED = "owed"  # open, and time is left
    NOT_OPEN = "not_open"


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot. days: overdue, sent late by, or left; sent_on: the day that decides on time."""

    slot: int
    unit: int
    regime: int
    period: str
    paper: Paper
    timing: Timing
    last_on_time: date | None = None
    sent_on: date | None = None
    returned_on: date | None = None
    waits_for_signed: bool = False

    def look(self, today: date, next_last: date | None = None) -> Look:
        """next_last: the last day of the period after it."""
        if self.timing is Timing.EXCUSED:
            return Look.EXCUSED
        if self.paper is Paper.ACCEPTED:
            return Look.ACCEPTED
        if self.paper is Paper.SUBMITTED:
            return Look.TO_ACCEPT
        if self.timing is Timing.BEFORE_TRACKING:
            return Look.EXCUSED if self.paper is Paper.EXCUSED else Look.BEFORE_TRACKING
        if self.timing is Timing.OVERDUE:
            return Look.NEVER_SENT if next_last is not None and next_last < today else Look.LATE
        if self.paper is Paper.RETURNED:
            return Look.RETURNED
        return Look.NOT_OPEN if self.paper is Paper.NOT_OPEN else Look.OWED

    def days(self, today: date) -> int:
        """Overdue or late by so many days; 0 for what is neither."""
        if self.last_on_time is None or self.timing not in (Timing.OVERDUE, Timing.SENT_LATE):
            return 0
        return ((self.sent_on or today) - self.last_on_time).days


class Tally(NamedTuple):
    """Counts of slots. owed: all that count; opened: those whose time has begun; due: whose last day is over.

    on_time, closed: of `due`. late: overdue and not sent. asked: of bodies that are only asked, sent or not,
    in `owed`, `opened` and `sent` and in nothing else.
    """

    owed: int = 0
    opened: int = 0
    sent: int = 0
    due: int = 0
    on_time: int = 0
    closed: int = 0
    accepted: int = 0
    to_accept: int = 0
    returned: int = 0
    late: int = 0
    untouched: int = 0  # open, in time, and nobody has begun
    longest: int = 0  # days overdue, of the longest

    @property
    def unsent(self) -> int:
        return self.opened - self.sent

    @property
    def on_time_share(self) -> float | None:
        """0-100; None where nothing was due yet."""
        return 100 * self.on_time / self.due if self.due else None

    @property
    def closed_share(self) -> float | None:
        return 100 * self.closed / self.due if self.due else None


_UNSENT = frozenset({Look.LATE, Look.NEVER_SENT})
_UNCOUNTED = frozenset({Look.BEFORE_TRACKING, Look.EXCUSED})


def tally_of(cell: Cell, look: Look, today: date) -> Tally:
    """The counts of one slot."""
    over = cell.last_on_time is not None and cell.last_on_time < today
    is_late = look in _UNSENT
    longest = cell.days(today) if is_late else 0
    return _counted(look, cell.paper, cell.timing, over, cell.sent_on is not None, longest)


@lru_cache(maxsize=4096)
def _counted(look: Look, paper: Paper, timing: Timing, is_over: bool, is_sent: bool, longest: int) -> Tally:
    """Thousands of slots stand in a few ways: each is counted once."""
    if look in _UNCOUNTED or timing in (Timing.BEFORE_TRACKING, Timing.EXCUSED):
        return Tally()
    due = is_over and timing is not Timing.ASKED
    sent = is_sent or look in (Look.ACCEPTED, Look.TO_ACCEPT)
    return Tally(
        owed=1,
        opened=int(look is not Look.NOT_OPEN or sent or due),
        sent=int(sent),
        due=int(due),
        on_time=int(due and timing is Timing.ON_TIME),
        closed=int(due and look is Look.ACCEPTED),
        accepted=int(look is Look.ACCEPTED),
        to_accept=int(look is Look.TO_ACCEPT),
        returned=int(look is Look.RETURNED),
        late=int(look in _UNSENT),
        untouched=int(look is Look.OWED and paper is Paper.OPEN and not sent),
        longest=longest,
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with what it shows and counts. days: overdue or sent late by."""

    cell: Cell
    look: Look
    days: int
    tally: Tally


def placed(cell: Cell, today: date, next_last: date | None = None) -> Placed:
    """next_last: the last day of the period after it."""
    look = cell.look(today, next_last)
    return Placed(cell, look, cell.days(today), tally_of(cell, look, today))


def summed(tallies: Iterable[Tally]) -> Tally:
    found = list(tallies)
    if not found:
        return Tally()
    return Tally(*map(sum, zip(*found, strict=True)))._replace(longest=max(one.longest for one in found))
