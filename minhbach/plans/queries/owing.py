"""Who owes an action, read from its responsibilities, as the rules of the clocks take it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from minhbach.organisation.models import Authority
from minhbach.plans.core.clocks import ActionFacts, Owing
from minhbach.plans.core.report_days import report_days
from minhbach.plans.models import Action, Plan, ResponsibilityMember, ResponsibilityRole


def action_facts(plan: Plan, action: Action) -> ActionFacts:
    return ActionFacts(
        timing=action.timing,
        start=action.start,
        due=action.due,
        due_is_before=action.due_is_before,
        recurrence=action.recurrence,
        report_days=report_days(action.report_days),
        triggered_on=action.triggered_on,
        year_from=plan.year_from,
        year_to=plan.year_to,
    )


def owing_units(action: Action) -> list[Owing]:
    """Lead units, and coordinating ones where the action's switch says so; a unit stands once, as lead."""
    return _by_action(ResponsibilityMember.objects.filter(responsibility__action=action)).get(action.pk, [])


def owing_in_plan(plan: Plan) -> dict[int, list[Owing]]:
    """The same for every action of the plan that anyone owes: one query."""
    return _by_action(ResponsibilityMember.objects.filter(responsibility__action__plan=plan))


def _by_action(members: QuerySet[ResponsibilityMember]) -> dict[int, list[Owing]]:
    lead = ResponsibilityRole.LEAD
    together = Q(
        responsibility__role=ResponsibilityRole.COORDINATE, responsibility__action__coordinators_owe=True
    )
    rows = (
        members.filter(Q(responsibility__role=lead) | together)
        .order_by("unit__protocol_order", "unit_id")
        .values_list("responsibility__action_id", "unit_id", "unit__authority", "responsibility__role")
    )
    found: dict[int, dict[int, Owing]] = {}
    for action, unit, authority, role in rows:
        owing = found.setdefault(action, {})
        if role == lead or unit not in owing:
            owing[unit] = Owing(unit, authority == Authority.PEOPLES_COMMITTEE, role != lead)
    return {action: list(owing.values()) for action, owing in found.items()}
