"""Soát dự thảo: the source text on the left, the draft on the right, one question open at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from minhbach.intake.core.sheet import sheet
from minhbach.intake.queries import Desk
from minhbach.intake.queries.questions import Question
from minhbach.intake.queries.wording import step_word
from minhbach.intake.services.sentences import of_error
from minhbach.web.desk.intake_fields import inputs
from minhbach.web.desk.intake_frame import frame, not_in_review
from minhbach.web.desk.intake_rows import lines
from minhbach.web.desk.intake_steps import Refused, meant, refused, revision_of
from minhbach.web.doors import for_roles
from minhbach.web.fields import whole_number

LISTS = {"chi-tieu": "indicators", "nhiem-vu": "tasks", "bao-cao": "reporting"}
LIST_OF_KEY = {"t": "tasks", "i": "indicators", "r": "reporting"}
AROUND, A_PAGE = 8, 80
KEPT = ("xem", "stt", "cho", "dong", "viec", "tu")  # what a step brings back to the same place


@dataclass(frozen=True, slots=True)
class CountedTab:
    """count: "9", or "43/52" where some of all are done."""

    href: str
    text: str
    count: str
    is_current: bool


@for_roles(*KEEPERS)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    desk = queries.desk(request.actor, pk, request.today)
    return not_in_review(desk.draft) or _page(request, desk, request.GET, Refused())


def _page(request: HttpRequest, desk: Desk, asked: Mapping[str, str], said: Refused) -> HttpResponse:
    view = asked.get("xem") or "can-xem"
    question = _current(desk.questions, asked) if view == "can-xem" else None
    marks = [one.asked(question.id if question else "") for one in desk.questions]
    marked = sheet(
        desk.draft.blocks,
        desk.draft.data,
        marks,
        asked.get("dong", ""),
        whole_number(asked.get("goc", "")),
    )
    row = asked.get("dong", "") or (marked.row_of.get(question.number, "") if question else "")
    name = LISTS.get(view) or LIST_OF_KEY.get(row[:1], "tasks")
    shown, more = _shown_rows(lines(desk, name, frozenset([row])), view, asked)
    context = frame(desk, "review", request) | {
        "view": view,
        "tabs": _tabs(desk, view),
        "question": question,
        "queue": _after(desk.questions, question),
        "rest": max(0, len(desk.questions) - (question.number if question else 0) - 3),
        "sheet": marked.blocks,
        "window": marked.window,
        "before": _before(desk.questions, question),
        "safe": sum(one.is_safe for one in desk.questions),
        "list": name,
        "rows": shown,
        "more": more,
        "row": row,
        "doing": asked.get("viec", ""),
        "unread": desk.draft.data.get("unread", []),
        "refused": said,
        "kept": {key: asked[key] for key in KEPT if asked.get(key)},
        "has_steps": desk.draft.revision > 0,
    }
    return render(request, "desk/intake/review.html", context | _opened(desk, name, row, asked, said))


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


def _current(found: list[Question], asked: Mapping[str, str]) -> Question | None:
    """The question named, else the one at the number where the last one was answered, else the first."""
    if not found:
        return None
    named = next((one for one in found if one.id == asked.get("cho")), None)
    number = whole_number(asked.get("stt", ""))
    at = min(number, len(found)) - 1 if number else 0
    return named or found[at]


def _after(found: list[Question], question: Question | None) -> list[Question]:
    """The three questions behind the open one, then those before it."""
    at = question.number if question else 0
    return (found[at:] + found[: max(0, at - 1)])[:3]


def _before(found: list[Question], question: Question | None) -> Question | None:
    return found[question.number - 2] if question and question.number > 1 else None


def _shown_rows(rows: list, view: str, asked: Mapping[str, str]) -> tuple[list, str]:
    """In the queue the rows around the question; else a page of rows, and where the next one begins."""
    if view not in LISTS:
        at = next((n for n, row in enumerate(rows) if row.is_current), 0)
        start = max(0, min(at - AROUND, len(rows) - 2 * AROUND - 1))
        return rows[start : start + 2 * AROUND + 1], ""
    first = asked.get("tu", "")
    at = next((n for n, row in enumerate(rows) if row.key == first), 0)
    following = rows[at + A_PAGE :]
    return rows[at : at + A_PAGE], following[0].key if following else ""


def _tabs(desk: Desk, view: str) -> list[CountedTab]:
    counts = desk.counts()

    def of(name: str) -> str:
        return "/".join(str(n) for n in counts[name])

    words = [
        ("can-xem", _("Cần xem"), str(len(desk.questions))),
        ("chua-doc", _("Chưa đọc vào đâu"), str(len(desk.unread))),
        ("chi-tieu", _("Chỉ tiêu"), of("indicators")),
        ("nhiem-vu", _("Nhiệm vụ"), of("tasks")),
        ("bao-cao", _("Báo cáo"), of("reporting")),
    ]
    here = reverse("intake_draft", args=[desk.draft.pk])
    return [CountedTab(f"{here}?xem={key}", text, count, key == view) for key, text, count in words]


@for_roles(*KEEPERS)
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of review; what is refused comes back to the same place with what was typed."""
    if request.method != "POST":  # the page of a refused step, asked for again
        return redirect("intake_draft", pk=pk)
    desk = queries.desk(request.actor, pk, request.today)
    verb, args = meant(request.POST, desk)
    if verb == "pick":
        asked = request.POST.get("question", "")
        return redirect(f"{reverse('intake_units', args=[pk])}?{urlencode({'mo': asked})}#{asked}")
    try:
        services.change(request.actor, desk.draft, verb, args, revision_of(request.POST))
    except DraftError as error:
        fresh = queries.desk(request.actor, pk, request.today)
        return not_in_review(fresh.draft) or _page(
            request, fresh, request.POST, refused(error, verb, request)
        )
    return redirect(_back(pk, request.POST, verb))


def _back(pk: int, post: Mapping[str, str], verb: str) -> str:
    """The same place of the page, with the form closed and the next question open."""
    kept = {key: post[key] for key in ("xem", "stt", "tu", "dong") if post.get(key)}
    if verb in (Verb.ACCEPT_DOUBT, Verb.RESOLVE) or verb == Verb.REMOVE:
        kept.pop("dong", None)
    here = reverse("intake_draft", args=[pk])
    return f"{here}?{urlencode(kept)}" if kept else here


@require_POST
@for_roles(*KEEPERS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    draft = queries.draft_of(request.actor, pk, whole=False)
    try:
        step_back = services.undo(request.actor, draft, revision_of(request.POST))
        said = {"step": step_word(step_back.verb), "who": step_back.by or "–"}
        messages.success(request, _("Đã hoàn tác “%(step)s” của %(who)s.") % said)
    except DraftError as error:
        messages.error(request, of_error(error))
    if request.POST.get("back") == "units":
        return redirect("intake_units", pk=pk)
    return redirect(_back(pk, request.POST, ""))
