"""Văn bản gốc: the pages of a PDF as they look, or the text of a Word file as laid out, findings marked."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.intake import queries
from minhbach.intake.access import KEEPERS
from minhbach.intake.core.leaves import leaves
from minhbach.intake.core.marks import marked
from minhbach.intake.core.sheet import drawn
from minhbach.intake.queries import Desk
from minhbach.intake.queries.pages import page_picture
from minhbach.reading.shapes import Refusal
from minhbach.web.desk.intake_pane import Selection
from minhbach.web.doors import for_roles
from minhbach.web.fields import whole_number

ZOOMS = ("75", "100", "130", "170")  # per cent of the size at which a page is first shown
KEPT_A_WEEK = "private, max-age=604800, immutable"  # a page of a stored file never changes


def source_context(desk: Desk, asked: Mapping[str, str], chosen: Selection) -> dict[str, object]:
    """What the pane of the source shows. Pages where the reader gave their sizes, else the text."""
    question = chosen.question.id if chosen.question else ""
    made = marked(
        desk.draft.blocks,
        desk.draft.data,
        [one.asked(question) for one in desk.questions],
        chosen.shown,
        whole_number(asked.get("goc", "")),
    )
    sizes = desk.draft.data.get("pages") or []
    zoom = asked.get("co", "")
    return {
        "pages": leaves(made, sizes) if sizes else (),
        "page_count": len(sizes),
        "sheet": () if sizes else drawn(made).blocks,
        "window": made.window,
        "zoom": zoom if zoom in ZOOMS else "",
        "zooms": ZOOMS,
    }


@for_roles(*KEEPERS)
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page as a picture; the browser keeps it and shows it as nothing but a picture."""
    draft = queries.draft_of(request.actor, pk, whole=False)
    try:
        picture = page_picture(draft, number)
    except Refusal as refusal:
        raise Http404(refusal.sentence) from refusal
    response = HttpResponse(picture, content_type="image/png")
    response.headers["Cache-Control"] = KEPT_A_WEEK
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@for_roles(*KEEPERS)
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The pane by itself: asked for again where a step changed which rows there are."""
    desk = queries.desk(request.actor, pk, request.today)
    chosen = Selection.of(desk, request.GET)
    context = source_context(desk, request.GET, chosen) | chosen.context() | {"draft": desk.draft}
    return render(request, "desk/intake/source.html", context)
