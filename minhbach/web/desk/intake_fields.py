"""The fields of a draft's row as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minhbach.intake.core.fields import FIELDS, shown_values
from minhbach.intake.core.rows import Row
from minhbach.intake.queries import wording
from minhbach.intake.queries.reasons import FIELDS as FIELD_NAMES


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a row as it is typed. kind: text | area | lines | choice | day."""

    name: str
    label: str
    value: str
    kind: str
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_wide: bool = False


_KINDS = {
    "text": "area",
    "name": "area",
    "lead": "lines",
    "coordinating": "lines",
    "supervising": "lines",
    "content": "lines",
}
_DAYS = frozenset({"time.start", "time.due"})


def inputs(
    name: str, row: Row | None, typed: Mapping[str, str], error: tuple[str, str] = ("", "")
) -> list[Input]:
    """The fields of a row; what was typed stands before what is kept. error: (field, sentence)."""
    kept = shown_values(name, row) if row is not None else dict.fromkeys(FIELDS[name], "")
    return [_input(name, field, typed.get(f"f.{field}", kept[field]), error) for field in FIELDS[name]]


def _input(name: str, field: str, value: str, error: tuple[str, str]) -> Input:
    kind = FIELDS[name][field]
    labels = _labels()
    choices = tuple((one, labels.get(f"{field}={one}", one)) for one in kind.choices)
    if choices and not kind.required:
        choices = (("", _("không nêu")), *choices)
    shape = "choice" if choices else "day" if field in _DAYS else _KINDS.get(field, "text")
    label = labels.get(f"{name}.{field}") or labels.get(field) or str(FIELD_NAMES.get(field, field))
    return Input(field, label, value, shape, error[1] if error[0] == field else "", choices, shape == "area")


def _labels() -> dict[str, str]:
    return {
        "code": _("Số mục"),
        "section": _("Mục"),
        "objective": _("Mục tiêu"),
        "task": _("Nhiệm vụ cấp trên"),
        "tasks.indicator": _("Chỉ tiêu liên quan"),
        "text": _("Nội dung, giữ nguyên chữ của văn bản"),
        "product": _("Sản phẩm"),
        "budget_raw": _("Kinh phí"),
        "lead": _("Chủ trì, mỗi dòng một đơn vị"),
        "coordinating": _("Phối hợp, mỗi dòng một đơn vị"),
        "supervising": _("Đôn đốc, kiểm tra"),
        "time_raw": _("Thời gian như văn bản ghi"),
        "time.kind": _("Loại thời gian"),
        "time.start": _("Từ ngày"),
        "time.due": _("Đến hạn"),
        "time.recurrence": _("Chu kỳ"),
        "time.trigger": _("Điều kiện"),
        "parent": _("Nhóm"),
        "name": _("Tên chỉ tiêu"),
        "scale_note": _("Ghi chú thang đo"),
        "unit": _("Đơn vị tính"),
        "direction": _("Chiều tốt"),
        "baseline.year": _("Năm mốc"),
        "baseline.value": _("Giá trị mốc"),
        "baseline.rank": _("Hạng mốc"),
        "target.year": _("Năm đạt"),
        "target.op": _("So sánh"),
        "target.value": _("Chỉ tiêu"),
        "target_rank.op": _("So sánh hạng"),
        "target_rank.value": _("Hạng cần đạt"),
        "role": _("Loại báo cáo"),
        "cycle": _("Chu kỳ"),
        "who": _("Ai báo cáo"),
        "to": _("Gửi ai"),
        "due_raw": _("Hạn như văn bản ghi"),
        "due.day": _("Ngày"),
        "due.month": _("Tháng (nếu mỗi năm một lần)"),
        "due.month_offset": _("Sau kỳ mấy tháng"),
        "content": _("Nội dung báo cáo, mỗi dòng một ý"),
        "time.kind=deadline": _("Có hạn"),
        "time.kind=period": _("Trong khoảng thời gian"),
        "time.kind=recurring": _("Định kỳ"),
        "time.kind=ongoing": _("Thường xuyên"),
        "time.kind=event": _("Khi có sự việc"),
        "time.kind=none": _("Không nêu thời gian"),
        **{
            f"{field}={cycle}": wording.cycle_word(cycle)
            for field in ("time.recurrence", "cycle")
            for cycle in ("monthly", "quarterly", "semiannual", "annual")
        },
        **{
            f"{field}={op}": sign.strip() or "="
            for field in ("target.op", "target_rank.op")
            for op, sign in wording.SIGNS.items()
        },
        "unit=score": _("điểm"),
        "unit=percent": "%",
        "unit=days": _("ngày"),
        "unit=rank": _("hạng"),
        "unit=count": _("số lượng"),
        "direction=higher": _("càng cao càng tốt"),
        "direction=lower": _("càng thấp càng tốt"),
        "role=unit_report": _("Báo cáo của đơn vị"),
        "role=consolidated_report": _("Báo cáo tổng hợp"),
    }
