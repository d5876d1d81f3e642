"""Times, targets and units of a draft in the short words of a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from minhbach.intake.core.assignment import Assigned, Standing
from minhbach.organisation.core.registry import Registry
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number
from minhbach.shared.periods import span_words

SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "=": ""}

_STEPS = {
    "edit": _l("Sửa dòng"),
    "add": _l("Thêm dòng"),
    "split": _l("Tách dòng"),
    "merge": _l("Gộp dòng"),
    "remove": _l("Đánh dấu dòng không phải nhiệm vụ"),
    "move": _l("Đổi chỗ dòng"),
    "accept_row": _l("Nhận dòng"),
    "reopen_row": _l("Bỏ nhận dòng"),
    "accept_sure": _l("Nhận các dòng chắc chắn"),
    "accept_doubt": _l("Trả lời chỗ cần xem"),
    "take_unread": _l("Đưa chữ chưa đọc vào dự thảo"),
    "join_unread": _l("Nối chữ chưa đọc vào dòng"),
    "leave_unread": _l("Đánh dấu không phải nhiệm vụ"),
    "settle_slip": _l("Xem chữ có thể gõ nhầm"),
    "resolve": _l("Ghép đơn vị"),
    "resolve_found": _l("Nhận đơn vị kế thừa"),
    "answer": _l("Sửa thông tin văn bản"),
    "reread": _l("Đọc lại bảng"),
}


def step_word(verb: str) -> str:
    """One step of a review, by the verb that is kept of it."""
    return str(_STEPS.get(verb, verb))


def kept_words(value: str) -> str:
    """What stands in a field that somebody else has changed meanwhile."""
    return _("Đang lưu: “%s”") % value if value else _("Đang lưu: để trống")


def cycle_word(cycle: str | None) -> str:
    words = {
        "monthly": _("hằng tháng"),
        "quarterly": _("hằng quý"),
        "semiannual": _("sáu tháng một lần"),
        "annual": _("hằng năm"),
    }
    return words.get(cycle or "", "")


def time_words(row: dict[str, Any], *, before: bool = False) -> str:
    """ "trước 30/09/2026", "Quý III/2026", "01/04 - 15/09/2026", "thường xuyên", "hằng quý", "không nêu"."""
    time = row.get("time") or {}
    start, due = _day(time.get("start")), _day(time.get("due"))
    match time.get("kind"):
        case "deadline" if due:
            return (_("trước %s") if before else _("đến %s")) % vn_date(due)
        case "period" if start and due:
            return span_words(start, due)
        case "recurring":
            return cycle_word(time.get("recurrence"))
        case "ongoing":
            return _("thường xuyên")
        case "event":
            return _("khi có sự việc")
    return _("không nêu")


def target_words(row: dict[str, Any]) -> str:
    """ "≥ 3,4", "hạng ≤ 10"."""
    target, rank = row.get("target") or {}, row.get("target_rank") or {}
    said = []
    if target.get("value") is not None:
        percent = "%" if row.get("unit") == "percent" else ""
        said.append(f"{SIGNS.get(target.get('op') or '=', '')}{vn_number(target['value'])}{percent}")
    if rank.get("value") is not None:
        said.append(_("hạng %s") % f"{SIGNS.get(rank.get('op') or '=', '')}{rank['value']}")
    return "; ".join(said) or "–"


def report_words(row: dict[str, Any]) -> str:
    """ "ngày 2 của tháng thứ 1 sau kỳ", "ngày 02/12"."""
    due = row.get("due") or {}
    if due.get("month") and due.get("day"):
        return _("ngày %(day)02d/%(month)02d") % due
    if due.get("day"):
        offset = due.get("month_offset") or 0
        said = ngettext(
            "ngày %(day)s, %(offset)s tháng sau kỳ", "ngày %(day)s, %(offset)s tháng sau kỳ", offset
        )
        return said % {"day": due["day"], "offset": offset}
    return row.get("due_raw") or _("không nêu hạn")


def unit_words(assigned: Assigned, registry: Registry) -> str:
    """ "Sở Tài chính", "Các sở, ngành (18)"."""
    if assigned.standing is Standing.UNIT and len(assigned.members) == 1:
        return registry.unit[assigned.members[0].unit].label
    if assigned.members:
        return f"{assigned.phrase.text} ({len(assigned.members)})"
    return assigned.phrase.text


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
