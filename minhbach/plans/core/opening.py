"""What a person settles when tracking begins: not every duty, but every group that stands alike. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Opening(StrEnum):
    """How a duty stands when tracking begins."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    BEFORE = "before"  # left to the time before the system: never counted


@dataclass(frozen=True, slots=True)
class OpeningKey:
    """The duties of one action in one period. before: those that ended before tracking, else those due since.

    As text: "12~2026-Q3~before", the name under which a form carries the choice.
    """

    action: int
    period: str
    before: bool

    def __str__(self) -> str:
        return f"{self.action}~{self.period}~{'before' if self.before else 'passed'}"
