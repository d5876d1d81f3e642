"""Bảng trong văn bản: what each column holds, as read or as a person says; read again with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from minhbach.intake import queries, services
from minhbach.intake.access import KEEPERS
from minhbach.intake.core.rereading import in_block, names_of
from minhbach.intake.core.rows import LISTS, DraftError
from minhbach.intake.queries import Desk
from minhbach.intake.queries.remembered import ROLES, since_words
from minhbach.intake.services.sentences import of_error
from minhbach.reading.wording import certain_role, wording_key
from minhbach.web.desk.intake_frame import frame, not_in_review
from minhbach.web.desk.intake_steps import revision_of
from minhbach.web.doors import for_roles
from minhbach.web.fields import whole_number

PREVIEW = 6  # rows
HEADERS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Column:
    """One column to be named. since: the earlier confirmation that its role rests on."""

    number: int
    name: str
    role: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table of the document. rows: how many; tasks, aims: rows of the draft that come from it."""

    block: int
    title: str
    rows: int
    tasks: int
    aims: int
    is_doubted: bool
    is_mapped: bool


@for_roles(*KEEPERS)
def tables(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables of the document and what was read from each."""
    desk = queries.desk(request.actor, pk, request.today)
    context = frame(desk, "review", request) | {"tables": [_line(desk, at, b) for at, b in _tables(desk)]}
    return not_in_review(desk.draft) or render(request, "desk/intake/tables.html", context)


def _tables(desk: Desk) -> list[tuple[int, dict[str, Any]]]:
    return [(at, block) for at, block in enumerate(desk.draft.blocks) if block.get("kind") == "table"]


def _line(desk: Desk, at: int, block: Mapping[str, Any]) -> TableLine:
    data = desk.draft.data
    counts = {name: sum(in_block(row.get("place"), at) for row in data.get(name, [])) for name in LISTS}
    doubted = any(d["path"] == f"tables[{at}]" and not d.get("settled") for d in data.get("doubts", []))
    title = " | ".join(name for name in names_of(block, 1) if name)
    mapped = str(at) in data.get("tables", {})
    return TableLine(at, title, len(block["rows"]), counts["tasks"], counts["indicators"], doubted, mapped)


@for_roles(*KEEPERS)
def table(request: HttpRequest, pk: int, block: int) -> HttpResponse:
    """One table: its first rows, a role for each column; behind that what reading it again would do."""
    desk = queries.desk(request.actor, pk, request.today)
    found = dict(_tables(desk)).get(block)
    if found is None:
        raise Http404
    if (away := not_in_review(desk.draft)) is not None:
        return away
    if request.method == "POST":
        return _asked(request, desk, block, found)
    return _page(request, desk, block, found, request.GET)


def _asked(request: HttpRequest, desk: Desk, block: int, found: dict[str, Any]) -> HttpResponse:
    post = request.POST
    width = len(names_of(found, 0))
    roles = [post.get(f"cot-{n}", "") for n in range(width)]
    try:
        header = whole_number(post.get("header", "1"))
        services.ask_rereading(request.actor, desk.draft, block, 1 if header is None else header, roles)
    except DraftError as error:
        return _page(request, desk, block, found, post, of_error(error))
    return redirect("intake_table", pk=desk.draft.pk, block=block)


def _page(
    request: HttpRequest,
    desk: Desk,
    block: int,
    found: dict[str, Any],
    asked: Mapping[str, str],
    error: str = "",
) -> HttpResponse:
    going = desk.draft.rereading if desk.draft.rereading.get("block") == block else {}
    mapped = going.get("mapped") or desk.draft.data.get("tables", {}).get(str(block), {})
    typed = whole_number(asked.get("header", ""))
    header = typed if typed is not None and typed in HEADERS else mapped.get("header", 1)
    context = frame(desk, "review", request) | {
        "here": reverse("intake_table", args=[desk.draft.pk, block]),
        "table_at": block,
        "columns": _columns(desk, found, header, mapped, asked),
        "rows": [[cell.get("text", "") for cell in row["cells"]] for row in found["rows"][:PREVIEW]],
        "more": max(0, len(found["rows"]) - PREVIEW),
        "header": header,
        "headers": HEADERS,
        "roles": [("", _("không dùng")), *ROLES.items()],
        "going": going,
        "proposed": services.proposed_rereading(desk.draft) if going else None,
        "error": error,
    }
    return render(request, "desk/intake/table.html", context)


def _columns(
    desk: Desk, found: Mapping[str, Any], header: int, mapped: Mapping[str, Any], asked: Mapping[str, str]
) -> list[Column]:
    """As typed, else as mapped, else as the reader understands or the authority remembers."""
    names = names_of(found, header)
    said = mapped.get("roles") or []
    return [_column(desk, n, name, said, asked) for n, name in enumerate(names)]


def _column(desk: Desk, n: int, name: str, said: list[str], asked: Mapping[str, str]) -> Column:
    before = desk.memory.columns.get(wording_key(name))
    role = certain_role(name) or (str(before.meaning["role"]) if before else "")
    role = said[n] if n < len(said) else role
    since = since_words(before) if before and before.meaning["role"] == role else ""
    return Column(n, name, asked.get(f"cot-{n}", role), since)


@require_POST
@for_roles(*KEEPERS)
def take(request: HttpRequest, pk: int, block: int) -> HttpResponse:
    """The table as read again becomes part of the draft, or the draft stays as it is."""
    draft = queries.draft_of(request.actor, pk, whole=False)
    if request.POST.get("leave"):
        services.leave_rereading(request.actor, draft)
        return redirect("intake_table", pk=pk, block=block)
    try:
        done = services.take_rereading(request.actor, draft, revision_of(request.POST))
    except DraftError as error:
        messages.error(request, of_error(error))
        return redirect("intake_table", pk=pk, block=block)
    said = ngettext("Đã đọc lại bảng: %d dòng mới.", "Đã đọc lại bảng: %d dòng mới.", done.new) % done.new
    messages.success(request, said + " " + _("Hoàn tác được như mọi bước khác."))
    return redirect(f"{reverse('intake_draft', args=[pk])}?xem=nhiem-vu")
