"""The record for one consolidated report, in a number of queries that does not grow with units or tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Prefetch

from minhbach.organisation.actor import Actor
from minhbach.organisation.queries import authority_name
from minhbach.plans.models import Directive
from minhbach.reporting.core.accepted import said_in_snapshot
from minhbach.reporting.core.consolidating.assembling import DEFAULT_TEMPLATE, Heading
from minhbach.reporting.core.consolidating.record import DirectiveLine, Record, Sent, SlotLine, Voice
from minhbach.reporting.core.consolidating.shapes import Part
from minhbach.reporting.core.consolidating.voices import spoken
from minhbach.reporting.core.shapes import PlanHead
from minhbach.reporting.core.slot_state import Paper, SlotState, Timing
from minhbach.reporting.models import ConsolidationTemplate, Report, ReportSlot, SlotException
from minhbach.reporting.queries.report import (
    group_rank,
    place_name,
    plan_head,
    report_over,
    unit_group,
)
from minhbach.shared.dates import Period, period_from_key

_SENT = {
    Paper.EXCUSED: Sent.EXCUSED,
    Paper.ACCEPTED: Sent.ACCEPTED,
    Paper.SUBMITTED: Sent.WAITING,
    Paper.RETURNED: Sent.RETURNED,
}


def record_of(actor: Actor, slot: ReportSlot, as_of: date, today: date) -> Record:
    """What the record says for the consolidated report of a slot: work up to as_of, reports as of today.

    slot: with regime, plan and unit.
    """
    period = data_period(slot)
    plan, regime, owed = slot.plan, slot.regime, unit_slots(slot)
    return Record(
        head=plan_head(plan) if plan else _own_head(slot),
        period=period.name,
        as_of=as_of,
        taken_on=today,
        slots=tuple(slot_lines(owed, today)),
        voices=tuple(_voices(actor, owed)),
        directives=_directives(actor, slot, as_of),
        plan=report_over(actor, plan, period, as_of) if plan else None,
        addressee=regime.to_unit.name if regime.to_unit else regime.to,
    )


def data_period(slot: ReportSlot) -> Period:
    """The period by name, over the data that the report is about."""
    named = period_from_key(slot.period)
    return Period(slot.window_from, slot.window_to, named.cycle, named.key)


def unit_slots(slot: ReportSlot) -> list[ReportSlot]:
    """What units owed for this consolidated report: of the plan and the period, merged ones with it.

    A regime that stands alone consolidates the one of the same name and the same owner. With unit and ledger.
    """
    asked = ReportSlot.objects.of_units()
    if slot.plan_id is not None:
        asked = asked.filter(plan_id=slot.plan_id)
    else:
        regime = slot.regime
        asked = asked.filter(plan=None, regime__owner_id=regime.owner_id, regime__title=regime.title)
    whole_year = str(period_from_key(slot.period).end.year)
    reasons = Prefetch("exceptions", SlotException.objects.order_by("-id"), to_attr="ledger")
    found = asked.filter(period__in={slot.period, whole_year}).select_related("unit")
    return [
        one
        for one in found.prefetch_related(reasons)
        if slot.period == one.period or slot.period in one.covers
    ]


def slot_lines(slots: Iterable[ReportSlot], today: date) -> list[SlotLine]:
    """In groups and protocol order, with the reason of an exception."""
    return sorted((_slot(slot, today) for slot in slots), key=lambda line: (line.order, line.unit))


def _slot(slot: ReportSlot, today: date) -> SlotLine:
    state = slot.state(today)
    sent = sent_of(state)
    ledger: Sequence[SlotException] = getattr(slot, "ledger", ())
    late = state.days if state.timing in (Timing.SENT_LATE, Timing.OVERDUE) else 0
    return SlotLine(
        slot_id=slot.pk,
        unit=slot.unit.name,
        label=slot.unit.label,
        group=unit_group(slot.unit),
        order=group_rank(slot.unit),
        sent=sent,
        asked=slot.asked,
        sent_on=slot.first_sent_on,
        last_on_time=slot.last_on_time,
        late_days=late,
        why=ledger[0].reason if ledger and sent is Sent.EXCUSED else "",
    )


def sent_of(state: SlotState) -> Sent:
    if state.paper in _SENT:
        return _SENT[state.paper]
    if state.timing is Timing.BEFORE_TRACKING:
        return Sent.BEFORE
    return Sent.MISSING if state.timing is Timing.OVERDUE else Sent.OPEN


def _voices(actor: Actor, slots: Iterable[ReportSlot]) -> Iterator[Voice]:
    """Of accepted reports, as they were frozen. One query."""
    units = {slot.pk: slot.unit for slot in slots}
    found = Report.objects.visible_to(actor).accepted().filter(slot_id__in=units).order_by("pk")
    for report_id, slot_id, frozen in found.values_list("pk", "slot_id", "snapshot"):
        unit = units[slot_id]
        for kind, words, about in spoken(said_in_snapshot(frozen or {})):
            yield Voice(kind, words, unit.label, group_rank(unit), report_id, about)


def _directives(actor: Actor, slot: ReportSlot, as_of: date) -> tuple[DirectiveLine, ...]:
    if slot.plan_id is None:
        return ()
    found = Directive.objects.visible_to(actor).filter(
        plan_id=slot.plan_id, given_on__gte=slot.window_from, given_on__lte=as_of
    )
    return tuple(
        DirectiveLine(one.pk, one.kind, one.number, one.given_on, one.given_by)
        for one in found.order_by("given_on", "id")
    )


def _own_head(slot: ReportSlot) -> PlanHead:
    """Of a regime that stands alone: its title says what is reported."""
    authority = authority_name()
    return PlanHead(
        kind="",
        number="",
        issued_on=None,
        issuer=authority,
        title=slot.regime.title,
        authority=authority,
        author=slot.unit.name,
        place=place_name(authority),
    )


def template_of(regime_id: int) -> tuple[Heading, ...]:
    """The regime's own sections, else the default."""
    own = ConsolidationTemplate.objects.filter(regime_id=regime_id).first()
    if own is None or not own.headings:
        return DEFAULT_TEMPLATE
    return tuple(Heading(row["key"], Part(row["part"]), row["title"]) for row in own.headings)
