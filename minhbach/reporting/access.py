"""Who may set regimes; write, approve, receive, consolidate reports; exchange workbooks."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans.access import UNIT_ROLES, is_focal
from minhbach.plans.models import Plan
from minhbach.reporting.models import Consolidation, ReportRegime, ReportSlot


def can_receive_workbooks(actor: Actor) -> bool:
    """The focal officer; each row is checked again against the plan it belongs to."""
    return actor.has_role(Role.FOCAL)


def can_take_workbook(actor: Actor) -> bool:
    """A unit takes its own workbook, the focal officer those of all units of its plans."""
    return can_receive_workbooks(actor) or actor.has_role(*UNIT_ROLES)


def can_add_regime(actor: Actor) -> bool:
    """A report that no plan asks for: the focal officer of the unit that will receive it."""
    return actor.is_system or actor.has_role(Role.FOCAL)


def can_manage_regime(actor: Actor, regime: ReportRegime) -> bool:
    """The focal officer of the plan; of a regime that stands alone, that of the unit that owns it."""
    if regime.plan is not None:
        return is_focal(actor, regime.plan)
    return actor.is_system or (regime.owner_id in actor.unit_ids and actor.has_role(Role.FOCAL))


def can_manage_slot(actor: Actor, slot: ReportSlot) -> bool:
    """Exceptions, reports recorded on behalf, acceptance: who manages the regime."""
    return can_manage_regime(actor, slot.regime)


def can_write_report(actor: Actor, slot: ReportSlot) -> bool:
    """Someone of the owing unit writes its report."""
    return slot.unit_id in actor.unit_ids and actor.has_role(*UNIT_ROLES)


def can_approve_report(actor: Actor, slot: ReportSlot) -> bool:
    """The head, or a deputy in the head's place (Nghị định 30/2020/NĐ-CP, điều 13)."""
    return slot.unit_id in actor.unit_ids and actor.has_role(Role.HEAD, Role.DEPUTY)


def can_receive_report(actor: Actor, slot: ReportSlot) -> bool:
    """Look at, return, accept, record on behalf: the focal officer of the plan, or of whom it is sent to.

    Reads the plan and the regime: select_related("plan", "regime").
    """
    if actor.is_system or (slot.plan is not None and is_focal(actor, slot.plan)):
        return True
    receivers = {slot.regime.to_unit_id, slot.regime.through_unit_id, slot.regime.owner_id}
    return actor.has_role(Role.FOCAL) and not actor.unit_ids.isdisjoint(receivers - {None})


def can_design_forms(actor: Actor) -> bool:
    """Forms of reports and the list of routine phrases."""
    return actor.is_system or actor.has_role(Role.ADMINISTRATOR, Role.FOCAL)


def can_consolidate(actor: Actor, plan: Plan | None, unit_id: int) -> bool:
    """The focal officer of the plan; of a regime that stands alone, the one of the unit that owes it."""
    if plan is not None:
        return is_focal(actor, plan)
    return actor.is_system or (unit_id in actor.unit_ids and actor.has_role(Role.FOCAL))


def can_pass_on(actor: Actor, consolidation: Consolidation) -> bool:
    """The unit it passes through; the focal officer records what that unit did elsewhere."""
    through = consolidation.through_unit_id in actor.unit_ids and actor.has_role(*UNIT_ROLES)
    return through or can_consolidate(actor, consolidation.plan, consolidation.unit_id)
