"""The head that all pages of one plan share: title, facts, tabs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minhbach.plans import access
from minhbach.plans.models import Plan
from minhbach.plans.queries.items import relations_seen
from minhbach.web.navigation import OVERSEES
from minhbach.web.shapes import Crumb, Tab


@dataclass(frozen=True, slots=True)
class PlanFrame:
    plan: Plan
    crumbs: list[Crumb]
    tabs: list[Tab]

    @staticmethod
    def of(request: HttpRequest, plan: Plan, current: str) -> PlanFrame:
        """current: plan_overview | plan | plan_reports | plan_report | plan_difference | plan_coverage |
        plan_regimes | plan_papers | plan_manage."""
        is_live = plan.status in ("active", "closed")
        pages = [("plan", pgettext("many", "Nhiệm vụ"))]
        if is_live and request.actor.has_role(*OVERSEES):
            pages.insert(0, ("plan_overview", _("Tổng quan")))
            pages.append(("plan_reports", pgettext("many", "Báo cáo")))
            pages.append(("plan_report", _("Báo cáo kế hoạch")))
        if relations_seen(request.actor, plan):
            pages.append(("plan_difference", _("So với kế hoạch trước")))
        if is_live and request.actor.has_role(*OVERSEES):
            pages.append(("plan_coverage", _("Cấp dưới triển khai")))
        pages.append(("plan_regimes", _("Chế độ báo cáo")))
        pages.append(("plan_papers", pgettext("many", "Tệp")))
        if access.can_manage_plan(request.actor, plan) or access.can_publish(request.actor, plan):
            pages.append(("plan_manage", _("Giao việc, công khai")))
        tabs = [Tab(reverse(name, args=[plan.pk]), text, is_current=name == current) for name, text in pages]
        plans = Crumb(pgettext("many", "Kế hoạch"), reverse("plans"))
        return PlanFrame(plan, [plans, Crumb(plan.number or _("chưa có số"))], tabs)
