"""What owed things are called, and where they stand: for messages, proposals and letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from minhbach.plans.models import Action, Directive, Plan
from minhbach.reporting.models import ReportSlot
from minhbach.shared.dates import period_name
from minhbach.supervision.core.ladder import Kind, Owed


@dataclass(frozen=True, slots=True)
class Named:
    """name: in the words of the plan; href: its page. from_unit: who steers it where no plan does."""

    name: str
    href: str
    from_unit: int | None = None


def about_of(owed: Owed) -> str:
    """The object as notifications name it."""
    match owed.kind:
        case Kind.ONGOING:
            return f"plans.plan:{owed.id}/{owed.unit_id}"
        case Kind.SLOT:
            return f"reporting.reportslot:{owed.id}"
        case Kind.DIRECTIVE:
            return f"plans.directive:{owed.id}"
        case _:
            return f"plans.duty:{owed.id}"


def named(things: Iterable[Owed]) -> dict[str, Named]:
    """By `about_of`. One query for each kind that is among them."""
    by_kind: dict[Kind, list[Owed]] = {}
    for owed in things:
        kind: Kind = Kind.DUTY if owed.kind is Kind.REQUEST else owed.kind
        by_kind.setdefault(kind, []).append(owed)
    found: dict[str, Named] = {}
    for kind, rows in by_kind.items():
        found |= _NAMING[kind](rows)
    return found


def _duties(rows: list[Owed]) -> dict[str, Named]:
    actions = Action.objects.only("code", "text").in_bulk({owed.action_id for owed in rows if owed.action_id})
    return {
        about_of(owed): Named(
            str(actions[owed.action_id]), f"{reverse('action', args=[owed.action_id])}?viec={owed.id}"
        )
        for owed in rows
        if owed.action_id
    }


def _plans(rows: list[Owed]) -> dict[str, Named]:
    plans = Plan.objects.only("kind", "number", "title").in_bulk({owed.id for owed in rows})
    page = f"{reverse('my_work')}#not_updated"
    return {about_of(owed): Named(plan_words(plans[owed.id]), page) for owed in rows}


def _directives(rows: list[Owed]) -> dict[str, Named]:
    found = Directive.objects.in_bulk([owed.id for owed in rows])
    return {about_of(owed): Named(found[owed.id].text, _place_of(found[owed.id])) for owed in rows}


def _slots(rows: list[Owed]) -> dict[str, Named]:
    slots = ReportSlot.objects.select_related("regime", "plan").in_bulk([owed.id for owed in rows])
    return {
        about_of(owed): Named(slot_words(slot), reverse("my_work"), slot.regime.to_unit_id)
        for owed in rows
        if (slot := slots[owed.id])
    }


def slot_words(slot: ReportSlot) -> str:
    """ "Báo cáo Quý III/2026, Kế hoạch 118/KH-UBND". Reads regime and plan."""
    period = period_name(slot.period)
    kind = "Báo cáo tổng hợp" if slot.consolidated else "Báo cáo"
    of = plan_words(slot.plan) if slot.plan else slot.regime.title
    return f"{kind} {period[:1].lower() + period[1:] if period[1:2].islower() else period}, {of}"


def _place_of(directive: Directive) -> str:
    if directive.action_id:
        return reverse("action", args=[directive.action_id])
    return reverse("plan", args=[directive.plan_id])


def plan_words(plan: Plan) -> str:
    """ "Kế hoạch 118/KH-UBND"; its title where it has no number."""
    return f"{plan.kind} {plan.number}" if plan.number else plan.title


_NAMING = {Kind.DUTY: _duties, Kind.SLOT: _slots, Kind.ONGOING: _plans, Kind.DIRECTIVE: _directives}
