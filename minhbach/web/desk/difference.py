"""So với kế hoạch trước: the two plans side by side; a person confirms the pairs or makes them anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from minhbach.plans import access, queries, services
from minhbach.plans.models import Action, ActionPair, PairKind, Plan, PlanRelation, PlanStatus
from minhbach.plans.queries import WAITING
from minhbach.plans.queries.items import earlier_of, relations_seen
from minhbach.web.desk.difference_parts import Section, sections
from minhbach.web.desk.handovers import handover_lines
from minhbach.web.desk.plans import seen_plan
from minhbach.web.doors import or_404, signed_in
from minhbach.web.fields import whole_number
from minhbach.web.plan_frame import PlanFrame
from minhbach.web.shapes import Tab

MOST_ROWS = 1000  # of one form


@signed_in
def difference(request: HttpRequest, plan_id: int) -> HttpResponse:
    """`voi`: the relation; `loc`: only rows of one kind, or those not confirmed; `tu`: from that row on."""
    plan = seen_plan(request, plan_id)
    relation = asked_relation(request, plan)
    if request.method == "POST":
        return _obey(request, plan, relation)
    kind = request.GET.get("loc", "")
    after = whole_number(request.GET.get("tu", "")) or 0
    found = queries.difference(request.actor, plan, relation, kind, after)
    if found is None:
        raise Http404
    asked, of_part = whole_number(request.GET.get("ghep", "")) or 0, request.GET.get("muc", "")
    can_pair = _can_pair(request, plan, relation)
    parts = sections(plan, kind, (of_part, asked)) if relation == PlanRelation.AMENDS else []
    context = {
        "frame": PlanFrame.of(request, plan, "plan_difference"),
        "plan": plan,
        "found": found,
        "kinds": _filters(found, kind, parts),
        "relations": _relations(request, plan, relation),
        "kind": kind,
        "can_pair": can_pair,
        "asked": 0 if of_part else asked,
        "choices": queries.earlier_actions(plan, relation) if asked and can_pair and not of_part else [],
        "parts": [] if after else [part for part in parts if part.lines],
        "handovers": handover_lines(request, plan) if relation == PlanRelation.REPLACES and not after else [],
        "asked_row": asked if of_part else 0,
        "here": f"?{urlencode(_kept(relation, kind))}",
        "is_own": relation == PlanRelation.CARRIES_OUT,
    }
    return render(request, "desk/plan/difference.html", context)


def asked_relation(request: HttpRequest, plan: Plan) -> PlanRelation:
    """The one asked for, else the first of which the actor sees the earlier plan."""
    asked = request.GET.get("voi") or request.POST.get("voi") or ""
    has = [relation for relation, _earlier in relations_seen(request.actor, plan)]
    if asked in [str(relation.value) for relation in has]:
        return PlanRelation(asked)
    if asked or not has:
        raise Http404
    return has[0]


def _can_pair(request: HttpRequest, plan: Plan, relation: PlanRelation) -> bool:
    is_open = plan.status == PlanStatus.DRAFT or relation == PlanRelation.CARRIES_OUT
    return is_open and access.can_manage_plan(request.actor, plan)


def _kept(relation: PlanRelation, kind: str) -> dict[str, str]:
    return {"voi": relation.value, **({"loc": kind} if kind else {})}


def kind_words(relation: PlanRelation) -> dict[str, str]:
    """What each kind of row is called: a plan below has words of its own for them."""
    names = {str(one.value): str(one.label) for one in PairKind}
    if relation == PlanRelation.CARRIES_OUT:
        names |= {
            "same": _("Đã đưa vào"),
            "changed": _("Hạn, đơn vị khác"),
            "new": _("Việc riêng"),
            "left_out": _("Chưa đưa vào"),
        }
    return names


def _filters(found: queries.Difference, kind: str, parts: list[Section]) -> list[Tab]:
    """Each kind with how many rows are of it, actions and parts together."""
    names = kind_words(found.relation)
    counts = sum((part.counts for part in parts), Counter(found.counts))
    waiting = found.waiting + sum(part.waiting for part in parts)
    said = sum(n for value, n in counts.items() if value != PairKind.KEPT)
    rows = [("", _("Văn bản nêu") if found.relation == PlanRelation.AMENDS else _("Tất cả"), said)]
    rows += [(value, text, counts[value]) for value, text in names.items() if counts[value]]
    rows.append((WAITING, _("Chưa xác nhận"), waiting))
    return [
        Tab(f"?{urlencode(_kept(found.relation, value))}", text, count, is_current=value == kind)
        for value, text, count in rows
    ]


def _relations(request: HttpRequest, plan: Plan, current: PlanRelation) -> list[Tab]:
    """One place for each earlier plan, where there are several."""
    tabs = [
        Tab(f"?voi={relation.value}", f"{relation.label} {earlier.number}", is_current=relation == current)
        for relation, earlier in relations_seen(request.actor, plan)
    ]
    return tabs if len(tabs) > 1 else []


def _obey(request: HttpRequest, plan: Plan, relation: PlanRelation) -> HttpResponse:
    verb = next((name for name in VERBS if name in request.POST), "")
    if not verb:
        raise Http404
    try:
        messages.success(request, VERBS[verb](request, plan, relation))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    kept = _kept(relation, request.POST.get("loc", ""))
    if request.POST.get("tu"):
        kept["tu"] = request.POST["tu"]
    row = whole_number(request.POST.get(verb, "")) or ""
    return redirect(f"{request.path}?{urlencode(kept)}" + (f"#dong-{row}" if row else ""))


def _confirm(request: HttpRequest, plan: Plan, relation: PlanRelation) -> str:
    rows = [key for text in request.POST.getlist("row")[:MOST_ROWS] if (key := whole_number(text))]
    if not rows:
        raise ValidationError(_("Chưa chọn dòng nào."))
    n = services.confirm_pairs(request.actor, plan, relation, rows)
    return _("Đã xác nhận %(n)s dòng") % {"n": n}


def _confirm_one(request: HttpRequest, plan: Plan, relation: PlanRelation) -> str:
    row = _row(request, plan, "one")
    services.confirm_pairs(request.actor, plan, relation, [row.pk])
    return _("Đã xác nhận")


def _confirm_sure(request: HttpRequest, plan: Plan, relation: PlanRelation) -> str:
    n = services.confirm_sure(request.actor, plan, relation)
    return _("Đã xác nhận %(n)s cặp chắc chắn") % {"n": n}


def _unconfirm(request: HttpRequest, plan: Plan, _relation: PlanRelation) -> str:
    services.unconfirm(request.actor, _row(request, plan, "back"))
    return _("Đã bỏ xác nhận")


def _pair(request: HttpRequest, plan: Plan, relation: PlanRelation) -> str:
    key = whole_number(request.POST.get("earlier", ""))
    choices = {action.pk: action for action in queries.earlier_actions(plan, relation)}
    chosen: Action | None = choices.get(key) if key else None
    if key and chosen is None:
        raise ValidationError(_("Nhiệm vụ được chọn không thuộc kế hoạch trước."))
    services.pair_with(request.actor, _row(request, plan, "pair"), chosen)
    return _("Đã ghép lại")


def _again(request: HttpRequest, plan: Plan, relation: PlanRelation) -> str:
    services.set_relation(request.actor, plan, relation, earlier_of(plan, relation))
    return _("Đã so lại từ đầu")


def _row(request: HttpRequest, plan: Plan, name: str) -> ActionPair:
    key = whole_number(request.POST.get(name, "")) or 0
    return or_404(queries.pair_record, request.actor, plan, key)


VERBS: dict[str, Callable[[HttpRequest, Plan, PlanRelation], str]] = {
    "one": _confirm_one,
    "back": _unconfirm,
    "pair": _pair,
    "sure": _confirm_sure,
    "again": _again,
    "chosen": _confirm,
}
