"""What a plan has beside its actions, kept by later apps: its targets (indices), its regimes (reporting).

Each registers itself, so that an amendment is shown and put in row by row without this app knowing either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from minhbach.plans.core.parts import PartRow
from minhbach.plans.models import PartPair, Plan, PlanStatus
from minhbach.plans.models.relations import PairQuerySet


@dataclass(frozen=True, slots=True)
class Part:
    """read: the rows of a plan that stand now, as they are compared. said: what a row says of a field, by
    column of `rows`. was_used: whether somebody built on rows that were put in. settle: what follows for the
    plan where its rows changed. related: what its words need beside the row."""

    name: str
    pairs: type[PartPair]
    rows: type[models.Model]
    read: Callable[[Plan], list[PartRow]]
    said: Callable[[Any, str], Mapping[str, Any]]
    was_used: Callable[[PairQuerySet[Any]], bool]
    settle: Callable[[Plan, date], None]
    related: tuple[str, ...] = ()

    def of(self, plan: Plan) -> PairQuerySet[Any]:
        """The rows of an amendment beside those of the plan that it amends."""
        found: PairQuerySet[Any] = self.every_pair().filter(plan=plan)
        return found

    def every_pair(self) -> Any:
        """A manager; of which model only the app that registered it knows."""
        return self.pairs._default_manager

    def new_pair(self, **values: Any) -> Any:
        pair: Any = self.pairs
        return pair(**values)


PARTS: dict[str, Part] = {}


def register(part: Part) -> None:
    PARTS[part.name] = part


def restore(row: Any, before: dict[str, Any]) -> Any:
    """The row as it stood before an amendment; not saved, and keys of many rows left as they are."""
    for name, value in before.items():
        field = row._meta.get_field(name)
        if not field.many_to_many:
            setattr(row, name, field.to_python(value))
    return row


@dataclass(frozen=True, slots=True)
class PartLine:
    """before: the row of the amended plan as it stood before; now: the row of the amendment."""

    pair: PartPair
    before: Any
    now: Any


def part_lines(plan: Plan, part: Part) -> list[PartLine]:
    """Every row of both plans, in the order of a page."""
    return _lines(part, part.of(plan))


def part_history(plan: Plan, part: Part) -> list[PartLine]:
    """What amendments have changed in this plan, the newest first."""
    rows = part.every_pair().applied().filter(plan__amends=plan, plan__status=PlanStatus.MERGED)
    return _lines(part, rows.order_by("-applied_at", "-pk"))


def _lines(part: Part, rows: PairQuerySet[Any]) -> list[PartLine]:
    """One query; one more for each of `related` that a row had another of before."""
    sides = [f"{side}__{name}" for side in ("row", "earlier") for name in part.related]
    lines = [_line(pair) for pair in rows.select_related("row", "earlier", "plan", *sides)]
    models.prefetch_related_objects([line.before for line in lines if line.before is not None], *part.related)
    return lines


def _line(pair: Any) -> PartLine:
    if pair.earlier is None or "created" in pair.before:
        return PartLine(pair, None, pair.row)
    return PartLine(pair, restore(copy(pair.earlier), pair.before), pair.row)
