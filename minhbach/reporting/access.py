"""Who may set report regimes, make exceptions, send out workbooks and take them back."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans.access import UNIT_ROLES, is_focal
from minhbach.reporting.models import ReportRegime, ReportSlot


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
