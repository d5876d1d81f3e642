"""At the receiver's desk: returned with reasons at the fields, or accepted and frozen; corrected beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.reporting.access import can_receive_report, can_write_report
from minhbach.reporting.core.accepted import digest, snapshot
from minhbach.reporting.models import Report, ReportCorrection, ReportReturn, ReportSlot, ReturnNote
from minhbach.reporting.services.reports.holding import (
    begun_report,
    facts_of,
    locked_slot,
    must,
    settle,
    today_or,
)
from minhbach.shared import audit, outbox
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def return_report(
    actor: Actor,
    slot: ReportSlot,
    notes: Mapping[str, str],
    text: str = "",
    until: date | None = None,
    *,
    today: date | None = None,
) -> Report:
    """Asks for something to be mended. notes: {key of a field: reason}; until: by when, if that is said.

    The first sending still decides on time. Raises Refused without any reason, NotAllowed.
    """
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_receive_report(actor, held), "return report")
    report = begun_report(held)
    must("return", report)
    reasons = {
        key: said.strip() for key, said in notes.items() if said.strip() and report.laid_out.named(key)
    }
    _must_say_why(reasons, text, until, day)
    made = ReportReturn.objects.create(
        report=report,
        revision=report.revision,
        on=day,
        until=until,
        text=nfc(text).strip(),
        by_id=actor.user_id,
    )
    ReturnNote.objects.bulk_create(
        [ReturnNote(returned=made, key=key, text=reason) for key, reason in reasons.items()]
    )
    report.revision += 1
    report.returned_on, report.asked_again_on = day, until
    report.submitted_on = report.approved_on = report.prepared_on = report.checked_on = None
    _kept(actor, held, report, "return report", day, {"notes": len(reasons)})
    outbox.announce("report returned", report_id=report.pk, slot_id=held.pk)
    return report


@transaction.atomic
def accept_report(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """Nhận: what was sent is frozen with its hash. Accepting twice is accepting once."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_receive_report(actor, held), "accept report")
    report = begun_report(held)
    if report.accepted_on is not None:
        return report
    must("accept", report)
    report.accepted_on, report.accepted_by_id = day, actor.user_id
    report.snapshot = snapshot(report.laid_out, report.sent_typed(), _facts(held, report))
    report.snapshot_sha256 = digest(report.snapshot)
    _kept(actor, held, report, "accept report", day, {"revision": report.revision})
    outbox.announce("report accepted", report_id=report.pk, slot_id=held.pk)
    return report


@transaction.atomic
def correct_report(
    actor: Actor,
    slot: ReportSlot,
    text: str,
    *,
    key: str = "",
    number: str = "",
    today: date | None = None,
) -> ReportCorrection:
    """Đính chính of an accepted report, by the unit or by who accepted it; the report stays as it was."""
    held = locked_slot(slot)
    allow(can_write_report(actor, held) or can_receive_report(actor, held), "correct report")
    report = begun_report(held)
    must("correct", report)
    if not text.strip():
        raise Refused(Problem("text", _("Ghi nội dung đính chính.")))
    named = key if report.laid_out.named(key) else ""
    correction = ReportCorrection.objects.create(
        report=report, key=named, text=nfc(text).strip(), number=nfc(number).strip()[:60],
        on=today_or(today), by_id=actor.user_id,
    )  # fmt: skip
    audit.record(
        actor, "correct report", report, on_behalf_of=report.unit_id, plan=report.plan_id,
        after={"correction": correction.pk, "key": named},
    )  # fmt: skip
    return correction


def _must_say_why(reasons: Mapping[str, str], text: str, until: date | None, day: date) -> None:
    if not reasons and not text.strip():
        raise Refused(Problem("text", _("Ghi lý do trả lại, tại mục cần sửa hoặc chung cho cả báo cáo.")))
    if until is not None and until < day:
        raise Refused(Problem("until", _("Ngày bổ sung không thể đã qua.")))


def _facts(slot: ReportSlot, report: Report) -> dict[str, object]:
    """What names the report, in plain JSON: it must be readable without the tables around it."""
    days = {
        name: day.isoformat() if (day := getattr(report, name)) else None
        for name in ("submitted_on", "accepted_on", "dated_on", "sent_on", "received_on")
    }
    return {
        "unit": slot.unit.name,
        "regime": str(slot.regime),
        "plan": slot.plan.number if slot.plan else "",
        "period": slot.period,
        "window": [slot.window_from.isoformat(), slot.window_to.isoformat()],
        "revision": report.revision,
        "number": report.number,
        "signer": report.signer,
        "signed_as": report.signed_as,
        "via": report.via,
        "signed_sha256": report.signed_file.sha256 if report.signed_file else "",
        **days,
    }


def _kept(
    actor: Actor, slot: ReportSlot, report: Report, verb: str, day: date, counts: Mapping[str, int]
) -> None:
    report.version += 1
    report.save()
    settle(slot, report, day)
    audit.record(
        actor, verb, report, on_behalf_of=report.unit_id, plan=report.plan_id, after=facts_of(report),
        counts=counts,
    )  # fmt: skip
