"""Words of a report: where it stands, what keeps it from being sent, what hints say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.reporting.core.course import ReportState
from minhbach.reporting.core.faults import FaultKind, ReportFault
from minhbach.reporting.core.fields import Sheet
from minhbach.reporting.core.hints import Hint, HintKind
from minhbach.reporting.models import ReportSlot
from minhbach.shared.periods import period_words

STATES = {
    ReportState.DRAFT: gettext_lazy("Đang viết"),
    ReportState.PREPARED: gettext_lazy("Chờ duyệt"),
    ReportState.CHECKED: gettext_lazy("Phòng đã xem, chờ duyệt"),
    ReportState.APPROVED: gettext_lazy("Đã duyệt, chưa gửi"),
    ReportState.SUBMITTED: gettext_lazy("Chờ nơi nhận xem"),
    ReportState.RETURNED: gettext_lazy("Bị trả lại"),
    ReportState.ACCEPTED: gettext_lazy("Đã nhận"),
}


def report_state_words(state: ReportState) -> str:
    """ "Chờ nơi nhận xem"."""
    return str(STATES[state])


def report_fault_sentence(fault: ReportFault, sheet: Sheet | None = None) -> str:
    """What would be right; with the sheet it names the field."""
    sentence = _fault(fault.kind)
    field = sheet.named(fault.key) if sheet else None
    return _("Mục %(name)s: %(sentence)s") % {"name": field.name, "sentence": sentence} if field else sentence


def _fault(kind: FaultKind) -> str:
    return {
        FaultKind.BLANK: _("Viết kết quả, đánh dấu chưa phát sinh, hoặc nêu vì sao để trống."),
        FaultKind.NUMBER: _("Con số không đọc được; ghi như 1.234,5."),
        FaultKind.CHOICE: _("Chọn một trong các mục đã cho."),
        FaultKind.CAUSE: _("Việc quá hạn phải nêu nguyên nhân."),
        FaultKind.EXPECTED: _("Việc quá hạn phải nêu ngày xong dự kiến."),
        FaultKind.NOT_A_DAY: _("Ghi ngày như 06/10/2026."),
        FaultKind.EXPECTED_PAST: _("Ngày xong dự kiến đã qua; ghi ngày sắp tới."),
    }[kind]


def hint_words(hint: Hint, last: str = "") -> tuple[str, str]:
    """The finding and what to do about it. last: the name of the period before ("Quý II/2026")."""
    match hint.kind:
        case HintKind.COPIED_LAST:
            said = {"period": last, "n": hint.percent}
            return _("Giống %(period)s %(n)s%%.") % said, _("Kỳ này có gì khác?")
        case HintKind.COPIED_OTHER if hint.words:
            said = {"unit": hint.words, "n": hint.percent}
            return _("Giống báo cáo của %(unit)s %(n)s%%.") % said, _("Đơn vị tự làm được gì?")
        case HintKind.COPIED_OTHER:
            said = {"n": hint.percent}
            return _("Giống báo cáo của một đơn vị khác %(n)s%%.") % said, _("Đơn vị tự làm được gì?")
        case HintKind.CLAIM:
            return _("Nói đã xong nhưng chưa có con số, minh chứng."), _("Xong bao nhiêu, văn bản nào?")
        case HintKind.NO_FIGURE:
            return _("Chưa có con số."), _("Làm được bao nhiêu, trên tổng số nào?")
        case HintKind.ROUTINE:
            return _("Cách nói chung chung: “%(words)s”.") % {"words": hint.words}, _("Nói rõ việc đã làm.")
        case HintKind.OWN_INDICATOR:
            return _("Chỉ tiêu đơn vị được giao chưa có số liệu kỳ này."), _("Ghi con số hoặc nêu vì sao.")
    return _praise(hint, last), ""


def _praise(hint: Hint, last: str) -> str:
    """ "Có con số, có minh chứng, khác Quý II"."""
    parts = []
    if hint.is_figured:
        parts.append(_("có con số"))
    if hint.is_proved:
        parts.append(_("có minh chứng"))
    if hint.is_fresh and last:
        parts.append(_("khác %(period)s") % {"period": last})
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def slot_title(slot: ReportSlot) -> str:
    """ "Báo cáo Quý III/2026"; where it covers more, also that ("gộp Quý IV")."""
    period = period_words(slot.period)
    if not slot.covers:
        return _("Báo cáo %(period)s") % {"period": period}
    merged = ", ".join(period_words(key) for key in slot.covers)
    return _("Báo cáo %(period)s, gộp %(merged)s") % {"period": period, "merged": merged}
