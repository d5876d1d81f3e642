"""Slots as they should stand and as they stand: read for settling, and for what a change would move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, Q

from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.plans.models import PlanStatus
from minhbach.plans.queries.calendars import advised_day, calendar_with, confirmed_years, work_calendar
from minhbach.reporting.core.reporters import planned_slots
from minhbach.reporting.core.schedule import rounds_of
from minhbach.reporting.core.settling import SlotDates, SlotKey, SlotNow, settled
from minhbach.reporting.core.turns import Days
from minhbach.reporting.models import ReportRegime, ReportSlot, RollRule, SlotException, slot_standing
from minhbach.reporting.queries.schedule import asked_units, days_of_work, reporters_of, span_of

_DATES = tuple(field.name for field in fields(SlotDates))


def planned_of(
    regimes: Sequence[ReportRegime], today: date, days: Days | None = None
) -> dict[SlotKey, SlotDates]:
    """The slots that the regimes of one plan (or one that stands alone) ask for; nine queries at most."""
    standing = [regime for regime in regimes if regime.dropped_on is None]
    if not standing:
        return {}
    units = reporters_of(standing)
    everyone = {unit for ids in units.values() for unit in ids}
    span = span_of(standing[0], today)
    sent = ReportSlot.objects.filter(regime__in=standing, first_sent_on__isnull=False)
    return planned_slots(
        rounds_of([regime.facts() for regime in standing], span, days or days_of_work()),
        units,
        asked_units(everyone),
        organisation.registry().carried_on_by,
        frozenset(sent.values_list("regime_id", "unit_id", "period")),
        span,
        today,
    )


def slots_now(regimes: Sequence[ReportRegime]) -> list[SlotNow]:
    """Every slot of the regimes; one about which an exception was made counts as touched. Two queries."""
    excepted = set(SlotException.objects.filter(slot__regime__in=regimes).values_list("slot_id", flat=True))
    return [
        SlotNow(
            key=(slot.regime_id, slot.unit_id, slot.period),
            dates=_dates_of(slot),
            touched=slot.is_touched or slot.pk in excepted,
        )
        for slot in ReportSlot.objects.filter(regime__in=regimes)
    ]


def _dates_of(slot: ReportSlot) -> SlotDates:
    values = {name: getattr(slot, name) for name in _DATES}
    return SlotDates(**{**values, "covers": tuple(slot.covers)})


@dataclass(frozen=True, slots=True)
class MovedRound:
    """What a change does to one round of a regime. before, after: last days on time, None where there is
    none; units: how many slots move; kept: how many stay, for somebody worked on them or they are past."""

    regime: ReportRegime
    period: str
    before: date | None
    after: date | None
    units: int
    kept: int = 0


def preview_regimes(
    regimes: Sequence[ReportRegime], today: date, days: Days | None = None
) -> list[MovedRound]:
    """What settling these regimes, as they are handed in, would move; nothing is written."""
    by_pk = {regime.pk: regime for regime in regimes}
    now = slots_now([regime for regime in regimes if regime.pk])
    found = settled(now, planned_of(regimes, today, days), today)
    before = {slot.key: slot.dates.last_on_time for slot in now}
    after = {key: dates.last_on_time for key, dates in {**found.add, **found.change}.items()}
    moved: dict[tuple[int, str, date | None, date | None], int] = defaultdict(int)
    for key in [*found.change, *found.add, *found.drop]:
        if before.get(key) != after.get(key):
            moved[key[0], key[2], before.get(key), after.get(key)] += 1
    kept: dict[tuple[int, str], int] = defaultdict(int)
    for regime_id, _unit, period in found.kept:
        kept[regime_id, period] += 1
    lines = [
        MovedRound(by_pk[pk], period, first, then, units, kept.pop((pk, period), 0))
        for (pk, period, first, then), units in moved.items()
    ]
    return sorted(lines, key=lambda line: (line.after or line.before or date.max, line.period))


def preview_calendar(actor: Actor, changes: Mapping[date, str | None], today: date) -> list[MovedRound]:
    """Rounds whose last day the changed calendar would move, of the regimes with a roll that the actor sees.

    changes: day -> kind of rest day, None for an ordinary day.
    """
    days = Days(calendar_with(changes), confirmed_years())
    rolling = ReportRegime.objects.visible_to(actor).standing().exclude(roll=RollRule.NONE)
    live = rolling.filter(Q(plan__isnull=True) | Q(plan__status=PlanStatus.ACTIVE)).select_related("plan")
    together: dict[int, list[ReportRegime]] = defaultdict(list)
    for regime in live:
        together[regime.plan_id or -regime.pk].append(regime)
    return [line for regimes in together.values() for line in preview_regimes(regimes, today, days)]


def preview_advice(actor: Actor, changes: Mapping[date, str | None]) -> list[MovedRound]:
    """Rounds whose last day stays and whose advised working day would be another. Three queries."""
    old, new = work_calendar(), calendar_with(changes)
    unsent = (
        ReportSlot.objects.visible_to(actor).live().filter(slot_standing.UNSENT, regime__roll=RollRule.NONE)
    )
    rounds = unsent.filter(last_on_time__isnull=False).order_by()
    counted = rounds.values_list("regime_id", "period", "last_on_time").annotate(n=Count("pk"))
    moved = [
        (pk, period, before, after, n)
        for pk, period, last, n in counted
        if (before := advised_day(old, last)) != (after := advised_day(new, last))
    ]
    regimes = ReportRegime.objects.select_related("plan").in_bulk({pk for pk, *_rest in moved})
    lines = [MovedRound(regimes[pk], period, before, after, n) for pk, period, before, after, n in moved]
    return sorted(lines, key=lambda line: (line.before or date.max, line.period))
