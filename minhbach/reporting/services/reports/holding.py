"""The slot and the report that a verb changes, held until its transaction ends; and what the slot learns."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.reporting.core.course import first_sent, may
from minhbach.reporting.models import Report, ReportSlot, RequiredForm
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Refused


def today_or(today: date | None) -> date:
    """Verbs take the day of the authority's clock unless they are told another."""
    return today or timezone.localdate()


def locked_slot(slot: ReportSlot | int) -> ReportSlot:
    """Always first: whoever holds the slot holds its report."""
    pk = slot if isinstance(slot, int) else slot.pk
    joined = ReportSlot.objects.select_related("regime", "plan", "unit")
    return joined.select_for_update(of=("self",)).get(pk=pk)


def report_of(slot: ReportSlot) -> Report | None:
    """The report of a slot that is held."""
    return Report.objects.filter(slot=slot).first()


def begun_report(slot: ReportSlot) -> Report:
    """The report of a slot that is held. Raises Refused where nobody has begun one."""
    report = report_of(slot)
    if report is None:
        raise Refused(_("Chưa có báo cáo của kỳ này."))
    return report


def made_report(slot: ReportSlot) -> Report:
    """A new one for a slot that has none yet."""
    return Report(slot=slot, unit_id=slot.unit_id, plan_id=slot.plan_id, period=slot.period)


def must(verb: str, report: Report) -> None:
    """Raises Refused with a sentence where the report does not stand so that the verb can be done."""
    if may(verb, report.state):
        return
    sentences = {
        "accepted": _("Báo cáo đã được nhận; việc cần sửa ghi thành đính chính bên cạnh."),
        "submitted": _("Báo cáo đã gửi; rút lại trước khi sửa, hoặc chờ nơi nhận xem."),
        "approved": _("Báo cáo đã được duyệt; bỏ duyệt trước khi sửa."),
        "returned": _("Báo cáo đang ở đơn vị để bổ sung."),
        "prepared": _("Báo cáo đang chờ thủ trưởng duyệt."),
        "checked": _("Báo cáo đang chờ thủ trưởng duyệt."),
        "draft": _("Báo cáo còn đang viết, chưa trình duyệt."),
    }
    raise Refused(sentences[report.state.value])


def settle(slot: ReportSlot, report: Report, today: date) -> None:
    """Writes what the slot has to know of its report: every list and reminder is made from it."""
    slot.begun_on = slot.begun_on or today
    slot.handed_up_on = report.prepared_on
    slot.submitted_on = report.submitted_on
    slot.returned_on = report.returned_on
    slot.accepted_on = report.accepted_on
    slot.first_sent_on = first_sent(slot.first_sent_on, report.submitted_on, report.sent_on)
    slot.waits_for_signed = _waits_for_signed(slot, report)
    slot.version += 1
    slot.save(
        update_fields=[
            "begun_on", "handed_up_on", "submitted_on", "returned_on", "accepted_on", "first_sent_on",
            "waits_for_signed", "version",
        ]
    )  # fmt: skip


def _waits_for_signed(slot: ReportSlot, report: Report) -> bool:
    is_sent = report.submitted_on is not None or report.accepted_on is not None
    is_signed = bool(report.number) or report.signed_file_id is not None
    return is_sent and slot.regime.form_required == RequiredForm.SIGNED and not is_signed


def hold_files(report: Report) -> None:
    """Holds the kept files that the answers name, against the sweep of files that nobody refers to.

    None is let go: what was sent, what was accepted and the lines of history go on naming it.
    """
    named = {pk for answer in report.typed().values() for pk, _name in answer.files}
    if named:
        report.files.add(*StoredFile.objects.filter(pk__in=named))


def facts_of(report: Report) -> dict[str, object]:
    """What the audit keeps of a step: where the report stands, never what it says."""
    return {
        "state": report.state.value,
        "revision": report.revision,
        "version": report.version,
        "submitted_on": report.submitted_on,
        "accepted_on": report.accepted_on,
    }
