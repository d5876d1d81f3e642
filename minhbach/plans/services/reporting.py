"""Progress comes in: from the unit itself, or written down by the focal officer on its behalf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_record_on_behalf, can_report, is_open_for_reports
from minhbach.plans.core.kinds import Clock, Result
from minhbach.plans.core.report import Effect, Fault, Found, OnBehalf, Report, effect_of, faults_of
from minhbach.plans.models import Duty, Evidence, ProgressEntry, Via
from minhbach.plans.queries.words import fault_sentence
from minhbach.plans.services.locking import locked_duty, save_duty, today_or
from minhbach.plans.services.proving import write_evidence
from minhbach.shared import audit, outbox
from minhbach.shared.dates import period_of
from minhbach.shared.text import nfc
from minhbach.shared.verbs import NotAllowed, Problem, Refused, allow, refuse_if

_DUTY_FIELDS = (
    "percent", "started_on", "updated_on", "silent_from", "done_on", "judged_on", "reported_on",
    "confirmed_on",
)  # fmt: skip


@transaction.atomic
def report_progress(
    actor: Actor, duty: Duty, report: Report, *, version: int | None = None, today: date | None = None
) -> ProgressEntry:
    """The unit reports. version: that of the form; where the duty has changed since, it is refused.

    Raises Refused with every problem (fields of Report; "evidence" for missing proof), NotAllowed.
    """
    locked = locked_duty(duty)
    allow(can_report(actor, locked), "report progress")
    return _record(actor, locked, report, None, version, today_or(today))


@transaction.atomic
def record_on_behalf(
    actor: Actor,
    duty: Duty,
    report: Report,
    via: str,
    received_on: date | None,
    number: str = "",
    *,
    version: int | None = None,
    today: date | None = None,
) -> ProgressEntry:
    """The focal officer writes down what the unit sent. Lateness counts from the day it was received."""
    locked = locked_duty(duty)
    allow(can_record_on_behalf(actor, locked), "record on behalf")
    behalf = OnBehalf(via if via in list(Via) else "", received_on, number.strip())
    return _record(actor, locked, report, behalf, version, today_or(today))


@transaction.atomic
def report_by_rule(duty: Duty, report: Report, *, today: date | None = None) -> ProgressEntry:
    """What another record of the product shows as done, written down in nobody's name.

    Raises Refused where the duty does not take it: finished, suspended, of a closed plan.
    """
    return _record(Actor.system(), locked_duty(duty), report, None, None, today_or(today))


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A row of the quick grid or of a returned workbook."""

    duty_id: int
    report: Report
    version: int | None = None
    behalf: OnBehalf | None = None


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row, by its place in the list: an entry, or problems."""

    index: int
    duty_id: int
    entry: ProgressEntry | None = None
    problems: tuple[Problem, ...] = ()


def report_many(actor: Actor, items: Sequence[ReportItem], *, today: date | None = None) -> list[RowResult]:
    """Every row for itself: good ones are kept, bad ones come back with their problems."""
    return [_row(actor, index, item, today) for index, item in enumerate(items)]


def report_all(actor: Actor, items: Sequence[ReportItem], *, today: date | None = None) -> list[RowResult]:
    """All rows or none: with one bad row nothing is kept, and every row says what is wrong with it."""
    with transaction.atomic():
        results = report_many(actor, items, today=today)
        if any(result.problems for result in results):
            transaction.set_rollback(True)
            return [RowResult(r.index, r.duty_id, None, r.problems) for r in results]
    return results


def _row(actor: Actor, index: int, item: ReportItem, today: date | None) -> RowResult:
    try:
        entry = _report_item(actor, item, today)
    except Refused as refused:
        return RowResult(index, item.duty_id, None, refused.problems)
    except (NotAllowed, Duty.DoesNotExist):
        # The same sentence for both: a row must not tell whether another unit's duty exists.
        return RowResult(
            index, item.duty_id, None, (Problem("", _("Phần việc này không thuộc phần anh, chị được ghi.")),)
        )
    return RowResult(index, item.duty_id, entry)


def _report_item(actor: Actor, item: ReportItem, today: date | None) -> ProgressEntry:
    duty = Duty(pk=item.duty_id)
    if item.behalf is None:
        return report_progress(actor, duty, item.report, version=item.version, today=today)
    via, received_on, number = item.behalf.via, item.behalf.received_on, item.behalf.number
    return record_on_behalf(
        actor, duty, item.report, via, received_on, number, version=item.version, today=today
    )


def _record(
    actor: Actor, duty: Duty, report: Report, behalf: OnBehalf | None, version: int | None, today: date
) -> ProgressEntry:
    facts = duty.facts()
    _refuse(_standing_faults(duty, version))
    proof = Evidence.objects.filter(action_id=duty.action_id, unit_id=duty.unit_id).exists()
    _refuse(faults_of(report, facts, today, has_proof_already=proof, behalf=behalf))
    effect = effect_of(report, facts, today, self_recording=duty.plan.self_recording, behalf=behalf)
    entry = _write_entry(actor, duty, report, behalf, today)
    write_evidence(actor, duty.action_id, duty.unit_id, report, entry)
    before = {"percent": duty.percent, "done_on": duty.done_on, "version": duty.version}
    _apply(actor, duty, effect, entry.on)
    audit.record(
        actor, "report progress" if behalf is None else "record on behalf", duty, plan=duty.plan_id,
        on_behalf_of=duty.unit_id if behalf else None, before=before,
        after={"entry": entry.pk, "percent": duty.percent, "done_on": duty.done_on},
    )  # fmt: skip
    outbox.announce("duty reported", duty_id=duty.pk)
    return entry


def _standing_faults(duty: Duty, version: int | None) -> Found:
    if not is_open_for_reports(duty.plan):
        return [("", Fault.CLOSED_PLAN)]
    if version is not None and version != duty.version:
        return [("version", Fault.CHANGED)]
    return []


def _refuse(found: Found) -> None:
    refuse_if(Problem(field, fault_sentence(fault)) for field, fault in found)


def _write_entry(
    actor: Actor, duty: Duty, report: Report, behalf: OnBehalf | None, today: date
) -> ProgressEntry:
    on = behalf.received_on if behalf and behalf.received_on else today
    period = duty.period or (period_of(on, duty.plan.update_cycle).key if duty.clock == Clock.ONGOING else "")
    return ProgressEntry.objects.create(
        duty=duty,
        period=period,
        on=on,
        percent=report.percent,
        text=nfc(report.text).strip(),
        nothing_arose=report.nothing_arose,
        result=report.result if report.is_done else _running_result(duty, report),
        done_on=report.done_on,
        by_id=actor.user_id,
        on_behalf_of_id=duty.unit_id if behalf else None,
        via=behalf.via if behalf else Via.SYSTEM,
        received_on=behalf.received_on if behalf else None,
        document_number=behalf.number if behalf else "",
    )


def _running_result(duty: Duty, report: Report) -> str:
    started = duty.started_on is not None or not report.nothing_arose
    return Result.DOING if started else Result.NOT_STARTED


def _apply(actor: Actor, duty: Duty, effect: Effect, on: date) -> None:
    for name, value in asdict(effect).items():
        setattr(duty, name, value)
    duty.confirmed_by_id = actor.user_id if effect.confirmed_on else None
    if duty.returned_on is None or on >= duty.returned_on:
        duty.returned_on, duty.return_reason = None, ""
    save_duty(duty, *_DUTY_FIELDS, "confirmed_by", "returned_on", "return_reason")
