"""Khay đề xuất: what the ladder proposes to say to heads and leaders; a person sends, changes, drops it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.shared.verbs import Refused
from minhbach.supervision import queries, services
from minhbach.supervision.models import Proposal, SentVia
from minhbach.supervision.queries.tray import Composed
from minhbach.web.doors import for_roles, or_404


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal with the names of those whom a message on the system would reach; none without accounts."""

    found: Composed
    names: list[str]


@for_roles("focal")
def tray(request: HttpRequest) -> HttpResponse:
    found = queries.tray(request.actor, request.today)
    names = queries.names_of_addressees([each.proposal for each in found], request.today)
    context = {
        "shown": [Shown(each, names.get(each.proposal.pk, [])) for each in found],
        "decided": queries.decided(request.actor),
        "ways": [way for way in SentVia.choices if way[0] != SentVia.SYSTEM],
        "proposes": queries.policy_of(None)[0].proposes,
    }
    return render(request, "desk/supervision/tray.html", context)


@require_POST
@for_roles("focal")
def decide(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Send, save the words, or drop."""
    found = or_404(queries.proposal_record, request.actor, proposal_id)
    try:
        said = _obey(request, found)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)
    return redirect("tray")


def _obey(request: HttpRequest, found: Proposal) -> str:
    verb, text = request.POST.get("verb", ""), request.POST.get("text", "").replace("\x00", "")
    if verb in ("send", "sent"):
        via = SentVia.SYSTEM if verb == "send" else request.POST.get("via", "")
        services.send_proposal(request.actor, found, text, via, today=request.today)
        return _("Đã gửi thông báo") if verb == "send" else _("Đã ghi là đã gửi")
    if verb == "drop":
        services.drop_proposal(request.actor, found, request.POST.get("reason", "").replace("\x00", ""))
        return _("Đã bỏ đề xuất; bậc nhắc sau sẽ đề xuất lại nếu vẫn chưa xong")
    services.change_proposal(request.actor, found, text)
    return _("Đã lưu lời nhắn")
