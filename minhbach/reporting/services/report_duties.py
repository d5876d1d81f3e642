"""Whoever sends a report has done the task that asks for it."""

from __future__ import annotations

from datetime import date

from minhbach.organisation.actor import Actor
from minhbach.plans import services as plans
from minhbach.plans.core.kinds import Result
from minhbach.plans.core.report import Report
from minhbach.plans.core.state import result_of
from minhbach.plans.models import Duty
from minhbach.reporting.models import ReportSlot
from minhbach.reporting.queries.report_duties import duties_of_report
from minhbach.shared.dates import period_name
from minhbach.shared.verbs import Refused

RUNNING = (Result.NOT_STARTED, Result.DOING)


def settle_duties_of_report(slot_id: int, *, today: date | None = None) -> int:
    """Brings the duties that ask for the report in line with it: sent is done, accepted is confirmed.

    Safe to run twice; what a person decided about a duty meanwhile stands. Returns how many changed.
    """
    slot = ReportSlot.objects.select_related("regime", "plan").filter(pk=slot_id).first()
    if slot is None or slot.first_sent_on is None:
        return 0
    duties = duties_of_report(slot).select_related("plan", "action")
    return sum(_settled(duty, slot, slot.first_sent_on, today) for duty in duties)


def _settled(duty: Duty, slot: ReportSlot, sent_on: date, today: date | None) -> bool:
    try:
        reported = _report(duty, slot, sent_on, today)
        return _confirm(duty, slot, today) or reported
    except Refused:  # closed, or disputed meanwhile: a person decides
        return False


def _report(duty: Duty, slot: ReportSlot, sent_on: date, today: date | None) -> bool:
    if slot.submitted_on is None or result_of(duty.facts()) not in RUNNING:
        return False
    name = period_name(slot.period)
    done = Report(
        text=f"Đã gửi báo cáo {name}.",
        result=Result.REPORTED_DONE,
        done_on=sent_on,
        numbers=(f"Báo cáo {name}",),
    )
    plans.report_by_rule(duty, done, today=today)
    duty.refresh_from_db()
    return True


def _confirm(duty: Duty, slot: ReportSlot, today: date | None) -> bool:
    if slot.accepted_on is None or result_of(duty.facts()) is not Result.REPORTED_DONE:
        return False
    plans.acknowledge(Actor.system(), duty, today=today)
    return True
