"""The earlier plans that a draft may name, for the step "Văn bản". One query."""

from __future__ import annotations

from minhbach.intake.core.relations import KnownPlan
from minhbach.organisation.actor import Actor
from minhbach.plans.models import Plan, PlanStatus

MOST = 500


def known_plans(actor: Actor) -> list[KnownPlan]:
    """The newest first. An amendment that was put in is no plan of its own any more."""
    rows = Plan.objects.visible_to(actor).exclude(status=PlanStatus.MERGED).order_by("-issued_on", "-id")
    names = ("pk", "number", "title", "issuer", "year_from", "year_to")
    return [KnownPlan(*row) for row in rows.values_list(*names)[:MOST]]
