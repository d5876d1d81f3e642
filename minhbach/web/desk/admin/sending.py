"""Quản trị, Gửi tin: quiet hours, digests, allowed hosts; and whether the servers are set up."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.messaging import queries, services
from minhbach.messaging.models import SendingRules
from minhbach.messaging.services import NewRules
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, tried
from minhbach.web.templatetags.desk import WEEKDAYS


def weekdays() -> list[tuple[int, str]]:
    return [(number, f"{str(name)[0].upper()}{str(name)[1:]}") for number, name in enumerate(WEEKDAYS)]


class RulesForm(forms.Form):
    """Fields as in services.NewRules."""

    quiet_from = forms.TimeField(
        label=gettext_lazy("Không gửi từ"), help_text=gettext_lazy("Giờ, phút như 18:00"),
        widget=forms.TimeInput(format="%H:%M"),
    )  # fmt: skip
    quiet_to = forms.TimeField(
        label=gettext_lazy("đến"), help_text=gettext_lazy("Ghi hai giờ bằng nhau nếu gửi cả ngày"),
        widget=forms.TimeInput(format="%H:%M"),
    )  # fmt: skip
    rest_days_quiet = forms.BooleanField(
        label=gettext_lazy("Không gửi vào ngày nghỉ"), required=False,
        help_text=gettext_lazy("Thứ Bảy, Chủ nhật và các ngày ở Lịch nghỉ"),
    )  # fmt: skip
    digest_at = forms.TimeField(
        label=gettext_lazy("Giờ gửi thư gom"), widget=forms.TimeInput(format="%H:%M"),
        help_text=gettext_lazy("Nên sau giờ bắt đầu được gửi"),
    )  # fmt: skip
    digest_weekday = forms.TypedChoiceField(
        label=gettext_lazy("Ngày gửi thư tuần"), choices=weekdays, coerce=int,
        help_text=gettext_lazy("Gặp ngày nghỉ thì gửi ngày làm việc kế tiếp"),
    )  # fmt: skip
    give_up_days = forms.IntegerField(
        label=gettext_lazy("Thôi gửi sau số ngày"), min_value=1, max_value=30,
        help_text=gettext_lazy("Kể từ lúc đến giờ gửi mà máy chủ vẫn không nhận"),
    )  # fmt: skip
    hosts = forms.CharField(
        label=gettext_lazy("Máy chủ webhook được phép"), required=False, widget=forms.Textarea,
        help_text=gettext_lazy("Mỗi dòng một tên, như chat.tinh.gov.vn; phải là máy chủ công khai."),
    )  # fmt: skip
    inner_hosts = forms.CharField(
        label=gettext_lazy("Máy chủ webhook trong mạng cơ quan"), required=False, widget=forms.Textarea,
        help_text=gettext_lazy("Chỉ ghi máy chủ do cơ quan quản lý; cổng khác 443 ghi kèm, như chat:8443."),
    )  # fmt: skip


@for_roles("administrator")
def rules(request: HttpRequest) -> HttpResponse:
    form = RulesForm(
        request.POST if request.method == "POST" else None, initial=_kept(queries.sending_rules())
    )
    if form.is_valid() and tried(
        form, lambda: services.change_rules(request.actor, NewRules(**form.cleaned_data))
    ):
        messages.success(request, _("Đã lưu quy định gửi tin"))
        return redirect("admin_sending")
    context = {
        "tabs": admin_tabs("admin_sending"),
        "form": form,
        "ready": queries.kinds_set_up(),
        "mail_host": settings.EMAIL_HOST,
        "mail_from": settings.DEFAULT_FROM_EMAIL,
        "address": settings.MINHBACH_ADDRESS,
    }
    return render(request, "desk/admin/sending.html", context)


def _kept(rules: SendingRules) -> dict[str, object]:
    kept = {name: getattr(rules, name) for name in RulesForm.base_fields}
    return kept | {"hosts": "\n".join(rules.hosts), "inner_hosts": "\n".join(rules.inner_hosts)}
