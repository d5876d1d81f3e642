"""Tổng quan: who is late, who is silent, what came in, what is due next; for one plan at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from minhbach.indices import queries as indices
from minhbach.organisation.models import Unit
from minhbach.plans import access, queries
from minhbach.plans.models import Action, Plan
from minhbach.plans.queries import Cells, DutyLine, UnitBlock
from minhbach.plans.queries.overview import UnitGroupKind, UnitRow
from minhbach.shared.dates import period_of
from minhbach.web.charts import indicator_groups
from minhbach.web.doors import for_roles
from minhbach.web.navigation import OVERSEES
from minhbach.web.plan_frame import PlanFrame

LATE_ACTIONS = 5
NEWS_DAYS = 7
BLOCK_TITLES = {
    UnitGroupKind.DEPARTMENTS: gettext_lazy("Sở, ngành"),
    UnitGroupKind.COMMUNES: gettext_lazy("UBND xã, phường"),
    UnitGroupKind.ASKED: gettext_lazy("Cơ quan được đề nghị"),
}


@dataclass(frozen=True, slots=True)
class LateAction:
    """An action with the units late with it; days: of the longest."""

    action: Action
    days: int
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class Block:
    """Units of one kind: the pressing ones as rows, the calm ones folded into one that keeps its counts."""

    title: object
    cells: Cells
    count: int
    rows: list[UnitRow]
    calm: list[UnitRow]
    calm_cells: Cells | None
    is_asked: bool


@for_roles(*OVERSEES)
def overview(request: HttpRequest, plan_id: int | None = None) -> HttpResponse:
    plan = _plan(request, plan_id)
    if plan is None:
        is_keeper = access.can_create_plan(request.actor)
        return render(request, "desk/overview_empty.html", {"can_import": is_keeper})
    found = queries.plan_overview(request.actor, plan, request.today, 200)
    matrix = queries.unit_matrix(request.actor, plan, request.today)
    since = request.today - timedelta(days=NEWS_DAYS)
    context = {
        "frame": PlanFrame.of(request, plan, "plan_overview"),
        "plan": plan,
        "found": found,
        "cells": found.cells,
        "late_units": len({line.duty.unit_id for line in found.late}),
        "oldest": max((line.state.late.days for line in found.late), default=0),
        "silent_units": sum(1 for block in matrix for row in block.rows if row.cells.silent),
        "period": period_of(request.today, plan.update_cycle).name,
        "late_actions": _late_actions(found.late),
        "blocks": [_block(block, unfolded="mo" in request.GET) for block in matrix],
        "news": queries.changes_since(request.actor, since, plan, shown=8),
        "since": since,
        "next": _next(request, plan),
        "indicators": indicator_groups(indices.targets_with_latest(plan, request.today)),
        "needs_opening": found.opening > 0,
        "can_manage": access.can_manage_plan(request.actor, plan),
    }
    return render(request, "desk/overview.html", context)


def _plan(request: HttpRequest, plan_id: int | None) -> Plan | None:
    """The plan asked for, else the newest that is tracked."""
    if plan_id is not None:
        plan = queries.plan_page(request.actor, plan_id)
        if plan is None:
            raise Http404
        return plan
    newest = queries.plans_list(request.actor, status="active").first()
    return queries.plan_page(request.actor, newest.pk) if newest else None


def _late_actions(late: tuple[DutyLine, ...]) -> list[LateAction]:
    """The late list by action, the longest first."""
    by_action: dict[int, list[DutyLine]] = defaultdict(list)
    for line in late:
        by_action[line.duty.action_id].append(line)
    groups = [
        LateAction(lines[0].duty.action, max(x.state.late.days for x in lines), [x.duty.unit for x in lines])
        for lines in by_action.values()
    ]
    return sorted(groups, key=lambda group: -group.days)[:LATE_ACTIONS]


def _block(block: UnitBlock, *, unfolded: bool) -> Block:
    """Folding never hides a red figure: only units without one fold."""
    calm = [row for row in block.rows if not row.cells.overdue.value and not row.cells.silent]
    fold = not unfolded and len(calm) > 3
    shown = [row for row in block.rows if not fold or row not in calm]
    return Block(
        title=BLOCK_TITLES[block.kind],
        cells=block.cells,
        count=len(block.rows),
        rows=shown,
        calm=calm if fold else [],
        calm_cells=UnitBlock(block.kind, tuple(calm)).cells if fold else None,
        is_asked=block.kind == UnitGroupKind.ASKED,
    )


def _next(request: HttpRequest, plan: Plan) -> DutyLine | None:
    """The running duty that ends next."""
    soon = queries.DutyFilter(plan_id=plan.pk, late=("today", "soon", "in_time"))
    page = queries.duties_list(request.actor, soon, request.today, size=1)
    return page.lines[0] if page.lines else None
