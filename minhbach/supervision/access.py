"""Who may remind, sign for letters and change the ladder."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans.access import is_focal
from minhbach.plans.models import Plan
from minhbach.supervision.models import Letter, Proposal


def can_supervise(actor: Actor) -> bool:
    """The officer of a focal unit: its late lists, its tray, its letters."""
    return actor.is_system or (actor.unit_id is not None and actor.has_role(Role.FOCAL))


def can_decide_proposal(actor: Actor, proposal: Proposal) -> bool:
    """Nothing reaches a head or a leader but by this person."""
    return can_supervise(actor) and proposal.focal_unit_id in actor.unit_ids


def can_change_letter(actor: Actor, letter: Letter) -> bool:
    """Its author's unit: form, day of reply, number and date, signed file."""
    return can_supervise(actor) and letter.author_id in actor.unit_ids


def can_read_whole_letter(actor: Actor, letter: Letter) -> bool:
    """Its author's unit and those who oversee. A unit that it only names reads the signed file and its own
    items: its words put together from these alone would be another text under the same number."""
    return actor.sees_territory or letter.author_id in actor.unit_ids


def can_set_policy(actor: Actor, plan: Plan | None) -> bool:
    """The ladder of the instance is the administrator's; that of a plan its focal officer's too."""
    if actor.is_system or actor.has_role(Role.ADMINISTRATOR):
        return True
    return plan is not None and is_focal(actor, plan)
