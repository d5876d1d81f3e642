"""Phần việc as days of a calendar: what a unit, or a person of it, still owes with a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from minhbach.messaging.core.calendar import DayEvent
from minhbach.messaging.queries import Owner
from minhbach.plans.core.report import LONGEST_TEXT
from minhbach.plans.models import Duty, Plan, standing
from minhbach.plans.queries.lines import with_relations
from minhbach.shared.dates import vn_date

KEPT_DAYS = 90  # how long an overdue one stays in the calendar
MOST = 1000


def duty_days(owner: Owner, today: date) -> Iterator[DayEvent]:
    """Open duties with a last day on time; gone once reported. Always Vietnamese. Three queries."""
    owed = (
        Duty.objects.visible_to(owner.actor)
        .of_live_plans()
        .filter(standing.RUNNING, unit_id__in=owner.actor.unit_ids, counted=True, before_tracking=False)
        .filter(last_on_time__gte=today - timedelta(days=KEPT_DAYS))
    )
    if owner.only_own:
        owed = owed.filter(Q(handler__isnull=True) | Q(handler_id=owner.actor.user_id))
    for duty in with_relations(owed).order_by("last_on_time", "pk")[:MOST]:
        yield _event(duty, today)


def _event(duty: Duty, today: date) -> DayEvent:
    action = str(duty.action)[:LONGEST_TEXT]
    lines = [action, f"{duty.unit.label} · {_plan(duty.plan)}"]
    return DayEvent(
        uid=f"phan-viec-{duty.pk}@{settings.MINHBACH_MAIL_DOMAIN}",
        day=duty.last_on_time or today,
        summary=f"Hạn: {action}",
        description="\n".join([*lines, f"Hạn cuối {vn_date(duty.last_on_time or today)}."]),
        href=f"{settings.MINHBACH_ADDRESS.rstrip('/')}/nhiem-vu/{duty.action_id}/?viec={duty.pk}",
        sequence=duty.version,
        since=duty.opens_on,
    )


def _plan(plan: Plan) -> str:
    return f"{plan.kind} {plan.number}".strip() if plan.number else plan.title
