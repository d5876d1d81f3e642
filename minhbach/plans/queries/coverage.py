"""Who has taken up a plan in a plan of its own: unit by unit, what is late or left out first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.plans.models import ActionPair, PairKind, Plan, PlanRelation, PlanStatus, ResponsibilityMember
from minhbach.plans.queries.items import LEADS, own_units


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """asked: actions that the unit leads or takes part in. own: its plan that carries this one out.

    taken: of those, in its plan; later, other_lead: taken up with a later day or another lead; left_out: not
    in it; confirmed: rows that somebody has looked at.
    """

    unit: Unit
    asked: int
    own: Plan | None = None
    taken: int = 0
    later: int = 0
    other_lead: int = 0
    left_out: int = 0
    confirmed: int = 0

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Later days first, then what was left out, then who has no plan, then the rest by protocol."""
        return (-self.later, -self.left_out, self.own is not None, self.unit.protocol_order)


@dataclass(frozen=True, slots=True)
class Coverage:
    rows: tuple[CoverageRow, ...]

    @property
    def known(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.own is not None)

    @property
    def without_plan(self) -> tuple[CoverageRow, ...]:
        return tuple(row for row in self.rows if row.own is None)

    @property
    def later(self) -> int:
        return sum(row.later for row in self.rows)

    @property
    def left_out(self) -> int:
        return sum(row.left_out for row in self.rows)


def coverage(actor: Actor, plan: Plan) -> Coverage:
    """What the actor may see of it: its own unit's row, or all of them with the whole plan. Four queries."""
    asked = (
        ResponsibilityMember.objects.filter(responsibility__action__plan=plan, responsibility__role__in=LEADS)
        .order_by()
        .values("unit_id")
        .annotate(n=Count("responsibility__action", distinct=True))
    )
    counts = {row["unit_id"]: row["n"] for row in asked}
    if not (actor.sees_territory or plan.focal_unit_id in actor.unit_ids):
        counts = {unit: n for unit, n in counts.items() if unit in actor.unit_ids}
    own = _own_plans(actor, plan)
    tallies = _tallies(list(own.values()))
    units = Unit.objects.filter(pk__in=list(counts)).order_by("protocol_order", "pk")
    rows = [_row(unit, counts[unit.pk], own.get(unit.pk), tallies) for unit in units]
    return Coverage(tuple(sorted(rows, key=lambda row: row.order)))


def _own_plans(actor: Actor, plan: Plan) -> dict[int, Plan]:
    """The newest plan of each unit that carries this one out."""
    plans = (
        Plan.objects.visible_to(actor)
        .filter(parent_plan=plan)
        .exclude(status=PlanStatus.MERGED)
        .select_related("issuer_unit", "focal_unit")
        .order_by("issued_on", "id")
    )
    return {unit: found for found in plans for unit in own_units(found)}


def _tallies(plans: list[Plan]) -> dict[int, dict[str, int]]:
    rows = ActionPair.objects.filter(
        plan__in=plans, relation=PlanRelation.CARRIES_OUT, earlier__isnull=False
    ).values_list("plan_id", "kind", "fields", "confirmed_at")
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for plan, kind, fields, confirmed in rows.order_by():
        one = found[plan]
        one["taken"] += kind in (PairKind.SAME, PairKind.CHANGED)
        one["left_out"] += kind == PairKind.LEFT_OUT
        one["later"] += "time" in fields
        one["other_lead"] += "lead" in fields
        one["confirmed"] += confirmed is not None
    return found


def _row(unit: Unit, asked: int, own: Plan | None, tallies: dict[int, dict[str, int]]) -> CoverageRow:
    tally = dict(tallies.get(own.pk, {})) if own else {}
    return CoverageRow(unit, asked, own, **tally)
