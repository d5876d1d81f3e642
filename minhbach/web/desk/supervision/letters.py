"""Công văn đôn đốc: made from the late list, taken as Word, numbered when văn thư has numbered it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minhbach.plans import queries as plans
from minhbach.plans import services as doors
from minhbach.plans.models import Plan
from minhbach.reporting.core.paper_rules import addressee_lines, signature_lines
from minhbach.reporting.writers.paper import paper_docx
from minhbach.shared.text import fold
from minhbach.shared.verbs import Refused
from minhbach.supervision import access, queries, services
from minhbach.supervision.core import letter as rules
from minhbach.supervision.models import Letter, LetterForm
from minhbach.web.desk.downloads import attachment
from minhbach.web.desk.report import WORD
from minhbach.web.desk.supervision.tabs import supervision_tabs
from minhbach.web.doors import for_roles, or_404, signed_in, tried
from minhbach.web.fields import DayField, whole_number
from minhbach.web.navigation import OVERSEES

LISTED = 100


class DraftForm(forms.Form):
    """What may still be chosen while the letter has no number."""

    form = forms.ChoiceField(
        label=gettext_lazy("Đứng tên"), choices=LetterForm.choices, widget=forms.RadioSelect
    )
    reply_by = DayField(
        label=gettext_lazy("Báo cáo kết quả trước ngày"), required=False,
        help_text=gettext_lazy("Mặc định 5 ngày làm việc; để trống thì công văn không nêu ngày"),
    )  # fmt: skip


class IssuedForm(forms.Form):
    """What văn thư gave."""

    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"), max_length=60, help_text=gettext_lazy("Ví dụ 123/SKHCN-VP")
    )
    dated = DayField(label=gettext_lazy("Ngày ký"))
    sent_on = DayField(
        label=gettext_lazy("Ngày gửi"), required=False, help_text=gettext_lazy("Để trống nếu trùng ngày ký")
    )
    file = forms.FileField(
        label=gettext_lazy("Bản ký số"),
        required=False,
        help_text=gettext_lazy("PDF hoặc Word; thêm sau được"),
    )


@for_roles(*OVERSEES)
def letters(request: HttpRequest) -> HttpResponse:
    rows = list(queries.letters(request.actor)[:LISTED])
    context = {"tabs": supervision_tabs("letters", len(rows)), "letters": rows}
    return render(request, "desk/supervision/letters.html", context)


@require_POST
@for_roles(*OVERSEES)
def make(request: HttpRequest) -> HttpResponse:
    """The chosen units' letter; the same button pressed twice leads to the same letter."""
    units = [pk for text in request.POST.getlist("unit") if (pk := whole_number(text)) is not None]
    try:
        made = services.make_letter(
            request.actor,
            units,
            plan=_plan(request),
            form=request.POST.get("form", LetterForm.OWN),
            with_silent="with_silent" in request.POST,
            today=request.today,
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("late")
    return redirect("letter", made.pk)


def _plan(request: HttpRequest) -> Plan | None:
    asked = whole_number(request.POST.get("plan", ""))
    if asked is None:
        return None
    plan = plans.plan_page(request.actor, asked)
    if plan is None:
        raise Http404
    return plan


@signed_in
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    found = or_404(queries.letter_record, request.actor, letter_id)
    draft = DraftForm(_typed(request, "change"), initial={"form": found.form, "reply_by": found.reply_by})
    issued = IssuedForm(
        _typed(request, "record"),
        request.FILES or None,
        initial={"number": found.number, "dated": found.dated, "sent_on": found.sent_on},
    )
    if request.method == "POST" and (answer := _obey(request, found, draft, issued)):
        return answer
    items = queries.letter_items(request.actor, found)
    paper = queries.letter_paper(found, items)
    context = {
        "letter": found,
        "paper": paper,
        "sentences": rules.sentences(paper),
        "subject": rules.subject(paper),
        "addressees": addressee_lines(rules.addressees(paper)),
        "signer": signature_lines(rules.signer(paper)),
        "draft_form": draft,
        "issued_form": issued,
        "is_whole": access.can_read_whole_letter(request.actor, found),
        "can_change": access.can_change_letter(request.actor, found),
        "tabs": supervision_tabs("letters"),
        "is_overseer": request.actor.has_role(*OVERSEES),
    }
    return render(request, "desk/supervision/letter.html", context)


def _typed(request: HttpRequest, verb: str) -> object:
    return request.POST if request.POST.get("verb") == verb else None


def _obey(request: HttpRequest, found: Letter, draft: DraftForm, issued: IssuedForm) -> HttpResponse | None:
    """Does what the pressed button says; None where the page is shown again."""
    verb = request.POST.get("verb", "")
    if verb == "change" and draft.is_valid() and tried(draft, lambda: _change(request, found, draft)):
        messages.success(request, _("Đã lưu dự thảo"))
        return redirect("letter", found.pk)
    if verb == "record" and issued.is_valid() and tried(issued, lambda: _record(request, found, issued)):
        messages.success(request, _("Đã ghi số công văn; hiện ở từng nội dung được đôn đốc"))
        return redirect("letter", found.pk)
    if verb == "drop":
        return _drop(request, found)
    return None


def _change(request: HttpRequest, found: Letter, form: DraftForm) -> None:
    services.change_letter(request.actor, found, form.cleaned_data["form"], form.cleaned_data["reply_by"])


def _record(request: HttpRequest, found: Letter, form: IssuedForm) -> None:
    said, upload = form.cleaned_data, form.cleaned_data["file"]
    stored = doors.admit(request.actor, upload, name=upload.name, where="signed") if upload else None
    issued = services.Issued(said["number"], said["dated"], said["sent_on"], stored)
    services.record_letter(request.actor, found, issued, today=request.today)


def _drop(request: HttpRequest, found: Letter) -> HttpResponse:
    try:
        services.drop_letter(request.actor, found, today=request.today)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("letter", found.pk)
    messages.success(request, _("Đã bỏ dự thảo"))
    return redirect("letters")


@signed_in
def word(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The letter in the state layout; number and date as far as they are recorded. Not for units that it only
    names: theirs is the signed file."""
    found = or_404(queries.letter_record, request.actor, letter_id)
    if not access.can_read_whole_letter(request.actor, found):
        raise Http404
    paper = queries.letter_paper(found, queries.letter_items(request.actor, found))
    response = HttpResponse(paper_docx(rules.paper(paper)), content_type=WORD)
    stem = fold(found.number).replace(" ", "-") or f"du-thao-{found.as_of:%d%m%y}"
    response["Content-Disposition"] = f'attachment; filename="cong-van-don-doc-{stem}.docx"'
    return response


@signed_in
def signed(request: HttpRequest, letter_id: int) -> FileResponse:
    found = or_404(queries.letter_record, request.actor, letter_id)
    if found.stored is None:
        raise Http404
    return attachment(found.stored, found.stored.name)
