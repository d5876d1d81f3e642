"""What is wrong with a regime as a person set it. Pure; words in reporting.queries.words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minhbach.reporting.core.turns import Rule, WindowRule
from minhbach.shared.dates import Cycle


class RegimeFault(StrEnum):
    DAY = "day"  # a due day outside 1..31
    DAY_OF_MONTH = "day_of_month"  # 31/11
    MONTH = "month"
    OFFSET = "offset"
    DAY_MISSING = "day_missing"  # a month without its day
    WINDOW = "window"
    NO_NAME = "no_name"
    NO_UNITS = "no_units"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Found:
    """field: the name of the form's field."""

    field: str
    fault: RegimeFault


_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FURTHEST = 6  # months after a period: later than that it is no report of it any more


def faults_of(rule: Rule) -> list[Found]:
    """Everything that keeps the rule from naming a day."""
    return [*_of_day(rule), *_of_window(rule)]


def _of_day(rule: Rule) -> Iterator[Found]:
    if rule.day is None:
        if rule.month is not None:
            yield Found("due_day", RegimeFault.DAY_MISSING)
        return
    if not 1 <= rule.day <= 31:
        yield Found("due_day", RegimeFault.DAY)
    if rule.month is None:
        if not 0 <= (rule.month_offset or 0) <= _FURTHEST:
            yield Found("month_offset", RegimeFault.OFFSET)
    elif not 1 <= rule.month <= 12 or rule.cycle is Cycle.MONTHLY:
        yield Found("due_month", RegimeFault.MONTH)
    elif rule.day > _DAYS[rule.month - 1]:
        yield Found("due_day", RegimeFault.DAY_OF_MONTH)


def _of_window(rule: Rule) -> Iterator[Found]:
    if rule.window is not WindowRule.DAYS:
        return
    for name, day in (("window_from", rule.window_from), ("window_to", rule.window_to)):
        if day is None or not 1 <= day <= 31:
            yield Found(name, RegimeFault.WINDOW)
