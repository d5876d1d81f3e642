"""Where one report slot stands on a day: how far the paper is, and how it stands to its last day. Pure.

Two axes, as for duties. The same rules as conditions of the database stand in models/slot_standing.py; a
property test holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON_DAYS = 7


class Paper(StrEnum):
    """How far the report is."""

    EXCUSED = "excused"  # an exception with its reason, or the unit is closed
    ACCEPTED = "accepted"
    SUBMITTED = "submitted"  # waits for the focal unit
    RETURNED = "returned"
    APPROVING = "approving"  # waits for the head of the unit
    WRITING = "writing"
    OPEN = "open"  # nobody has begun
    NOT_OPEN = "not_open"


class Timing(StrEnum):
    """How the slot stands to its last day on time."""

    BEFORE_TRACKING = "before_tracking"
    EXCUSED = "excused"
    ASKED = "asked"  # a body that is only asked: never late
    ON_TIME = "on_time"
    SENT_LATE = "sent_late"
    NO_DATE = "no_date"
    IN_TIME = "in_time"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """The stored facts. first_sent_on: the first of the submission in the system and the recorded sending
    date of the signed document; it decides on time, whatever is returned later."""

    opens_on: date
    last_on_time: date | None = None
    asked: bool = False
    before_tracking: bool = False
    begun_on: date | None = None
    handed_up_on: date | None = None
    submitted_on: date | None = None
    returned_on: date | None = None
    first_sent_on: date | None = None
    accepted_on: date | None = None
    excused_on: date | None = None

    @property
    def sent_on(self) -> date | None:
        """What stands with the focal unit was sent, even where nobody wrote down when."""
        return self.first_sent_on or self.submitted_on or self.accepted_on


@dataclass(frozen=True, slots=True)
class SlotState:
    """days: left until the last day, or overdue, or sent late by; 0 for the rest."""

    paper: Paper
    timing: Timing
    days: int = 0

    @property
    def is_owed(self) -> bool:
        """Somebody still has to send something."""
        return self.paper in (Paper.OPEN, Paper.WRITING, Paper.APPROVING, Paper.RETURNED)


def state_of(facts: SlotFacts, today: date) -> SlotState:
    return SlotState(paper_of(facts, today), *_timing(facts, today))


def paper_of(facts: SlotFacts, today: date) -> Paper:
    if facts.excused_on:
        return Paper.EXCUSED
    if facts.accepted_on:
        return Paper.ACCEPTED
    if facts.submitted_on:
        return Paper.SUBMITTED
    if facts.returned_on:
        return Paper.RETURNED
    if facts.handed_up_on:
        return Paper.APPROVING
    if facts.begun_on:
        return Paper.WRITING
    return Paper.OPEN if facts.opens_on <= today else Paper.NOT_OPEN


def _timing(facts: SlotFacts, today: date) -> tuple[Timing, int]:
    if facts.before_tracking:
        return Timing.BEFORE_TRACKING, 0
    if facts.excused_on:
        return Timing.EXCUSED, 0
    if facts.asked:
        return Timing.ASKED, 0
    if facts.last_on_time is None:
        return Timing.NO_DATE, 0
    if facts.sent_on:
        late = (facts.sent_on - facts.last_on_time).days
        return (Timing.SENT_LATE, late) if late > 0 else (Timing.ON_TIME, 0)
    left = (facts.last_on_time - today).days
    if left < 0:
        return Timing.OVERDUE, -left
    if left == 0:
        return Timing.TODAY, 0
    return (Timing.SOON if left <= SOON_DAYS else Timing.IN_TIME), left
