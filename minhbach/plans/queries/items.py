"""The actions of a plan as the rules of the difference take them: four queries whatever the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit, UnitKind
from minhbach.plans.core.difference import Item, Party, Time
from minhbach.plans.models import (
    EARLIER,
    Action,
    Plan,
    PlanNode,
    PlanRelation,
    ResponsibilityMember,
    ResponsibilityRole,
)
from minhbach.plans.models.plans import Responsibility
from minhbach.shared.text import fold

LEADS = (ResponsibilityRole.LEAD, ResponsibilityRole.COORDINATE)


def earlier_of(plan: Plan, relation: PlanRelation | str) -> Plan | None:
    """The plan that this one amends, replaces, follows or carries out."""
    found: Plan | None = getattr(plan, EARLIER[PlanRelation(relation)])
    return found


def relations_of(plan: Plan) -> list[tuple[PlanRelation, Plan]]:
    """Every earlier plan that this one names. Reads them: select_related the fields of EARLIER."""
    return [(relation, found) for relation in EARLIER if (found := earlier_of(plan, relation)) is not None]


def relations_seen(actor: Actor, plan: Plan) -> list[tuple[PlanRelation, Plan]]:
    """Those of them that the actor may see: what a plan is to another says nothing to others. One query."""
    named = relations_of(plan)
    if not named or actor.sees_territory:
        return named
    keys = [earlier.pk for _relation, earlier in named]
    seen = set(Plan.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    return [(relation, earlier) for relation, earlier in named if earlier.pk in seen]


def years_between(earlier: Plan, plan: Plan, relation: PlanRelation | str) -> int:
    """By how many years the follower stands behind the plan it follows; a plan that replaces, by none."""
    if relation != PlanRelation.FOLLOWS or not (earlier.year_from and plan.year_from):
        return 0
    return plan.year_from - earlier.year_from


def both_sides(plan: Plan, relation: PlanRelation | str) -> tuple[list[Item], list[Item]]:
    """The items of the earlier plan that are asked about, and those of this plan."""
    earlier = earlier_of(plan, relation)
    assert earlier is not None  # the caller has looked
    if relation != PlanRelation.CARRIES_OUT:
        return items_of(earlier), items_of(plan)
    own = own_units(plan)
    return items_of(earlier, asked_of(earlier, own)), items_of(plan, within=own)


def own_units(plan: Plan) -> frozenset[int]:
    """The unit whose plan it is: its issuer, else its focal unit (for a division the unit above)."""
    unit = plan.issuer_unit or plan.focal_unit
    if unit is None:
        return frozenset()
    return frozenset({unit.parent_id if unit.kind == UnitKind.DIVISION and unit.parent_id else unit.pk})


def asked_of(plan: Plan, units: Iterable[int]) -> QuerySet[Action]:
    """Actions of the plan that the units lead or take part in, groups resolved."""
    members = ResponsibilityMember.objects.filter(
        unit_id__in=sorted(units), responsibility__action__plan=plan, responsibility__role__in=LEADS
    )
    return Action.objects.filter(pk__in=members.values("responsibility__action_id"))


def items_of(
    plan: Plan, actions: QuerySet[Action] | None = None, within: frozenset[int] = frozenset()
) -> list[Item]:
    """within: units whose divisions stand for them."""
    rows = list((Action.objects.filter(plan=plan) if actions is None else actions).defer("place", "quote"))
    nodes = {node.pk: node for node in PlanNode.objects.filter(plan=plan)}
    parties = parties_of(Responsibility.objects.filter(action__in=[row.pk for row in rows]), within)
    none = Party()
    return [
        Item(
            key=row.pk,
            text=row.text,
            code=row.code,
            path=_path(row.node_id, nodes),
            product=row.product,
            lead=parties.get((row.pk, ResponsibilityRole.LEAD), none),
            together=parties.get((row.pk, ResponsibilityRole.COORDINATE), none),
            time=Time(row.timing, row.start, row.due, row.due_is_before, row.recurrence),
        )
        for row in sorted(rows, key=lambda row: row.order)
    ]


def parties_of(
    phrases: QuerySet[Responsibility], within: frozenset[int] = frozenset()
) -> dict[tuple[int, str], Party]:
    """Who leads and who coordinates each action. Two or three queries."""
    words: dict[tuple[int, str], set[str]] = defaultdict(set)
    units: dict[tuple[int, str], set[int]] = defaultdict(set)
    for action, role, phrase in phrases.filter(role__in=LEADS).values_list("action_id", "role", "phrase"):
        words[action, role].add(fold(phrase))
    members = ResponsibilityMember.objects.filter(
        Q(responsibility__in=phrases), responsibility__role__in=LEADS
    ).values_list("responsibility__action_id", "responsibility__role", "unit_id")
    above = _above(within)
    for action, role, unit in members:
        units[action, role].add(above.get(unit, unit))
    return {key: Party(frozenset(words[key]), frozenset(units[key])) for key in words}


def _above(within: frozenset[int]) -> Mapping[int, int]:
    if not within:
        return {}
    rows = Unit.objects.filter(parent_id__in=sorted(within), kind=UnitKind.DIVISION)
    return dict(rows.values_list("pk", "parent_id"))


def _path(node: int | None, nodes: Mapping[int, PlanNode]) -> tuple[str, ...]:
    """The numbers of the headings above, from the top."""
    codes: list[str] = []
    while node is not None and node in nodes:
        if nodes[node].code:
            codes.insert(0, nodes[node].code)
        node = nodes[node].parent_id
    return tuple(codes)
