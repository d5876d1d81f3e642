"""Home, appearance, the switch between units, and the sample page of all parts."""

from __future__ import annotations

from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from minhbach.organisation import queries as organisation
from minhbach.reporting.core.tally import Tally
from minhbach.web.charts import Bullet
from minhbach.web.context import THEMES
from minhbach.web.doors import signed_in
from minhbach.web.middleware import MEMBERSHIP
from minhbach.web.navigation import OVERSEES
from minhbach.web.report_figures import trend_of
from minhbach.web.shapes import Crumb, Tab

A_YEAR = 365 * 24 * 3600


def home(request: HttpRequest) -> HttpResponse:
    """To the page that answers this person's first question."""
    if not request.actor.is_signed_in:
        return redirect("public_plans")
    return redirect("overview" if request.actor.has_role(*OVERSEES) else "my_work")


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the machine; Vietnamese or English. Kept in a cookie, so it holds before sign-in."""
    response = HttpResponseRedirect(_back(request))
    if "theme" in request.POST:
        theme = request.POST["theme"]
        if theme in THEMES:
            response.set_cookie("theme", theme, max_age=A_YEAR, samesite="Lax")
        else:
            response.delete_cookie("theme")
    if request.POST.get("language") in dict(settings.LANGUAGES):
        name, language = settings.LANGUAGE_COOKIE_NAME, request.POST["language"]
        response.set_cookie(name, language, max_age=A_YEAR, samesite="Lax")
    return response


@require_POST
@signed_in
def switch_unit(request: HttpRequest) -> HttpResponse:
    """Works for another of the person's own units from here on."""
    asked = request.POST.get("membership", "")
    if asked in {str(membership.pk) for membership in organisation.memberships_of(request.user)}:
        request.session[MEMBERSHIP] = int(asked)
    return redirect("home")


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "/")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/"


class SampleForm(forms.Form):
    """One of each kind of field, two of them refused."""

    number = forms.CharField(label=_("Số văn bản"), help_text=_("Văn thư cấp, ví dụ 1187/QĐ-SXD"))
    received = forms.CharField(label=_("Ngày nhận"))
    result = forms.ChoiceField(label=_("Kết quả"), choices=[("doing", _("Đang thực hiện"))], required=False)
    via = forms.ChoiceField(
        label=_("Nhận qua"),
        choices=[("axis", _("Trục liên thông")), ("paper", _("Bản giấy, thư, điện thoại"))],
        widget=forms.RadioSelect,
    )
    on_behalf = forms.BooleanField(label=_("Ghi thay cho đơn vị"), required=False)

    def clean_received(self) -> str:
        raise forms.ValidationError(_("Ngày nhận phải từ 01/10/2026 (ngày ký)"))


def kit(request: HttpRequest) -> HttpResponse:
    """All parts on one page: what a page may be built of."""
    form = SampleForm({"number": "1187/QĐ-SXD", "received": "28/09/2026", "via": "axis", "on_behalf": "on"})
    form.is_valid()
    context = {
        "form": form,
        "tabs": [Tab("#", _("Tổng quan"), is_current=True), Tab("#", _("Nhiệm vụ"), 52), Tab("#", _("Tệp"))],
        "segment": [Tab("#", _("Của tôi"), 9, True), Tab("#", _("Phòng"), 14), Tab("#", _("Cả Sở"), 17)],
        "crumbs": [Crumb(_("Kế hoạch"), "#"), Crumb("118/KH-UBND")],
        "bullets": [Bullet.of(5, 9, 7.7, provisional=True), Bullet.of(5, 9, 9.6), Bullet.of(5, 9, 4.7)],
        "job": SimpleNamespace(
            text=_("Đang đọc trang 19/28"),
            done=19,
            total=28,
            is_finished=True,
            error="",
            get_state_display="",
        ),
        "trend": trend_of([("Quý II", Tally(due=113, on_time=99)), ("Quý III", Tally(due=113, on_time=82))]),
        "icons": ICONS,
    }
    return render(request, "kit.html", context)


ICONS = [
    "home",
    "list-check",
    "pen",
    "tray",
    "document",
    "inbox-in",
    "report",
    "merge",
    "bell",
    "chart",
    "shield",
    "globe",
    "speech",
    "bars",
    "star",
    "gear",
    "search",
    "menu",
    "person",
    "people",
    "building",
    "calendar",
    "printer",
    "download",
    "upload",
    "copy",
    "paperclip",
    "link",
    "plus",
    "minus",
    "check",
    "cross",
    "back",
    "chevron-right",
    "chevron-left",
    "chevron-down",
    "chevron-up",
    "info",
    "warning",
    "lock",
    "key",
    "sun",
    "moon",
    "exit",
    "flag",
    "clock-o",
    "history",
    "refresh",
    "folder",
    "pulse",
    "tree",
    "hand",
    "r-not",
    "r-doing",
    "r-reported",
    "r-done",
    "r-paused",
    "r-off",
    "silent",
    "late",
    "clock",
    "mail",
]
