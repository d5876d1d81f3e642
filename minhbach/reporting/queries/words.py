"""Words of rounds, of slots and of refused rules, as an office writes them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.reporting.core.regime_faults import RegimeFault
from minhbach.reporting.core.slot_state import Paper, SlotState, Timing
from minhbach.reporting.core.turns import Roll, Step, StepKind
from minhbach.shared.dates import vn_date
from minhbach.shared.periods import period_words


def explain_lines(steps: Iterable[Step]) -> list[str]:
    """One sentence a step, from the plan's words to the last day on time."""
    return [_step_words(step) for step in steps]


def _step_words(step: Step) -> str:
    said = {
        "words": step.words,
        "day": vn_date(step.day) if step.day else "",
        "until": vn_date(step.until) if step.until else "",
        "period": period_words(step.words) if step.kind in _NAMES_A_PERIOD else "",
    }
    words = _ROLLED[Roll(step.words)] if step.kind is StepKind.ROLLED else _STEPS[step.kind]
    return str(words) % said


_NAMES_A_PERIOD = frozenset({StepKind.PERIOD, StepKind.MERGED, StepKind.COVERS})
_STEPS = {
    StepKind.WORDS: gettext_lazy("Văn bản ghi: “%(words)s”."),
    StepKind.NO_DATE: gettext_lazy("Văn bản không nêu ngày gửi; đơn vị đầu mối đặt ngày."),
    StepKind.PERIOD: gettext_lazy("Kỳ báo cáo: %(period)s."),
    StepKind.OUTSIDE_YEARS: gettext_lazy(
        "Năm %(words)s ngoài thời gian của kế hoạch; tính như chế độ báo cáo vẫn áp dụng."
    ),
    StepKind.WINDOW_DECREE: gettext_lazy(
        "Số liệu từ %(day)s đến %(until)s (Nghị định 09/2019/NĐ-CP, điều 12; chốt trước hạn ít nhất hai"
        " ngày làm việc)."
    ),
    StepKind.WINDOW_CALENDAR: gettext_lazy("Số liệu trọn kỳ theo lịch, từ %(day)s đến %(until)s."),
    StepKind.WINDOW_CUT: gettext_lazy(
        "Số liệu từ %(day)s đến ngày gửi %(until)s; kỳ chưa hết nên phần còn lại ước tính đến cuối kỳ."
    ),
    StepKind.WINDOW_DAYS: gettext_lazy("Số liệu từ %(day)s đến %(until)s theo ngày chốt đã đặt."),
    StepKind.NAMED_DAY: gettext_lazy("Ngày được hiểu là %(day)s."),
    StepKind.BEFORE: gettext_lazy("“Trước ngày” nên ngày cuối còn đúng hạn là %(day)s, đến 24 giờ."),
    StepKind.LAST_DAY: gettext_lazy("Ngày cuối còn đúng hạn: %(day)s, đến 24 giờ."),
    StepKind.REST_DAY: gettext_lazy(
        "Ngày %(until)s là ngày nghỉ; ngày nêu đích danh không tự dời, nên gửi trước hoặc trong ngày làm"
        " việc %(day)s."
    ),
    StepKind.UNCONFIRMED: gettext_lazy("Lịch nghỉ năm %(words)s chưa được xác nhận."),
    StepKind.MERGED: gettext_lazy("Gộp vào báo cáo %(period)s vì báo cáo ấy đến hạn trước."),
    StepKind.COVERS: gettext_lazy("Gồm cả báo cáo %(period)s, gửi làm một."),
}
_ROLLED = {
    Roll.NEXT: gettext_lazy("Ngày %(until)s là ngày nghỉ nên chuyển sang ngày làm việc sau, %(day)s."),
    Roll.PREVIOUS: gettext_lazy("Ngày %(until)s là ngày nghỉ nên lùi về ngày làm việc trước, %(day)s."),
}


def paper_words(paper: str) -> str:
    """How far the report is: "Chờ xem"."""
    return {
        Paper.EXCUSED: _("Không phải báo cáo"),
        Paper.ACCEPTED: _("Đã nhận"),
        Paper.SUBMITTED: _("Chờ xem"),
        Paper.RETURNED: _("Bị trả lại"),
        Paper.APPROVING: _("Chờ duyệt"),
        Paper.WRITING: _("Đang viết"),
        Paper.OPEN: _("Chưa viết"),
        Paper.NOT_OPEN: _("Chưa mở"),
    }[Paper(paper)]


def timing_words(state: SlotState) -> str:
    """How it stands to its last day: "còn 3 ngày", "quá hạn 5 ngày", "gửi muộn 2 ngày"."""
    said = {"n": state.days}
    match state.timing:
        case Timing.OVERDUE:
            return ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", state.days) % said
        case Timing.SENT_LATE:
            return ngettext("gửi muộn %(n)s ngày", "gửi muộn %(n)s ngày", state.days) % said
        case Timing.IN_TIME | Timing.SOON:
            return ngettext("còn %(n)s ngày", "còn %(n)s ngày", state.days) % said
        case Timing.TODAY:
            return _("hôm nay")
        case Timing.ON_TIME:
            return _("đúng hạn")
        case Timing.ASKED:
            return _("được đề nghị")
        case Timing.BEFORE_TRACKING:
            return _("trước khi theo dõi")
        case Timing.EXCUSED:
            return _("không phải báo cáo")
    return _("không có hạn")


def fault_sentence(fault: RegimeFault) -> str:
    """What is wrong with a rule and what would be right."""
    return {
        RegimeFault.DAY: _("Ngày là số từ 1 đến 31."),
        RegimeFault.DAY_OF_MONTH: _("Tháng đã chọn không có ngày này."),
        RegimeFault.MONTH: _("Tháng là số từ 1 đến 12; báo cáo hằng tháng thì để trống tháng."),
        RegimeFault.OFFSET: _("Số tháng sau kỳ từ 0 đến 6."),
        RegimeFault.DAY_MISSING: _("Có tháng thì cần cả ngày."),
        RegimeFault.WINDOW: _("Ngày chốt số liệu là số từ 1 đến 31, cần cả hai đầu."),
        RegimeFault.NO_NAME: _("Hãy ghi tên báo cáo."),
        RegimeFault.NO_UNITS: _("Hãy chọn ít nhất một đơn vị báo cáo."),
        RegimeFault.YEARS: _("Năm kết thúc không được trước năm bắt đầu."),
    }[fault]
