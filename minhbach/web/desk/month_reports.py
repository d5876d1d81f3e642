"""Báo cáo trong tháng: which unit owes which report to whom, all plans and regimes side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minhbach.reporting.queries.matrix import month_matrix, overdue_before
from minhbach.reporting.queries.slots import unit_slots
from minhbach.shared.dates import Cycle, Period, period_from_key, period_of
from minhbach.shared.periods import period_words
from minhbach.web.desk.report_matrix import page, unit_page
from minhbach.web.doors import for_roles
from minhbach.web.navigation import OVERSEES
from minhbach.web.shapes import Crumb, Tab


@for_roles(*OVERSEES)
def of_month(request: HttpRequest) -> HttpResponse:
    month = month_of(request)
    found = month_matrix(request.actor, month.start, month.end, request.today)
    here = reverse("month_reports")
    context = {
        "month": period_words(month.key),
        "months": _months(month),
        "earlier_late": overdue_before(request.actor, month.start, request.today),
        "kept": {"thang": month.key},
        "kept_words": f"thang={month.key}&",
    }
    return render(request, "desk/reports/month.html", context | page(request, found, here))


@for_roles(*OVERSEES)
def unit_everywhere(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit over all plans and regimes, newest first."""
    found = unit_slots(request.actor, unit_id, request.today)
    back = reverse("month_reports")
    crumbs = [Crumb(pgettext("many", "Báo cáo"), reverse("reports")), Crumb(_("Mọi kế hoạch"), back)]
    return unit_page(request, found, {"crumbs": crumbs, "back": back})


def month_of(request: HttpRequest) -> Period:
    """`thang=2026-11`; without it the running month."""
    key = request.GET.get("thang", "")
    if not key:
        return period_of(request.today, Cycle.MONTHLY)
    try:
        month = period_from_key(key)
    except ValueError as wrong:
        raise Http404 from wrong
    if month.cycle is not Cycle.MONTHLY:
        raise Http404
    return month


def _months(month: Period) -> list[Tab]:
    shown = [month.previous, month, month.next]
    return [Tab(f"?thang={one.key}", period_words(one.key), is_current=one == month) for one in shown]
