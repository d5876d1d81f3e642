"""Slots of one unit over the periods, slots due in a month over all plans, what a unit has to send now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import F

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.reporting.core.tally import Cell, Placed, Tally, placed, summed
from minhbach.reporting.models import ReportRegime, ReportReturn, ReportSlot, SlotException
from minhbach.reporting.models.slots import SlotQuerySet
from minhbach.reporting.queries.report_lists import SlotLine
from minhbach.reporting.queries.sent_reports import SentReport, returns_of, sent_reports

SHOWN = 50


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """One slot with what it shows. exceptions: its ledger, oldest first; report: what was sent for it."""

    slot: ReportSlot
    placed: Placed
    exceptions: Sequence[SlotException] = ()
    report: SentReport | None = None
    returns: Sequence[ReportReturn] = ()


@dataclass(frozen=True, slots=True)
class UnitSlots:
    """Newest period first."""

    unit: Unit
    lines: tuple[SlotRecord, ...]

    @property
    def tally(self) -> Tally:
        return summed(line.placed.tally for line in self.lines)


def regime_record(actor: Actor, regime_id: int) -> ReportRegime:
    """Raises ReportRegime.DoesNotExist where the actor may not see it."""
    return ReportRegime.objects.visible_to(actor).select_related("plan").get(pk=regime_id)


def unit_slots(
    actor: Actor,
    unit_id: int,
    today: date,
    *,
    plan: Plan | None = None,
    regime: ReportRegime | None = None,
) -> UnitSlots | None:
    """One unit's slots of a plan, of a regime, or of everything; None where the actor sees none."""
    slots = ReportSlot.objects.visible_to(actor).of_units().filter(unit_id=unit_id)
    if plan is not None:
        slots = slots.filter(plan=plan)
    elif regime is not None:
        slots = slots.filter(regime=regime)
    found = lines_of(actor, slots.order_by("-window_to", "-last_on_time", "-pk"), today)
    return UnitSlots(found[0].slot.unit, found) if found else None


def owed_slots(actor: Actor, today: date, shown: int = SHOWN) -> tuple[SlotLine, ...]:
    """What the actor's units have to send now: returned first, then by the last day. One query."""
    mine = ReportSlot.objects.live().of_units().filter(unit_id__in=list(actor.unit_ids))
    owed = mine.owed(today).filter(before_tracking=False).select_related("regime", "plan", "unit")
    soonest = owed.order_by(
        F("returned_on").asc(nulls_last=True), F("last_on_time").asc(nulls_last=True), "pk"
    )
    return tuple(SlotLine(slot, slot.state(today)) for slot in soonest[:shown])


def lines_of(actor: Actor, slots: SlotQuerySet, today: date) -> tuple[SlotRecord, ...]:
    """Four queries: the slots, their exceptions, their reports, what of these went back."""
    found = list(slots.select_related("unit", "plan", "regime"))
    ids = [slot.pk for slot in found]
    ledger, reports, returns = _ledger(found), sent_reports(actor, ids), returns_of(actor, ids)
    after = _next_days(found)
    return tuple(
        SlotRecord(
            slot,
            placed(cell_of(slot, today), today, after.get(slot.pk)),
            ledger.get(slot.pk, ()),
            reports.get(slot.pk),
            returns.get(slot.pk, ()),
        )
        for slot in found
    )


def cell_of(slot: ReportSlot, today: date) -> Cell:
    """A loaded slot as the core counts it."""
    state = slot.state(today)
    return Cell(
        slot.pk, slot.unit_id, slot.regime_id, slot.period, state.paper, state.timing, slot.last_on_time,
        slot.facts().sent_on, slot.returned_on, slot.waits_for_signed,
    )  # fmt: skip


def _ledger(slots: Iterable[ReportSlot]) -> Mapping[int, Sequence[SlotException]]:
    lines: dict[int, list[SlotException]] = defaultdict(list)
    for line in SlotException.objects.filter(slot__in=[slot.pk for slot in slots]).select_related("by"):
        lines[line.slot_id].append(line)
    return lines


def _next_days(slots: Iterable[ReportSlot]) -> dict[int, date]:
    """For each slot the last day of the next one of its unit and regime that is among them."""
    dated = [slot for slot in slots if slot.last_on_time]
    dated.sort(key=lambda slot: (slot.regime_id, slot.unit_id, slot.last_on_time))
    return {
        slot.pk: later.last_on_time
        for slot, later in pairwise(dated)
        if (slot.regime_id, slot.unit_id) == (later.regime_id, later.unit_id) and later.last_on_time
    }


def slot_record(actor: Actor, slot_id: int) -> ReportSlot:
    """One slot by its number, where the actor may see it. Raises ReportSlot.DoesNotExist."""
    seen = ReportSlot.objects.visible_to(actor).select_related("regime__plan", "plan", "unit")
    return seen.get(pk=slot_id)
