"""A target as intake hands it over. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class NewTarget:
    """What the plan wants of one indicator. Values as in indices.models.Target."""

    name: str
    code: str
    group: str
    scale_note: str
    measure: str
    direction: str
    baseline_year: int | None
    baseline_value: Decimal | None
    baseline_rank: int | None
    year: int | None
    op: str
    value: Decimal | None
    rank_op: str
    rank: int | None
    lead_raw: str
    source: str
    place: Mapping[str, Any]
    units: tuple[int, ...]
