"""What a report is made of. The writers print these shapes and decide nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Standing(StrEnum):
    """Where a duty stands on the cut-off day: each duty has exactly one, in this order of judgement."""

    BEFORE = "before"  # before tracking: listed, never judged
    OPENING = "opening"  # the opening state is not confirmed yet: listed, not judged so far
    DONE = "done"
    AWAITING = "awaiting"  # the unit reports it done, the focal unit has not confirmed yet
    LATE = "late"
    SILENT = "silent"  # no due date and no update in the period
    DOING = "doing"
    NOT_STARTED = "not_started"
    ASIDE = "aside"  # suspended, not applicable, waiting for its condition


STANDING_WORDS = {
    Standing.BEFORE: "Trước khi theo dõi",
    Standing.OPENING: "Chờ xác nhận hiện trạng",
    Standing.DONE: "Đã hoàn thành",
    Standing.AWAITING: "Báo cáo hoàn thành, chờ ghi nhận",
    Standing.LATE: "Quá hạn",
    Standing.SILENT: "Chưa cập nhật trong kỳ",
    Standing.DOING: "Đang thực hiện",
    Standing.NOT_STARTED: "Chưa thực hiện",
    Standing.ASIDE: "Tạm dừng, không áp dụng, chờ điều kiện",
}


# Listed with the reason, outside every rate: nobody is late or on time with them.
UNCOUNTED = (Standing.ASIDE, Standing.OPENING, Standing.BEFORE)


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What names the plan in a sentence. place: where the document is dated, e.g. "Sông Lam"."""

    kind: str
    number: str
    issued_on: date | None
    issuer: str
    title: str
    authority: str  # the People's Committee, for the letterhead
    author: str  # the unit that reports
    place: str
    plan_id: int = 0

    @property
    def reports_to(self) -> str:
        """A unit reports to the authority; the authority itself to nobody that is known here."""
        return self.authority if self.author != self.authority else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as it stands on the cut-off day. late_days: 0 unless Standing.LATE or done late."""

    code: str
    text: str
    indicator: str
    unit_id: int
    unit: str
    unit_group: str
    asked: bool
    standing: Standing
    deadline: str
    late_days: int = 0
    percent: int | None = None
    said: str = ""  # the last report of the period, in the unit's words
    said_on: date | None = None
    proof: tuple[str, ...] = ()
    order: int = 0
    unit_order: int = 0
    label: str = ""  # the unit's short name, where room is scarce
    why: str = ""  # of a duty that is not counted: the reason
    listed: bool = True  # False: not open yet or finished before the period; counted all the same
    duty_id: int = 0
    action_id: int = 0
    section_id: int = 0  # the part of the plan under which the task stands; 0: under none
    section: str = ""
    section_order: int = 0


@dataclass(frozen=True, slots=True)
class TargetLine:
    """An indicator of the plan. share: the part of the way from baseline to target, None if unknown."""

    code: str
    name: str
    unit: str
    baseline: Decimal | None
    baseline_year: int | None
    op: str
    target: Decimal | None
    latest: Decimal | None
    latest_source: str
    provisional: bool
    share: Decimal | None
    leads: str = ""
    target_id: int = 0
    way: str = "unknown"  # indices.core.distance.Way


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties stand where."""

    total: int
    by: dict[Standing, int]

    def of(self, *standings: Standing) -> int:
        return sum(self.by.get(s, 0) for s in standings)

    @property
    def tracked(self) -> int:
        """What the figures are of: all but what lies before tracking or waits for the opening state."""
        return self.total - self.of(Standing.BEFORE, Standing.OPENING)


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One unit's share of the report."""

    unit: str
    group: str
    asked: bool
    counts: Counts
    oldest: Line | None  # its longest overdue duty
    label: str = ""  # the short name


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator with the duties that serve it."""

    target: TargetLine
    counts: Counts


@dataclass(frozen=True, slots=True)
class PlanReport:
    """A plan, a period, a cut-off day: all a first report says. `code` identifies the snapshot.

    counts: of lead duties of the Committee's own units; asked: of bodies that are only asked, in no rate.
    """

    head: PlanHead
    period: str
    as_of: date
    code: str
    actions: int
    counts: Counts
    asked: Counts
    units: tuple[UnitPart, ...]
    indicators: tuple[IndicatorPart, ...]
    lines: tuple[Line, ...]  # those that are listed
    every: tuple[Line, ...] = ()  # all that are counted
    not_open: int = 0  # of counts: not open yet on the day, so not listed either
    unresolved: tuple[tuple[str, str], ...] = ()  # (phrase, reason): nobody owes these yet

    def of(self, *standings: Standing) -> list[Line]:
        return [line for line in self.lines if line.standing in standings]
