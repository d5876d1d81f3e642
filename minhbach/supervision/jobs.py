"""Background work of supervision: the daily run of the ladder, and the day after days without a worker."""

from __future__ import annotations

from django.utils import timezone

from minhbach.messaging.core.moments import first_moment
from minhbach.messaging.queries.rules import hours_of, sending_rules
from minhbach.plans.queries import work_calendar
from minhbach.shared.jobs import Run, enqueue, every, job
from minhbach.supervision.services.reminding import last_run, remind
from minhbach.supervision.services.settling import settle_duty, settle_slot

REMIND = "supervision.remind"


@every("reminders", seconds=600)
def ask_for_reminders() -> None:
    """Once a day, outside quiet hours and on working days; a worker that was away makes up for it then."""
    now = timezone.localtime()
    before = last_run()
    if before is not None and before >= now.date():
        return
    calendar = work_calendar(now.year, now.year + 1)
    if first_moment(now, hours_of(sending_rules()), calendar) == now:
        enqueue(REMIND, key=REMIND)


@job(REMIND)
def run_reminders(run: Run) -> None:
    """Safe to run twice: what was said is not said again."""
    remind(timezone.localdate(), run.progress)


@job("supervision.settle_duty")
def settle_reminders_of_duty(run: Run, *, duty_id: int) -> None:
    settle_duty(duty_id, timezone.localdate())


@job("supervision.settle_slot")
def settle_reminders_of_report(run: Run, *, report_id: int, slot_id: int) -> None:
    settle_slot(slot_id)
