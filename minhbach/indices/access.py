"""Who may write down values of indicators."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.models import Plan


def can_record_observation(actor: Actor, plan: Plan) -> bool:
    """Whoever manages the plan that aims at the indicator."""
    return can_manage_plan(actor, plan)
