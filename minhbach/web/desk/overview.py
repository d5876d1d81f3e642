"""Tổng quan: who is late, who is silent, what came in, what is due next; for one plan at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from minhbach.indices import queries as indices
from minhbach.plans import access, queries
from minhbach.plans.models import Plan
from minhbach.plans.queries import Cells, UnitBlock
from minhbach.plans.queries.overview import UnitGroupKind, UnitRow
from minhbach.reporting.queries.matrix import report_overview
from minhbach.shared.dates import period_of
from minhbach.supervision import queries as supervision
from minhbach.web.charts import indicator_groups
from minhbach.web.doors import for_roles
from minhbach.web.navigation import OVERSEES
from minhbach.web.plan_frame import PlanFrame
from minhbach.web.report_figures import report_block

MOST_ROWS = 8  # of the pressing units of one kind: beyond it the rest fold and keep their red figures
NEWS_DAYS = 7
BLOCK_TITLES = {
    UnitGroupKind.DEPARTMENTS: gettext_lazy("Sở, ngành"),
    UnitGroupKind.COMMUNES: gettext_lazy("UBND xã, phường"),
    UnitGroupKind.ASKED: gettext_lazy("Cơ quan được đề nghị"),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """Units folded into one row that still carries their counts; total: counted and not counted duties."""

    count: int
    cells: Cells
    total: int


@dataclass(frozen=True, slots=True)
class Block:
    """Units of one kind: the most pressing as rows, the rest of them and the calm ones folded."""

    title: object
    sum: Sum
    rows: list[UnitRow]
    more: Sum | None
    calm: Sum | None


@for_roles(*OVERSEES)
def overview(request: HttpRequest, plan_id: int | None = None) -> HttpResponse:
    plan = _plan(request, plan_id)
    if plan is None:
        is_keeper = access.can_create_plan(request.actor)
        return render(request, "desk/overview_empty.html", {"can_import": is_keeper})
    rows = queries.rollup(request.actor, plan, request.today)
    found = queries.overview_of(plan, rows, request.today)
    matrix = queries.matrix_of(rows)
    late = queries.late_actions(request.actor, plan, request.today)
    since = request.today - timedelta(days=NEWS_DAYS)
    context = {
        "frame": PlanFrame.of(request, plan, "plan_overview"),
        "plan": plan,
        "found": found,
        "cells": found.cells,
        "oldest": late[0].days if late else 0,
        "period": period_of(request.today, plan.update_cycle).name,
        "late_actions": late,
        "blocks": [_block(block, unfolded="mo" in request.GET) for block in matrix],
        "reports": report_block(report_overview(request.actor, plan, request.today), request.today),
        "news": queries.changes_since(request.actor, since, plan, shown=8),
        "since": since,
        "next": queries.next_due(request.actor, plan, request.today),
        "indicators": indicator_groups(indices.targets_with_latest(plan, request.today)),
        "silent_plans": supervision.silent_count(request.actor, request.today),
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


def _block(block: UnitBlock, *, unfolded: bool) -> Block:
    """Folding never hides a red figure: a folded row carries the counts of its units."""
    pressing = [row for row in block.rows if row.cells.overdue.value or row.cells.silent]
    calm = [row for row in block.rows if not row.cells.overdue.value and not row.cells.silent]
    kept = pressing if unfolded or len(pressing) <= MOST_ROWS else pressing[: MOST_ROWS - 3]
    folds_calm = not unfolded and len(calm) > 3
    return Block(
        title=BLOCK_TITLES[block.kind],
        sum=_sum(block.kind, list(block.rows)),
        rows=kept if folds_calm else kept + calm,
        more=_sum(block.kind, pressing[len(kept) :]) if len(pressing) > len(kept) else None,
        calm=_sum(block.kind, calm) if folds_calm else None,
    )


def _sum(kind: UnitGroupKind, rows: list[UnitRow]) -> Sum:
    total = sum(row.cells.total + row.not_counted for row in rows)
    return Sum(len(rows), UnitBlock(kind, tuple(rows)).cells, total)
