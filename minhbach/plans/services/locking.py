"""The row that a verb changes, held until its transaction ends."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.models import Action, Duty, Plan, PlanRelation, PlanStatus
from minhbach.shared.verbs import Refused, allow


def today_or(today: date | None) -> date:
    """Verbs take the day of the authority's clock unless they are told another."""
    return today or timezone.localdate()


def locked_plan(plan: Plan) -> Plan:
    """For verbs that change where the plan stands: waits for every verb that goes on inside it."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def locked_undoing(plan: Plan) -> Plan:
    """For the steps of a way back: the plan still goes it, and nobody has ended or broken it off."""
    locked = locked_plan(plan)
    if locked.status != PlanStatus.UNDOING:
        raise Refused(_("Việc hủy đã được người khác làm xong hoặc dừng lại."))
    return locked


def open_for_pairing(actor: Actor, plan: Plan, relation: PlanRelation) -> Plan:
    """For verbs that pair the rows of a plan with those of an earlier one: not after it was given out."""
    locked = locked_plan(plan)
    allow(can_manage_plan(actor, locked), "pair rows")
    if locked.status != PlanStatus.DRAFT and relation != PlanRelation.CARRIES_OUT:
        raise Refused(_("Kế hoạch đã giao việc nên không đổi việc ghép dòng được."))
    return locked


def locked_amended(plan: Plan) -> Plan | None:
    """For a step of an amendment: the amended plan; none where one of both ended or was undone since."""
    assert plan.amends is not None
    if locked_plan(plan).status != PlanStatus.ACTIVATING:
        return None
    amended = locked_plan(plan.amends)
    return amended if amended.status == PlanStatus.ACTIVE else None


def held_plan(plan: Plan | int) -> Plan:
    """For verbs inside a plan: it stays as it stands until they end. Many may hold it at once."""
    pk = plan if isinstance(plan, int) else plan.pk
    _hold("%s", pk)
    return Plan.objects.get(pk=pk)


def locked_action(action: Action) -> Action:
    _hold("(SELECT plan_id FROM plans_action WHERE id = %s)", action.pk)
    return Action.objects.select_for_update(of=("self",)).select_related("plan").get(pk=action.pk)


def locked_duty(duty: Duty | int) -> Duty:
    pk = duty if isinstance(duty, int) else duty.pk
    _hold("(SELECT plan_id FROM plans_duty WHERE id = %s)", pk)
    joined = Duty.objects.select_related("plan", "action", "unit", "from_request")
    return joined.select_for_update(of=("self",)).get(pk=pk)


def _hold(which: str, pk: int) -> None:
    """A shared lock, which the ORM does not know. SQLite lets one write at a time and needs none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM plans_plan WHERE id = {which} FOR SHARE", [pk])  # noqa: S608


def save_duty(duty: Duty, *fields: str) -> None:
    """Writes the fields and the next version, by which an old workbook or form is recognised."""
    duty.version += 1
    duty.save(update_fields=[*fields, "version"])
