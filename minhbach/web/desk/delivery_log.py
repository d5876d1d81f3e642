"""Nhật ký gửi: what became of every message; administrators all, focal officers what their unit had said."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from minhbach.messaging import queries, services
from minhbach.messaging.models import ChannelKind, DeliveryState, Failure
from minhbach.messaging.queries import LogFilter
from minhbach.messaging.queries.log import PER_PAGE
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404
from minhbach.web.fields import whole_number
from minhbach.web.shapes import Tab


@for_roles("administrator", "focal")
def delivery_log(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    lines = queries.log_lines(request.actor, asked)
    shown = lines[:PER_PAGE]
    is_administrator = request.actor.has_role("administrator")
    counts = queries.state_counts(request.actor)
    context = {
        "tabs": admin_tabs("delivery_log") if is_administrator else [],
        "is_administrator": is_administrator,
        "states": _states(asked, counts),
        "kinds": [("", _("Mọi kênh")), *ChannelKind.choices],
        "asked": asked,
        "lines": shown,
        "failed": counts.get(DeliveryState.FAILED, 0),
        "away": [(_kind(one.kind), one, Failure(one.failure).label) for one in queries.away()],
        "next_href": _href(asked, truoc=shown[-1].delivery.pk) if len(lines) > PER_PAGE else "",
        "is_first": asked.before is None,
    }
    return render(request, "desk/messages/log.html", context)


def _asked(request: HttpRequest) -> LogFilter:
    state, kind = request.GET.get("trang-thai", ""), request.GET.get("kenh", "")
    return LogFilter(
        state=state if state in DeliveryState.values else "",
        kind=kind if kind in ChannelKind.values else "",
        words=request.GET.get("q", "").strip()[:100],
        before=whole_number(request.GET.get("truoc", "")),
    )


def _states(asked: LogFilter, counts: dict[str, int]) -> list[Tab]:
    """All, then each state that has any."""
    tabs = [Tab(_href(asked, state=""), _("Tất cả"), None, not asked.state)]
    for value, words in DeliveryState.choices:
        if counts.get(value) or value == asked.state:
            href = _href(asked, state=value)
            tabs.append(Tab(href, str(words).capitalize(), counts.get(value, 0), value == asked.state))
    return tabs


def _href(asked: LogFilter, *, state: str | None = None, truoc: int | None = None) -> str:
    parts = QueryDict(mutable=True)
    chosen = asked.state if state is None else state
    for name, value in (("trang-thai", chosen), ("kenh", asked.kind), ("q", asked.words), ("truoc", truoc)):
        if value:
            parts[name] = str(value)
    return f"?{parts.urlencode()}"


def _kind(kind: str) -> str:
    return str(ChannelKind(kind).label)


@require_POST
@for_roles("administrator", "focal")
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        or_404(services.send_again, request.actor, pk)
        messages.success(request, _("Đã xếp lại vào hàng chờ gửi"))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("delivery_log")


@require_POST
@for_roles("administrator")
def send_failed_again(request: HttpRequest) -> HttpResponse:
    count = services.send_failed_again(request.actor)
    said = ngettext("Đã xếp lại %(n)s lượt gửi", "Đã xếp lại %(n)s lượt gửi", count) % {"n": count}
    messages.success(request, said)
    return redirect("delivery_log")
