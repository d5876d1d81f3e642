"""Chế độ báo cáo: the rounds of a plan with their reasons; set, add, end; what a change would move."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.plans import access as plan_access
from minhbach.plans.models import Plan
from minhbach.reporting import access
from minhbach.reporting.core.schedule import Round
from minhbach.reporting.models import ReportRegime
from minhbach.reporting.queries.regimes import (
    RegimeShown,
    plan_regimes,
    regime_record,
    reporters_now,
    standalone_regimes,
)
from minhbach.reporting.queries.settling import MovedRound, preview_regimes
from minhbach.reporting.queries.words import explain_lines
from minhbach.reporting.services import regimes as services
from minhbach.web.desk.plans import seen_plan
from minhbach.web.desk.regime_form import RegimeForm
from minhbach.web.doors import for_roles, or_404, signed_in, tried
from minhbach.web.navigation import KEEPS_PLANS
from minhbach.web.plan_frame import PlanFrame
from minhbach.web.shapes import Crumb


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round with its reasons as sentences."""

    round: Round
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class RegimeRow:
    shown: RegimeShown
    rounds: list[RoundRow]
    can_manage: bool

    @property
    def regime(self) -> ReportRegime:
        return self.shown.regime


@signed_in
def of_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Every regime of the plan with its rounds."""
    plan = seen_plan(request, plan_id)
    context = {
        "frame": PlanFrame.of(request, plan, "plan_regimes"),
        "plan": plan,
        "rows": _rows(request, plan_regimes(plan, request.today)),
        "can_manage": plan_access.can_manage_plan(request.actor, plan),
    }
    return render(request, "desk/regimes/plan.html", context)


@for_roles(*KEEPS_PLANS, "leader", "inspector")
def alone(request: HttpRequest) -> HttpResponse:
    """Reports that no plan asks for."""
    rows = _rows(request, standalone_regimes(request.actor, request.today))
    context = {"rows": rows, "can_add": access.can_add_regime(request.actor)}
    return render(request, "desk/regimes/alone.html", context)


def _rows(request: HttpRequest, found: Sequence[RegimeShown]) -> list[RegimeRow]:
    return [
        RegimeRow(
            shown,
            [RoundRow(one, explain_lines(one.turn.steps)) for one in shown.rounds],
            access.can_manage_regime(request.actor, shown.regime),
        )
        for shown in found
    ]


@signed_in
def add(request: HttpRequest, plan_id: int | None = None) -> HttpResponse:
    """A regime that the plan's document does not name, or one without a plan."""
    plan = seen_plan(request, plan_id) if plan_id else None
    allowed = (
        plan_access.can_manage_plan(request.actor, plan) if plan else access.can_add_regime(request.actor)
    )
    if not allowed:
        raise PermissionDenied
    regime = ReportRegime(plan=plan, owner_id=None if plan else request.actor.unit_id)
    form = RegimeForm(request.POST or None, alone=plan is None)
    if _saves(request, form) and tried(
        form, lambda: services.add_regime(request.actor, form.edit(), plan=plan)
    ):
        messages.success(request, _("Đã thêm chế độ báo cáo"))
        return redirect(_back(plan))
    return _page(request, regime, form, _("Thêm chế độ báo cáo"))


@signed_in
def change(request: HttpRequest, regime_id: int) -> HttpResponse:
    """The regime set anew; "preview" shows what would move, "end" and "take_up" end it and bring it back."""
    regime = or_404(regime_record, request.actor, regime_id)
    if not access.can_manage_regime(request.actor, regime):
        raise PermissionDenied
    verb = request.POST.get("verb", "")
    if verb in ("end", "take_up"):
        work = services.end_regime if verb == "end" else services.take_up_regime
        work(request.actor, regime)
        messages.success(request, _("Đã thôi áp dụng") if verb == "end" else _("Đã áp dụng lại"))
        return redirect(_back(regime.plan))
    form = RegimeForm.of(regime, request.POST or None)
    if _saves(request, form) and tried(
        form, lambda: services.change_regime(request.actor, regime, form.edit())
    ):
        messages.success(request, _("Đã lưu chế độ báo cáo; các kỳ chưa ai viết đổi theo"))
        return redirect(_back(regime.plan))
    return _page(request, regime, form, str(regime))


def _saves(request: HttpRequest, form: RegimeForm) -> bool:
    return request.method == "POST" and form.is_valid() and not _is_preview(request)


def _is_preview(request: HttpRequest) -> bool:
    return request.POST.get("verb") == "preview"


def _back(plan: Plan | None) -> str:
    return reverse("plan_regimes", args=[plan.pk]) if plan else reverse("regimes")


def _page(request: HttpRequest, regime: ReportRegime, form: RegimeForm, title: str) -> HttpResponse:
    back = _back(regime.plan)
    shown = _is_preview(request) and form.is_bound and form.is_valid()
    above = (
        Crumb(regime.plan.number or _("chưa có số"), back)
        if regime.plan
        else Crumb(_("Chế độ báo cáo"), back)
    )
    context = {
        "regime": regime if regime.pk else None,
        "form": form,
        "title": title,
        "back": back,
        "crumbs": [above, Crumb(title)],
        "moved": _moved(request, regime, form) if shown else None,
        "reporters": reporters_now(regime) if regime.pk else [],
    }
    return render(request, "desk/regimes/form.html", context)


def _moved(request: HttpRequest, regime: ReportRegime, form: RegimeForm) -> list[MovedRound]:
    """What saving would move, among all regimes of the plan: they merge."""
    edited = copy(regime)
    services.put(edited, form.edit())
    others = [other for other in edited.plan.regimes.all() if other.pk != edited.pk] if edited.plan else []
    for other in others:
        other.plan = edited.plan
    return preview_regimes([*others, edited], request.today)
