"""The consolidated report is made final, signed outside, sent, returned or passed on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.services.locking import today_or
from minhbach.reporting.access import can_consolidate, can_pass_on
from minhbach.reporting.core.consolidating.paper import PaperFacts
from minhbach.reporting.core.consolidating.passing import CAN_BE_SENT, Where
from minhbach.reporting.core.paper_rules import signature_lines
from minhbach.reporting.models import Consolidation, ConsolidationPassing, PassingKind, ReportSlot
from minhbach.reporting.services.consolidating import locked_consolidation, open_for_writing
from minhbach.shared import audit, outbox
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def set_paper(actor: Actor, consolidation: Consolidation, facts: PaperFacts) -> Consolidation:
    """To whom it goes and who signs in whose right."""
    locked = open_for_writing(actor, consolidation)
    facts = replace(facts, subject=facts.subject.strip(), position=facts.position.strip())
    if not facts.subject:
        raise Refused(Problem("subject", _("Ghi trích yếu của báo cáo.")))
    if not facts.position:
        raise Refused(Problem("position", _("Ghi chức vụ người ký.")))
    try:
        signature_lines(facts.signer())
    except ValueError as wrong:
        raise Refused(Problem("principal", _("Hình thức ký này cần ghi ký thay ai."))) from wrong
    locked.paper = facts.plain()
    locked.version += 1
    locked.save(update_fields=["paper", "version"])
    audit.record(actor, "set paper", locked, plan=locked.plan_id, after={"form": facts.form})
    return locked


@transaction.atomic
def finalise(
    actor: Actor, consolidation: Consolidation, version: int, *, today: date | None = None
) -> Consolidation:
    """The text is final: nobody edits it any more. version: of the text that was looked through."""
    locked = open_for_writing(actor, consolidation)
    refuse_version(locked, version)
    open_ones = locked.under_hand().conflicts
    if open_ones:
        raise Refused(
            _("Còn %(n)s đoạn chờ chọn giữa hai bản; hãy chọn trước khi chốt.") % {"n": len(open_ones)}
        )
    locked.finalised_on, locked.digest = today_or(today), digest_of(locked)
    locked.version += 1
    locked.save(update_fields=["finalised_on", "digest", "version"])
    audit.record(
        actor, "finalise consolidation", locked, plan=locked.plan_id, after={"digest": locked.digest}
    )
    return locked


def digest_of(consolidation: Consolidation) -> str:
    newest = consolidation.snapshots.first()
    said = [consolidation.text, consolidation.paper, newest.code if newest else ""]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def refuse_version(consolidation: Consolidation, version: int) -> None:
    if consolidation.version != version:
        raise Refused(_("Báo cáo đã thay đổi sau khi mở trang; hãy xem lại rồi làm tiếp."))


@transaction.atomic
def reopen(actor: Actor, consolidation: Consolidation) -> Consolidation:
    """The way back from final, before it was sent. A Word file that came back is set aside."""
    locked = locked_consolidation(consolidation)
    allow(can_consolidate(actor, locked.plan, locked.unit_id), "reopen consolidation")
    if locked.where not in CAN_BE_SENT:
        raise Refused(_("Chỉ mở lại được báo cáo đã chốt và chưa gửi."))
    before = {"digest": locked.digest, "final": locked.final_name, "number": locked.number}
    locked.finalised_on, locked.digest = None, ""
    locked.final_file, locked.final_name = None, ""
    locked.number, locked.dated, locked.signer_name = "", None, ""
    locked.signed_file, locked.signed_name = None, ""
    locked.version += 1
    locked.save()
    audit.record(actor, "reopen consolidation", locked, plan=locked.plan_id, before=before)
    return locked


@transaction.atomic
def record_signed(
    actor: Actor, consolidation: Consolidation, *, number: str, dated: date | None, signer_name: str,
    stored: StoredFile | None = None, name: str = "", today: date | None = None,
) -> Consolidation:  # fmt: skip
    """What văn thư and the signer gave: number, day, name, and the signed copy, now or later."""
    locked = locked_consolidation(consolidation)
    allow(can_consolidate(actor, locked.plan, locked.unit_id), "record signed")
    if locked.finalised_on is None:
        raise Refused(_("Hãy chốt nội dung trước khi ghi số và ngày ký."))
    _refuse_numbers(number, dated, today_or(today))
    locked.number, locked.dated, locked.signer_name = number.strip(), dated, signer_name.strip()[:160]
    if stored is not None:
        locked.signed_file, locked.signed_name = stored, name[:255]
    locked.version += 1
    locked.save()
    audit.record(
        actor, "record signed", locked, plan=locked.plan_id, after={"number": number, "dated": dated}
    )
    return locked


def _refuse_numbers(number: str, dated: date | None, today: date) -> None:
    found = []
    if not number.strip() or len(number) > 60:
        found.append(Problem("number", _("Ghi số, ký hiệu của báo cáo, tối đa 60 ký tự.")))
    if dated is None:
        found.append(Problem("dated", _("Ghi ngày ký.")))
    elif dated > today:
        found.append(Problem("dated", _("Ngày ký không sau ngày hôm nay.")))
    if found:
        raise Refused(*found)


@transaction.atomic
def send(actor: Actor, consolidation: Consolidation, on: date, *, today: date | None = None) -> Consolidation:
    """Records that the signed report went out: to the unit it passes through, else to the addressee."""
    locked = locked_consolidation(consolidation)
    allow(can_consolidate(actor, locked.plan, locked.unit_id), "send consolidation")
    if locked.where not in CAN_BE_SENT:
        raise Refused(_("Chỉ ghi gửi khi báo cáo đã chốt nội dung và chưa gửi."))
    if locked.where is not Where.SIGNED:
        raise Refused(Problem("number", _("Ghi số và ngày ký trước khi ghi gửi.")))
    _refuse_sent_day(on, locked, today_or(today))
    locked.sent_on, locked.returned_on, locked.forwarded_on = on, None, None
    locked.version += 1
    locked.save()
    _pass(actor, locked, PassingKind.SENT, on, _receiver(locked))
    slot = _locked_slot(locked)
    slot.first_sent_on, slot.submitted_on, slot.returned_on = slot.first_sent_on or on, on, None
    slot.accepted_on = None if locked.through_unit_id else on
    _save_slot(slot)
    audit.record(actor, "send consolidation", locked, plan=locked.plan_id, after={"on": on})
    outbox.announce("consolidation sent", consolidation_id=locked.pk)
    return locked


def _refuse_sent_day(on: date, consolidation: Consolidation, today: date) -> None:
    if on > today:
        raise Refused(Problem("on", _("Ngày gửi không sau ngày hôm nay.")))
    if consolidation.dated and on < consolidation.dated:
        raise Refused(Problem("on", _("Ngày gửi không trước ngày ký.")))


@transaction.atomic
def forward(
    actor: Actor, consolidation: Consolidation, on: date, number: str = "", *, today: date | None = None
) -> Consolidation:
    """The unit it passes through sent it on to the addressee."""
    locked = _passing(actor, consolidation, "forward consolidation")
    _refuse_passing_day(on, locked, today_or(today))
    locked.forwarded_on = on
    locked.version += 1
    locked.save(update_fields=["forwarded_on", "version"])
    _pass(actor, locked, PassingKind.FORWARDED, on, _addressee(locked), number=number.strip()[:60])
    slot = _locked_slot(locked)
    slot.accepted_on = on
    _save_slot(slot)
    audit.record(actor, "forward consolidation", locked, plan=locked.plan_id, after={"on": on})
    outbox.announce("consolidation forwarded", consolidation_id=locked.pk)
    return locked


@transaction.atomic
def give_back(
    actor: Actor, consolidation: Consolidation, on: date, reason: str, *, today: date | None = None
) -> Consolidation:
    """The unit it passes through wants it mended: open for writing again, what was sent stays on record."""
    locked = _passing(actor, consolidation, "return consolidation")
    _refuse_passing_day(on, locked, today_or(today))
    if not reason.strip():
        raise Refused(Problem("reason", _("Ghi lý do trả lại.")))
    locked.returned_on, locked.finalised_on, locked.digest = on, None, ""
    locked.final_file, locked.final_name = None, ""
    locked.number, locked.dated, locked.signer_name = "", None, ""
    locked.signed_file, locked.signed_name = None, ""
    locked.version += 1
    locked.save()
    to = locked.unit.name
    _pass(actor, locked, PassingKind.RETURNED, on, to, reason=reason.strip())
    slot = _locked_slot(locked)
    slot.submitted_on, slot.returned_on = None, on
    _save_slot(slot)
    audit.record(actor, "return consolidation", locked, plan=locked.plan_id, after={"reason": reason.strip()})
    return locked


def _passing(actor: Actor, consolidation: Consolidation, verb: str) -> Consolidation:
    locked = locked_consolidation(consolidation)
    allow(can_pass_on(actor, locked), verb)
    if locked.where is not Where.PASSING:
        raise Refused(_("Báo cáo này không ở đơn vị chuyển tiếp."))
    return locked


def _refuse_passing_day(on: date, consolidation: Consolidation, today: date) -> None:
    if on > today:
        raise Refused(Problem("on", _("Ngày ghi không sau ngày hôm nay.")))
    if consolidation.sent_on and on < consolidation.sent_on:
        raise Refused(Problem("on", _("Ngày ghi không trước ngày gửi.")))


def _receiver(consolidation: Consolidation) -> str:
    through = consolidation.through_unit
    return through.name if through else _addressee(consolidation)


def _addressee(consolidation: Consolidation) -> str:
    return ", ".join(PaperFacts.of(consolidation.paper).addressees) or str(consolidation.slot.regime.to)


def _pass(
    actor: Actor, consolidation: Consolidation, kind: PassingKind, on: date, to: str,
    *, number: str = "", reason: str = "",
) -> None:  # fmt: skip
    sent = kind == PassingKind.SENT
    ConsolidationPassing.objects.create(
        consolidation=consolidation, kind=kind, on=on, to=to[:200], reason=reason, by_id=actor.user_id,
        number=consolidation.number if sent else number,
        stored=consolidation.signed_file if sent else None,
        name=consolidation.signed_name if sent else "",
    )  # fmt: skip


def _locked_slot(consolidation: Consolidation) -> ReportSlot:
    return ReportSlot.objects.select_for_update().get(pk=consolidation.slot_id)


def _save_slot(slot: ReportSlot) -> None:
    slot.version += 1
    slot.save(update_fields=["first_sent_on", "submitted_on", "returned_on", "accepted_on", "version"])
