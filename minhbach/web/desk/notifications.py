"""Thông báo: what rules said to this person; unread first, by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from minhbach.messaging import queries, services
from minhbach.messaging.models import Notification
from minhbach.messaging.queries import PER_PAGE
from minhbach.shared.dates import vn_date
from minhbach.web.doors import or_404, signed_in
from minhbach.web.fields import whole_number
from minhbach.web.shapes import Tab
from minhbach.web.templatetags.desk import vn_day

READ = "da-doc"


@dataclass(frozen=True, slots=True)
class Day:
    """What came on one day."""

    title: str
    rows: list[Notification]


@signed_in
def notifications(request: HttpRequest) -> HttpResponse:
    wants_read = request.GET.get("xem") == READ
    before = whole_number(request.GET.get("truoc", ""))
    found = queries.notifications_of(request.actor, unread=not wants_read, before=before)
    shown = found[:PER_PAGE]
    more = f"?xem={READ if wants_read else ''}&truoc={shown[-1].pk}" if len(found) > PER_PAGE else ""
    context = {
        "segments": [
            Tab("?", _("Chưa đọc"), None, not wants_read),
            Tab(f"?xem={READ}", _("Đã đọc, đã xong"), None, wants_read),
        ],
        "days": _by_day(shown, request.today),
        "wants_read": wants_read,
        "next_href": more,
        "is_first": before is None,
    }
    return render(request, "desk/messages/notifications.html", context)


def _by_day(rows: list[Notification], today: date) -> list[Day]:
    days = groupby(rows, key=lambda row: timezone.localdate(row.created_at))
    return [Day(_title(day, today), list(of_day)) for day, of_day in days]


def _title(day: date, today: date) -> str:
    if day == today:
        return _("Hôm nay")
    if day == today - timedelta(days=1):
        return _("Hôm qua")
    words = vn_day(day)
    return f"{words[0].upper()}{words[1:]}" if day.year == today.year else vn_date(day)


@signed_in
def open_notification(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page of which it speaks; from then on it counts as read."""
    row = or_404(queries.notification_record, request.actor, pk)
    services.mark_read(request.actor, row.pk)
    return redirect(row.href)


@require_POST
@signed_in
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    row = or_404(services.acknowledge, request.actor, pk)
    messages.success(request, _("Đã báo là biết: %(label)s") % {"label": row.label})
    return redirect("notifications")


@require_POST
@signed_in
def mark_all_read(request: HttpRequest) -> HttpResponse:
    count = services.mark_read(request.actor)
    said = ngettext("Đã đánh dấu đọc %(n)s tin", "Đã đánh dấu đọc %(n)s tin", count) % {"n": count}
    messages.success(request, said)
    return redirect("notifications")
