"""The fields of a draft's row as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

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


_LABELS = {
    "code": _l("Số mục"),
    "section": _l("Mục"),
    "objective": _l("Mục tiêu"),
    "task": _l("Nhiệm vụ cấp trên"),
    "tasks.indicator": _l("Chỉ tiêu liên quan"),
    "text": _l("Nội dung, giữ nguyên chữ của văn bản"),
    "product": _l("Sản phẩm"),
    "budget_raw": _l("Kinh phí"),
    "lead": _l("Chủ trì, mỗi dòng một đơn vị"),
    "coordinating": _l("Phối hợp, mỗi dòng một đơn vị"),
    "supervising": _l("Đôn đốc, kiểm tra"),
    "time_raw": _l("Thời gian như văn bản ghi"),
    "time.kind": _l("Loại thời gian"),
    "time.start": _l("Từ ngày"),
    "time.due": _l("Đến hạn"),
    "time.recurrence": _l("Chu kỳ"),
    "time.trigger": _l("Điều kiện"),
    "parent": _l("Nhóm"),
    "name": _l("Tên chỉ tiêu"),
    "scale_note": _l("Ghi chú thang đo"),
    "unit": _l("Đơn vị tính"),
    "direction": _l("Chiều tốt"),
    "baseline.year": _l("Năm mốc"),
    "baseline.value": _l("Giá trị mốc"),
    "baseline.rank": _l("Hạng mốc"),
    "target.year": _l("Năm đạt"),
    "target.op": _l("So sánh"),
    "target.value": _l("Chỉ tiêu"),
    "target_rank.op": _l("So sánh hạng"),
    "target_rank.value": _l("Hạng cần đạt"),
    "role": _l("Loại báo cáo"),
    "cycle": _l("Chu kỳ"),
    "who": _l("Ai báo cáo"),
    "to": _l("Gửi ai"),
    "due_raw": _l("Hạn như văn bản ghi"),
    "due.day": _l("Ngày"),
    "due.month": _l("Tháng (nếu mỗi năm một lần)"),
    "due.month_offset": _l("Sau kỳ mấy tháng"),
    "content": _l("Nội dung báo cáo, mỗi dòng một ý"),
}
_CHOICES = {
    "time.kind=deadline": _l("Có hạn"),
    "time.kind=period": _l("Trong khoảng thời gian"),
    "time.kind=recurring": _l("Định kỳ"),
    "time.kind=ongoing": _l("Thường xuyên"),
    "time.kind=event": _l("Khi có sự việc"),
    "time.kind=none": _l("Không nêu thời gian"),
    "unit=score": _l("điểm"),
    "unit=percent": "%",
    "unit=days": _l("ngày"),
    "unit=rank": _l("hạng"),
    "unit=count": _l("số lượng"),
    "direction=higher": _l("càng cao càng tốt"),
    "direction=lower": _l("càng thấp càng tốt"),
    "role=unit_report": _l("Báo cáo của đơn vị"),
    "role=consolidated_report": _l("Báo cáo tổng hợp"),
}


def inputs(name: str, row: Row | None, typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Input]:
    """The fields of a row; what was typed stands before what is kept. errors: field -> sentence."""
    kept = shown_values(name, row) if row is not None else dict.fromkeys(FIELDS[name], "")
    return [
        _input(name, field, typed.get(f"f.{field}", kept[field]), errors.get(field, ""))
        for field in FIELDS[name]
    ]


def _input(name: str, field: str, value: str, error: str) -> Input:
    kind = FIELDS[name][field]
    choices = tuple((one, _choice(field, one)) for one in kind.choices)
    if choices and not kind.required:
        choices = (("", _("không nêu")), *choices)
    shape = "choice" if choices else "day" if field in _DAYS else _KINDS.get(field, "text")
    return Input(
        field,
        _label(name, field),
        value,
        shape,
        error,
        choices,
        shape == "area",
    )


def _label(name: str, field: str) -> str:
    known = _LABELS.get(f"{name}.{field}") or _LABELS.get(field) or FIELD_NAMES.get(field, field)
    return str(known)


def _choice(field: str, value: str) -> str:
    if field in ("time.recurrence", "cycle"):
        return str(wording.cycle_word(value))
    if field in ("target.op", "target_rank.op"):
        return wording.SIGNS.get(value, value).strip() or "="
    return str(_CHOICES.get(f"{field}={value}", value))
