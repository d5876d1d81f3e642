"""Who may do what to a plan and its duties. Plain questions about values already read: no queries."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans.models import CoordinationRequest, Duty, Plan, PlanStatus

UNIT_ROLES = (Role.CLERK, Role.OFFICER, Role.HEAD, Role.DEPUTY, Role.FOCAL)


def is_focal(actor: Actor, plan: Plan) -> bool:
    """The officer of the plan's focal unit: answers for the plan as a whole."""
    if actor.is_system:
        return True
    return (
        plan.focal_unit_id is not None and plan.focal_unit_id in actor.unit_ids and actor.has_role(Role.FOCAL)
    )


def can_create_plan(actor: Actor) -> bool:
    return actor.is_system or actor.has_role(Role.FOCAL)


def can_manage_plan(actor: Actor, plan: Plan) -> bool:
    """Activate, undo, confirm the opening state, resolve phrases, close."""
    return is_focal(actor, plan)


def can_publish(actor: Actor, plan: Plan) -> bool:
    """Publication follows a recorded decision: the focal officer, a leader or the leader's secretary."""
    return is_focal(actor, plan) or actor.has_role(Role.LEADER, Role.SECRETARY)


def can_report(actor: Actor, duty: Duty) -> bool:
    """Someone of the owing unit (with its divisions) reports for the unit."""
    return duty.unit_id in actor.unit_ids and actor.has_role(*UNIT_ROLES)


def can_record_on_behalf(actor: Actor, duty: Duty) -> bool:
    """The focal officer writes down what came by axis, paper, mail, Zalo or phone."""
    return is_focal(actor, duty.plan)


def can_answer_entry(actor: Actor, duty: Duty) -> bool:
    """The unit says whether what was recorded for it is right."""
    return can_report(actor, duty)


def can_acknowledge(actor: Actor, duty: Duty) -> bool:
    """Ghi nhận, trả lại: the focal unit; for a requested coordination also the unit that asked."""
    return is_focal(actor, duty.plan) or _asked_for(actor, duty.from_request)


def can_decide(actor: Actor, duty: Duty) -> bool:
    """Suspend, resume, set aside, change a date, record a trigger."""
    return is_focal(actor, duty.plan)


def can_request_coordination(actor: Actor, plan: Plan, lead_unit_ids: frozenset[int]) -> bool:
    """The focal unit, or a unit that leads the action."""
    if is_focal(actor, plan):
        return True
    return not actor.unit_ids.isdisjoint(lead_unit_ids) and actor.has_role(*UNIT_ROLES)


def can_assign(actor: Actor, duty: Duty) -> bool:
    """Who handles the duty is the unit's own matter."""
    return can_report(actor, duty)


def can_record_directive(actor: Actor, plan: Plan) -> bool:
    return is_focal(actor, plan) or actor.has_role(Role.LEADER, Role.SECRETARY)


def can_add_evidence(actor: Actor, unit_id: int) -> bool:
    return unit_id in actor.unit_ids and actor.has_role(*UNIT_ROLES)


def can_send_files(actor: Actor) -> bool:
    return actor.is_system or actor.has_role(*UNIT_ROLES, Role.SECRETARY, Role.LEADER, Role.ADMINISTRATOR)


def can_administer(actor: Actor) -> bool:
    """Release a false secrecy alarm, confirm the rest days of a year."""
    return actor.is_system or actor.has_role(Role.ADMINISTRATOR)


def can_see_unit_names_publicly(plan: Plan) -> bool:
    """The second switch of publication: names of units and lateness."""
    return plan.published_on is not None and plan.publish_units


def is_open_for_reports(plan: Plan) -> bool:
    return plan.status == PlanStatus.ACTIVE


def _asked_for(actor: Actor, request: CoordinationRequest | None) -> bool:
    if request is None:
        return False
    return request.asked_by_id in actor.unit_ids and actor.has_role(*UNIT_ROLES)
