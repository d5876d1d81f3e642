"""Soát dự thảo: the source on the left, the draft on the right, one question open at a time."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.intake import queries, services
from minhbach.intake.access import KEEPERS
from minhbach.intake.core.review import Verb
from minhbach.intake.core.rows import DraftError, find, row_at
from minhbach.intake.queries import Desk
from minhbach.intake.queries.wording import step_word
from minhbach.intake.services.sentences import of_error
from minhbach.web.desk.intake_fields import inputs
from minhbach.web.desk.intake_frame import frame, not_in_review
from minhbach.web.desk.intake_pane import KEPT, Selection, pane_context
from minhbach.web.desk.intake_source import source_context
from minhbach.web.desk.intake_steps import Refused, meant, refused, revision_of, unsure_words
from minhbach.web.doors import for_roles

PANE = "duyet"  # the part of the page that a step changes
REBUILDS = frozenset((Verb.ADD, Verb.SPLIT, Verb.MERGE, Verb.REMOVE, Verb.TAKE_UNREAD, Verb.JOIN_UNREAD))


def _is_piece(request: HttpRequest) -> bool:
    """Whether only the draft's side is asked for: the source beside it stays as it stands."""
    return bool(request.htmx) and request.htmx.target == PANE


@for_roles(*KEEPERS)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    desk = queries.desk(request.actor, pk, request.today, whole=not _is_piece(request))
    elsewhere = not_in_review(desk.draft)
    return _leaving(request, elsewhere) if elsewhere else _page(request, desk, request.GET, Refused())


def _page(
    request: HttpRequest, desk: Desk, asked: Mapping[str, str], said: Refused, rebuilt: bool = False
) -> HttpResponse:
    chosen = Selection.of(desk, asked)
    context = frame(desk, "review", request) | pane_context(desk, asked, chosen)
    context |= {
        "here": reverse("intake_draft", args=[desk.draft.pk]),
        "refused": said,
        "has_steps": desk.draft.revision > 0,
        "is_piece": _is_piece(request),
        "rebuilt": rebuilt,
    } | _opened(desk, chosen.list, asked.get("row") or chosen.row, asked, said)
    if _is_piece(request):
        return render(request, "desk/intake/pane.html", context)
    return render(request, "desk/intake/review.html", context | source_context(desk, asked, chosen))


def _opened(desk: Desk, name: str, key: str, asked: Mapping[str, str], said: Refused) -> dict[str, object]:
    """The form that is open below a row: edit, split or a new row."""
    doing = asked.get("viec", "")
    if doing not in ("sua", "tach", "them"):
        return {}
    row = None
    if doing != "them":
        try:
            row = row_at(desk.draft.data, find(desk.draft.data, key))
        except DraftError:  # somebody removed it: what was typed is offered as a row of its own
            gone = {"row": "", "doing": "them" if said.typed else ""}
            return gone | {"inputs": inputs(name, None, said.typed, {}) if said.typed else []}
    return {
        "inputs": inputs(name, row, said.typed, said.errors),
        "is_said_beside": bool(said.errors) and said.sentence in said.errors.values(),
        "parts": said.typed.get("parts") or (row or {}).get("text") or (row or {}).get("name") or "",
    }


@for_roles(*KEEPERS)
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of review; what is refused comes back to the same place with what was typed."""
    if request.method != "POST":  # the page of a refused step, asked for again
        return redirect("intake_draft", pk=pk)
    desk = queries.desk(request.actor, pk, request.today, whole=False)
    verb, args = meant(request.POST, desk)
    if verb == "pick":
        asked = request.POST.get("question", "")
        there = f"{reverse('intake_units', args=[pk])}?{urlencode({'mo': asked})}#{asked}"
        return _leaving(request, redirect(there))
    unsure = unsure_words(desk, args.get("row", "")) if verb == Verb.ACCEPT_ROW else ""
    try:
        draft = services.change(request.actor, desk.draft, verb, args, revision_of(request.POST))
    except DraftError as error:
        fresh = queries.desk(request.actor, pk, request.today, whole=not _is_piece(request))
        elsewhere = not_in_review(fresh.draft)
        said = refused(error, verb, request)
        return _leaving(request, elsewhere) if elsewhere else _page(request, fresh, request.POST, said)
    if unsure:
        messages.info(request, unsure)
    return _answered(request, desk.after(draft), verb)


def _answered(request: HttpRequest, desk: Desk, verb: str) -> HttpResponse:
    """Where the person goes on: a piece of the page at once, a whole page by its address."""
    kept = _kept(request.POST, verb)
    there = f"{reverse('intake_draft', args=[desk.draft.pk])}?{urlencode(kept)}"
    if not _is_piece(request):
        return redirect(there)
    response = _page(request, desk, kept, Refused(), rebuilt=verb in REBUILDS)
    response.headers["HX-Push-Url"] = there
    return response


def _kept(post: Mapping[str, str], verb: str) -> dict[str, str]:
    """The same place of the page, with the form closed and the next question or row open."""
    kept = {key: post[key] for key in KEPT if post.get(key) and key not in ("viec", "cho")}
    if verb in (Verb.ACCEPT_DOUBT, Verb.RESOLVE, Verb.SETTLE_SLIP, Verb.REMOVE) and kept.get("stt"):
        kept.pop("dong", None)  # the queue goes on with the question that takes this one's number
    if post.get("sau"):
        kept["dong"] = post["sau"]
    if verb in (Verb.TAKE_UNREAD, Verb.JOIN_UNREAD, Verb.LEAVE_UNREAD):
        kept.pop("doan", None)
    return kept


def _leaving(request: HttpRequest, there: HttpResponse) -> HttpResponse:
    """Another page is gone to as a whole."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": there.headers["Location"]})
    return there


@require_POST
@for_roles(*KEEPERS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    return _back_or_forth(request, pk, services.undo, _("Đã hoàn tác “%(step)s” của %(who)s."))


@require_POST
@for_roles(*KEEPERS)
def redo(request: HttpRequest, pk: int) -> HttpResponse:
    return _back_or_forth(request, pk, services.redo, _("Đã làm lại “%(step)s” của %(who)s."))


def _back_or_forth(request: HttpRequest, pk: int, move: services.Move, said: str) -> HttpResponse:
    draft = queries.draft_of(request.actor, pk, whole=False)
    try:
        moved = move(request.actor, draft, revision_of(request.POST))
        messages.success(request, said % {"step": step_word(moved.verb), "who": moved.by or "–"})
    except DraftError as error:
        messages.error(request, of_error(error))
    if request.POST.get("back") == "units":
        return redirect("intake_units", pk=pk)
    kept = _kept(request.POST, "")
    if _is_piece(request):
        desk = queries.desk(request.actor, pk, request.today, whole=False)
        elsewhere = not_in_review(desk.draft)
        return (
            _leaving(request, elsewhere) if elsewhere else _page(request, desk, kept, Refused(), rebuilt=True)
        )
    return redirect(f"{reverse('intake_draft', args=[pk])}?{urlencode(kept)}")
