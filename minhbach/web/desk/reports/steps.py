"""Steps with a form of their own: approved elsewhere, number and signed copy, correction, on behalf."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans import services as plans
from minhbach.plans.models import Via
from minhbach.reporting import access, queries
from minhbach.reporting.models import SignedAs
from minhbach.reporting.queries import ReportPage
from minhbach.reporting.services import reports
from minhbach.reporting.services.reports.recording import SignedDocument
from minhbach.web.desk.reports.form import crumbs
from minhbach.web.desk.reports.shapes import sections_of
from minhbach.web.desk.reports.typed import typed_answers
from minhbach.web.doors import or_404, signed_in, tried
from minhbach.web.fields import DayField

BESIDE = {"file": "stored"}


class ApprovedForm(forms.Form):
    signer = forms.CharField(label=gettext_lazy("Người duyệt, ký"), max_length=120)
    signed_as = forms.ChoiceField(
        label=gettext_lazy("Ký với tư cách"), choices=SignedAs.worded, widget=forms.RadioSelect
    )


class SignedForm(forms.Form):
    """What văn thư knows after signing; each part may come later."""

    number = forms.CharField(
        label=gettext_lazy("Số văn bản"), max_length=60, required=False,
        help_text=gettext_lazy("Văn thư cấp, ví dụ 118/BC-SXD"),
    )  # fmt: skip
    dated_on = DayField(label=gettext_lazy("Ngày văn bản"), required=False)
    sent_on = DayField(
        label=gettext_lazy("Ngày gửi"), required=False,
        help_text=gettext_lazy("Đúng hạn tính theo ngày này, hoặc ngày gửi trên hệ thống nếu sớm hơn."),
    )  # fmt: skip
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=120, required=False)
    signed_as = forms.ChoiceField(
        label=gettext_lazy("Ký với tư cách"),
        choices=SignedAs.worded,
        widget=forms.RadioSelect,
        required=False,
    )
    stored = forms.FileField(
        label=gettext_lazy("Tệp bản ký (PDF hoặc Word)"), required=False, allow_empty_file=True
    )

    def document(self, request: HttpRequest) -> SignedDocument:
        """What was typed, its file taken in through the door. Raises FileRefused."""
        typed = self.cleaned_data
        sent = typed["stored"]
        kept = plans.admit(request.actor, sent, name=sent.name, where="signed") if sent else None
        return SignedDocument(
            typed["number"], typed["dated_on"], typed["sent_on"], typed["signer"], typed["signed_as"], kept,
            sent.name if sent else "",
        )  # fmt: skip


class BehalfForm(SignedForm):
    via = forms.ChoiceField(
        label=gettext_lazy("Nhận qua"), choices=[(v, w) for v, w in Via.choices if v != Via.SYSTEM]
    )
    received_on = DayField(label=gettext_lazy("Nhận ngày"))
    field_order = ("via", "received_on", "number", "dated_on", "sent_on", "signer", "signed_as", "stored")


class CorrectionForm(forms.Form):
    key = forms.ChoiceField(label=gettext_lazy("Mục"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Nội dung đính chính"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    number = forms.CharField(label=gettext_lazy("Số văn bản"), max_length=60, required=False)


@signed_in
def approved(request: HttpRequest, slot_id: int) -> HttpResponse:
    """The head approved on paper or in the document system."""
    page = or_404(queries.own_report_page, request.actor, slot_id, request.today)
    _may(access.can_write_report(request.actor, page.slot))
    form = ApprovedForm(request.POST or None)

    def work() -> object:
        typed = form.cleaned_data
        return reports.approve_outside(
            request.actor, page.slot, typed["signer"], typed["signed_as"], today=request.today
        )

    heading, help_text = (
        _("Ghi nhận đã duyệt"),
        _("Thủ trưởng hoặc cấp phó đã duyệt trên giấy hay hệ thống văn bản."),
    )
    return _step(request, page, form, work, heading, help_text, _("Ghi nhận"))


@signed_in
def signed(request: HttpRequest, slot_id: int) -> HttpResponse:
    page = or_404(queries.any_report_page, request.actor, slot_id, request.today)
    slot = page.slot
    _may(access.can_write_report(request.actor, slot) or access.can_receive_report(request.actor, slot))
    report = page.report
    initial = (
        {name: getattr(report, name) for name in ("number", "dated_on", "sent_on", "signer", "signed_as")}
        if report
        else {}
    )
    form = SignedForm(request.POST or None, request.FILES or None, initial=initial)

    def work() -> object:
        return reports.attach_signed(request.actor, slot, form.document(request), today=request.today)

    return _step(request, page, form, work, _("Số văn bản và bản ký"), "", _("Ghi"))


@signed_in
def on_behalf(request: HttpRequest, slot_id: int) -> HttpResponse:
    """What came by axis, paper, mail, Zalo or phone, written down by who receives it."""
    page = or_404(queries.unwritten_report_page, request.actor, slot_id, request.today)
    _may(access.can_receive_report(request.actor, page.slot))
    form = BehalfForm(request.POST or None, request.FILES or None, initial={"received_on": request.today})

    def work() -> object:
        typed = form.cleaned_data
        answers = typed_answers(request.POST, page.sheet, page.answers)
        return reports.record_report(
            request.actor, page.slot, typed["via"], typed["received_on"], form.document(request), answers,
            today=request.today,
        )  # fmt: skip

    help_text = _("Đơn vị thấy bản nhập thay này và có thể rút lại để sửa đến khi báo cáo được nhận.")
    return _step(
        request, page, form, work, _("Nhập thay báo cáo"), help_text, _("Ghi báo cáo"), with_fields=True
    )


@signed_in
def correct(request: HttpRequest, slot_id: int) -> HttpResponse:
    page = or_404(queries.any_report_page, request.actor, slot_id, request.today)
    slot = page.slot
    _may(access.can_write_report(request.actor, slot) or access.can_receive_report(request.actor, slot))
    form = CorrectionForm(request.POST or None)
    named = [(one.key, f"{one.code} {one.label}".strip()[:90]) for one in page.sheet.fields]
    form.fields["key"].choices = [("", _("Cả báo cáo")), *named]

    def work() -> object:
        typed = form.cleaned_data
        return reports.correct_report(
            request.actor, slot, typed["text"], key=typed["key"], number=typed["number"], today=request.today
        )

    help_text = _("Báo cáo đã nhận không đổi; đính chính đứng bên cạnh và hiện ở mọi nơi hiện báo cáo.")
    return _step(request, page, form, work, _("Đính chính"), help_text, _("Ghi đính chính"))


def _may(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _step(
    request: HttpRequest,
    page: ReportPage,
    form: forms.Form,
    work: Callable[[], object],
    heading: str,
    help_text: str,
    button: str,
    *,
    with_fields: bool = False,
) -> HttpResponse:
    is_own = access.can_write_report(request.actor, page.slot)
    back = reverse("report_form" if is_own else "report_read", args=[page.slot.pk])
    if page.report is None and not is_own:
        back = reverse("reports")
    if request.method == "POST" and form.is_valid() and tried(form, work, BESIDE):
        messages.success(request, _("Đã ghi"))
        return redirect("report_form" if is_own else "report_read", page.slot.pk)
    context = {
        "form": form,
        "slot": page.slot,
        "title": queries.slot_title(page.slot),
        "heading": heading,
        "help": help_text,
        "button": button,
        "back": back,
        "sections": sections_of(page) if with_fields else [],
        "crumbs": crumbs(page),
    }
    return render(request, "desk/reports/step.html", context)
