"""Lists of reports: what my unit owes and has sent, what waits for me. Fixed numbers of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Q

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans.models import Plan
from minhbach.reporting.core.course import ReportState
from minhbach.reporting.core.slot_state import Paper, SlotState
from minhbach.reporting.models import Report, ReportRegime, ReportSlot
from minhbach.reporting.models.slots import SlotQuerySet

SHOWN = 50
ENDED = 12  # accepted reports at the foot of the list


class SlotGroup(StrEnum):
    """In the order in which they press."""

    RETURNED = "returned"
    APPROVING = "approving"
    OWED = "owed"
    SENT = "sent"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot in a list. report: None where nobody has begun, or where it is not the actor's to see."""

    slot: ReportSlot
    state: SlotState
    report: Report | None = None

    @property
    def report_state(self) -> ReportState | None:
        return self.report.state if self.report else None


@dataclass(frozen=True, slots=True)
class SlotList:
    group: SlotGroup
    lines: tuple[SlotLine, ...]


@dataclass(frozen=True, slots=True)
class ReportLists:
    """mine: reports of the actor's own units, empty groups left out. waiting: sent to the actor, the oldest
    first. missing: owed to the actor and not come, those that are late first."""

    mine: tuple[SlotList, ...]
    waiting: tuple[SlotLine, ...] = ()
    missing: tuple[SlotLine, ...] = ()


def report_lists(actor: Actor, today: date) -> ReportLists:
    """Everything of the page Báo cáo: the slots of three lists, and their reports at once."""
    mine = _my_slots(actor, today)
    waiting, missing = _received_slots(actor, today) if actor.has_role(Role.FOCAL) else ([], [])
    reports = _reports([*mine, *waiting, *missing], actor)
    groups: dict[SlotGroup, list[SlotLine]] = {group: [] for group in SlotGroup}
    for line in _lines(mine, reports, today):
        groups[_group(line)].append(line)
    return ReportLists(
        tuple(SlotList(group, tuple(lines)) for group, lines in groups.items() if lines),
        _lines(waiting, reports, today),
        _lines(missing, reports, today),
    )


def _my_slots(actor: Actor, today: date) -> list[ReportSlot]:
    """Open ones, soonest first, and the newest that were accepted."""
    mine = ReportSlot.objects.live().of_units().filter(unit_id__in=list(actor.unit_ids))
    open_now = mine.filter(Q(opens_on__lte=today) | Q(begun_on__isnull=False), accepted_on__isnull=True)
    ended = _with_relations(mine.filter(accepted_on__isnull=False)).order_by("-accepted_on", "-pk")[:ENDED]
    rows = _with_relations(open_now.filter(excused_on__isnull=True))
    return [*rows.order_by(F("last_on_time").asc(nulls_last=True), "pk")[: SHOWN * 2], *ended]


def _group(line: SlotLine) -> SlotGroup:
    match line.state.paper:
        case Paper.RETURNED:
            return SlotGroup.RETURNED
        case Paper.SUBMITTED:
            return SlotGroup.SENT
        case Paper.ACCEPTED:
            return SlotGroup.ENDED
        case Paper.APPROVING:
            return SlotGroup.APPROVING
    return SlotGroup.OWED


def _received_slots(actor: Actor, today: date) -> tuple[list[ReportSlot], list[ReportSlot]]:
    """Slots whose reports come to the actor's unit: (sent and waiting, not come yet).

    Narrow sets are read first, so that indexes serve.
    """
    units = list(actor.unit_ids)
    plans = list(Plan.objects.filter(focal_unit_id__in=units).order_by().values_list("pk", flat=True))
    to = Q(to_unit_id__in=units) | Q(through_unit_id__in=units) | Q(owner_id__in=units)
    regimes = list(ReportRegime.objects.filter(to).order_by().values_list("pk", flat=True))
    slots = ReportSlot.objects.live().of_units().filter(Q(plan_id__in=plans) | Q(regime_id__in=regimes))
    waiting = _with_relations(slots.waiting_for_acceptance()).order_by("submitted_on", "pk")
    owed = _with_relations(slots.owed(today).filter(before_tracking=False))
    missing = owed.order_by(F("last_on_time").asc(nulls_last=True), "unit__protocol_order")
    return list(waiting[:SHOWN]), list(missing[:SHOWN])


def _with_relations(slots: SlotQuerySet) -> SlotQuerySet:
    return slots.select_related("regime", "plan", "unit").defer(
        "plan__folded", "plan__references", "plan__recipients", "regime__place", "regime__template_items"
    )


def _reports(slots: Iterable[ReportSlot], actor: Actor) -> dict[int, Report]:
    reports = Report.objects.visible_to(actor).filter(slot__in=[slot.pk for slot in slots])
    narrow = reports.defer("sheet", "answers", "sent_answers", "snapshot")
    return {report.slot_id: report for report in narrow}


def _lines(slots: Iterable[ReportSlot], reports: Mapping[int, Report], today: date) -> tuple[SlotLine, ...]:
    return tuple(SlotLine(slot, slot.state(today), reports.get(slot.pk)) for slot in slots)
