"""What an action makes its units owe, and who else takes part in it."""

from __future__ import annotations

from datetime import date

from minhbach.plans.core.clocks import PlannedDuty, duties_of
from minhbach.plans.models import Action, Participation, Plan, ResponsibilityMember, ResponsibilityRole
from minhbach.plans.queries.owing import action_facts, owing_units


def owed(plan: Plan, action: Action, tracked_from: date, today: date) -> list[PlannedDuty]:
    """Duties of every lead unit, and of coordinating ones where the action's switch says so."""
    return duties_of(action_facts(plan, action), owing_units(action), tracked_from, today, plan.update_cycle)


def participations(plan: Plan, action: Action) -> list[Participation]:
    """Coordinating and supervising units of the action."""
    rows = (
        ResponsibilityMember.objects.filter(responsibility__action=action)
        .exclude(responsibility__role=ResponsibilityRole.LEAD)
        .values_list("unit_id", "responsibility__role")
        .distinct()
    )
    return [Participation(plan=plan, action=action, unit_id=unit, role=role) for unit, role in rows]


def settle_participations(plan: Plan, action: Action) -> None:
    """Who takes part as the action names them now; a unit that was asked for its help goes on."""
    Participation.objects.filter(action=action).exclude(unit__requests_received__action=action).delete()
    Participation.objects.bulk_create(participations(plan, action), ignore_conflicts=True)
