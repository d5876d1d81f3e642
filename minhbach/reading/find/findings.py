"""What the finders hand to the draft: one frozen shape a finding, each with its place and doubts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from minhbach.reading.find.rounds import Cycle
from minhbach.reading.find.times import NO_TIME, Time
from minhbach.reading.find.units import NO_UNITS, Units
from minhbach.reading.shapes import Cell, Paragraph, Place


@dataclass(frozen=True, slots=True)
class FieldDoubt:
    """A reason to look again at one field of a finding."""

    field: str
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    text: str
    place: Place
    code: str | None = None
    section: str | None = None
    headings: tuple[str, ...] = ()  # every heading and lead-in above, the highest first
    indicator: str | None = None
    objective: str | None = None
    task: str | None = None
    product: str | None = None
    lead: Units = NO_UNITS
    coordinating: Units = NO_UNITS
    time: Time = NO_TIME
    budget: str | None = None
    doubts: tuple[FieldDoubt, ...] = ()


class Unit(StrEnum):
    SCORE = "score"
    PERCENT = "percent"
    DAYS = "days"
    RANK = "rank"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure to be reached: op one of >= <= > < =."""

    op: str
    value: float
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    name: str
    place: Place
    source: str  # table | prose
    code: str | None = None
    parent: str | None = None
    scale_note: str | None = None
    unit: Unit | None = None
    lower: bool = False
    baseline_year: int | None = None
    baseline_value: float | None = None
    baseline_rank: int | None = None
    target: Aim | None = None
    target_rank: Aim | None = None
    lead: Units = NO_UNITS
    coordinating: Units = NO_UNITS
    doubts: tuple[FieldDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A day of each round: of a month (annual, half-yearly) or so many months behind the round."""

    day: int
    month: int | None = None
    month_offset: int | None = None


@dataclass(frozen=True, slots=True)
class ReportDuty:
    consolidated: bool
    who: str
    to: str | None
    cycle: Cycle
    due_raw: str | None
    due: Due | None
    content: tuple[str, ...]
    place: Place
    doubts: tuple[FieldDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateItem:
    number: int | None
    item: str
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Unread:
    text: str
    place: Place


def joined_place(parts: Iterable[Paragraph | Cell | Place], quote: str | None = None) -> Place:
    """One place for several: that of the first, with the boxes and words of all on its page."""
    places = [p if isinstance(p, Place) else p.place for p in parts]
    if not places:
        return Place(quote=quote or "")
    first = places[0]
    same = [p for p in places if p.page == first.page]
    boxes = tuple(box for p in same for box in p.bbox)
    end = places[-1].end if places[-1].block == first.block and places[-1].cell == first.cell else first.end
    said = quote if quote is not None else " ".join(p.quote for p in places if p.quote)
    return replace(first, bbox=boxes, end=end, quote=said)
