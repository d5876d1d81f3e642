"""Kế hoạch: the list, and one plan as a tree with its states; its papers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.plans import access, queries
from minhbach.plans.models import Plan
from minhbach.plans.queries.parts import PARTS, part_history
from minhbach.web.doors import signed_in
from minhbach.web.part_words import TITLES, sides
from minhbach.web.plan_frame import PlanFrame

MOST_PLANS = 500


@signed_in
def plans(request: HttpRequest) -> HttpResponse:
    context = {
        "plans": list(queries.plans_list(request.actor)[:MOST_PLANS]),
        "can_create": access.can_create_plan(request.actor),
    }
    return render(request, "desk/plans.html", context)


def seen_plan(request: HttpRequest, plan_id: int) -> Plan:
    """The plan, or "no such page" where the actor may not see it."""
    plan = queries.plan_page(request.actor, plan_id)
    if plan is None:
        raise Http404
    return plan


@signed_in
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    found = seen_plan(request, plan_id)
    context = {
        "frame": PlanFrame.of(request, found, "plan"),
        "plan": found,
        "earlier": queries.earlier_summaries(request.actor, found),
        "later": queries.later_plans(request.actor, found),
        "tree": queries.plan_tree(request.actor, found, request.today),
        "unresolved": queries.unresolved_phrases(found),
        "without_lead": queries.actions_without_lead(found),
        "can_manage": access.can_manage_plan(request.actor, found),
    }
    return render(request, "desk/plan/tree.html", context)


@signed_in
def papers(request: HttpRequest, plan_id: int) -> HttpResponse:
    found = seen_plan(request, plan_id)
    context = {
        "frame": PlanFrame.of(request, found, "plan_papers"),
        "plan": found,
        "amended": [
            (TITLES[part.name], sides(line, part.name))
            for part in PARTS.values()
            for line in part_history(found, part)
        ],
    }
    return render(request, "desk/plan/papers.html", context)
