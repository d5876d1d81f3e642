"""Who may change the organisation, and who may teach it a new way of writing a unit."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role, User


def can_manage_organisation(actor: Actor) -> bool:
    """Units, groups and successions."""
    return actor.is_system or actor.has_role(Role.ADMINISTRATOR)


def can_manage_users(actor: Actor) -> bool:
    """Accounts, memberships, one-time links."""
    return actor.is_system or actor.has_role(Role.ADMINISTRATOR)


def can_change_password(actor: Actor, user: User) -> bool:
    """Everyone their own; an administrator anyone's."""
    return can_manage_users(actor) or (actor.user_id is not None and actor.user_id == user.pk)
