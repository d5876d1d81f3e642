"""From the officer's desk to the receiver's: handed up, looked at, approved, sent, taken back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.reporting.access import can_approve_report, can_write_report
from minhbach.reporting.core.answers import to_plain
from minhbach.reporting.core.faults import faults_of
from minhbach.reporting.core.fields import sheet_to_plain
from minhbach.reporting.core.filling import filled
from minhbach.reporting.models import Report, ReportSlot, SignedAs
from minhbach.reporting.queries.report_words import report_fault_sentence
from minhbach.reporting.queries.unit_report import sheet_now
from minhbach.reporting.services.reports.holding import (
    begun_report,
    facts_of,
    locked_slot,
    must,
    settle,
    today_or,
)
from minhbach.shared import audit, outbox
from minhbach.shared.verbs import Problem, allow, refuse_if


@transaction.atomic
def prepare_report(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """Trình thủ trưởng duyệt. Raises Refused with every fault (field "key:part"), NotAllowed."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "hand up report")
    report = begun_report(held)
    must("prepare", report)
    _complete(held, report, day)
    report.prepared_on, report.prepared_by_id = day, actor.user_id
    return _kept(actor, held, report, "hand up report", day)


@transaction.atomic
def check_report(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """The division looks at it before the head does; units that do not work so leave it out."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "check report")
    report = begun_report(held)
    must("check", report)
    report.checked_on, report.checked_by_id = day, actor.user_id
    return _kept(actor, held, report, "check report", day)


@transaction.atomic
def approve_report(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """The head approves, or a deputy in the head's place ("ký thay")."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_approve_report(actor, held), "approve report")
    report = begun_report(held)
    must("approve", report)
    _complete(held, report, day)
    report.approved_on, report.approved_by_id, report.approved_outside = day, actor.user_id, False
    report.signed_as = SignedAs.HEAD if actor.has_role(Role.HEAD) else SignedAs.DEPUTY
    report.signer = actor.name
    return _kept(actor, held, report, "approve report", day)


@transaction.atomic
def approve_outside(
    actor: Actor, slot: ReportSlot, signer: str, signed_as: str, *, today: date | None = None
) -> Report:
    """Records that the head or a deputy approved on paper or in the document system, where they sign.

    Most heads have no account here in the first months; the record names the signer and who wrote it down.
    """
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "record approval")
    report = begun_report(held)
    must("approve", report)
    refuse_if(_signer_problems(signer, signed_as))
    _complete(held, report, day)
    report.approved_on, report.approved_by_id, report.approved_outside = day, actor.user_id, True
    report.signed_as, report.signer = SignedAs(signed_as), signer.strip()
    return _kept(actor, held, report, "record approval", day)


@transaction.atomic
def submit_report(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """Sends the approved report. Sending it twice is sending it once: the second time nothing happens."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "send report")
    report = begun_report(held)
    if report.submitted_on is not None or report.accepted_on is not None:
        return report
    must("submit", report)
    send(report, day)
    _kept(actor, held, report, "send report", day)
    outbox.announce("report submitted", report_id=report.pk, slot_id=held.pk)
    return report


@transaction.atomic
def withdraw_report(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """Takes the approval or the sending back, to mend something; the first sending still decides on time."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "withdraw report")
    report = begun_report(held)
    must("withdraw", report)
    report.submitted_on = report.approved_on = report.prepared_on = report.checked_on = None
    return _kept(actor, held, report, "withdraw report", day)


def send(report: Report, day: date) -> None:
    """The facts of a sending; the caller saves."""
    report.submitted_on, report.submitted_at = day, timezone.now()
    report.returned_on = None
    report.revision_sent, report.sent_answers = report.revision, report.answers


def _complete(slot: ReportSlot, report: Report, day: date) -> None:
    """The duties as they stand today, then every fault at once."""
    sheet = sheet_now(slot, report, day)
    answers = filled(sheet, report.typed())
    faults = faults_of(sheet, answers, day)
    refuse_if(Problem(f"{fault.key}:{fault.part}", report_fault_sentence(fault, sheet)) for fault in faults)
    report.sheet, report.answers = sheet_to_plain(sheet), to_plain(answers)
    report.__dict__.pop("laid_out", None)


def _signer_problems(signer: str, signed_as: str) -> list[Problem]:
    found = []
    if not signer.strip():
        found.append(Problem("signer", _("Ghi họ và tên người ký.")))
    if signed_as not in list(SignedAs):
        found.append(Problem("signed_as", _("Chọn thủ trưởng ký hay cấp phó ký thay.")))
    return found


def _kept(actor: Actor, slot: ReportSlot, report: Report, verb: str, day: date) -> Report:
    report.version += 1
    report.save()
    settle(slot, report, day)
    audit.record(
        actor, verb, report, on_behalf_of=report.unit_id, plan=report.plan_id, after=facts_of(report)
    )
    return report
