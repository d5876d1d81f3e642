"""Kỳ báo cáo as days of a calendar: the last day of every report that a unit still has to send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings

from minhbach.messaging.core.calendar import DayEvent
from minhbach.messaging.queries import Owner
from minhbach.reporting.models import ReportSlot, slot_standing
from minhbach.shared.dates import period_name, vn_date

KEPT_DAYS = 90  # how long an overdue one stays in the calendar
MOST = 1000


def slot_days(owner: Owner, today: date) -> Iterator[DayEvent]:
    """Reports not sent yet that have a last day; gone once sent. Always Vietnamese. A fixed few queries."""
    owed = (
        ReportSlot.objects.visible_to(owner.actor)
        .live()
        .filter(slot_standing.UNSENT, unit_id__in=owner.actor.unit_ids)
        .filter(last_on_time__gte=today - timedelta(days=KEPT_DAYS))
    )
    for slot in owed.select_related("regime", "plan", "unit").order_by("last_on_time", "pk")[:MOST]:
        yield _event(slot, today)


def _event(slot: ReportSlot, today: date) -> DayEvent:
    """uid: of regime, unit and period, which stay when the slot is made anew."""
    last = slot.last_on_time or today
    named = ", ".join(period_name(key) for key in (slot.period, *slot.covers))
    plan = slot.plan
    source = (plan.number or plan.title) if plan else slot.regime.title
    lines = [f"{slot.unit.label} · {source}", f"Hạn cuối {vn_date(last)}."]
    return DayEvent(
        uid=f"bao-cao-{slot.regime_id}-{slot.unit_id}-{slot.period}@{settings.MINHBACH_MAIL_DOMAIN}",
        day=last,
        summary=f"Hạn: Báo cáo {named}",
        description="\n".join(lines),
        href=f"{settings.MINHBACH_ADDRESS.rstrip('/')}/bao-cao/{slot.pk}/",
        sequence=slot.version,
        since=slot.window_from,
    )
