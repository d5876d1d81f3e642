"""The report form of a unit: reads and submits without script; with it saves by itself and hints at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.plans import services as plans
from minhbach.reporting import access, queries
from minhbach.reporting.core.answers import EMPTY, Answer
from minhbach.reporting.core.course import WRITABLE, ReportState
from minhbach.reporting.core.faults import Ready
from minhbach.reporting.core.forms import PartKind
from minhbach.reporting.queries import ReportPage
from minhbach.reporting.queries.words import timing_words
from minhbach.reporting.services import reports
from minhbach.shared.verbs import Refused
from minhbach.web.desk.reports.shapes import SectionView, sections_of
from minhbach.web.desk.reports.typed import typed_answers
from minhbach.web.doors import or_404, signed_in
from minhbach.web.fields import whole_number
from minhbach.web.shapes import Crumb


@signed_in
def form(request: HttpRequest, slot_id: int) -> HttpResponse:
    """The unit's own page; whoever receives the report reads it on the other page."""
    page = _own_page(request, slot_id)
    if page is None:
        return redirect("report_read", slot_id)
    if request.method != "POST":
        strict = request.GET.get("soat") == "1"
        return _shown(
            request, page, sections_of(page, strict=strict, all_open="tat-ca" in request.GET), strict
        )
    return _taken(request, page)


@require_POST
@signed_in
def autosave(request: HttpRequest, slot_id: int) -> HttpResponse:
    """Saves by itself; answers with what stands beside the fields now, never with the fields."""
    page = _own_page(request, slot_id)
    if page is None:
        raise Http404
    context: dict[str, object] = {"page": page}
    try:
        saved = _saved(request, page)
    except Refused as refused:
        context["problem"] = refused.sentence
    else:
        fresh = _own_page(request, slot_id) or page
        context |= {
            "saved": saved,
            "page": fresh,
            "sections": sections_of(fresh),
            "at": timezone.localtime(),
            **side_of(fresh),
        }
    return render(request, "desk/reports/autosaved.html", context)


def _own_page(request: HttpRequest, slot_id: int) -> ReportPage | None:
    """None where the actor is not of the unit: then the report is read, not written."""
    page = or_404(queries.own_report_page, request.actor, slot_id, request.today)
    return page if access.can_write_report(request.actor, page.slot) else None


def _typed(request: HttpRequest, page: ReportPage) -> dict[str, Answer]:
    return typed_answers(request.POST, page.sheet, page.answers)


def _saved(request: HttpRequest, page: ReportPage) -> reports.Saved:
    version = whole_number(request.POST.get("version", "")) or 0
    return reports.save_report(request.actor, page.slot, _typed(request, page), version, today=request.today)


def _taken(request: HttpRequest, page: ReportPage) -> HttpResponse:
    """A button was pressed: keeps what was typed first, then takes the step."""
    verb = request.POST.get("verb", "save")
    if page.state in WRITABLE and verb not in RESTORING:
        try:
            typed = _with_files(request, page, _typed(request, page))
            version = whole_number(request.POST.get("version", "")) or 0
            saved = reports.save_report(request.actor, page.slot, typed, version, today=request.today)
        except Refused as refused:
            messages.error(request, refused.sentence)
            return _shown(request, page.with_answers({**page.answers, **_typed(request, page)}), None, False)
        if saved.clashes:
            return _clashing(request, saved)
    return _step(request, page, verb)


def _with_files(request: HttpRequest, page: ReportPage, typed: dict[str, Answer]) -> dict[str, Answer]:
    """Files of the form, taken in through the door and added to what is there."""
    from dataclasses import replace

    for one in page.sheet.fields:
        sent = request.FILES.getlist(f"{one.key}.files") if one.kind is PartKind.FILE else []
        if sent:
            kept = plans.admit_all(request.actor, [(file, file.name) for file in sent], where="evidence")
            files = tuple((row.pk, file.name) for row, file in zip(kept, sent, strict=True))
            answer = typed.get(one.key, EMPTY)
            typed[one.key] = replace(answer, files=(*answer.files, *files))
    return typed


def _clashing(request: HttpRequest, saved: reports.Saved) -> HttpResponse:
    """Two people changed the same field: mine stays in the form, theirs stands beside, a person chooses."""
    page = or_404(queries.own_report_page, request.actor, saved.report.slot_id, request.today)
    mine = {clash.key: clash.mine for clash in saved.clashes}
    theirs = {clash.key: clash.theirs for clash in saved.clashes}
    shown = page.with_answers({**page.answers, **mine})
    sections = sections_of(shown, clashes=theirs)
    return _shown(request, shown, sections, False, clashing=len(theirs), by=saved.by)


RESTORING = ("restore", "restore_draft")  # what is typed would be put away at once
STEPS = {
    "prepare": reports.prepare_report,
    "check": reports.check_report,
    "approve": reports.approve_report,
    "submit": reports.submit_report,
    "withdraw": reports.withdraw_report,
    "restore": reports.restore_sent,
    "restore_draft": reports.restore_draft,
}


def _step(request: HttpRequest, page: ReportPage, verb: str) -> HttpResponse:
    here = reverse("report_form", args=[page.slot.pk])
    said = _said()
    try:
        if verb.startswith("use:"):
            version = whole_number(request.POST.get("version", "")) or 0
            fresh = _own_page(request, page.slot.pk) or page
            reports.use_given(
                request.actor, page.slot, verb[4:], max(version, fresh.version), today=request.today
            )
        elif verb == "send":
            reports.approve_report(request.actor, page.slot, today=request.today)
            reports.submit_report(request.actor, page.slot, today=request.today)
        elif verb in STEPS:
            STEPS[verb](request.actor, page.slot, today=request.today)
    except Refused as refused:
        if not any(":" in problem.field for problem in refused.problems):
            messages.error(request, refused.sentence)
            return redirect(here)
        return redirect(f"{here}?soat=1#loi")
    messages.success(request, said.get(verb, _("Đã lưu nháp")))
    return redirect(f"{here}#{verb[4:]}" if verb.startswith("use:") else here)


def _said() -> dict[str, str]:
    return {
        "prepare": _("Đã trình thủ trưởng duyệt"),
        "check": _("Đã ghi phòng đã xem"),
        "approve": _("Đã duyệt, chưa gửi"),
        "send": _("Đã duyệt và gửi báo cáo"),
        "submit": _("Đã gửi báo cáo"),
        "withdraw": _("Đã rút lại để sửa"),
        "restore_draft": _("Đã lấy lại bản nháp của đơn vị"),
        "restore": _("Đã trở lại bản gửi gần nhất"),
    }


def _shown(
    request: HttpRequest,
    page: ReportPage,
    sections: list[SectionView] | None,
    strict: bool,
    *,
    clashing: int = 0,
    by: str = "",
) -> HttpResponse:
    shown = sections if sections is not None else sections_of(page, strict=strict)
    slot = page.slot
    context = {
        "page": page,
        "slot": slot,
        "report": page.report,
        "title": queries.slot_title(slot),
        "timing": timing_words(slot.state(request.today)),
        "state": page.state.value,
        "state_words": queries.report_state_words(page.state),
        "sections": shown,
        "strict": strict,
        "clashing": clashing,
        "by": by,
        "returned": page.returns[0] if page.returns and page.state is ReportState.RETURNED else None,
        "other_editor": _other_editor(request, page),
        "can_write": page.state in WRITABLE,
        "can_approve": access.can_approve_report(request.actor, slot),
        "can_restore": bool(page.report and page.report.revision_sent and page.state in WRITABLE),
        "has_draft": bool(page.report and page.state in WRITABLE and page.report.draft_before_recording()),
        "is_final": page.state in (ReportState.SUBMITTED, ReportState.ACCEPTED),
        "crumbs": crumbs(page),
        **side_of(page, shown),
    }
    return render(request, "desk/reports/form.html", context, status=409 if clashing else 200)


def side_of(page: ReportPage, sections: list[SectionView] | None = None) -> dict[str, object]:
    """The list at the side: what is ready, what must be filled, what is hinted at."""
    views = [view for section in sections or sections_of(page) for view in section.fields]
    by_key = {view.key: view for view in views}
    listed = [by_key[one.key] for one in page.sheet.fields]
    wrong = [view for view in listed if view.ready in (Ready.WRONG, Ready.BLANK)]
    return {
        "listed": listed,
        "ready_count": sum(view.ready in (Ready.READY, Ready.HINTED) for view in listed),
        "wrong": wrong,
        "hinted": [view for view in listed if any(hint.tone == "soon" for hint in view.hints)],
        "hint_count": sum(hint.tone == "soon" for view in listed for hint in view.hints),
    }


def _other_editor(request: HttpRequest, page: ReportPage) -> str:
    """Who wrote in it within the last minutes, if that was somebody else."""
    report = page.report
    if report is None or report.edited_at is None or report.edited_by_id in (None, request.actor.user_id):
        return ""
    minutes = (timezone.now() - report.edited_at).total_seconds() / 60
    return str(report.edited_by) if minutes < 10 else ""


def crumbs(page: ReportPage) -> list[Crumb]:
    slot = page.slot
    named = slot.plan.number or slot.plan.title if slot.plan else slot.regime.title
    return [Crumb(_("Báo cáo"), reverse("reports")), Crumb(named), Crumb(queries.slot_title(slot))]
