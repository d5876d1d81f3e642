"""The row that a verb changes, held until its transaction ends."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from minhbach.plans.models import Action, Duty, Plan


def today_or(today: date | None) -> date:
    """Verbs take the day of the authority's clock unless they are told another."""
    return today or timezone.localdate()


def locked_plan(plan: Plan) -> Plan:
    return Plan.objects.select_for_update().get(pk=plan.pk)


def locked_action(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).select_related("plan").get(pk=action.pk)


def locked_duty(duty: Duty | int) -> Duty:
    pk = duty if isinstance(duty, int) else duty.pk
    joined = Duty.objects.select_related("plan", "action", "unit", "from_request")
    return joined.select_for_update(of=("self",)).get(pk=pk)


def save_duty(duty: Duty, *fields: str) -> None:
    """Writes the fields and the next version, by which an old workbook or form is recognised."""
    duty.version += 1
    duty.save(update_fields=[*fields, "version"])
