"""Slots follow their regimes: made, moved and taken away while nobody has worked on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from minhbach.plans.models import Plan, PlanStatus
from minhbach.reporting.core.settling import Settling, SlotDates, SlotKey, settled
from minhbach.reporting.models import (
    ExceptionKind,
    ReportRegime,
    ReportSlot,
    SlotException,
    slot_standing,
)
from minhbach.reporting.queries.settling import planned_of, slots_now
from minhbach.shared import audit

PART = 500


def settle_plan(plan_id: int, *, today: date | None = None) -> Settling | None:
    """Brings the slots of an active plan in line with its regimes. Safe to run twice.

    Of a plan that was taken back nothing is owed any more: its slots go.
    """
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is not None and plan.status == PlanStatus.DRAFT:
        ReportSlot.objects.filter(slot_standing.UNTOUCHED, plan=plan).delete()
    if plan is None or plan.status != PlanStatus.ACTIVE:
        return None
    regimes = list(ReportRegime.objects.filter(plan=plan).select_related("plan"))
    return _settle(regimes, today or timezone.localdate(), plan)


def settle_regime(regime_id: int, *, today: date | None = None) -> Settling | None:
    """The same for one regime; that of a plan together with the plan's others, for they merge."""
    regime = ReportRegime.objects.select_related("plan").filter(pk=regime_id).first()
    if regime is None:
        return None
    if regime.plan_id:
        return settle_plan(regime.plan_id, today=today)
    return _settle([regime], today or timezone.localdate(), None)


def everything_to_settle() -> list[tuple[int | None, int | None]]:
    """(plan, None) of every active plan with regimes, (None, regime) of every one that stands alone."""
    live = ReportRegime.objects.filter(plan__status=PlanStatus.ACTIVE).order_by()
    alone = ReportRegime.objects.filter(plan__isnull=True)
    plans = live.values_list("plan_id", flat=True).distinct()
    return [(pk, None) for pk in plans] + [(None, pk) for pk in alone.values_list("pk", flat=True)]


def _settle(regimes: Sequence[ReportRegime], today: date, plan: Plan | None) -> Settling:
    planned = planned_of(regimes, today)
    found = settled(slots_now(regimes), planned, today)
    by_pk = {regime.pk: regime for regime in regimes}
    for part in _parts(list(found.add.items())):
        _add(by_pk, part)
    _change(found.change)
    _drop(found.drop)
    closed = _excuse_closed(found.kept, planned, today)
    if regimes and not (found.is_empty and not closed):
        counts = {"added": len(found.add), "changed": len(found.change), "dropped": len(found.drop)}
        audit.record(None, "settle report slots", plan or regimes[0], plan=plan, counts=counts)
    return found


def _values(dates: SlotDates) -> dict[str, object]:
    return {**asdict(dates), "covers": list(dates.covers)}


def _parts(items: list[tuple[SlotKey, SlotDates]]) -> Iterator[list[tuple[SlotKey, SlotDates]]]:
    for first in range(0, len(items), PART):
        yield items[first : first + PART]


@transaction.atomic
def _add(regimes: Mapping[int, ReportRegime], part: Iterable[tuple[SlotKey, SlotDates]]) -> None:
    """The unique key makes a second run write nothing new."""
    rows = [
        ReportSlot(
            regime_id=regime_id,
            plan_id=regimes[regime_id].plan_id,
            consolidated=regimes[regime_id].is_consolidated,
            unit_id=unit_id,
            period=period,
            **_values(dates),
        )
        for (regime_id, unit_id, period), dates in part
    ]
    ReportSlot.objects.bulk_create(rows, ignore_conflicts=True)


def _change(change: Mapping[SlotKey, SlotDates]) -> None:
    """Units of one round move together; who began meanwhile keeps the day."""
    together: dict[tuple[int, str, SlotDates], list[int]] = defaultdict(list)
    for (regime_id, unit_id, period), dates in change.items():
        together[(regime_id, period, dates)].append(unit_id)
    for (regime_id, period, dates), units in together.items():
        with transaction.atomic():
            mine = _held(regime_id, period, units)
            ReportSlot.objects.filter(pk__in=mine).update(**_values(dates), version=F("version") + 1)


def _drop(drop: Sequence[SlotKey]) -> None:
    together: dict[tuple[int, str], list[int]] = defaultdict(list)
    for regime_id, unit_id, period in drop:
        together[(regime_id, period)].append(unit_id)
    for (regime_id, period), units in together.items():
        with transaction.atomic():
            ReportSlot.objects.filter(pk__in=_held(regime_id, period, units)).delete()


def _held(regime_id: int, period: str, units: Sequence[int]) -> list[int]:
    """Slots that nobody has touched, asked once they are held: who was at one has committed by then."""
    of_round = ReportSlot.objects.filter(regime_id=regime_id, period=period, unit_id__in=units)
    held = list(of_round.select_for_update().order_by("pk").values_list("pk", flat=True))
    return list(ReportSlot.objects.filter(slot_standing.UNTOUCHED, pk__in=held).values_list("pk", flat=True))


def _excuse_closed(
    kept: Sequence[SlotKey], planned: Mapping[SlotKey, SlotDates], today: date
) -> list[ReportSlot]:
    """What a unit began and did not send before it was closed stays readable, and is owed no more."""
    left = [key for key in kept if key not in planned]
    if not left:
        return []
    unsent = ReportSlot.objects.filter(
        regime_id__in={key[0] for key in left},
        unit_id__in={key[1] for key in left},
        unit__closed_on__lte=today,
        first_sent_on__isnull=True,
        accepted_on__isnull=True,
        excused_on__isnull=True,
    )
    keys = set(left)
    closed = [s for s in unsent.select_related("unit") if (s.regime_id, s.unit_id, s.period) in keys]
    for slot in closed:
        _excuse(slot, today)
    return closed


@transaction.atomic
def _excuse(slot: ReportSlot, today: date) -> None:
    locked = ReportSlot.objects.select_for_update().get(pk=slot.pk)
    if locked.first_sent_on or locked.accepted_on or locked.excused_on:
        return  # it was sent a moment ago
    locked.excused_on = slot.unit.closed_on
    locked.version += 1
    locked.save(update_fields=["excused_on", "version"])
    SlotException.objects.create(
        slot=locked,
        kind=ExceptionKind.UNIT_CLOSED,
        reason=f"{slot.unit.name} thôi hoạt động",
        on=today,
    )
