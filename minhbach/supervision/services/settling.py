"""What was said becomes needless once the thing is delivered: it no longer counts as unread, nor goes out."""

from __future__ import annotations

from datetime import date

from minhbach.messaging.services import settle
from minhbach.plans.models import Duty
from minhbach.supervision.core.ladder import Kind, Owed
from minhbach.supervision.queries.named import about_of
from minhbach.supervision.services.reminding import RULE


def settle_duty(duty_id: int, today: date) -> int:
    """Settles reminders of a duty that no longer runs, and those of its unit's updates once all are in.

    Returns how many. A duty that is gone since has nothing to settle.
    """
    duty = Duty.objects.filter(pk=duty_id).first()
    if duty is None:
        return 0
    owed = Owed(Kind.DUTY, duty.pk, duty.unit_id, today)
    stopped = (duty.done_on, duty.confirmed_on, duty.suspended_on, duty.not_applicable_on)
    settled = settle(about_of(owed), rule=RULE) if any(stopped) else 0
    beside = Duty.objects.filter(plan_id=duty.plan_id, unit_id=duty.unit_id)
    if duty.silent_from is None or beside.not_updated_this_period(today).exists():
        return settled
    updates = Owed(Kind.ONGOING, duty.plan_id, duty.unit_id, today)
    return settled + settle(about_of(updates), rule=RULE)


def settle_slot(slot_id: int) -> int:
    """Settles reminders of a report that came in."""
    return settle(f"reporting.reportslot:{slot_id}", rule=RULE)
