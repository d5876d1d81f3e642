"""Targets as an amendment changes them: beside those of the amended plan, and in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from minhbach.indices.models import Measure, Observation, Target, TargetPair
from minhbach.plans.core.parts import PartRow
from minhbach.plans.models import Plan
from minhbach.plans.models.relations import PairQuerySet
from minhbach.plans.queries.parts import Part, register
from minhbach.shared.text import fold

_COLUMNS = {
    "baseline": ("baseline_year", "baseline_value", "baseline_rank"),
    "value": ("op", "value"),
    "rank": ("rank_op", "rank"),
    "year": ("year",),
    "lead": ("lead_raw",),
}


def _read(plan: Plan) -> list[PartRow]:
    rows = Target.objects.standing().filter(plan=plan).select_related("indicator").prefetch_related("units")
    return [_row(target) for target in rows]


def _row(target: Target) -> PartRow:
    measure = str(target.indicator.measure)
    units = sorted(unit.pk for unit in target.units.all())
    return PartRow(
        key=target.pk,
        words=fold(target.words),
        near=(fold(target.group), str(target.year or "")),
        code=target.indicator.code,
        values={
            "text": fold(target.words),
            "measure": "" if measure == Measure.COUNT else measure,  # also where no measure is named
            "baseline": _said(target.baseline_year, target.baseline_value, target.baseline_rank),
            "value": "" if target.value is None else _said(target.op, target.value),
            "rank": "" if target.rank is None else _said(target.rank_op, target.rank),
            "year": _said(target.year),
            "lead": str(units) if units else fold(target.lead_raw),
        },
    )


def _said(*parts: Any) -> str:
    return " ".join(str(part) for part in parts if part is not None)


def _put(target: Target, field: str) -> Mapping[str, Any]:
    """Other words leave the indicator what it is, with its observations; another measure is another one."""
    if field == "text":
        return {"name": target.words}
    if field == "measure":
        return {"indicator_id": target.indicator_id, "name": target.words}
    said = {name: getattr(target, name) for name in _COLUMNS[field]}
    if field == "lead":
        said["units"] = [unit.pk for unit in target.units.all()]
    return said


def _was_used(pairs: PairQuerySet[TargetPair]) -> bool:
    """Somebody has observed the indicator since."""
    of_row = {"indicator__targets": OuterRef("earlier_id"), "recorded_at__gt": OuterRef("applied_at")}
    return pairs.filter(Exists(Observation.objects.filter(**of_row))).exists()


def _settle(amended: Plan, today: date) -> None:
    """Nothing of a plan hangs on its targets."""


TARGETS = Part(
    name="targets", pairs=TargetPair, rows=Target, read=_read, said=_put, was_used=_was_used, settle=_settle,
    related=("indicator",),
)  # fmt: skip
register(TARGETS)
