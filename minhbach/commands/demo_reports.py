"""Two rounds of unit reports in the made-up province: accepted, returned, waiting, owed.

Everything goes through the services: three units write themselves, the others' reports came over the axis.
All words are made up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from minhbach.commands.demo_work import OFFICERS, SENT_BACK, SILENT, STILL_OWED

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor
    from minhbach.plans.models import Plan
    from minhbach.reporting.core.answers import Answer
    from minhbach.reporting.models import ReportSlot

ROUTINE = (
    "Đơn vị thường xuyên quan tâm chỉ đạo các phòng chuyên môn kịp thời tiếp nhận, trả lời đầy đủ ý kiến của"
    " doanh nghiệp theo đúng quy định."
)
SAID = (
    "Đã đăng 31 văn bản, chậm nhất 2 ngày làm việc sau khi ký.",
    "Đã công bố 9/12 hồ sơ; còn 3 hồ sơ chờ ý kiến thẩm định.",
    "Đã trả lời 27/27 câu hỏi, trung vị 3 ngày.",
    "Đã rà soát 46 thủ tục, bãi bỏ 2, sửa 5.",
)
OWN = {
    "SXD": "Sở đã số hóa {n}/46 bản vẽ, mở {n} mục tra cứu trên trang quy hoạch, trung vị 3 ngày.",
    "STP": "Cập nhật {n} văn bản vào cơ sở dữ liệu quốc gia, {n} văn bản còn hiệu lực đã gắn tệp ký số.",
    "X031": "Xã niêm yết {n} thủ tục tại nơi tiếp nhận; {n} lượt người dân quét mã để xem.",
}
SHORT = "Thiếu 02 cán bộ công nghệ thông tin; 3 hồ sơ chờ ý kiến của cơ quan phối hợp quá 10 ngày."
LATE = "Chờ cơ quan phối hợp cho ý kiến."
ASKED = "Đề nghị Sở Khoa học và Công nghệ tập huấn lại phần đăng dữ liệu mở trước ngày 15 tháng sau."
WHY_BACK = "Ghi “đúng quy định” nhưng chưa có con số của kỳ này."


def rounds_of_reports(focal: Actor, plan: Plan, today: date) -> None:
    """Slots of the plan, then the reports of every round that has passed.

    The newest is not all in; of the one before only those that stand beside the forms of the demo's officers.
    """
    from minhbach.reporting.models import ReportSlot
    from minhbach.reporting.services.slots import settle_plan

    settle_plan(plan.pk, today=today)
    slots = ReportSlot.objects.of_units().filter(plan=plan, before_tracking=False, last_on_time__lt=today)
    past = list(slots.select_related("unit").order_by("window_to", "unit__protocol_order"))
    periods = list(dict.fromkeys(slot.period for slot in past))[-2:]
    for slot in past:
        if slot.period in periods and slot.last_on_time is not None:
            _report(focal, slot, slot.last_on_time, slot.period == periods[-1], today)


def _report(focal: Actor, slot: ReportSlot, last: date, is_newest: bool, today: date) -> None:
    if is_newest and slot.unit_id % SILENT == 0 and slot.unit.code not in (STILL_OWED, SENT_BACK):
        return
    sent = last + timedelta(days=3 if slot.unit_id % 11 == 0 else -2)
    own = _officers().get(slot.unit_id)
    if own is not None:
        _own_report(focal, own, slot, sent, is_newest, today)
    elif is_newest:
        _recorded(focal, slot, sent, waits=slot.unit_id % 7 == 0)
    else:
        _on_paper(focal, slot, last)


def _officers() -> dict[int | None, Actor]:
    from minhbach.commands.accounts import actor_named

    return {officer.unit_id: officer for officer in map(actor_named, OFFICERS)}


def _recorded(focal: Actor, slot: ReportSlot, sent: date, *, waits: bool) -> None:
    from minhbach.plans.models import Via
    from minhbach.reporting.services import reports
    from minhbach.reporting.services.reports.recording import SignedDocument

    document = SignedDocument(f"{30 + slot.unit_id}/BC", sent, sent, "Nguyễn Văn An", "head")
    reports.record_report(focal, slot, Via.AXIS, sent, document, _answers(slot, sent), today=sent)
    if not waits:
        reports.accept_report(focal, slot, today=sent + timedelta(days=2))


def _on_paper(focal: Actor, slot: ReportSlot, last: date) -> None:
    """The first round came as paper while the office began to use the product: nothing is red for that."""
    from minhbach.reporting.services.exceptions import excuse

    excuse(focal, slot, "Đã gửi bản giấy khi bắt đầu dùng hệ thống", today=last)


def _own_report(focal: Actor, own: Actor, slot: ReportSlot, sent: date, is_newest: bool, today: date) -> None:
    """By its officer, approved in the document system. Of the newest round one is returned, one waits."""
    from minhbach.reporting.services import reports

    day = sent - timedelta(days=1)
    reports.save_report(own, slot, _answers(slot, day), 0, today=day)
    if is_newest and slot.unit.code not in (STILL_OWED, SENT_BACK):
        return
    reports.approve_outside(own, slot, "Lê Thị Mai", "deputy", today=sent)
    reports.submit_report(own, slot, today=sent)
    if not is_newest:
        reports.accept_report(focal, slot, today=sent + timedelta(days=2))
    elif slot.unit.code == STILL_OWED:
        reports.return_report(focal, slot, _reasons(slot), until=today + timedelta(days=4), today=today)


def _answers(slot: ReportSlot, day: date) -> dict[str, Answer]:
    """One sentence a field, by its number; every fifth duty is told about in words that fit any period."""
    from minhbach.reporting.core.answers import Answer
    from minhbach.reporting.core.fields import Field
    from minhbach.reporting.core.forms import PartKind
    from minhbach.reporting.queries.unit_report import sheet_now
    from minhbach.shared.dates import vn_date

    expected = vn_date(day + timedelta(days=200))

    def one(place: int, field: Field) -> Answer:
        if field.kind is PartKind.DUTIES:
            said = ROUTINE if place % 5 == 2 else _said(slot, place)
            is_late = field.duty is not None and sheet.lines[field.duty].is_overdue
            return (
                replace(Answer(text=said), why=LATE, expected_on=expected) if is_late else Answer(text=said)
            )
        return Answer(text=SHORT if field.key == "q-shortcomings" else ASKED)

    sheet = sheet_now(slot, None, day)
    asked = [field for field in sheet.fields if field.kind is not PartKind.INDICATORS]
    return {field.key: one(place, field) for place, field in enumerate(asked)}


def _said(slot: ReportSlot, place: int) -> str:
    """Its officer writes of its own work; what came over the axis says what many say."""
    own = OWN.get(slot.unit.code)
    return own.format(n=place * 4 + slot.window_to.month) if own else SAID[(place + slot.unit_id) % len(SAID)]


def _reasons(slot: ReportSlot) -> dict[str, str]:
    """At the first field that was answered in words that fit any period."""
    from minhbach.reporting.models import Report

    typed = Report.objects.get(slot=slot).sent_typed()
    key = next(key for key, answer in typed.items() if answer.text == ROUTINE)
    return {key: WHY_BACK}
