"""The words that rules turn on. The models' choices have the same values; a test holds them together."""

from __future__ import annotations

from enum import StrEnum


class Timing(StrEnum):
    """What the document says about the time of an action (design: plan-draft)."""

    DEADLINE = "deadline"
    PERIOD = "period"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    EVENT = "event"
    NONE = "none"


class Clock(StrEnum):
    """How time runs for a duty."""

    DATED = "dated"
    ONGOING = "ongoing"
    EVENT = "event"


class Result(StrEnum):
    """Kết quả: the first of the two axes."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    REPORTED_DONE = "reported_done"
    DONE = "done"
    SUSPENDED = "suspended"
    NOT_APPLICABLE = "not_applicable"


class Late(StrEnum):
    """Thời hạn: the second of the two axes. OPENING: not counted until the opening state is confirmed."""

    NONE = "none"
    IN_TIME = "in_time"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    WAITING = "waiting"
    ON_TIME = "on_time"
    LATE_DONE = "late_done"
    BEFORE_TRACKING = "before_tracking"
    OPENING = "opening"
    ASKED = "asked"


class Role(StrEnum):
    """What a unit is to an action."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    SUPERVISE = "supervise"


class Standing(StrEnum):
    """What a unit phrase stands for."""

    UNIT = "unit"
    GROUP = "group"
    PICKED = "picked"
    OPEN = "open"
    UNKNOWN = "unknown"
