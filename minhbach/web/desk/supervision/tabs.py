"""The places of Đôn đốc."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minhbach.web.shapes import Tab


def supervision_tabs(current: str, count: int | None = None) -> list[Tab]:
    """count: of the current one."""
    pages = (
        ("late", _("Đơn vị chậm")),
        ("letters", pgettext("many", "Công văn")),
        ("silent_plans", _("Kế hoạch im lặng")),
        ("weekly", _("Trang lãnh đạo")),
    )
    return [
        Tab(reverse(name), text, count if name == current else None, is_current=name == current)
        for name, text in pages
    ]
