"""What pages ask of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from minhbach.indices.core.distance import Distance, distance
from minhbach.indices.models import Direction, Observation, Target
from minhbach.plans.models import Plan


@dataclass(frozen=True, slots=True)
class TargetNow:
    """A target with the latest observation up to a day, and how far that is on the way."""

    target: Target
    latest: Observation | None
    distance: Distance


def targets_with_latest(plan: Plan, as_of: date) -> list[TargetNow]:
    """All targets of a plan in its order, in two queries. Who sees the plan sees its targets."""
    return targets_of_plans([plan.pk], as_of)


def targets_of_plans(plan_ids: Sequence[int], as_of: date) -> list[TargetNow]:
    """Those of several plans, plan by plan, in two queries."""
    standing = Target.objects.standing().filter(plan_id__in=plan_ids).order_by("plan_id", "order")
    targets = list(standing.select_related("indicator", "plan"))
    latest: dict[int, Observation] = {}
    seen = Observation.objects.filter(indicator_id__in={t.indicator_id for t in targets}, on__lte=as_of)
    for observation in seen.order_by("on", "id"):
        latest[observation.indicator_id] = observation
    return [_now(target, latest.get(target.indicator_id)) for target in targets]


def _now(target: Target, observation: Observation | None) -> TargetNow:
    lower = target.indicator.direction == Direction.LOWER
    value = observation.value if observation else None
    return TargetNow(
        target, observation, distance(target.baseline_value, target.op, target.value, value, lower)
    )
