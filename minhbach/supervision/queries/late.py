"""Who is late, since when, and what was sent: by unit, and thing by thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone, translation

from minhbach.messaging.models import Notification
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Membership, Unit
from minhbach.plans.core.state import Silence
from minhbach.plans.models import Duty, Plan
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries import late_words, with_relations
from minhbach.reporting.models import ReportSlot
from minhbach.reporting.models.slots import SlotQuerySet
from minhbach.reporting.queries import deadline_words
from minhbach.shared.dates import period_name, vn_date
from minhbach.supervision.core.ladder import Kind
from minhbach.supervision.core.letter import MOST_ITEMS
from minhbach.supervision.models import Letter, LetterItem
from minhbach.supervision.queries.named import plan_words, slot_words

REMINDER = "reminder"  # the rule of notifications that the ladder wrote


@dataclass(frozen=True, slots=True)
class LateUnit:
    """One unit's overdue duties and reports, and its silence beside them. oldest: the earliest last day.

    reminded_at: when the ladder last said something to its people; has_people: whether it could.
    """

    unit: Unit
    duties: int
    reports: int
    silent: int
    oldest: date | None
    reminded_at: datetime | None
    has_people: bool
    letter: Letter | None

    @property
    def late(self) -> int:
        return self.duties + self.reports

    def days(self, today: date) -> int:
        """Of the longest overdue."""
        return (today - self.oldest).days if self.oldest else 0


@dataclass(frozen=True, slots=True)
class LateItem:
    """One owed thing as a list and a letter say it. told: what was sent about it before."""

    kind: Kind
    id: int
    unit: Unit
    text: str
    plan: Plan | None
    deadline: str
    late_days: int
    standing: str
    href: str
    told: str = ""
    asked: bool = False


def steered_plans(actor: Actor, plan_id: int | None = None) -> list[int]:
    """Tracked plans whose lists the actor looks after: those of its unit, for leaders all."""
    plans = Plan.objects.live() if plan_id is None else Plan.objects.live().filter(pk=plan_id)
    if not actor.sees_territory:
        plans = plans.filter(focal_unit_id__in=list(actor.unit_ids))
    return list(plans.order_by().values_list("pk", flat=True))


def late_units(actor: Actor, today: date, plan_id: int | None = None) -> list[LateUnit]:
    """Units with something overdue, the most and the longest first. Nine queries, whatever their number."""
    plans = steered_plans(actor, plan_id)
    duties = _by_unit(_late_duties(plans, today))
    slots = _by_unit(_late_slots(actor, plans, today, plan_id))
    owing = set(duties) | set(slots)
    silent = dict(
        Duty.objects.filter(plan_id__in=plans, unit_id__in=owing)
        .silent(today).order_by().values_list("unit_id").annotate(n=Count("pk"))
    )  # fmt: skip
    letters = _newest_letters(actor, owing)
    rows = [
        LateUnit(
            unit, duties.get(unit.pk, _NONE)[0], slots.get(unit.pk, _NONE)[0], silent.get(unit.pk, 0),
            _earliest(duties.get(unit.pk, _NONE)[1], slots.get(unit.pk, _NONE)[1]),
            reminded_at, has_people, letters.get(unit.pk),
        )
        for unit, reminded_at, has_people in _units(owing, today)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.late, row.oldest or today))


_NONE: tuple[int, date | None] = (0, None)


def _late_duties(plans: Sequence[int], today: date) -> DutyQuerySet:
    return Duty.objects.filter(plan_id__in=plans).overdue(today)


def _late_slots(actor: Actor, plans: Sequence[int], today: date, plan_id: int | None) -> SlotQuerySet:
    """Reports of units to these plans, and to regimes that stand alone and are received here."""
    late = ReportSlot.objects.of_units().overdue(today)
    of_plans = late.filter(plan_id__in=plans)
    if plan_id is not None:
        return of_plans
    alone = late.filter(plan__isnull=True)
    if not actor.sees_territory:
        alone = alone.filter(regime__to_unit_id__in=list(actor.unit_ids))
    return of_plans | alone


def _by_unit(rows: DutyQuerySet | SlotQuerySet) -> dict[int, tuple[int, date | None]]:
    counted = rows.order_by().values_list("unit_id").annotate(n=Count("pk"), first=Min("last_on_time"))
    return {unit: (n, first) for unit, n, first in counted}


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _units(ids: Iterable[int], today: date) -> list[tuple[Unit, datetime | None, bool]]:
    """Each with the moment of its last reminder, found through an index, and whether it has people."""
    said = Notification.objects.filter(unit_id=OuterRef("pk"), rule=REMINDER).order_by("-id")
    people = Membership.objects.filter(unit_id=OuterRef("pk"), user__is_active=True).valid_on(today)
    found = Unit.objects.filter(pk__in=list(ids)).annotate(
        reminded_at=Subquery(said.values("created_at")[:1]), has_people=Exists(people)
    )
    return [(unit, vars(unit)["reminded_at"], vars(unit)["has_people"]) for unit in found.in_order()]


def _newest_letters(actor: Actor, units: Iterable[int]) -> dict[int, Letter]:
    """The last letter that named each unit; drafts count, so that nobody writes the same one twice."""
    rows = LetterItem.objects.filter(unit_id__in=list(units), letter__in=Letter.objects.visible_to(actor))
    rows = rows.filter(letter__dropped_on__isnull=True)
    newest = dict(rows.order_by().values_list("unit_id").annotate(last=Max("letter_id")))
    letters = Letter.objects.in_bulk(set(newest.values()))
    return {unit: letters[pk] for unit, pk in newest.items()}


@translation.override("vi")
def late_items(
    actor: Actor,
    unit_ids: Sequence[int],
    today: date,
    plan_id: int | None = None,
    *,
    with_silent: bool = False,
    most: int = MOST_ITEMS + 1,
) -> list[LateItem]:
    """What these units owe and are late with, the longest overdue first; in Vietnamese, for papers and pages.

    with_silent: also what has no date and was not updated. At most `most` of each kind.
    """
    plans = steered_plans(actor, plan_id)
    duties = with_relations(_late_duties(plans, today).filter(unit_id__in=unit_ids))
    found = [_duty_item(duty, today) for duty in duties.order_by("last_on_time", "pk")[:most]]
    slots = _late_slots(actor, plans, today, plan_id).filter(unit_id__in=unit_ids)
    slots = slots.select_related("regime", "plan", "unit").order_by("last_on_time", "pk")
    found += [_slot_item(slot, today) for slot in slots[:most]]
    if with_silent:
        still = Duty.objects.filter(plan_id__in=plans, unit_id__in=unit_ids).silent(today)
        found += [_duty_item(duty, today) for duty in with_relations(still).order_by("pk")[:most]]
    return _with_told(found)


def _duty_item(duty: Duty, today: date) -> LateItem:
    state = duty.state(today)
    return LateItem(
        Kind.REQUEST if duty.from_request_id else Kind.DUTY,
        duty.pk,
        duty.unit,
        duty_words(duty),
        duty.plan,
        deadline_words(duty),
        0 if state.silence else state.late.days,
        _silence(state.silence) or late_words(state.late),
        f"{reverse('action', args=[duty.action_id])}?viec={duty.pk}",
        asked=duty.asked,
    )


def duty_words(duty: Duty) -> str:
    """The task in the words of the plan, with the period where it comes again and again."""
    return f"{duty.action} ({period_name(duty.period)})" if duty.period else str(duty.action)


def _silence(silence: Silence | None) -> str:
    """With its year: a paper is read later than a page."""
    if silence is None:
        return ""
    periods = f" ({silence.count} kỳ)" if silence.count > 1 else ""
    return f"chưa cập nhật {'từ ' if periods else ''}{silence.first.name}{periods}"


def _slot_item(slot: ReportSlot, today: date) -> LateItem:
    days = slot.state(today).days
    return LateItem(
        Kind.SLOT,
        slot.pk,
        slot.unit,
        slot_words(slot),
        slot.plan,
        vn_date(slot.last_on_time) if slot.last_on_time else "–",
        days,
        f"quá hạn {days} ngày",
        reverse("my_work"),
        asked=slot.asked,
    )


def _with_told(items: Sequence[LateItem]) -> list[LateItem]:
    """Adds what was sent about each. Three queries."""
    reminded = reminded_words({_about(item) for item in items})
    duties = letters_at(duty_ids=[item.id for item in items if item.kind is not Kind.SLOT])
    slots = letters_at(slot_ids=[item.id for item in items if item.kind is Kind.SLOT])
    told = []
    for item in items:
        letters = (slots if item.kind is Kind.SLOT else duties).get(item.id, [])
        words = [reminded.get(_about(item), ""), *(letter_words(letter) for letter in letters)]
        told.append(replace(item, told="; ".join(word for word in words if word)))
    return told


def _about(item: LateItem) -> str:
    return f"reporting.reportslot:{item.id}" if item.kind is Kind.SLOT else f"plans.duty:{item.id}"


def reminded_words(abouts: Iterable[str]) -> dict[str, str]:
    """ "nhắc 3 lần, gần nhất 12/11/2026" by object. One query through its index."""
    rows = (
        Notification.objects.about(*abouts)
        .filter(rule=REMINDER).order_by().values_list("about")
        .annotate(n=Count("rung", distinct=True), last=Max("created_at"))
    )  # fmt: skip
    return {about: f"nhắc {n} lần, gần nhất {vn_date(timezone.localdate(last))}" for about, n, last in rows}


def letters_at(*, duty_ids: Sequence[int] = (), slot_ids: Sequence[int] = ()) -> dict[int, list[Letter]]:
    """Letters with a number that named these duties, or these slots; the oldest first. One query."""
    rows = LetterItem.objects.filter(letter__in=Letter.objects.recorded()).select_related("letter")
    rows = rows.filter(duty_id__in=duty_ids) if duty_ids else rows.filter(slot_id__in=slot_ids)
    found: dict[int, list[Letter]] = defaultdict(list)
    for row in rows.order_by("letter_id") if duty_ids or slot_ids else ():
        found[row.duty_id or row.slot_id or 0].append(row.letter)
    return dict(found)


def letter_words(letter: Letter) -> str:
    """ "công văn 123/SKHCN ngày 10/11/2026"."""
    return f"công văn {letter.number} ngày {vn_date(letter.dated)}" if letter.dated else ""


def plan_of_letter(plan: Plan) -> str:
    """How a letter names the plan that it is about."""
    day = f" ngày {vn_date(plan.issued_on)}" if plan.issued_on else ""
    issuer = f" của {plan.issuer}" if plan.issuer else ""
    if not plan.number:
        return plan_words(plan)
    title = plan.title
    about = title[:1].lower() + title[1:] if title[1:2].islower() else title
    return f"{plan.kind} số {plan.number}{day}{issuer} về {about}"
