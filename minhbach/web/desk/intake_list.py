"""Nhập kế hoạch: drop a file, see it read, go on with a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.intake import queries, services
from minhbach.intake.access import KEEPERS
from minhbach.intake.models import DraftState
from minhbach.web.desk.intake_frame import REFUSALS, sentence_of, steps
from minhbach.web.doors import for_roles


@for_roles(*KEEPERS)
def drafts(request: HttpRequest, refusal: str = "", name: str = "") -> HttpResponse:
    """The list of drafts with the place to drop a file; refusal: why the last file was not taken."""
    context = {
        "lines": queries.drafts(request.actor),
        "states": DraftState,
        "takes": queries.takes(),
        "refusal": refusal,
        "refused_name": name,
    }
    return render(request, "desk/intake/list.html", context)


@require_POST
@for_roles(*KEEPERS)
def upload(request: HttpRequest) -> HttpResponse:
    """One file. Refused: its sentence stands above the field and nothing of the file was kept."""
    file = request.FILES.get("file")
    if file is None:
        return drafts(request, refusal=_("Chưa chọn tệp nào; hãy chọn tệp kế hoạch rồi tải lên."))
    try:
        taken = services.upload(request.actor, file)
    except REFUSALS as error:
        return drafts(request, refusal=sentence_of(error), name=file.name or "")
    if not taken.is_new:
        said = _("Bạn đã tải tệp này lên, bản dự thảo chưa thành kế hoạch: mở lại bản dự thảo đó.")
        messages.info(request, said)
    return redirect("intake_progress", pk=taken.draft.pk)


@for_roles(*KEEPERS)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How the reading stands; a draft that is read goes straight to its review."""
    draft = queries.draft_of(request.actor, pk, whole=False)
    if draft.state == DraftState.REVIEW:
        return _onward(request, redirect("intake_draft", pk=draft.pk))
    if draft.state == DraftState.DROPPED:
        return redirect("intake")
    current = "track" if draft.state == DraftState.ADOPTED else "read"
    context = {
        "draft": draft,
        "states": DraftState,
        "job": queries.reading_job(draft),
        "steps": steps(draft, current),
        "plan_href": reverse("plan", args=[draft.plan_id]) if draft.plan_id else "",
    }
    return render(request, "desk/intake/progress.html", context)


def _onward(request: HttpRequest, there: HttpResponse) -> HttpResponse:
    """A page that asked again by itself must leave as a whole."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": there.headers["Location"]})
    return there


@require_POST
@for_roles(*KEEPERS)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    draft = queries.draft_of(request.actor, pk, whole=False)
    try:
        services.stop_reading(request.actor, draft)
        messages.success(request, _("Đã dừng đọc %s.") % draft.name)
    except REFUSALS:
        return redirect("intake_progress", pk=pk)  # it was read meanwhile
    return redirect("intake")


@for_roles(*KEEPERS)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first: what goes and what stays."""
    draft = queries.draft_of(request.actor, pk, whole=False)
    if request.method != "POST":
        return render(request, "desk/intake/drop.html", {"draft": draft})
    try:
        services.drop(request.actor, draft)
        messages.success(request, _("Đã bỏ bản dự thảo %s.") % draft.name)
    except REFUSALS as error:
        messages.error(request, sentence_of(error))
    return redirect("intake")
