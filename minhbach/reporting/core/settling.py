"""Slots as they should stand beside slots as they stand: what to add, to change, to take away. Pure.

What somebody worked on, and what was due before today, stays as it is: a changed rule makes no past.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

SlotKey = tuple[int, int, str]  # regime, unit, period


@dataclass(frozen=True, slots=True)
class SlotDates:
    """What the rule of a regime says of one slot. Fields as in reporting.models.ReportSlot."""

    window_from: date
    window_to: date
    window_estimated: bool
    opens_on: date
    due: date | None
    last_on_time: date | None
    covers: tuple[str, ...] = ()
    before_tracking: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class SlotNow:
    """A slot that stands. touched: somebody worked on it, or an exception was made."""

    key: SlotKey
    dates: SlotDates
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Settling:
    """kept: slots that the rule would change or take away, and that stay for they are touched or past."""

    add: Mapping[SlotKey, SlotDates]
    change: Mapping[SlotKey, SlotDates]
    drop: Sequence[SlotKey]
    kept: Sequence[SlotKey]

    @property
    def is_empty(self) -> bool:
        return not (self.add or self.change or self.drop)


def settled(standing: Iterable[SlotNow], planned: Mapping[SlotKey, SlotDates], today: date) -> Settling:
    """Running it on its own result changes nothing more."""
    change: dict[SlotKey, SlotDates] = {}
    drop: list[SlotKey] = []
    kept: list[SlotKey] = []
    there: set[SlotKey] = set()
    for slot in standing:
        there.add(slot.key)
        wanted = planned.get(slot.key)
        if wanted == slot.dates:
            continue
        if slot.touched or _is_past(slot.dates, today):
            kept.append(slot.key)
        elif wanted is None:
            drop.append(slot.key)
        else:
            change[slot.key] = wanted
    add = {key: dates for key, dates in planned.items() if key not in there}
    return Settling(add, change, drop, kept)


def _is_past(dates: SlotDates, today: date) -> bool:
    return dates.last_on_time is not None and dates.last_on_time < today
