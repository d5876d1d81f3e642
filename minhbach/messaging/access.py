"""Who may change what leaves the product, and who may look at it."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role

# Who speaks for the mailbox and the calendar of a unit.
OF_THE_UNIT = (Role.HEAD, Role.DEPUTY, Role.CLERK, Role.FOCAL, Role.ADMINISTRATOR)


def can_choose_own_channels(actor: Actor) -> bool:
    return actor.user_id is not None


def can_choose_for_unit(actor: Actor) -> bool:
    """The mailbox and the calendar address of the unit acted for."""
    return actor.user_id is not None and actor.unit_id is not None and actor.has_role(*OF_THE_UNIT)


def can_change_rules(actor: Actor) -> bool:
    return actor.is_system or actor.has_role(Role.ADMINISTRATOR)


def can_see_log(actor: Actor) -> bool:
    """Administrators all; focal officers what their unit had said."""
    return actor.has_role(Role.ADMINISTRATOR, Role.FOCAL)
