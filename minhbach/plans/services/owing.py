"""Who owes an action, read from its responsibilities, handed to the rules of the clocks."""

from __future__ import annotations

from datetime import date

from minhbach.organisation.models import Authority
from minhbach.plans.core.clocks import ActionFacts, Owing, PlannedDuty, duties_of
from minhbach.plans.core.report_days import report_days
from minhbach.plans.models import Action, Participation, Plan, ResponsibilityMember, ResponsibilityRole


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


def owed(plan: Plan, action: Action, tracked_from: date, today: date) -> list[PlannedDuty]:
    """Duties of every lead unit, and of coordinating ones where the action's switch says so."""
    return duties_of(action_facts(plan, action), owing_units(action), tracked_from, today, plan.update_cycle)


def owing_units(action: Action) -> list[Owing]:
    roles = [ResponsibilityRole.LEAD]
    if action.coordinators_owe:
        roles.append(ResponsibilityRole.COORDINATE)
    rows = (
        ResponsibilityMember.objects.filter(responsibility__action=action, responsibility__role__in=roles)
        .order_by("unit__protocol_order", "unit_id")
        .values_list("unit_id", "unit__authority", "responsibility__role")
    )
    found: dict[int, Owing] = {}
    for unit, authority, role in rows:
        lead = role == ResponsibilityRole.LEAD
        if lead or unit not in found:
            found[unit] = Owing(unit, authority == Authority.PEOPLES_COMMITTEE, not lead)
    return list(found.values())


def participations(plan: Plan, action: Action) -> list[Participation]:
    """Coordinating and supervising units of the action."""
    rows = (
        ResponsibilityMember.objects.filter(responsibility__action=action)
        .exclude(responsibility__role=ResponsibilityRole.LEAD)
        .values_list("unit_id", "responsibility__role")
        .distinct()
    )
    return [Participation(plan=plan, action=action, unit_id=unit, role=role) for unit, role in rows]
