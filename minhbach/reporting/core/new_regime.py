"""A report duty of a plan as intake hands it over. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CYCLES = ("monthly", "quarterly", "semiannual", "annual")  # the shortest first


def shortest_cycle(cycles: Iterable[Any]) -> str:
    """How often ongoing duties are updated, from the cycles in which units report; else the quarter."""
    return min((cycle for cycle in cycles if cycle in CYCLES), key=CYCLES.index, default="quarterly")


@dataclass(frozen=True, slots=True)
class NewRegime:
    """A report duty of the plan. Values as in reporting.models.ReportRegime."""

    role: str
    cycle: str
    who: str
    to: str
    due_raw: str
    due_day: int | None
    due_month: int | None
    month_offset: int | None
    content: tuple[str, ...]
    template_items: tuple[Mapping[str, Any], ...]
    place: Mapping[str, Any]
