"""Who may send out workbooks and take them back."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans.access import UNIT_ROLES


def can_receive_workbooks(actor: Actor) -> bool:
    """The focal officer; each row is checked again against the plan it belongs to."""
    return actor.has_role(Role.FOCAL)


def can_take_workbook(actor: Actor) -> bool:
    """A unit takes its own workbook, the focal officer those of all units of its plans."""
    return can_receive_workbooks(actor) or actor.has_role(*UNIT_ROLES)
