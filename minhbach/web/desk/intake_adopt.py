"""Chạy thử: what the plan will make of every unit, then adopt it; and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.intake import access, queries, services
from minhbach.intake.access import KEEPERS
from minhbach.intake.core.answers import NotAnswered
from minhbach.intake.core.rehearsal import rehearse
from minhbach.intake.core.rows import DraftError
from minhbach.intake.queries import Desk
from minhbach.intake.services.sentences import of_error, sentence
from minhbach.web.desk.intake_frame import REFUSALS, frame, not_in_review, sentence_of
from minhbach.web.doors import for_roles

SHOWN_UNITS = 30


@for_roles(*KEEPERS)
def rehearsal(request: HttpRequest, pk: int) -> HttpResponse:
    desk = queries.desk(request.actor, pk, request.today)
    return not_in_review(desk.draft) or _page(request, desk)


def _page(request: HttpRequest, desk: Desk, said: str = "") -> HttpResponse:
    context = frame(desk, "rehearsal", request) | {
        "said": said,
        "missing": {},
        "can_adopt": access.can_adopt(request.actor, desk.draft),
        "shown_units": SHOWN_UNITS,
    }
    try:
        made = queries.prepared(desk)
    except NotAnswered as wrong:
        context["missing"] = {field: _said(code) for field, code in wrong.errors.items()}
        return render(request, "desk/intake/rehearsal.html", context)
    except DraftError as error:
        return render(request, "desk/intake/rehearsal.html", context | {"said": said or of_error(error)})
    found = rehearse(made.plan)
    loads = [(desk.registry.unit[load.unit].label, load) for load in found.loads]
    context |= {
        "made": made,
        "found": found,
        "loads": loads[:SHOWN_UNITS],
        "more_units": max(0, len(loads) - SHOWN_UNITS),
    }
    return render(request, "desk/intake/rehearsal.html", context)


def _said(code: str) -> str:
    return sentence(code, typed="", first=1990, last=2100, longest=200)


@require_POST
@for_roles(*KEEPERS)
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    desk = queries.desk(request.actor, pk, request.today)
    if elsewhere := not_in_review(desk.draft):
        return elsewhere
    try:
        services.adopt(request.actor, desk.draft)
    except NotAnswered as wrong:
        return _page(request, desk, " ".join(_said(code) for code in wrong.errors.values()))
    except REFUSALS as error:
        return _page(request, desk, sentence_of(error))
    messages.success(request, _("Đã lập kế hoạch từ bản dự thảo; chưa giao việc cho đơn vị nào."))
    return redirect("intake_progress", pk=pk)


@require_POST
@for_roles(*KEEPERS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    draft = queries.draft_of(request.actor, pk, whole=False)
    try:
        services.undo_adoption(request.actor, draft)
        messages.success(request, _("Đã rút lại kế hoạch; bản dự thảo mở lại như cũ."))
    except REFUSALS as error:
        messages.error(request, sentence_of(error))
        return redirect("intake_progress", pk=pk)
    return redirect("intake_draft", pk=pk)
