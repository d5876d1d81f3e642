"""Duties that are the reporting itself: the line of the plan that sets the report, and what is owed of it.

A plan's sentence "gửi báo cáo trước ngày 02 ..." is a task like others and a report regime at once. Whoever
sends the report has done the task: it is not asked for twice.
"""

from __future__ import annotations

from minhbach.plans.models import Action, Duty
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.reporting.models import ReportRegime, ReportSlot


def actions_that_report(plan_id: int) -> list[int]:
    """Actions of the plan whose sentence sets a report regime. Two queries."""
    places = ReportRegime.objects.filter(plan_id=plan_id).values_list("place", flat=True)
    said = {(place.get("block"), place["quote"]) for place in places if place.get("quote")}
    if not said:
        return []
    actions = Action.objects.filter(plan_id=plan_id, quote__in={quote for _block, quote in said})
    rows = actions.values_list("pk", "quote", "place")
    return [pk for pk, quote, place in rows if (place.get("block"), quote) in said]


def duties_of_report(slot: ReportSlot) -> DutyQuerySet:
    """What the slot's unit owes by the sentence of the regime for the periods that the report covers."""
    place = slot.regime.place
    if slot.plan_id is None or not place.get("quote"):
        return Duty.objects.none()
    return Duty.objects.filter(
        plan_id=slot.plan_id,
        unit_id=slot.unit_id,
        period__in=[slot.period, *slot.covers],
        action__quote=place["quote"],
        action__in=actions_that_report(slot.plan_id),
    )
