"""What changed since a day, and the text that is pasted into a chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.plans.core.state import SOON_DAYS
from minhbach.plans.models import DueDateChange, Duty, DutyDecision, Plan, ProgressEntry
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.action import EventKind
from minhbach.plans.queries.lines import DutyLine, lines, with_relations
from minhbach.shared.dates import period_of, vn_date

NEXT_DAYS, NEXT_SHOWN = 60, 5


@dataclass(frozen=True, slots=True)
class Change:
    """One event of a plan's record. text: what was said; unit and action by `duty`."""

    kind: EventKind
    at: datetime
    duty: Duty
    text: str
    result: str = ""
    what: str = ""  # for a decision, its kind in words


def changes_since(actor: Actor, since: date, plan: Plan | None = None, shown: int = 50) -> tuple[Change, ...]:
    """The newest events from that day on, newest first. Three queries."""
    duties = (
        Duty.objects.visible_to(actor).of_live_plans()
        if plan is None
        else Duty.objects.visible_in(plan, actor)
    )
    start = timezone.make_aware(datetime.combine(since, time.min))
    inside = duties.order_by().values("pk")
    joined = ("duty", "duty__plan", "duty__action", "duty__unit")
    entries = (
        ProgressEntry.objects.filter(duty__in=inside, at__gte=start)
        .select_related(*joined)
        .order_by("-at")[:shown]
    )
    decisions = (
        DutyDecision.objects.filter(duty__in=inside, at__gte=start)
        .select_related(*joined)
        .order_by("-at")[:shown]
    )
    moved = (
        DueDateChange.objects.filter(duty__in=inside, changed_on__gte=since)
        .select_related(*joined)
        .order_by("-id")[:shown]
    )
    found = [Change(EventKind.ENTRY, e.at, e.duty, e.text, e.get_result_display()) for e in entries]
    found += [Change(EventKind.DECISION, d.at, d.duty, d.text, what=d.get_kind_display()) for d in decisions]
    found += [
        Change(EventKind.DUE_CHANGE, _noon(c.changed_on), c.duty, f"{vn_date(c.after)}: {c.basis}")
        for c in moved
    ]
    return tuple(sorted(found, key=lambda change: change.at, reverse=True)[:shown])


@translation.override("vi")
def text_for_zalo(
    actor: Actor, today: date, *, unit: Unit | None = None, plan: Plan | None = None, shown: int = 15
) -> str:
    """Plain text of what a unit owes of a plan (or all plans): late, due soon, not updated.

    For a unit "Kính gửi ..." and also what comes next; otherwise the plan's late list by unit. Only what the
    actor may see.
    """
    duties = Duty.objects.visible_to(actor).of_live_plans()
    duties = duties.filter(unit=unit) if unit else duties
    duties = duties.filter(plan=plan) if plan else duties
    parts = [
        (_("Quá hạn"), duties.overdue(today)),
        (_("Đến hạn trong 7 ngày tới"), duties.due_soon(today)),
        (_("Chưa cập nhật"), duties.silent(today)),
    ]
    head = _("Kính gửi %(unit)s.") % {"unit": unit.name} if unit else ""
    name = _("%(plan)s, tính đến ngày %(day)s:") % {
        "plan": _plan_words(plan) if plan else _("Các kế hoạch đang theo dõi"),
        "day": vn_date(today),
    }
    blocks = [_block(title, found, today, unit is None, shown) for title, found in parts]
    blocks += [_next(duties, today), _to_update(duties, today)] if unit else []
    said = [block for block in blocks if block] or [_("Không có việc quá hạn hoặc chưa cập nhật.")]
    return "\n".join(part for part in [head, name, *said] if part)


def _next(duties: DutyQuerySet, today: date) -> str:
    """What is due after the coming week."""
    title = _("Sắp đến hạn trong %(n)s ngày tới") % {"n": NEXT_DAYS}
    after = duties.due_between(today + timedelta(days=SOON_DAYS + 1), today + timedelta(days=NEXT_DAYS))
    return _block(title, after, today, False, NEXT_SHOWN)


def _to_update(duties: DutyQuerySet, today: date) -> str:
    """Ongoing work to be updated in the running period; what is silent already is said above."""
    owed = duties.not_updated_this_period(today).filter(silent_from__gt=today, opens_on__lte=today)
    count = owed.count()
    if not count:
        return ""
    rows = with_relations(owed).order_by("plan_id", "action__order", "pk")[:NEXT_SHOWN]
    said = [_("Cần cập nhật trong kỳ này (%(n)s):") % {"n": count}]
    for duty in rows:
        end = period_of(today, duty.plan.update_cycle).end
        said.append(
            "- " + _("%(task)s, chậm nhất %(day)s") % {"task": _short(str(duty.action)), "day": vn_date(end)}
        )
    if count > NEXT_SHOWN:
        said.append(_("- và %(n)s việc khác") % {"n": count - NEXT_SHOWN})
    return "\n".join(said)


def _block(title: str, duties: DutyQuerySet, today: date, with_unit: bool, shown: int) -> str:
    count = duties.count()
    if not count:
        return ""
    rows = lines(with_relations(duties).order_by("last_on_time", "silent_from", "pk")[:shown], today)
    said = [f"{title} ({count}):"] + [f"- {_row(line, with_unit)}" for line in rows]
    if count > shown:
        said.append(_("- và %(n)s việc khác") % {"n": count - shown})
    return "\n".join(said)


def _row(line: DutyLine, with_unit: bool) -> str:
    duty = line.duty
    unit = f"{duty.unit.label}: " if with_unit else ""
    due = _(", hạn %(day)s") % {"day": vn_date(duty.last_on_time)} if duty.last_on_time else ""
    return f"{unit}{_short(str(duty.action))}{due} ({line.late})"


def _short(text: str, longest: int = 140) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def _plan_words(plan: Plan) -> str:
    return f"{plan.kind} {plan.number}".strip() if plan.number else plan.title


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
