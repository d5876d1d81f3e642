"""Cấp dưới triển khai: which units have taken a plan up in one of their own, late and left out first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minhbach.plans import queries
from minhbach.plans.queries import CoverageRow
from minhbach.reporting.writers.lists import Column, Value
from minhbach.web.desk.exports.plans import plan_words
from minhbach.web.desk.exports.sheet import list_response
from minhbach.web.desk.plans import seen_plan
from minhbach.web.doors import signed_in
from minhbach.web.plan_frame import PlanFrame


@signed_in
def coverage(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = seen_plan(request, plan_id)
    context = {
        "frame": PlanFrame.of(request, plan, "plan_coverage"),
        "plan": plan,
        "found": queries.coverage(request.actor, plan),
    }
    return render(request, "desk/plan/coverage.html", context)


@signed_in
def coverage_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = seen_plan(request, plan_id)
    columns = (
        Column(_("STT"), 6, figure=True), Column(_("Đơn vị"), 40), Column(_("Kế hoạch của đơn vị"), 24),
        Column(_("Ngày ký"), 12), Column(_("Việc được giao"), 11, figure=True),
        Column(_("Đã đưa vào"), 11, figure=True), Column(_("Hạn muộn hơn"), 11, figure=True),
        Column(_("Đơn vị khác"), 11, figure=True), Column(_("Chưa đưa vào"), 11, figure=True),
        Column(_("Dòng đã xác nhận"), 11, figure=True),
    )  # fmt: skip
    found = queries.coverage(request.actor, plan)
    rows = (_cells(at, row) for at, row in enumerate(found.rows, start=1))
    title = _("Việc triển khai kế hoạch của các đơn vị")
    return list_response(request, "trien-khai", title, columns, rows, plan_words(plan))


def _cells(at: int, row: CoverageRow) -> tuple[Value, ...]:
    if row.own is None:
        return (at, row.unit.name, _("chưa có"), None, row.asked, None, None, None, None, None)
    said = (row.own.number or row.own.title, row.own.issued_on)
    figures = (row.asked, row.taken, row.later, row.other_lead, row.left_out, row.confirmed)
    return (at, row.unit.name, *said, *figures)
