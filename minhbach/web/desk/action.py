"""Nhiệm vụ: one action with its words and source, the duty of each unit, and all that happened."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minhbach.organisation.models import Unit
from minhbach.plans import access, queries
from minhbach.plans.models import Duty, Responsibility
from minhbach.plans.queries import ActionPage
from minhbach.plans.queries.action import ExplainedDuty
from minhbach.supervision import queries as supervision
from minhbach.web.desk.deeds import Deed, carry_out, deeds_for_action, deeds_for_duty
from minhbach.web.desk.report_form import BehalfForm, ReportForm, take_report
from minhbach.web.doors import signed_in
from minhbach.web.fields import whole_number
from minhbach.web.rows import DutyRow, row_of
from minhbach.web.shapes import Crumb

FARTHEST = 100_000  # no action has as many duties
ROLES = ("lead", "coordinate", "supervise")  # who leads stands first


@dataclass(frozen=True, slots=True)
class DutyView:
    """One unit's part: its axes, why it is due then, what this actor may do with it."""

    row: DutyRow
    explanation: list[str]
    can_report: bool
    can_behalf: bool
    can_more: bool
    deeds: list[Deed]


@dataclass(frozen=True, slots=True)
class PhraseView:
    """Who the document names for a part. named: units as they were on its day; units: who answers today."""

    phrase: Responsibility
    units: list[Unit]
    named: int
    is_succeeded: bool

    @classmethod
    def of(cls, phrase: Responsibility) -> PhraseView:
        members = list(phrase.members.all())
        named = {member.named_unit_id or member.unit_id for member in members}
        units = {member.unit_id: member.unit for member in members}
        return cls(phrase, list(units.values()), len(named), named != set(units))


@signed_in
def action(request: HttpRequest, action_id: int) -> HttpResponse:
    """GET shows; POST does one deed (verb) or takes one report, then shows again."""
    page = queries.action_page(
        request.actor, action_id, request.today, skip=_skip(request), chosen=_chosen(request)
    )
    if page is None:
        raise Http404
    report, deed = None, None
    if request.method == "POST" and request.POST.get("verb") != "report":
        deed = carry_out(request, page)
        if deed is None:
            return redirect("action", action_id)
    elif opened := request.GET.get("mo", "") or request.GET.get("thay", ""):
        report = _report_form(request, opened, is_behalf="thay" in request.GET)
        if report and request.method == "POST" and take_report(request, report):
            messages.success(request, _("Đã lưu cập nhật"))
            return redirect("action", action_id)
    return render(request, "desk/action.html", _context(request, page, report, deed))


def _report_form(request: HttpRequest, opened: str, *, is_behalf: bool) -> ReportForm | None:
    try:
        duty = queries.duty_record(request.actor, whole_number(opened) or 0)
    except ObjectDoesNotExist:
        return None
    allowed = access.can_record_on_behalf if is_behalf else access.can_report
    make = BehalfForm if is_behalf else ReportForm
    return make(duty, request.POST or None, request.FILES or None) if allowed(request.actor, duty) else None


def _context(
    request: HttpRequest, page: ActionPage, report: ReportForm | None, failed: Deed | None
) -> dict[str, object]:
    plan = page.action.plan
    plans = Crumb(pgettext("many", "Kế hoạch"), reverse("plans"))
    number = Crumb(plan.number or plan.title[:40], reverse("plan", args=[plan.pk]))
    return {
        "crumbs": [plans, number, Crumb(_("Nhiệm vụ %(code)s") % {"code": page.action.code})],
        "page": page,
        "action": page.action,
        "phrases": [
            PhraseView.of(phrase)
            for phrase in sorted(page.responsibilities, key=lambda phrase: ROLES.index(phrase.role))
        ],
        "duties": [_view(request, explained, failed) for explained in page.duties],
        "requested": [_view(request, explained, failed) for explained in page.requested],
        "deeds": deeds_for_action(request.actor, page, failed),
        "letters": supervision.letters_about(request.actor, page.action.pk),
        "form": report,
        "opened": report.duty.pk if report else None,
        **_pager(_skip(request), page),
    }


def _skip(request: HttpRequest) -> int:
    """How many duties stand on the pages before this one."""
    return min(whole_number(request.GET.get("tu", "")) or 0, FARTHEST)


def _chosen(request: HttpRequest) -> int:
    """The duty that the address or the sent form is about: it is on the page wherever it stands."""
    asked = next((request.GET[name] for name in ("mo", "thay", "viec") if name in request.GET), "")
    asked = asked or request.POST.get("thing", "")
    return whole_number(asked) or 0


def _pager(skip: int, page: ActionPage) -> dict[str, object]:
    """What components/pager.html shows; nothing where one page holds all."""
    last = skip + len(page.duties) + len(page.requested)
    if not skip and last == page.outline.count:
        return {}
    shown = _("%(first)s–%(last)s trong %(count)s phần việc")
    return {
        "shown": shown % {"first": skip + 1, "last": last, "count": page.outline.count},
        "first_href": "?" if skip else "",
        "next_href": f"?tu={last}" if last < page.outline.count else "",
    }


def _view(request: HttpRequest, explained: ExplainedDuty, failed: Deed | None) -> DutyView:
    duty: Duty = explained.line.duty
    chosen = request.GET.get("viec", "") == str(duty.pk)
    is_open = access.is_open_for_reports(duty.plan) and explained.line.state.is_open
    return DutyView(
        row=row_of(explained.line),
        explanation=explained.explanation,
        can_report=is_open and access.can_report(request.actor, duty),
        can_behalf=is_open and access.can_record_on_behalf(request.actor, duty),
        can_more=not chosen
        and (access.can_decide(request.actor, duty) or access.can_assign(request.actor, duty)),
        deeds=deeds_for_duty(request.actor, explained.line, failed, is_chosen=chosen),
    )
