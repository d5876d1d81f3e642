"""Đôn đốc: who is late, since when, what was sent; the letter to all of them is one button away."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.organisation.models import Unit
from minhbach.plans import queries as plans
from minhbach.supervision import access, queries
from minhbach.supervision.models import LetterForm
from minhbach.supervision.queries.late import LateItem, LateUnit
from minhbach.web.desk.supervision.tabs import supervision_tabs
from minhbach.web.doors import for_roles
from minhbach.web.fields import whole_number
from minhbach.web.navigation import OVERSEES

FOLDED = 30  # rows beyond it fold, with their counts
SHOWN_ITEMS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """days: of the longest overdue."""

    line: LateUnit
    days: int


@dataclass(frozen=True, slots=True)
class Opened:
    """One unit with its things, and the text that is pasted into a chat."""

    unit: Unit
    items: list[LateItem]
    zalo: str


@for_roles(*OVERSEES)
def late(request: HttpRequest) -> HttpResponse:
    plan_id = whole_number(request.GET.get("ke-hoach", ""))
    found = queries.late_units(request.actor, request.today, plan_id)
    rows = [Row(line, line.days(request.today)) for line in found]
    context = {
        "tabs": supervision_tabs("late", len(rows)),
        "rows": rows if "mo" in request.GET else rows[:FOLDED],
        "folded": [] if "mo" in request.GET else rows[FOLDED:],
        "count": len(rows),
        "others": sum(line.unit.pk != request.actor.unit_id for line in found),
        "sums": _sums(found),
        "plans": plans.plans_list(request.actor, status="active"),
        "plan_id": plan_id,
        "opened": _opened(request, plan_id),
        "forms": LetterForm.choices,
        "can_write": access.can_supervise(request.actor),
    }
    return render(request, "desk/supervision/late.html", context)


def _sums(found: list[LateUnit]) -> dict[str, int]:
    return {
        "duties": sum(line.duties for line in found),
        "reports": sum(line.reports for line in found),
        "silent": sum(line.silent for line in found),
        "unheard": sum(not line.has_people for line in found),
    }


def _opened(request: HttpRequest, plan_id: int | None) -> Opened | None:
    """The unit of the address (`don-vi`), where it has something overdue."""
    unit_id = whole_number(request.GET.get("don-vi", ""))
    if unit_id is None:
        return None
    items = queries.late_items(request.actor, [unit_id], request.today, plan_id, most=SHOWN_ITEMS)
    if not items:
        return None
    zalo = plans.text_for_zalo(request.actor, request.today, unit=items[0].unit)
    return Opened(items[0].unit, items, zalo)
