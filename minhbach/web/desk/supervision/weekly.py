"""Trang lãnh đạo: one A4 page across all tracked plans, on screen, on paper and as Word."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minhbach.reporting.core.leader_page import LeaderPage, share_words
from minhbach.reporting.core.target_words import latest_words, target_words, value_words
from minhbach.reporting.writers.leader_page import leader_docx
from minhbach.supervision import queries
from minhbach.web.desk.report import WORD
from minhbach.web.desk.supervision.tabs import supervision_tabs
from minhbach.web.doors import for_roles
from minhbach.web.navigation import OVERSEES

LONGEST = 2000  # letters of what is asked, in the address


@for_roles(*OVERSEES)
def weekly(request: HttpRequest) -> HttpResponse:
    page = _page(request)
    context = {
        "tabs": supervision_tabs("weekly"),
        "page": page,
        "indicators": [
            (t, value_words(t.baseline, t), latest_words(t), target_words(t), share_words(t.share))
            for t in page.indicators
        ],
        "typed": _typed(request),
    }
    return render(request, "desk/supervision/weekly.html", context)


@for_roles(*OVERSEES)
def word(request: HttpRequest) -> HttpResponse:
    page = _page(request)
    response = HttpResponse(leader_docx(page, _("Trang lãnh đạo")), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="trang-lanh-dao-{page.as_of:%d%m%y}.docx"'
    return response


def _typed(request: HttpRequest) -> str:
    """Without signs that no paper can hold."""
    kept = (sign for sign in request.GET.get("xin", "")[:LONGEST] if sign.isprintable() or sign == "\n")
    return "".join(kept)


def _page(request: HttpRequest) -> LeaderPage:
    """What the officer wants asked stands in the address (`xin`), a line each: it can be sent as it is."""
    typed = _typed(request).splitlines()
    return queries.weekly_page(request.actor, request.today, typed)
