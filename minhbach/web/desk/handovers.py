"""Đơn vị kế tục: whose work goes on at which unit of the plan that replaces; a person says so of each row."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.plans import services
from minhbach.plans.models import Plan, PlanRelation, PlanStatus
from minhbach.plans.queries.handovers import HandoverLine, Key, handovers
from minhbach.plans.queries.items import relations_seen
from minhbach.web.desk.plans import seen_plan
from minhbach.web.doors import signed_in
from minhbach.web.fields import whole_number

MOST_ROWS = 1000  # of one form


def handover_lines(request: HttpRequest, plan: Plan) -> list[HandoverLine]:
    """All that may be said; once the plan was given out, what was."""
    found = handovers(plan, request.today)
    return found if plan.status == PlanStatus.DRAFT else [line for line in found if line.confirmed]


@require_POST
@signed_in
def hand_over(request: HttpRequest, plan_id: int) -> HttpResponse:
    """`row`: pair-unit-successor, of a checkbox; `one`: the same, of a button; `back`: a key to take back."""
    plan = seen_plan(request, plan_id)
    seen = [relation for relation, _earlier in relations_seen(request.actor, plan)]
    if PlanRelation.REPLACES not in seen or not {"one", "chosen", "back"} & request.POST.keys():
        raise Http404
    try:
        messages.success(request, _obey(request, plan))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{reverse('plan_difference', args=[plan.pk])}?voi=replaces#ke-tuc")


def _obey(request: HttpRequest, plan: Plan) -> str:
    if "back" in request.POST:
        key = whole_number(request.POST["back"]) or 0
        services.unconfirm_handover(request.actor, plan, key)
        return _("Đã bỏ, tiến độ ở lại đơn vị cũ")
    said = request.POST.getlist("one") or request.POST.getlist("row")[:MOST_ROWS]
    chosen = [key for text in said if (key := _key(text))]
    if not chosen:
        raise ValidationError(_("Chưa chọn dòng nào."))
    n = services.confirm_handovers(request.actor, plan, chosen, today=request.today)
    return _("Đã xác nhận chuyển tiến độ %(n)s dòng") % {"n": n}


def _key(text: str) -> Key | None:
    """ "12-3-4" -> (12, 3, 4)."""
    numbers = [whole_number(part) for part in text.split("-")]
    pair, unit, successor = numbers if len(numbers) == 3 else (None, None, None)
    return (pair, unit, successor) if pair and unit and successor else None
