"""Kế hoạch và tiến độ: what a recorded decision lets everyone see, and nothing beyond it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.indices import queries as indices
from minhbach.plans import queries
from minhbach.plans.core.kinds import Result
from minhbach.plans.models import PlanNode
from minhbach.plans.queries import PublicAction, PublicPlan, PublicUpdate
from minhbach.web.fields import whole_number
from minhbach.web.public.promises import promises_of
from minhbach.web.shapes import Crumb

A_PAGE = 30  # tasks a page: the first page stays under 100 KB whatever the plan's size
LONG_NAME, SHORT_NAME = 60, 16
MANY = 120  # tasks beyond which squares carry short names
SQUARES = {Result.DONE: "full", Result.DOING: "half", Result.SUSPENDED: "off", Result.NOT_APPLICABLE: "off"}
IN_KEY = (Result.DONE, Result.DOING, Result.NOT_STARTED, Result.SUSPENDED, Result.NOT_APPLICABLE)
NAMES_SHOWN = 5
PROMISES_SHOWN = 6  # the rest is one press away


@dataclass(frozen=True, slots=True)
class Square:
    """One task of the waffle: a link to its line, named for whoever cannot see the square."""

    href: str
    look: str
    name: str


@dataclass(frozen=True, slots=True)
class PublicTask:
    """at: its place in the whole plan, from 1. units_more: names left out of the line."""

    at: int
    shown: PublicAction
    units: tuple[str, ...]
    units_more: int


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks under one heading; node None where they stand under none."""

    node: PlanNode | None
    tasks: tuple[PublicTask, ...]


@dataclass(frozen=True, slots=True)
class News:
    """One dated line of what was finished."""

    update: PublicUpdate
    task: PublicAction
    href: str
    units: tuple[str, ...]
    units_more: int


@require_safe
def public_plans(request: HttpRequest) -> HttpResponse:
    return render(request, "public/plans.html", {"lines": queries.public_plans(request.today)})


@require_safe
def public_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """A plan that is not published does not exist here."""
    found = queries.public_plan(plan_id, request.today)
    if found is None:
        raise Http404
    first = _first(request.GET.get("tu", ""), len(found.actions))
    promises = promises_of(indices.targets_with_latest(found.plan, request.today)) if first == 1 else []
    counts = Counter(shown.result for shown in found.actions)
    here = found.plan.number or _("Kế hoạch")
    context = {
        "public": found,
        "plan": found.plan,
        "crumbs": [Crumb(_("Kế hoạch và tiến độ"), reverse("public_plans")), Crumb(here)],
        "done": counts[Result.DONE],
        "counts": [(str(r), queries.result_words(r), counts[r]) for r in IN_KEY if counts[r]],
        "squares": _squares(found),
        "promises": promises[:PROMISES_SHOWN],
        "more_promises": promises[PROMISES_SHOWN:],
        "has_values": any(line.latest for line in promises),
        "news": _news(found) if first == 1 else [],
        "sections": _sections(found, first),
        "first": first,
        "last": min(first + A_PAGE - 1, len(found.actions)),
        "next": first + A_PAGE if first + A_PAGE <= len(found.actions) else 0,
        "before": max(1, first - A_PAGE) if first > 1 else 0,
    }
    return render(request, "public/plan.html", context)


def _first(typed: str, total: int) -> int:
    """The number of the first task on the asked page."""
    asked = whole_number(typed) or 1
    return (min(max(asked, 1), max(total, 1)) - 1) // A_PAGE * A_PAGE + 1


def _href(at: int) -> str:
    first = (at - 1) // A_PAGE * A_PAGE + 1
    return f"?tu={first}#n{at}"


def _squares(found: PublicPlan) -> list[Square]:
    longest = SHORT_NAME if len(found.actions) > MANY else LONG_NAME
    return [
        Square(_href(at), SQUARES.get(shown.result, ""), _name(shown, longest))
        for at, shown in enumerate(found.actions, start=1)
    ]


def _name(shown: PublicAction, longest: int) -> str:
    """ "3.1 Rà soát thành phần hồ sơ…: đang thực hiện"."""
    said = Truncator(str(shown.action)).chars(longest)
    return f"{said}: {queries.result_words(shown.result).lower()}"


def _sections(found: PublicPlan, first: int) -> list[Section]:
    """The tasks of one page under their headings, in the document's order."""
    nodes = {node.pk: node for node in found.nodes}
    sections: list[tuple[int | None, list[PublicTask]]] = []
    for at, shown in enumerate(found.actions[first - 1 : first - 1 + A_PAGE], start=first):
        node_id = shown.action.node_id
        if not sections or sections[-1][0] != node_id:
            sections.append((node_id, []))
        sections[-1][1].append(PublicTask(at, shown, *_some(shown.units)))
    return [Section(nodes.get(node_id) if node_id else None, tuple(tasks)) for node_id, tasks in sections]


def _news(found: PublicPlan) -> list[News]:
    by_id = {shown.action.pk: (at, shown) for at, shown in enumerate(found.actions, start=1)}
    return [
        News(update, by_id[update.action_id][1], _href(by_id[update.action_id][0]), *_some(update.units))
        for update in found.updates
    ]


def _some(units: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """The first names, and how many more there are."""
    return units[:NAMES_SHOWN], max(0, len(units) - NAMES_SHOWN)
