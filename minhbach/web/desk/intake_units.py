"""Ghép đơn vị: every phrase of the draft with the units it stands for, as of the plan's day and today."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minhbach.intake import queries, services
from minhbach.intake.access import KEEPERS
from minhbach.intake.core.assignment import Assigned, Choice, Standing
from minhbach.intake.core.review import Verb
from minhbach.intake.core.rows import DraftError
from minhbach.intake.queries import Desk
from minhbach.intake.queries.questions import Option, phrase_id, phrase_options
from minhbach.intake.queries.remembered import since_words
from minhbach.intake.services.sentences import of_error
from minhbach.organisation.queries import find_units
from minhbach.web.desk.intake_frame import frame, not_in_review
from minhbach.web.desk.intake_steps import revision_of
from minhbach.web.doors import for_roles

MOST_FOUND = 40
FILTERS = ("can-xem", "tat-ca")


@dataclass(frozen=True, slots=True)
class Name:
    """One unit of a dated list; was: its name on the plan's day where that was another unit."""

    pk: int
    text: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class PhraseLine:
    id: str
    key: str
    text: str
    places: str
    is_question: bool
    by_person: bool
    words: str
    reason: str
    names: tuple[Name, ...]
    options: tuple[Option, ...]
    chosen: str
    is_open: bool = False
    since: str = ""  # the earlier confirmation that the standing rests on
    since_href: str = ""


@for_roles(*KEEPERS)
def units(request: HttpRequest, pk: int) -> HttpResponse:
    desk = queries.desk(request.actor, pk, request.today)
    if request.method == "POST":
        return _resolve(request, desk)
    return not_in_review(desk.draft) or _page(request, desk)


def _page(request: HttpRequest, desk: Desk, error: str = "", failed: str = "") -> HttpResponse:
    chosen_filter = request.GET.get("loc", "")
    shown = chosen_filter if chosen_filter in FILTERS else "tat-ca"
    opened = request.GET.get("mo", failed)
    lines = [_line(desk, one, opened) for one in desk.assigned.values()]
    asked = [line for line in lines if line.is_question]
    words = request.GET.get("q", "").strip()
    context = frame(desk, "units", request) | {
        "lines": asked if shown == "can-xem" else asked + [line for line in lines if not line.is_question],
        "filter": shown,
        "all": len(lines),
        "asked": len(asked),
        "carried": [one.phrase.key for one in desk.assigned.values() if one.is_question and one.carried_on],
        "on": desk.on,
        "error": error,
        "failed": failed,
        "words": words,
        "found": list(find_units(words, on=request.today)[:MOST_FOUND]) if words else [],
        "has_steps": desk.draft.revision > 0,
    }
    return render(request, "desk/intake/units.html", context)


def _line(desk: Desk, one: Assigned, opened: str) -> PhraseLine:
    before = desk.memory.behind(one)
    unit = desk.registry.unit
    names = tuple(
        Name(
            member.unit,
            unit[member.unit].label,
            unit[member.named].label if member.named != member.unit else "",
        )
        for member in one.members
    )
    return PhraseLine(
        id=phrase_id(one.phrase.key), key=one.phrase.key, text=one.phrase.text, places=_places(one),
        is_question=one.is_question, by_person=one.by_person, words=_standing_words(one, names),
        reason=one.reason, names=names, options=_options(desk, one),
        chosen=_chosen(desk, one), is_open=phrase_id(one.phrase.key) == opened,
        since=since_words(before) if before else "",
        since_href=reverse("admin_wording", args=[before.pk]) if before else "",
    )  # fmt: skip


def _options(desk: Desk, one: Assigned) -> tuple[Option, ...]:
    return phrase_options(one, desk.registry, desk.on, desk.today, desk.offers.get(one.phrase.key))


def _chosen(desk: Desk, one: Assigned) -> str:
    kept = (desk.draft.resolutions or {}).get(one.phrase.key)
    if not kept:
        return ""
    if kept["choice"] == Choice.PICKED or (kept["choice"] == Choice.UNIT and len(kept["ids"]) != 1):
        return "pick"
    return kept["choice"] + (f":{kept['ids'][0]}" if kept.get("ids") else "")


def _places(one: Assigned) -> str:
    leads, rows = one.phrase.leads, len(one.phrase.rows)
    said = ngettext("%d dòng", "%d dòng", rows) % rows
    return said + (", " + _("chủ trì %d") % leads if leads else "")


def _standing_words(one: Assigned, names: tuple[Name, ...]) -> str:
    if one.standing is Standing.UNIT and len(names) == 1:
        return names[0].text
    if one.standing is Standing.OPEN:
        return _("Để nguyên chữ") + (f"; {', '.join(name.text for name in names)}" if names else "")
    if one.standing is Standing.UNKNOWN:
        return _("Chưa xác định")
    return ngettext("%d đơn vị", "%d đơn vị", len(names)) % len(names)


def _resolve(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One phrase chosen, or all phrases carried on by units of today accepted at once."""
    post = request.POST
    here = reverse("intake_units", args=[desk.draft.pk])
    verb, args = _meant(post.get("option", ""), post, desk)
    try:
        services.change(request.actor, desk.draft, verb, args, revision_of(post))
    except DraftError as error:
        fresh = queries.desk(request.actor, desk.draft.pk, request.today)
        return not_in_review(fresh.draft) or _page(request, fresh, of_error(error), post.get("line", ""))
    kept = f"?loc={post['loc']}" if post.get("loc") in FILTERS else ""
    return redirect(f"{here}{kept}#{post.get('line', '')}")


def _meant(option: str, post, desk: Desk) -> tuple[str, dict[str, str]]:
    if post.get("all_found"):
        carried = [one.phrase.key for one in desk.assigned.values() if one.is_question and one.carried_on]
        return Verb.RESOLVE_FOUND, {"phrases": "\n".join(carried)}
    args = {"phrase": post.get("phrase", "")}
    picked = post.getlist("unit")
    if "option" not in post and not picked:
        return Verb.RESOLVE, args
    if option == "pick" or "option" not in post:
        return Verb.RESOLVE, args | {"choice": Choice.PICKED, "ids": " ".join(picked)}
    head, _colon, value = option.partition(":")
    return Verb.RESOLVE, args | {"choice": head, "ids": value}


@for_roles(*KEEPERS)
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Units whose names hold the typed words: the answer to typing, as boxes to tick."""
    words = request.GET.get("q", "").strip()
    found = list(find_units(words, on=request.today)[:MOST_FOUND]) if words else []
    return render(request, "desk/intake/found.html", {"found": found, "words": words, "most": MOST_FOUND})
