"""Words of the two axes, of silence, of explanations and of refusals, as an office writes them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.plans.core.explain import Step, StepKind
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.core.report import LONGEST_TEXT, Fault
from minhbach.plans.core.state import Silence, Timeliness
from minhbach.shared.dates import Period, vn_date
from minhbach.shared.periods import period_words


def result_words(result: str) -> str:
    """ "Báo cáo hoàn thành"."""
    return {
        Result.NOT_STARTED: _("Chưa thực hiện"),
        Result.DOING: _("Đang thực hiện"),
        Result.REPORTED_DONE: _("Báo cáo hoàn thành"),
        Result.DONE: _("Đã hoàn thành"),
        Result.SUSPENDED: _("Tạm dừng"),
        Result.NOT_APPLICABLE: _("Không áp dụng"),
    }[Result(result)]


def late_words(late: Timeliness) -> str:
    """The second axis in words: "còn 3 ngày", "quá hạn 5 ngày", "đúng hạn 22/07"."""
    said = {"n": late.days, "day": _short(late.on)}
    match late.kind:
        case Late.IN_TIME | Late.SOON:
            return ngettext("còn %(n)s ngày", "còn %(n)s ngày", late.days) % said
        case Late.TODAY:
            return _("hôm nay")
        case Late.OVERDUE:
            return ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", late.days) % said
        case Late.WAITING:
            if not late.days:
                return _("chờ ghi nhận")
            text = ngettext("chờ ghi nhận, trễ %(n)s ngày", "chờ ghi nhận, trễ %(n)s ngày", late.days)
            return text % said
        case Late.ON_TIME:
            return _("đúng hạn %(day)s") % said
        case Late.LATE_DONE:
            text = ngettext(
                "hoàn thành %(day)s, trễ %(n)s ngày", "hoàn thành %(day)s, trễ %(n)s ngày", late.days
            )
            return text % said
        case Late.BEFORE_TRACKING:
            return _("trước khi theo dõi")
        case Late.OPENING:
            return _("chờ xác nhận hiện trạng")
        case Late.ASKED:
            return _("được đề nghị")
    return _("không rõ ngày xong") if late.on else _("không có hạn")


def late_group_words(kind: str) -> str:
    """The name of a group of duties: "Quá hạn", "Sắp đến hạn"."""
    return {
        Late.NONE: _("Không có hạn"),
        Late.IN_TIME: _("Trong hạn"),
        Late.SOON: _("Sắp đến hạn"),
        Late.TODAY: _("Hôm nay"),
        Late.OVERDUE: _("Quá hạn"),
        Late.WAITING: _("Chờ ghi nhận"),
        Late.ON_TIME: _("Đúng hạn"),
        Late.LATE_DONE: _("Hoàn thành muộn"),
        Late.BEFORE_TRACKING: _("Trước khi theo dõi"),
        Late.OPENING: _("Chờ xác nhận hiện trạng"),
        Late.ASKED: _("Được đề nghị"),
    }[Late(kind)]


def silence_words(silence: Silence | None) -> str:
    """ "chưa cập nhật Quý III"; more than one: "chưa cập nhật từ Quý II (2 kỳ)"; none: empty."""
    if silence is None:
        return ""
    if silence.count == 1:
        return _("chưa cập nhật %(period)s") % {"period": _period(silence.first)}
    return _("chưa cập nhật từ %(period)s (%(n)s kỳ)") % {
        "period": period_words(silence.first.key),
        "n": silence.count,
    }


def explain_lines(steps: list[Step]) -> list[str]:
    """One sentence a step, from the plan's words to the last day on time."""
    return [_step_words(step) for step in steps]


def _step_words(step: Step) -> str:
    said = {
        "words": step.words,
        "day": vn_date(step.day) if step.day else "",
        "before": vn_date(step.before) if step.before else "",
        "period": period_words(step.words) if step.kind == StepKind.PERIOD else "",
    }
    return str(_STEPS[step.kind]) % said


_STEPS = {
    StepKind.WORDS: gettext_lazy("Kế hoạch ghi: “%(words)s”."),
    StepKind.NO_WORDS: gettext_lazy("Kế hoạch không nêu thời gian."),
    StepKind.SET_BY_FOCAL: gettext_lazy("Thời gian do đơn vị đầu mối đặt (kế hoạch ghi: “%(words)s”)."),
    StepKind.NAMED_DAY: gettext_lazy("Ngày được hiểu là %(day)s."),
    StepKind.PERIOD: gettext_lazy("Nhiệm vụ định kỳ; đây là %(period)s."),
    StepKind.LAST_DAY: gettext_lazy("Ngày cuối còn đúng hạn: %(day)s, đến 24 giờ."),
    StepKind.BEFORE: gettext_lazy(
        "“Trước ngày %(before)s” nên ngày cuối còn đúng hạn là %(day)s, đến 24 giờ."
    ),
    StepKind.REST_DAY: gettext_lazy(
        "Ngày %(before)s là ngày nghỉ; ngày nêu đích danh không tự lùi, nên gửi trước hoặc trong ngày làm"
        " việc %(day)s."
    ),
    StepKind.UNCONFIRMED: gettext_lazy("Lịch nghỉ năm %(words)s chưa được xác nhận."),
    StepKind.CHANGED: gettext_lazy("Đổi từ %(before)s thành %(day)s theo %(words)s."),
    StepKind.ONGOING: gettext_lazy("Không có hạn; cập nhật mỗi kỳ, lần tới trước ngày %(day)s."),
    StepKind.SILENT_FROM: gettext_lazy("Chưa cập nhật nếu đến ngày %(day)s vẫn không có báo cáo."),
    StepKind.EVENT: gettext_lazy(
        "Chờ điều kiện: “%(words)s”; thời hạn bắt đầu khi có người ghi nhận điều kiện."
    ),
    StepKind.TRIGGERED: gettext_lazy("Điều kiện “%(words)s” đã xảy ra ngày %(day)s."),
    StepKind.BEFORE_TRACKING: gettext_lazy("Trước ngày theo dõi %(day)s nên không tính chậm."),
    StepKind.ASKED: gettext_lazy("Đơn vị không thuộc Ủy ban nhân dân nên được đề nghị, không tính chậm."),
}


def fault_sentence(fault: Fault) -> str:
    """What is wrong with a report and what to do."""
    return {
        Fault.CLOSED_PLAN: _("Kế hoạch không ở trạng thái đang theo dõi nên không nhận báo cáo."),
        Fault.ALREADY_DONE: _("Phần việc đã được ghi nhận hoàn thành; cần sửa thì đề nghị đầu mối trả lại."),
        Fault.SUSPENDED: _("Phần việc đang tạm dừng."),
        Fault.NOT_APPLICABLE: _("Phần việc được xác định là không áp dụng."),
        Fault.RESULT: _("Hãy chọn đang thực hiện hoặc hoàn thành."),
        Fault.NO_TEXT: _("Hãy ghi đã làm được gì, hoặc đánh dấu chưa phát sinh."),
        Fault.LONG_TEXT: _("Nội dung dài quá %(n)s ký tự.") % {"n": f"{LONGEST_TEXT:,}".replace(",", ".")},
        Fault.PERCENT_RANGE: _("Tỷ lệ là số nguyên từ 0 đến 100."),
        Fault.NO_PERCENT_HERE: _("Nhiệm vụ thường xuyên không tính tỷ lệ; hãy để trống."),
        Fault.NOTHING_BUT_DONE: _("Đã chọn chưa phát sinh thì không báo hoàn thành."),
        Fault.NO_DONE_DAY: _("Hãy ghi ngày hoàn thành."),
        Fault.DONE_IN_FUTURE: _("Ngày hoàn thành không được sau hôm nay."),
        Fault.DONE_DAY_WITHOUT_DONE: _("Có ngày hoàn thành thì kết quả là hoàn thành; hãy chọn lại."),
        Fault.NO_PROOF: _("Báo hoàn thành cần minh chứng: tệp, liên kết hoặc số văn bản."),
        Fault.NO_TRIGGER: _(
            "Phần việc đang chờ điều kiện; đầu mối ghi nhận điều kiện trước khi báo hoàn thành."
        ),
        Fault.LINK: _("Liên kết phải bắt đầu bằng http:// hoặc https:// và không quá 500 ký tự."),
        Fault.LONG_NUMBER: _("Số văn bản không được để trống và không quá 60 ký tự."),
        Fault.NO_VIA: _("Hãy chọn báo cáo đến bằng cách nào."),
        Fault.NO_RECEIVED_DAY: _("Hãy ghi ngày nhận."),
        Fault.RECEIVED_IN_FUTURE: _("Ngày nhận không được sau hôm nay."),
        Fault.DONE_AFTER_RECEIVED: _("Ngày hoàn thành không được sau ngày nhận báo cáo."),
        Fault.CHANGED: _("Phần việc đã thay đổi từ khi tải biểu; hãy xem lại rồi ghi."),
    }[fault]


def _period(period: Period) -> str:
    """Without its year: "Quý III"; the longer names keep theirs."""
    name = period_words(period.key)
    return name.rpartition("/")[0] or name


def _short(day: date | None) -> str:
    """ "22/07" as the axis shows it."""
    return f"{day:%d/%m}" if day else ""
