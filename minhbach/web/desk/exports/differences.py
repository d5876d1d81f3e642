"""So với kế hoạch trước as Excel: every row of the filter, what was before, what is now, what differs."""

from __future__ import annotations

from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans import queries
from minhbach.plans.models import Action, PlanRelation
from minhbach.plans.queries.differences import DifferenceLine
from minhbach.reporting.writers.excel import Column, Value
from minhbach.web.desk.difference import asked_relation, kind_words
from minhbach.web.desk.difference_parts import sections
from minhbach.web.desk.exports.plans import plan_words
from minhbach.web.desk.exports.sheet import list_response
from minhbach.web.desk.plans import seen_plan
from minhbach.web.doors import signed_in
from minhbach.web.part_words import Side, Sides

FIELDS = {
    "product": gettext_lazy("Sản phẩm"),
    "lead": gettext_lazy("Chủ trì"),
    "together": gettext_lazy("Phối hợp"),
    "time": gettext_lazy("Thời gian"),
}


@signed_in
def difference_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    """`voi`, `loc`: as on the page."""
    plan = seen_plan(request, plan_id)
    relation, kind = asked_relation(request, plan), request.GET.get("loc", "")
    found = queries.difference(request.actor, plan, relation, kind)
    if found is None:
        raise Http404
    columns = (
        Column(_("STT"), 6, figure=True), Column(_("Loại"), 16), Column(_("Mục trước"), 9),
        Column(_("Kế hoạch trước"), 56), Column(_("Mục"), 9), Column(_("Kế hoạch này"), 56),
        Column(_("Điểm khác"), 56), Column(_("Đã xác nhận"), 12),
    )  # fmt: skip
    words = kind_words(relation)
    said = f"{relation.label} {found.earlier.number or found.earlier.title}"
    of_actions = (_cells(line, words) for line in queries.difference_lines(plan, relation, kind))
    parts = sections(plan, kind, ("", 0)) if relation == PlanRelation.AMENDS else []
    of_parts = (_part_cells(part.title, line, words) for part in parts for line in part.lines)
    rows = ((at, *cells) for at, cells in enumerate(chain(of_actions, of_parts), start=1))
    return list_response(
        request, "so-sanh", _("So với kế hoạch trước"), columns, rows, plan_words(plan), said
    )


def _cells(line: DifferenceLine, words: dict[str, str]) -> tuple[Value, ...]:
    before, now = line.earlier, line.pair.action
    text = next((change.before for change in line.changes if change.name == "text"), "")
    differs = "\n".join(
        f"{FIELDS[change.name]}: {change.before or '–'} → {change.after or '–'}" for change in line.others
    )
    return (
        words[line.pair.kind], _code(before), text or _text(before), _code(now), _text(now), differs,
        _("có") if line.pair.confirmed_at else "",
    )  # fmt: skip


def _part_cells(part: str, line: Sides, words: dict[str, str]) -> tuple[Value, ...]:
    """A target or a report regime: all that it says in the cells, what differs once more beside them."""
    before, now = line.before, line.now
    was = {fact.label: fact.text for fact in before.facts} if before else {}
    differs = "\n".join(
        f"{fact.label}: {was.get(fact.label) or '–'} → {fact.text or '–'}"
        for fact in (now.facts if now else ())
        if fact.is_other
    )
    return (
        f"{part}: {words[line.pair.kind]}", before.code if before else "", _side(before),
        now.code if now else "", _side(now), differs, _("có") if line.pair.confirmed_at else "",
    )  # fmt: skip


def _side(side: Side | None) -> str:
    return "\n".join([side.title, *(f"{fact.label}: {fact.text}" for fact in side.facts)]) if side else ""


def _code(action: Action | None) -> str:
    return action.code if action else ""


def _text(action: Action | None) -> str:
    return action.text if action else ""
