"""The unit's own Word file read into the form: every proposal beside its field, a person confirms."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.reporting import access, queries
from minhbach.reporting.core.answers import EMPTY, Answer
from minhbach.reporting.core.course import WRITABLE
from minhbach.reporting.core.fields import Field
from minhbach.reporting.core.word_proposals import FoundBy, Reading
from minhbach.reporting.queries import ReportPage
from minhbach.reporting.services import reports
from minhbach.shared.verbs import Refused
from minhbach.web.desk.reports.form import crumbs
from minhbach.web.desk.reports.shapes import said_words
from minhbach.web.doors import or_404, show_refusal, signed_in

FOUND = {
    FoundBy.KEY: gettext_lazy("đoạn do hệ thống đánh dấu"),
    FoundBy.CODE: gettext_lazy("theo số nhiệm vụ"),
    FoundBy.WORDS: gettext_lazy("theo tên mục"),
    FoundBy.HEADING: gettext_lazy("theo đề mục"),
}


class WordForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp Word của báo cáo"),
        help_text=gettext_lazy(
            "Tệp tải từ trang này rồi sửa, hoặc văn bản của đơn vị. Chưa ghi gì trước khi xác nhận."
        ),
        allow_empty_file=True,
    )


@dataclass(frozen=True, slots=True)
class ProposalView:
    """now: what stands in the form. is_new: the file says something else."""

    field: Field
    answer: Answer
    now: str
    found: str
    is_new: bool
    would_replace: bool


@signed_in
def upload(request: HttpRequest, slot_id: int) -> HttpResponse:
    page = or_404(queries.own_report_page, request.actor, slot_id, request.today)
    if not access.can_write_report(request.actor, page.slot):
        raise PermissionDenied
    if page.state not in WRITABLE:
        return redirect("report_form", slot_id)
    form = WordForm(request.POST or None, request.FILES or None)
    reading = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = reports.read_own_word(request.actor, page.slot, file, file.name, today=request.today)
        except Refused as refused:
            show_refusal(form, refused)
    context = {
        "form": form,
        "slot": page.slot,
        "title": queries.slot_title(page.slot),
        "version": page.version,
        "reading": reading,
        "proposals": _views(page, reading) if reading else [],
        "crumbs": crumbs(page),
    }
    return render(request, "desk/reports/upload.html", context)


def _views(page: ReportPage, reading: Reading) -> list[ProposalView]:
    views = []
    for proposal in reading.proposals:
        one = page.sheet.named(proposal.key)
        now = page.answers.get(proposal.key, EMPTY)
        if one is None:
            continue
        answer = proposal.answer
        same = (now.words, now.nothing, now.why) == (answer.words, answer.nothing, answer.why)
        shown = said_words(now) if now != EMPTY else _("để trống")
        views.append(
            ProposalView(
                one, answer, shown, str(FOUND[proposal.found_by]), not same, not same and now != EMPTY
            )
        )
    return views
