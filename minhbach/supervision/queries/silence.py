"""Kế hoạch im lặng: which of the tracked plans gave no sign of life, and when the last one was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Directive, Duty, DutyDecision, Plan, ProgressEntry
from minhbach.reporting.models import ReportRegime, ReportSlot
from minhbach.supervision.core.silent_plans import Reason, Signs, SilentPlan, silent_plans
from minhbach.supervision.queries.late import steered_plans
from minhbach.supervision.queries.policies import silent_days

KEPT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SilentLine:
    """plan: with its focal unit read. last: the day of the last sign, None where there never was one."""

    plan: Plan
    silent: SilentPlan

    @property
    def last(self) -> date | None:
        return self.silent.signs.last_sign

    @property
    def is_past_end(self) -> bool:
        return Reason.PAST_END in self.silent.reasons

    @property
    def has_no_sign(self) -> bool:
        return Reason.NO_SIGN in self.silent.reasons

    @property
    def has_no_regime(self) -> bool:
        return Reason.NO_REGIME in self.silent.reasons


def silent_list(actor: Actor, today: date) -> list[SilentLine]:
    """Past their end first, then the longest silent. Ten queries whatever the number of plans."""
    most = silent_days()
    plans = Plan.objects.select_related("focal_unit").defer("references", "recipients", "folded")
    found = {plan.pk: plan for plan in plans.filter(pk__in=steered_plans(actor))}
    heard = _heard_since(today - timedelta(days=most))
    regimes = set(ReportRegime.objects.standing().filter(plan_id__in=found).values_list("plan_id", flat=True))
    asked = [
        pk for pk, plan in found.items() if pk not in heard or pk not in regimes or _is_past(plan, today)
    ]
    last = _last_signs(asked)
    signs = [_signs(found[pk], last.get(pk), pk in regimes, today) for pk in asked]
    return [SilentLine(found[plan.plan_id], plan) for plan in silent_plans(signs, today, most)]


def silent_count(actor: Actor, today: date) -> int:
    """How many there are, for a line on Tổng quan; a quarter of an hour old at most."""
    key = f"silent:{today:%Y%m%d}:{'all' if actor.sees_territory else actor.unit_id}"
    found: int | None = cache.get(key)
    if found is None:
        found = len(silent_list(actor, today))
        cache.set(key, found, KEPT.total_seconds())
    return found


def _is_past(plan: Plan, today: date) -> bool:
    return plan.year_to is not None and plan.year_to < today.year


def _signs(plan: Plan, last: date | None, has_regime: bool, today: date) -> Signs:
    """Tracking may begin on a day of the past: no sign could come before the plan was taken in."""
    taken_in = timezone.localdate(plan.created_at)
    began = max(d for d in (plan.tracked_from, plan.opening_confirmed_on, taken_in) if d)
    ends = date(plan.year_to, 12, 31) if plan.year_to else None
    return Signs(plan.pk, min(began, today), last, ends, has_regime)


def _heard_since(since: date) -> set[int]:
    """Plans with an entry, a decision, a directive since that day: what was written lately, by its moment."""
    start = timezone.make_aware(datetime.combine(since, time.min))
    entries = ProgressEntry.objects.filter(at__gte=start).order_by().values_list("duty__plan_id", flat=True)
    decisions = DutyDecision.objects.filter(at__gte=start).order_by().values_list("duty__plan_id", flat=True)
    said = Directive.objects.filter(recorded_at__gte=start).order_by().values_list("plan_id", flat=True)
    return {*entries.distinct(), *decisions.distinct(), *said.distinct()}


def _last_signs(plans: Sequence[int]) -> dict[int, date]:
    """The newest of all signs of these plans; asked only of those that may be silent."""
    found: dict[int, date] = {}
    duties = Duty.objects.filter(plan_id__in=plans).order_by().values_list("plan_id")
    duties = duties.annotate(a=Max("updated_on"), b=Max("reported_on"), c=Max("confirmed_on"))
    slots = ReportSlot.objects.filter(plan_id__in=plans).order_by().values_list("plan_id")
    slots = slots.annotate(a=Max("submitted_on"), b=Max("first_sent_on"), c=Max("accepted_on"))
    said = Directive.objects.filter(plan_id__in=plans).order_by().values_list("plan_id")
    said = said.annotate(a=Max("given_on"))
    for rows in (duties, slots, said):
        _keep_newest(found, rows)
    return found


def _keep_newest(found: dict[int, date], rows: Iterable[tuple[int | date | None, ...]]) -> None:
    for plan, *days in rows:
        assert isinstance(plan, int)
        known = [day for day in (*days, found.get(plan)) if isinstance(day, date)]
        if known:
            found[plan] = max(known)
