"""Who may bring a document in and review it."""

from __future__ import annotations

from minhbach.intake.models import Draft
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans.access import can_create_plan

KEEPERS = (Role.FOCAL, Role.SECRETARY, Role.ADMINISTRATOR)


def can_upload(actor: Actor) -> bool:
    """Focal officers, secretaries and administrators bring plans in, for the unit they act for."""
    return actor.is_system or (actor.unit_id is not None and actor.has_role(*KEEPERS))


def can_review(actor: Actor, draft: Draft) -> bool:
    """The unit that brought the draft in; administrators every draft."""
    if actor.is_system or actor.has_role(Role.ADMINISTRATOR):
        return True
    return can_upload(actor) and draft.unit_id in actor.unit_ids


def can_keep_wordings(actor: Actor) -> bool:
    """Take back, set right or add what the authority remembers: who adopts plans, and administrators."""
    return actor.is_system or actor.has_role(Role.FOCAL, Role.ADMINISTRATOR)


def can_adopt(actor: Actor, draft: Draft) -> bool:
    """Who reviews and may take plans in: the focal officer, whose unit answers for the plan."""
    return can_review(actor, draft) and can_create_plan(actor)
