"""Quản trị, Cảnh báo độ mật: files that were refused for a secrecy mark; a false alarm is released here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minhbach.plans import queries, services
from minhbach.plans.models import SecrecyAlarm
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404

PLACES = {
    "plan": gettext_lazy("Nhập kế hoạch"),
    "signed": gettext_lazy("Bản ký"),
    "evidence": gettext_lazy("Minh chứng"),
    "directive": gettext_lazy("Ý kiến chỉ đạo"),
    "workbook": gettext_lazy("Biểu Excel"),
}


def place_words(alarm: SecrecyAlarm) -> str:
    """At which door the file was refused."""
    return str(PLACES.get(alarm.where, alarm.where))


@for_roles("administrator")
def alarms(request: HttpRequest) -> HttpResponse:
    found = queries.alarm_list()
    asked = request.GET.get("giai", "")
    context = {
        "tabs": admin_tabs("admin_alarms"),
        "rows": [(alarm, place_words(alarm)) for alarm in found],
        "asked": next((a for a in found if str(a.pk) == asked and a.released_on is None), None),
    }
    return render(request, "desk/admin/alarms.html", context)


@require_POST
@for_roles("administrator")
def release(request: HttpRequest, alarm_id: int) -> HttpResponse:
    """The same bytes may be sent again; nothing else changes."""
    alarm = or_404(queries.alarm_record, alarm_id)
    services.release_alarm(request.actor, alarm)
    messages.success(request, _("Đã giải cảnh báo số %(number)s; tệp được gửi lại") % {"number": alarm.pk})
    return redirect("admin_alarms")
