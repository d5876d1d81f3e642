"""The row of tabs above every page of Quản trị."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minhbach.web.shapes import Tab

PAGES = (
    ("admin", _("Tình trạng")),
    ("admin_units", pgettext_lazy("many", "Đơn vị")),
    ("admin_groups", _("Nhóm đơn vị")),
    ("admin_wordings", _("Cách gọi")),
    ("admin_users", pgettext_lazy("many", "Tài khoản")),
    ("admin_import", _("Nhập từ Excel")),
    ("admin_calendar", _("Lịch nghỉ")),
    ("admin_report_forms", _("Mẫu báo cáo")),
    ("admin_sending", _("Gửi tin")),
    ("delivery_log", _("Nhật ký gửi")),
    ("admin_reminders", _("Nhắc việc")),
    ("admin_jobs", _("Việc nền")),
    ("admin_audit", _("Nhật ký")),
    ("admin_alarms", _("Cảnh báo mật")),
)


def admin_tabs(current: str) -> list[Tab]:
    return [Tab(reverse(name), str(text), is_current=name == current) for name, text in PAGES]
