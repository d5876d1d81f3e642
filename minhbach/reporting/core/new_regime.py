"""A report duty of a plan as intake hands it over. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

CYCLES = ("monthly", "quarterly", "semiannual", "annual")  # the shortest first


def shortest_cycle(cycles: Iterable[Any]) -> str:
    """How often ongoing duties are updated, from the cycles in which units report; else the quarter."""
    return min((cycle for cycle in cycles if cycle in CYCLES), key=CYCLES.index, default="quarterly")


@dataclass(frozen=True, slots=True)
class NewRegime:
    """A report duty of the plan. Values as in reporting.models.ReportRegime; units: of its list."""

    role: str
    cycle: str
    who: str
    to: str
    due_raw: str
    due_day: int | None
    due_month: int | None
    month_offset: int | None
    content: tuple[str, ...] = ()
    template_items: tuple[Mapping[str, Any], ...] = ()
    place: Mapping[str, Any] = field(default_factory=dict)
    due_is_before: bool = False
    window_rule: str = "usual"
    who_rule: str = "leads"
    who_note: str = ""
    through: str = ""
    to_unit_id: int | None = None
    through_unit_id: int | None = None
    units: tuple[int, ...] = ()
