"""The tray: what is proposed, with what of it is still owed, and the message composed from that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import translation

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Directive, Duty
from minhbach.plans.queries import late_words, with_relations
from minhbach.reporting.models import ReportSlot, slot_standing
from minhbach.supervision.core.ladder import Kind
from minhbach.supervision.core.message import Line, message
from minhbach.supervision.models import Proposal, ProposalItem, ProposalState
from minhbach.supervision.queries.late import duty_words
from minhbach.supervision.queries.named import plan_words, slot_words

SHOWN_DECIDED = 20


@dataclass(frozen=True, slots=True)
class Composed:
    """A proposal with the lines that are still owed. settled: how many have been delivered since."""

    proposal: Proposal
    lines: tuple[Line, ...]
    settled: int
    text: str

    @property
    def units(self) -> int:
        return len({line.unit for line in self.lines})


def tray(actor: Actor, today: date) -> list[Composed]:
    """Open proposals of the actor's unit, heads before leaders; those of which nothing is owed any more last.

    Six queries whatever is in the tray.
    """
    proposals = list(
        Proposal.objects.visible_to(actor)
        .open()
        .select_related("unit", "person", "focal_unit")
        .prefetch_related("items__unit", "items__plan")
        .order_by("who", "unit__protocol_order", "pk")
    )
    standing = _standing([item for p in proposals for item in p.items.all()], today)
    found = [_composed(proposal, standing) for proposal in proposals]
    return sorted(found, key=lambda each: not each.lines)


def composed(proposal: Proposal, today: date) -> Composed:
    """One proposal as it stands today."""
    items = list(proposal.items.select_related("unit", "plan"))
    return _composed(proposal, _standing(items, today))


def decided(actor: Actor) -> list[Proposal]:
    """What was sent or dropped last."""
    rows = Proposal.objects.visible_to(actor).exclude(state=ProposalState.OPEN)
    return list(rows.select_related("unit", "person", "decided_by").order_by("-decided_at")[:SHOWN_DECIDED])


def proposal_record(actor: Actor, proposal_id: int) -> Proposal:
    """Raises Proposal.DoesNotExist."""
    return (
        Proposal.objects.visible_to(actor).select_related("unit", "person", "focal_unit").get(pk=proposal_id)
    )


def waiting(actor: Actor) -> int:
    """How many are in the tray: for the sidebar."""
    return Proposal.objects.visible_to(actor).open().count()


Place = tuple[str, int, int]  # kind, object, unit


def _composed(proposal: Proposal, standing: dict[Place, Line]) -> Composed:
    places = dict.fromkeys((item.kind, item.object_id, item.unit_id) for item in proposal.items.all())
    lines = tuple(standing[place] for place in places if place in standing)
    text = proposal.text or message(
        str(proposal.unit or ""), lines, str(proposal.focal_unit), to_leader=proposal.unit_id is None
    )
    return Composed(proposal, lines, len(places) - len(lines), text)


@translation.override("vi")
def _standing(items: Sequence[ProposalItem], today: date) -> dict[Place, Line]:
    """The items that are still owed, as lines; what was delivered, set aside or moved is not among them."""
    by_kind: dict[str, list[ProposalItem]] = {}
    for item in items:
        by_kind.setdefault(item.kind, []).append(item)
    found: dict[Place, Line] = {}
    dated = by_kind.get(Kind.DUTY, []) + by_kind.get(Kind.REQUEST, [])
    found |= _duties(dated, today)
    found |= _slots(by_kind.get(Kind.SLOT, []), today)
    found |= _directives(by_kind.get(Kind.DIRECTIVE, []), today)
    found |= _silent(by_kind.get(Kind.ONGOING, []), today)
    return found


def _duties(items: Sequence[ProposalItem], today: date) -> dict[Place, Line]:
    if not items:
        return {}
    late = Duty.objects.of_live_plans().overdue(today).filter(pk__in={item.object_id for item in items})
    rows = {duty.pk: duty for duty in with_relations(late)}
    return {
        (item.kind, item.object_id, item.unit_id): Line(
            duty.unit.label, duty_words(duty), plan_words(duty.plan), late_words(duty.state(today).late)
        )
        for item in items
        if (duty := rows.get(item.object_id))
    }


def _slots(items: Sequence[ProposalItem], today: date) -> dict[Place, Line]:
    if not items:
        return {}
    late = ReportSlot.objects.live().filter(slot_standing.is_overdue(today))
    late = late.filter(pk__in={item.object_id for item in items}).select_related("regime", "plan", "unit")
    rows = {slot.pk: slot for slot in late}
    return {
        (item.kind, item.object_id, item.unit_id): Line(
            slot.unit.label, slot_words(slot), "", f"quá hạn {slot.state(today).days} ngày"
        )
        for item in items
        if (slot := rows.get(item.object_id))
    }


def _directives(items: Sequence[ProposalItem], today: date) -> dict[Place, Line]:
    if not items:
        return {}
    ids = {item.object_id for item in items}
    late = Directive.objects.filter(pk__in=ids, done_on__isnull=True, due__lt=today).select_related("plan")
    rows = {row.pk: row for row in late}
    return {
        (item.kind, item.object_id, item.unit_id): Line(
            item.unit.label, row.text, plan_words(row.plan), f"quá hạn {(today - item.due).days} ngày"
        )
        for item in items
        if item.unit.is_ordered and (row := rows.get(item.object_id))
    }


def _silent(items: Sequence[ProposalItem], today: date) -> dict[Place, Line]:
    """Of one unit in one plan: how many updates are missing today."""
    found = {}
    pairs = {(item.object_id, item.unit_id): item for item in items}
    for (plan_id, unit_id), n in _silent_counts(pairs, today).items():
        item = pairs[plan_id, unit_id]
        plan = plan_words(item.plan) if item.plan else ""
        found[item.kind, plan_id, unit_id] = Line(item.unit.label, f"{n} nhiệm vụ chưa cập nhật", plan, "")
    return found


def _silent_counts(pairs: Iterable[tuple[int, int]], today: date) -> dict[tuple[int, int], int]:
    wanted = set(pairs)
    if not wanted:
        return {}
    rows = (
        Duty.objects.of_live_plans().silent(today)
        .filter(plan_id__in={plan for plan, _ in wanted}, unit_id__in={unit for _, unit in wanted})
        .order_by().values_list("plan_id", "unit_id").annotate(n=Count("pk"))
    )  # fmt: skip
    return {(plan, unit): n for plan, unit, n in rows if (plan, unit) in wanted}
