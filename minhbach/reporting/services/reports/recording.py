"""The signed document beside a report, and reports that came another way: axis, paper, mail, Zalo, phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Via
from minhbach.reporting.access import can_receive_report, can_write_report
from minhbach.reporting.core.answers import EMPTY, Answer, Answers, answer_to_plain, to_plain
from minhbach.reporting.core.course import ReportState
from minhbach.reporting.core.fields import sheet_to_plain
from minhbach.reporting.core.filling import filled
from minhbach.reporting.models import Report, ReportEdit, ReportSlot, SignedAs
from minhbach.reporting.queries.unit_report import sheet_now
from minhbach.reporting.services.reports.holding import (
    begun_report,
    facts_of,
    hold_files,
    locked_slot,
    made_report,
    report_of,
    settle,
    today_or,
)
from minhbach.reporting.services.reports.sending import send
from minhbach.shared import audit, outbox
from minhbach.shared.models import StoredFile
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """What the document system knows of the signed report. stored: the kept file, none where only its
    number is known; sent_on: the sending date, the document's own where it is not said."""

    number: str = ""
    dated_on: date | None = None
    sent_on: date | None = None
    signer: str = ""
    signed_as: str = ""
    stored: StoredFile | None = None
    name: str = ""


@transaction.atomic
def attach_signed(
    actor: Actor, slot: ReportSlot, document: SignedDocument, *, today: date | None = None
) -> Report:
    """Number, date, signer and file of the signed report, now or later; the unit or the receiver.

    The sending date counts for on time. Accepted reports take it as well: their frozen content stays.
    """
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held) or can_receive_report(actor, held), "attach signed report")
    report = begun_report(held)
    refuse_if(_document_problems(document, day))
    _put(report, document)
    return _kept(actor, held, report, "attach signed report", day)


@transaction.atomic
def record_report(
    actor: Actor,
    slot: ReportSlot,
    via: str,
    received_on: date | None,
    document: SignedDocument,
    typed: Mapping[str, Answer] | None = None,
    *,
    today: date | None = None,
) -> Report:
    """The focal officer writes down a report that came another way, with as much of it as is wanted.

    What the unit left out does not block: the paper is as it is. On time is judged by the document's sending
    date, else by the day it was received. Recording the same again changes nothing twice.
    """
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_receive_report(actor, held), "record report")
    report = report_of(held) or made_report(held)
    draft = report.typed()
    if report.state in (ReportState.ACCEPTED, ReportState.SUBMITTED):
        raise Refused(_("Kỳ này đã có báo cáo gửi đến; hãy đính kèm bản ký hoặc trả lại báo cáo đó."))
    refuse_if([*_came_problems(via, received_on, day), *_document_problems(document, day)])
    sheet = sheet_now(held, report if report.pk else None, day)
    report.sheet = sheet_to_plain(sheet)
    # Never from the unit's draft: nobody has sent it, and what is recorded is published as the unit's.
    report.answers = to_plain({**filled(sheet, {}), **(typed or {})})
    report.__dict__.pop("laid_out", None)
    _put(report, document)
    report.via, report.received_on, report.recorded_by_id = via, received_on, actor.user_id
    report.sent_on = report.sent_on or received_on
    report.approved_on, report.approved_by_id, report.approved_outside = day, None, True
    send(report, day)
    _kept(actor, held, report, "record report", day)
    _keep_draft(actor, report, draft)
    outbox.announce("report submitted", report_id=report.pk, slot_id=held.pk)
    return report


def _keep_draft(actor: Actor, report: Report, draft: Answers) -> None:
    """What the unit had written stays in the history, from where it takes it back (`restore_draft`)."""
    now = report.typed()
    keys = sorted(key for key in draft.keys() | now.keys() if draft.get(key, EMPTY) != now.get(key, EMPTY))
    ReportEdit.objects.create(
        report=report, since=report.version - 1, version=report.version, by_id=actor.user_id,
        at=report.submitted_at or timezone.now(),
        before={key: answer_to_plain(draft.get(key, EMPTY)) for key in keys},
        after={key: answer_to_plain(now.get(key, EMPTY)) for key in keys},
    )  # fmt: skip


def _put(report: Report, document: SignedDocument) -> None:
    report.number = nfc(document.number).strip() or report.number
    report.dated_on = document.dated_on or report.dated_on
    report.sent_on = document.sent_on or document.dated_on or report.sent_on
    report.signer = nfc(document.signer).strip() or report.signer
    report.signed_as = document.signed_as or report.signed_as
    if document.stored is not None:
        report.signed_file, report.signed_name = document.stored, nfc(document.name)[:255]


def _document_problems(document: SignedDocument, day: date) -> Iterator[Problem]:
    if document.dated_on is not None and document.dated_on > day:
        yield Problem("dated_on", _("Ngày văn bản không thể sau hôm nay."))
    if document.sent_on is not None and document.sent_on > day:
        yield Problem("sent_on", _("Ngày gửi không thể sau hôm nay."))
    if document.signed_as and document.signed_as not in list(SignedAs):
        yield Problem("signed_as", _("Chọn thủ trưởng ký hay cấp phó ký thay."))
    if not (document.number.strip() or document.stored or document.signer.strip()):
        yield Problem("number", _("Ghi số văn bản, người ký hoặc chọn tệp bản ký."))


def _came_problems(via: str, received_on: date | None, day: date) -> Iterator[Problem]:
    if via not in list(Via) or via == Via.SYSTEM:
        yield Problem("via", _("Chọn báo cáo đã đến bằng cách nào."))
    if received_on is None:
        yield Problem("received_on", _("Ghi ngày nhận."))
    elif received_on > day:
        yield Problem("received_on", _("Ngày nhận không thể sau hôm nay."))


def _kept(actor: Actor, slot: ReportSlot, report: Report, verb: str, day: date) -> Report:
    report.version += 1
    report.save()
    hold_files(report)
    settle(slot, report, day)
    audit.record(
        actor, verb, report, on_behalf_of=report.unit_id, plan=report.plan_id,
        after=facts_of(report) | {"number": report.number, "via": report.via, "sent_on": report.sent_on},
    )  # fmt: skip
    return report
