"""Chỉ tiêu, chế độ báo cáo của văn bản sửa đổi: beside those of the amended plan; a person confirms them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.plans import services
from minhbach.plans.models import PairKind, Plan, PlanRelation
from minhbach.plans.queries import WAITING
from minhbach.plans.queries.items import relations_seen
from minhbach.plans.queries.parts import PARTS, Part, part_lines
from minhbach.web.desk.plans import seen_plan
from minhbach.web.doors import signed_in
from minhbach.web.fields import whole_number
from minhbach.web.part_words import TITLES, Sides, sides

MOST_ROWS = 1000  # of one form


@dataclass(frozen=True, slots=True)
class Section:
    """lines: of the kind asked for; counts: of all rows, by kind. choices: rows of the earlier plan with
    which the row asked about can be paired."""

    name: str
    title: str
    lines: list[Sides]
    counts: Counter[str]
    waiting: int
    sure: int
    choices: list[Sides]


def sections(plan: Plan, kind: str, asked: tuple[str, int]) -> list[Section]:
    """One for each part. kind: as on the page of the difference; asked: part and row to pair anew."""
    return [
        _section(part, [sides(line, part.name) for line in part_lines(plan, part)], kind, asked)
        for part in PARTS.values()
    ]


def _section(part: Part, every: list[Sides], kind: str, asked: tuple[str, int]) -> Section:
    waiting = [one for one in every if not one.pair.confirmed_at and one.pair.kind != PairKind.KEPT]
    if kind == WAITING:
        shown = waiting
    else:
        shown = [one for one in every if (one.pair.kind == kind if kind else one.pair.kind != PairKind.KEPT)]
    return Section(
        name=part.name,
        title=str(TITLES[part.name]),
        lines=shown,
        counts=Counter(str(one.pair.kind) for one in every),
        waiting=len(waiting),
        sure=sum(one.pair.is_sure for one in waiting),
        choices=[one for one in every if one.before] if asked[0] == part.name else [],
    )


@require_POST
@signed_in
def difference_part(request: HttpRequest, plan_id: int, part: str) -> HttpResponse:
    plan = seen_plan(request, plan_id)
    seen = [relation for relation, _earlier in relations_seen(request.actor, plan)]
    verb = next((name for name in VERBS if name in request.POST), "")
    if part not in PARTS or PlanRelation.AMENDS not in seen or not verb:
        raise Http404
    try:
        messages.success(request, VERBS[verb](request, plan, PARTS[part]))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    kept = {"voi": "amends", **({"loc": request.POST["loc"]} if request.POST.get("loc") else {})}
    return redirect(f"{reverse('plan_difference', args=[plan.pk])}?{urlencode(kept)}#{part}")


def _confirm(request: HttpRequest, plan: Plan, part: Part) -> str:
    rows = [key for text in request.POST.getlist("row")[:MOST_ROWS] if (key := whole_number(text))]
    if not rows:
        raise ValidationError(_("Chưa chọn dòng nào."))
    return _("Đã xác nhận %(n)s dòng") % {"n": services.confirm_part(request.actor, plan, part, rows)}


def _confirm_one(request: HttpRequest, plan: Plan, part: Part) -> str:
    services.confirm_part(request.actor, plan, part, [_key(request, "one")])
    return _("Đã xác nhận")


def _confirm_sure(request: HttpRequest, plan: Plan, part: Part) -> str:
    n = services.confirm_part(request.actor, plan, part)
    return _("Đã xác nhận %(n)s cặp chắc chắn") % {"n": n}


def _unconfirm(request: HttpRequest, plan: Plan, part: Part) -> str:
    services.unconfirm_part(request.actor, plan, part, _key(request, "back"))
    return _("Đã bỏ xác nhận")


def _drop(request: HttpRequest, plan: Plan, part: Part) -> str:
    services.drop_row(request.actor, plan, part, _key(request, "drop"))
    return _("Đã ghi là không còn")


def _pair(request: HttpRequest, plan: Plan, part: Part) -> str:
    earlier = whole_number(request.POST.get("earlier", ""))
    services.pair_row_with(request.actor, plan, part, _key(request, "pair"), earlier)
    return _("Đã ghép lại")


def _key(request: HttpRequest, name: str) -> int:
    return whole_number(request.POST.get(name, "")) or 0


VERBS: dict[str, Callable[[HttpRequest, Plan, Part], str]] = {
    "one": _confirm_one,
    "back": _unconfirm,
    "drop": _drop,
    "pair": _pair,
    "sure": _confirm_sure,
    "chosen": _confirm,
}
