"""Ngoại lệ: a unit need not report for a period, or on another day; with its reason, and the way back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.reporting.access import can_manage_slot
from minhbach.reporting.models import ExceptionKind, ReportSlot, SlotException
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def excuse(actor: Actor, slot: ReportSlot, reason: str, *, today: date | None = None) -> SlotException:
    """The unit owes no report for this period."""
    locked = _locked(actor, slot)
    if locked.accepted_on or locked.submitted_on:
        raise Refused(_("Đơn vị đã gửi báo cáo kỳ này nên không cần ngoại lệ."))
    if locked.excused_on:
        raise Refused(_("Kỳ này đã được miễn báo cáo."))
    locked.excused_on = today or timezone.localdate()
    return _write(actor, locked, ExceptionKind.NOT_OWED, reason, None, today)


@transaction.atomic
def set_other_day(
    actor: Actor, slot: ReportSlot, day: date, reason: str, *, today: date | None = None
) -> SlotException:
    """The unit may send by another day; the day before is kept in the ledger."""
    locked = _locked(actor, slot)
    if locked.first_sent_on:
        raise Refused(_("Đơn vị đã gửi báo cáo kỳ này nên không đổi hạn được."))
    if day <= locked.window_from:
        raise Refused(Problem("day", _("Ngày gửi phải sau ngày bắt đầu lấy số liệu.")))
    before, locked.last_on_time = locked.last_on_time, day
    return _write(actor, locked, ExceptionKind.OTHER_DAY, reason, before, today)


@transaction.atomic
def lift(actor: Actor, slot: ReportSlot, reason: str, *, today: date | None = None) -> SlotException:
    """The unit owes the report again."""
    locked = _locked(actor, slot)
    if not locked.excused_on:
        raise Refused(_("Kỳ này không có ngoại lệ để bỏ."))
    locked.excused_on = None
    return _write(actor, locked, ExceptionKind.LIFTED, reason, None, today)


def _locked(actor: Actor, slot: ReportSlot) -> ReportSlot:
    found = ReportSlot.objects.select_for_update(of=("self",)).select_related("plan", "regime", "unit")
    locked: ReportSlot = found.get(pk=slot.pk)
    allow(can_manage_slot(actor, locked), "make exception")
    return locked


def _write(
    actor: Actor, slot: ReportSlot, kind: ExceptionKind, reason: str, before: date | None, today: date | None
) -> SlotException:
    if not reason.strip():
        raise Refused(Problem("reason", _("Hãy ghi lý do hoặc căn cứ của ngoại lệ.")))
    slot.version += 1
    slot.save(update_fields=["excused_on", "last_on_time", "version"])
    line = SlotException.objects.create(
        slot=slot,
        kind=kind,
        before=before,
        after=slot.last_on_time if kind == ExceptionKind.OTHER_DAY else None,
        reason=reason.strip()[:300],
        on=today or timezone.localdate(),
        by_id=actor.user_id,
    )
    audit.record(
        actor, "make exception", slot, plan=slot.plan_id, on_behalf_of=slot.unit_id,
        after={"kind": str(kind), "day": line.after},
    )  # fmt: skip
    return line
