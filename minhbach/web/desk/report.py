"""The report of a plan: its figures on a page, the Word file in the state layout, the leader's page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minhbach.organisation.actor import Actor
from minhbach.plans import queries as plans
from minhbach.plans.models import Plan
from minhbach.reporting import queries
from minhbach.reporting.core.build import summary_sentences
from minhbach.reporting.core.shapes import STANDING_WORDS, UNCOUNTED, PlanReport, Standing
from minhbach.reporting.core.target_words import target_words, value_words
from minhbach.reporting.writers.leader_page import leader_page_docx
from minhbach.reporting.writers.plan_report import plan_report_docx
from minhbach.shared.text import fold
from minhbach.web.desk.report_parts import uncounted_parts, unit_groups
from minhbach.web.doors import signed_in
from minhbach.web.shapes import Crumb

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ORDER = (
    Standing.LATE,
    Standing.SILENT,
    Standing.DOING,
    Standing.NOT_STARTED,
    Standing.AWAITING,
    Standing.DONE,
    *UNCOUNTED,
)


def _plan(actor: Actor, plan_id: int) -> Plan:
    plan = plans.plan_page(actor, plan_id)
    if plan is None:
        raise Http404
    return plan


def _report(request: HttpRequest, plan: Plan) -> tuple[PlanReport, str]:
    """The report of the period asked for (`ky`), else of the newest; with the period's key."""
    today = timezone.localdate()
    periods = queries.report_periods(plan, today)
    key = request.GET.get("ky") or periods[0].key
    try:
        return queries.plan_report(request.actor, plan, key, today), key
    except ValueError as wrong:
        raise Http404 from wrong


@signed_in
def page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the Word file will say, before it is taken."""
    plan = _plan(request.actor, plan_id)
    report, key = _report(request, plan)
    indicators = [
        (part, value_words(part.target.baseline, part.target), target_words(part.target))
        for part in report.indicators
    ]
    context = {
        "plan": plan,
        "report": report,
        "key": key,
        "periods": queries.report_periods(plan, timezone.localdate()),
        "sentences": summary_sentences(report),
        "standings": [(STANDING_WORDS[s], report.counts.of(s)) for s in ORDER if report.counts.of(s)],
        "indicators": indicators,
        "groups": unit_groups(report),
        "uncounted": uncounted_parts(report),
        "crumbs": [
            Crumb(pgettext("many", "Kế hoạch"), reverse("plans")),
            Crumb(plan.number or plan.title, reverse("plan", args=[plan.pk])),
            Crumb(_("Báo cáo")),
        ],
    }
    return render(request, "desk/report/page.html", context)


@signed_in
def word(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = _plan(request.actor, plan_id)
    report, key = _report(request, plan)
    return _file(plan_report_docx(report), f"bao-cao-{_stem(plan)}-{key}")


@signed_in
def leader_word(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = _plan(request.actor, plan_id)
    report, key = _report(request, plan)
    return _file(leader_page_docx(report), f"mot-trang-{_stem(plan)}-{key}")


def _stem(plan: Plan) -> str:
    return fold(plan.number or plan.title)[:40].strip().replace(" ", "-") or "ke-hoach"


def _file(content: bytes, stem: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{stem}.docx"'
    return response
