"""Báo cáo của các đơn vị: who sent what, on time and closed; units by periods, late first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from minhbach.plans.models import Plan
from minhbach.plans.queries.overview import UnitGroupKind
from minhbach.reporting import access
from minhbach.reporting.core.matrix import Matrix
from minhbach.reporting.core.tally import Look, Placed
from minhbach.reporting.models import ReportRegime
from minhbach.reporting.queries import slots as queries
from minhbach.reporting.queries.matrix import ReportMatrix, plan_matrix, regime_matrix
from minhbach.reporting.queries.sent_reports import sent_reports
from minhbach.web.desk.plans import seen_plan
from minhbach.web.doors import for_roles, or_404, signed_in
from minhbach.web.matrix import KIND_TITLES, Linked, head_views, matrix_view
from minhbach.web.navigation import OVERSEES
from minhbach.web.plan_frame import PlanFrame
from minhbach.web.report_figures import figures_of
from minhbach.web.shapes import Crumb
from minhbach.web.slot_rows import slot_row

# Names in the address -> words, and what a unit shows in one of its cells.
STATES = {
    "qua-han": (gettext_lazy("Quá hạn, không nộp"), frozenset({Look.LATE, Look.NEVER_SENT})),
    "tra-lai": (gettext_lazy("Bị trả lại"), frozenset({Look.RETURNED})),
    "cho-xem": (gettext_lazy("Chờ xem"), frozenset({Look.TO_ACCEPT})),
    "chua-gui": (gettext_lazy("Chưa gửi, còn hạn"), frozenset({Look.OWED})),
    "da-nhan": (gettext_lazy("Đã nhận"), frozenset({Look.ACCEPTED})),
    "ngoai-le": (gettext_lazy("Không phải báo cáo"), frozenset({Look.EXCUSED})),
}
KINDS = {
    "so-nganh": UnitGroupKind.DEPARTMENTS.value,
    "xa-phuong": UnitGroupKind.COMMUNES.value,
    "de-nghi": UnitGroupKind.ASKED.value,
}
SENT = frozenset({Look.ACCEPTED, Look.TO_ACCEPT, Look.RETURNED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, as typed. whole: every period side by side."""

    kind: str
    state: str
    period: str
    whole: bool
    unfolded: bool

    @staticmethod
    def of(data: QueryDict) -> Asked:
        return Asked(
            kind=data.get("nhom", ""),
            state=data.get("trang-thai", ""),
            period=data.get("ky", ""),
            whole="tatca" in data,
            unfolded="mo" in data,
        )

    @property
    def is_bare(self) -> bool:
        return not (self.kind or self.state or self.period)

    @property
    def looks(self) -> frozenset[Look]:
        return STATES[self.state][1] if self.state in STATES else frozenset()

    def of_matrix(self, matrix: Matrix) -> Matrix:
        """What is left of it; a period that is not there asks for all."""
        places = {head.key: place for place, head in enumerate(matrix.heads)}
        return matrix.narrowed(
            kind=KINDS.get(self.kind, ""), column=places.get(self.period), looks=self.looks
        )


@for_roles(*OVERSEES)
def of_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = seen_plan(request, plan_id)
    found = plan_matrix(request.actor, plan, request.today)
    here = reverse("plan_reports", args=[plan.pk])
    context = {"frame": PlanFrame.of(request, plan, "plan_reports"), "plan": plan}
    return render(request, "desk/reports/plan.html", context | page(request, found, here))


@signed_in
def of_regime(request: HttpRequest, regime_id: int) -> HttpResponse:
    """A regime that stands without a plan; one of a plan shows that plan's matrix of it alone."""
    regime = seen_regime(request, regime_id)
    found = regime_matrix(request.actor, regime, request.today)
    context = {"regime": regime, "crumbs": [*_above(regime), Crumb(regime_title(regime))]}
    here = reverse("regime_reports", args=[regime.pk])
    return render(request, "desk/reports/regime.html", context | page(request, found, here))


@for_roles(*OVERSEES)
def unit_of_plan(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """One unit over the periods: dates, how they came, returns, exceptions."""
    plan = seen_plan(request, plan_id)
    found = queries.unit_slots(request.actor, unit_id, request.today, plan=plan)
    context = {
        "frame": PlanFrame.of(request, plan, "plan_reports"),
        "plan": plan,
        "back": reverse("plan_reports", args=[plan.pk]),
    }
    return unit_page(request, found, context)


@signed_in
def unit_of_regime(request: HttpRequest, regime_id: int, unit_id: int) -> HttpResponse:
    regime = seen_regime(request, regime_id)
    found = queries.unit_slots(request.actor, unit_id, request.today, regime=regime)
    back = reverse("regime_reports", args=[regime.pk])
    crumbs = [*_above(regime), Crumb(regime_title(regime), back)]
    return unit_page(request, found, {"regime": regime, "crumbs": crumbs, "back": back})


def unit_page(
    request: HttpRequest, found: queries.UnitSlots | None, context: dict[str, object]
) -> HttpResponse:
    if found is None:
        raise Http404
    lines = [slot_row(line, request.today, report_href) for line in found.lines]
    manages = bool(found.lines) and access.can_manage_slot(request.actor, found.lines[0].slot)
    context |= {"found": found, "lines": lines, "manages": manages}
    return render(request, "desk/reports/unit.html", context)


def page(request: HttpRequest, found: ReportMatrix, here: str) -> dict[str, object]:
    """What the matrix's page shows besides its head."""
    asked = Asked.of(request.GET)
    left = replace(found, matrix=asked.of_matrix(found.matrix))
    heads = head_views(found)
    is_one = len(left.matrix.heads) == 1 and bool(asked.period)
    sent = [one.cell.slot for group in left.matrix.groups for row in group.rows for one in row.cells if one]
    details = sent_reports(request.actor, sent) if is_one else None
    unfolded = asked.unfolded or bool(asked.looks) or bool(asked.period)
    return {
        "here": here,
        "asked": asked,
        "figures": figures_of(found, heads),
        "view": matrix_view(left, cell_href(), whole=asked.whole, unfolded=unfolded, details=details),
        "kinds": _kinds(found.matrix),
        "states": [(key, words) for key, (words, _looks) in STATES.items()],
        "periods": heads,
        "is_nothing": not found.matrix.heads,
    }


def seen_regime(request: HttpRequest, regime_id: int) -> ReportRegime:
    return or_404(queries.regime_record, request.actor, regime_id)


def regime_title(regime: ReportRegime) -> str:
    return str(regime)


def report_href(slot_id: int) -> str:
    """The report that was sent for the slot."""
    return reverse("report_read", args=[slot_id])


def cell_href() -> Linked:
    """Of a cell: the report behind it once something was sent. The address is looked up once a page."""
    pattern = report_href(0)

    def of_cell(placed: Placed) -> str:
        if placed.look not in SENT:
            return ""
        return pattern.replace("/0/", f"/{placed.cell.slot}/")

    return of_cell


def _kinds(matrix: Matrix) -> list[tuple[str, object, int]]:
    """Groups that are there, with how many units."""
    counts = {group.kind: len(group.rows) for group in matrix.groups}
    return [(key, KIND_TITLES[kind], counts[kind]) for key, kind in KINDS.items() if kind in counts]


def _above(regime: ReportRegime) -> list[Crumb]:
    if regime.plan is None:
        return []
    plan: Plan = regime.plan
    return [
        Crumb(pgettext("many", "Kế hoạch"), reverse("plans")),
        Crumb(plan.number or _("chưa có số"), reverse("plan", args=[plan.pk])),
    ]
