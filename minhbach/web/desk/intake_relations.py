"""Quan hệ với kế hoạch trước, on the step "Văn bản": what the document says and what the person chooses."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.intake import queries, services
from minhbach.intake.access import KEEPERS
from minhbach.intake.core.relations import ANSWERS, KnownPlan, Proposal, chosen, proposals
from minhbach.intake.core.review import Verb
from minhbach.intake.queries import Desk
from minhbach.organisation.actor import Actor
from minhbach.plans.models import PlanRelation
from minhbach.web.desk.intake_frame import REFUSALS, sentence_of
from minhbach.web.desk.intake_steps import revision_of
from minhbach.web.doors import for_roles
from minhbach.web.fields import whole_number


@dataclass(frozen=True, slots=True)
class Chosen:
    relation: str
    words: str
    plan: KnownPlan | None  # None: it is not in the list any more


@dataclass(frozen=True, slots=True)
class Offer:
    proposal: Proposal
    words: str


@dataclass(frozen=True, slots=True)
class EarlierPlans:
    """chosen: by a person; offers: what may be, not yet chosen; plans: all that can be picked."""

    chosen: tuple[Chosen, ...]
    offers: tuple[Offer, ...]
    plans: tuple[KnownPlan, ...]
    kinds: tuple[tuple[str, str], ...]


def relations_of(actor: Actor, desk: Desk) -> EarlierPlans:
    plans = queries.known_plans(actor)
    by_key = {plan.key: plan for plan in plans}
    kept = chosen(desk.draft.answers)
    words = {str(relation.value): str(relation.label) for relation in PlanRelation}
    offers = [
        Offer(proposal, words.get(proposal.relation, ""))
        for proposal in proposals(desk.draft.data, desk.answers, plans)
        if proposal.plan is None or proposal.plan.key not in kept.values()
    ]
    return EarlierPlans(
        tuple(Chosen(relation, words[relation], by_key.get(key)) for relation, key in kept.items()),
        tuple(offers),
        tuple(plans),
        tuple(words.items()),
    )


@require_POST
@for_roles(*KEEPERS)
def relate(request: HttpRequest, pk: int) -> HttpResponse:
    """ "amends:12" chooses; "amends:" takes the choice back; without a button the two lists are read."""
    draft = queries.draft_of(request.actor, pk, whole=False)
    relation, _colon, key = request.POST.get("choose", "").partition(":")
    if not relation:
        relation, key = request.POST.get("relation", ""), request.POST.get("plan", "")
    if relation not in ANSWERS or (key and whole_number(key) is None):
        messages.error(request, _("Hãy chọn quan hệ và một kế hoạch trong danh sách."))
    elif not key and "choose" not in request.POST:
        messages.error(request, _("Hãy chọn kế hoạch trước trong danh sách."))
    else:
        try:
            services.change(
                request.actor, draft, Verb.ANSWER, {ANSWERS[relation]: key}, revision_of(request.POST)
            )
        except REFUSALS as error:
            messages.error(request, sentence_of(error))
    return redirect(f"{reverse('intake_paper', args=[pk])}#quan-he")
