"""Ngoại lệ of one unit for one period: need not report, sends on another day, or owes it again."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from minhbach.reporting import access, queries
from minhbach.reporting.models import ExceptionKind, ReportSlot
from minhbach.reporting.services import exceptions
from minhbach.web.doors import or_404, signed_in, tried
from minhbach.web.fields import DayField
from minhbach.web.shapes import Crumb
from minhbach.web.slot_rows import period_title

KINDS = [
    (ExceptionKind.NOT_OWED.value, ExceptionKind.NOT_OWED.label),
    (ExceptionKind.OTHER_DAY.value, ExceptionKind.OTHER_DAY.label),
]
LIFT = [(ExceptionKind.LIFTED.value, ExceptionKind.LIFTED.label)]


class ExceptionForm(forms.Form):
    kind = forms.ChoiceField(label=_l("Ngoại lệ"), widget=forms.RadioSelect)
    day = DayField(label=_l("Ngày gửi chậm nhất"), required=False, help_text=_l("Khi cho gửi vào ngày khác"))
    reason = forms.CharField(
        label=_l("Lý do, căn cứ"), max_length=300, help_text=_l("Đơn vị và người xem đều thấy lý do này")
    )

    def __init__(self, slot: ReportSlot, data: object = None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = LIFT if slot.excused_on else KINDS

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("kind") == ExceptionKind.OTHER_DAY and not self.cleaned_data.get("day"):
            self.add_error("day", _("Hãy ghi ngày gửi chậm nhất."))
        return self.cleaned_data


@signed_in
def exception(request: HttpRequest, slot_id: int) -> HttpResponse:
    slot = or_404(queries.slot_record, request.actor, slot_id)
    if not access.can_manage_slot(request.actor, slot):
        raise PermissionDenied
    form = ExceptionForm(slot, request.POST or None)
    back = _unit_page(slot)
    if request.method == "POST" and form.is_valid() and tried(form, _work(request, slot, form)):
        messages.success(request, _("Đã ghi ngoại lệ"))
        return redirect(back)
    title = _("Ngoại lệ: %(unit)s, %(period)s") % {"unit": slot.unit.label, "period": period_title(slot)}
    context = {
        "form": form,
        "title": title,
        "submit": _("Ghi ngoại lệ"),
        "back": back,
        "crumbs": [Crumb(slot.unit.label, back), Crumb(_("Ngoại lệ"))],
    }
    return render(request, "desk/form.html", context)


def _work(request: HttpRequest, slot: ReportSlot, form: ExceptionForm) -> Callable[[], object]:
    typed = form.cleaned_data
    actor, reason, today = request.actor, typed["reason"], request.today
    return {
        ExceptionKind.NOT_OWED: lambda: exceptions.excuse(actor, slot, reason, today=today),
        ExceptionKind.OTHER_DAY: lambda: exceptions.set_other_day(
            actor, slot, typed["day"], reason, today=today
        ),
        ExceptionKind.LIFTED: lambda: exceptions.lift(actor, slot, reason, today=today),
    }[ExceptionKind(typed["kind"])]


def _unit_page(slot: ReportSlot) -> str:
    if slot.plan_id:
        return reverse("plan_unit_reports", args=[slot.plan_id, slot.unit_id])
    return reverse("regime_unit_reports", args=[slot.regime_id, slot.unit_id])
