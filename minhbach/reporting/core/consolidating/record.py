"""What the record holds for one consolidated report, on the day it was cut. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minhbach.reporting.core.consolidating.shapes import Ref, RefKind
from minhbach.reporting.core.shapes import PlanHead, PlanReport


class Sent(StrEnum):
    """Where the report of one unit stands on the day."""

    ACCEPTED = "accepted"
    WAITING = "waiting"  # sent, not looked at yet
    RETURNED = "returned"  # sent, given back, not sent again
    OPEN = "open"  # not sent, still in time
    MISSING = "missing"  # not sent, too late
    EXCUSED = "excused"
    BEFORE = "before"  # of a time before tracking: not counted


CAME = (Sent.ACCEPTED, Sent.WAITING, Sent.RETURNED)
OWED = (*CAME, Sent.OPEN, Sent.MISSING)
SENT_WORDS = {
    Sent.ACCEPTED: "Đã tiếp nhận",
    Sent.WAITING: "Đã gửi, đang xem xét",
    Sent.RETURNED: "Trả lại để bổ sung",
    Sent.OPEN: "Chưa gửi, còn trong hạn",
    Sent.MISSING: "Chưa gửi, đã quá hạn",
    Sent.EXCUSED: "Được miễn",
    Sent.BEFORE: "Trước khi theo dõi",
}


@dataclass(frozen=True, slots=True)
class SlotLine:
    """What one unit owed. late_days: of a report that came late or is missing. asked: never late."""

    slot_id: int
    unit: str
    label: str
    group: str
    order: int
    sent: Sent
    asked: bool = False
    sent_on: date | None = None
    last_on_time: date | None = None
    late_days: int = 0
    why: str = ""
    report_id: int | None = None

    @property
    def ref(self) -> Ref:
        return Ref(RefKind.SLOT, self.slot_id)

    @property
    def came_late(self) -> bool:
        return self.sent in CAME and self.late_days > 0 and not self.asked


class VoiceKind(StrEnum):
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Voice:
    """What a unit says in its accepted report, in its own words. about: the task it is said of, if any."""

    kind: VoiceKind
    words: str
    unit: str
    order: int
    report_id: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    id: int
    kind: str
    number: str
    given_on: date
    given_by: str


@dataclass(frozen=True, slots=True)
class Record:
    """as_of: up to which day figures of work count; taken_on: the day of the slots' standing.

    plan None: the regime stands without a plan. addressee: whom the report is for.
    """

    head: PlanHead
    period: str
    as_of: date
    taken_on: date
    slots: tuple[SlotLine, ...] = ()
    voices: tuple[Voice, ...] = ()
    directives: tuple[DirectiveLine, ...] = ()
    plan: PlanReport | None = None
    addressee: str = ""

    def of(self, *states: Sent) -> list[SlotLine]:
        """Own units whose report stands so; bodies that are only asked are counted apart."""
        return [slot for slot in self.slots if slot.sent in states and not slot.asked]

    @property
    def asked(self) -> list[SlotLine]:
        return [slot for slot in self.slots if slot.asked and slot.sent in OWED]

    @property
    def accepted(self) -> list[SlotLine]:
        return [slot for slot in self.slots if slot.sent is Sent.ACCEPTED]
