"""How often ongoing duties of a plan are updated, where an amendment changes it."""

from __future__ import annotations

from datetime import date, timedelta

from minhbach.plans.core.state import first_silent_from, silent_after
from minhbach.plans.models import Clock, Duty, Plan
from minhbach.shared import audit

PART = 500


def set_update_cycle(plan: Plan, cycle: str, today: date) -> None:
    """What is not silent yet owes its next update by the new cycle. For a transaction that holds the plan."""
    if plan.update_cycle == cycle:
        return
    before, plan.update_cycle = plan.update_cycle, cycle
    plan.save(update_fields=["update_cycle"])
    rows = Duty.objects.select_for_update(of=("self",)).filter(
        plan=plan, clock=Clock.ONGOING, silent_from__isnull=False
    )
    duties = list(rows.order_by("pk"))
    for duty in duties:
        duty.silent_from = _silent_from(duty, cycle, today)
        duty.version += 1
    Duty.objects.bulk_update(duties, ["silent_from", "version"], PART)
    audit.record(None, "set update cycle", plan, plan=plan, before={"cycle": before}, after={"cycle": cycle})


def _silent_from(duty: Duty, cycle: str, today: date) -> date:
    """A period that was missed stays missed; of a longer cycle it is a part, which may not have ended."""
    assert duty.silent_from is not None
    if duty.silent_from <= today:
        return first_silent_from(duty.silent_from - timedelta(days=1), cycle)
    fresh = first_silent_from(today, cycle)
    return max(fresh, silent_after(duty.updated_on, cycle)) if duty.updated_on else fresh
