"""The page of who receives a report: what was sent, hints, reasons at the fields; accept or return."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.reporting import access, queries
from minhbach.reporting.core.course import ReportState
from minhbach.reporting.queries import ReportPage
from minhbach.reporting.queries.words import timing_words
from minhbach.reporting.services import reports
from minhbach.shared.verbs import Refused
from minhbach.web.desk.downloads import attachment
from minhbach.web.desk.reports.form import crumbs, side_of
from minhbach.web.desk.reports.shapes import sections_of
from minhbach.web.doors import or_404, signed_in
from minhbach.web.fields import DayField


class ReturnForm(forms.Form):
    """A reason for the whole report; those of single fields stand beside them."""

    text = forms.CharField(
        label=gettext_lazy("Lý do chung"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = DayField(label=gettext_lazy("Bổ sung trước ngày"), required=False)


@signed_in
def read(request: HttpRequest, slot_id: int) -> HttpResponse:
    page = or_404(queries.received_report_page, request.actor, slot_id, request.today)
    form = ReturnForm(request.POST if request.POST.get("verb") == "return" else None)
    if request.method != "POST":
        return _shown(request, page, form)
    try:
        if request.POST.get("verb") == "accept":
            reports.accept_report(request.actor, page.slot, today=request.today)
            messages.success(request, _("Đã nhận báo cáo"))
        elif form.is_valid():
            typed = form.cleaned_data
            reports.return_report(
                request.actor,
                page.slot,
                _reasons(request, page),
                typed["text"],
                typed["until"],
                today=request.today,
            )
            messages.success(request, _("Đã trả lại báo cáo"))
        else:
            return _shown(request, page, form)
    except Refused as refused:
        return _shown(request, page, form, refused.sentence)
    return redirect("report_read", slot_id)


def _reasons(request: HttpRequest, page: ReportPage) -> dict[str, str]:
    return {one.key: request.POST.get(f"r-{one.key}", "") for one in page.sheet.fields}


def _shown(request: HttpRequest, page: ReportPage, form: ReturnForm, refused: str = "") -> HttpResponse:
    slot = page.slot
    can_receive = access.can_receive_report(request.actor, slot)
    is_waiting = page.state is ReportState.SUBMITTED
    sections = sections_of(page)
    context = {
        "page": page,
        "slot": slot,
        "report": page.report,
        "title": queries.slot_title(slot),
        "timing": timing_words(slot.state(request.today)),
        "state": page.state.value,
        "state_words": queries.report_state_words(page.state),
        "sections": sections,
        "form": form,
        "refused": refused,
        "can_receive": can_receive,
        "can_return": can_receive and is_waiting,
        "can_accept": can_receive and is_waiting,
        "is_accepted": page.state is ReportState.ACCEPTED,
        "crumbs": crumbs(page),
        **side_of(page, sections),
    }
    return render(request, "desk/reports/read.html", context)


@signed_in
def signed_file(request: HttpRequest, slot_id: int) -> FileResponse:
    """The signed document as it came in."""
    page = or_404(queries.any_report_page, request.actor, slot_id, request.today)
    if page.report is None or page.report.signed_file is None:
        raise Http404
    return attachment(page.report.signed_file, page.report.signed_name)
