"""The one sentence that stands beside a resolved phrase: what it is, or why it is not known. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from minhbach.organisation.core.phrases import COORDINATES, LEADS, LEADS_INDICATOR
from minhbach.organisation.core.registry import GroupFacts, Registry, UnitFacts
from minhbach.organisation.core.writing import key, tokens
from minhbach.shared.dates import vn_date

if TYPE_CHECKING:
    from minhbach.organisation.core.index import Candidate

MOST_NAMES = 4
_COUNCILS = tuple(
    key(tokens(words))
    for words in (
        "hội đồng",
        "ủy viên hội đồng",
        "thành viên hội đồng",
        "ban chỉ đạo",
        "tổ công tác",
        "tổ giúp việc",
    )
)
_INNER = tuple(key(tokens(words)) for words in ("phòng", "trung tâm", "bộ phận"))
_RELATIVE = {
    LEADS_INDICATOR: "các đơn vị chủ trì một chỉ tiêu của kế hoạch",
    LEADS: "các đơn vị chủ trì một nhiệm vụ của kế hoạch",
    COORDINATES: "các đơn vị phối hợp trong kế hoạch",
}


def empty() -> str:
    return "Ô này không có chữ."


def unit_found(unit: UnitFacts, registry: Registry, today_ids: Sequence[int], on: date, today: date) -> str:
    now = _names([registry.unit[pk].label for pk in today_ids])
    if not unit.is_open(on):
        return _not_there(unit, on) + (f" Nay là {now}." if today_ids else " Hãy chọn đơn vị.")
    if not unit.is_open(today):
        end = vn_date(unit.closed_on) if unit.closed_on else "một ngày chưa ghi"
        after = f"việc nay thuộc {now}" if today_ids else "chưa ghi đơn vị kế tục"
        return f"{unit.label} thôi hoạt động từ {end}; {after}."
    checked = "" if unit.verified else " Thông tin về đơn vị này chưa được kiểm tra."
    return f"Khớp với {unit.name}.{checked}"


def _not_there(unit: UnitFacts, on: date) -> str:
    if unit.closed_on and unit.closed_on <= on:
        return f"Ngày {vn_date(on)} không còn {unit.label} (thôi hoạt động từ {vn_date(unit.closed_on)})."
    start = vn_date(unit.opened_on) if unit.opened_on else "một ngày chưa ghi"
    return f"Ngày {vn_date(on)} chưa có {unit.label} (lập từ {start})."


def group_found(
    group: GroupFacts, members: Sequence[int], shown: Sequence[int], today_ids: Sequence[int], on: date
) -> str:
    if members:
        same = set(members) == set(today_ids)
        after = "" if same else f" Việc của các đơn vị này nay thuộc {len(today_ids)} đơn vị."
        checked = "" if group.verified else " Nhóm này chưa được kiểm tra."
        return f"{group.name}: {len(members)} đơn vị tại ngày {vn_date(on)}.{after}{checked}"
    if shown:
        return (
            f"Ngày {vn_date(on)} không còn {len(shown)} đơn vị của nhóm “{group.name}”; "
            f"việc nay thuộc {len(today_ids)} đơn vị. Hãy chọn."
        )
    return f"Danh mục không có đơn vị nào của nhóm “{group.name}” tại ngày {vn_date(on)}."


def relative_found(relation: str) -> str:
    meant = _RELATIVE.get(relation, "các đơn vị có tên trong kế hoạch")
    return f"Tính theo kế hoạch: {meant}."


def open_found() -> str:
    return "Văn bản để ngỏ; giữ nguyên chữ cho đến khi có người chọn đơn vị."


def parts_found(parts: Sequence[str]) -> str:
    return f"Gồm {len(parts)} phần: {'; '.join(parts)}."


def ambiguous(text: str, labels: Sequence[str]) -> str:
    return f"“{text}” khớp {len(labels)} đơn vị: {_names(labels)}. Hãy chọn."


def division_of_another(unit: UnitFacts, registry: Registry) -> str:
    parent = registry.unit.get(unit.parent_id) if unit.parent_id else None
    inside = f" của {parent.label}" if parent else ""
    return f"{unit.name} là phòng, bộ phận{inside}, không phải đơn vị thuộc cơ quan ban hành."


def foreign_place(text: str, place: str) -> str:
    return f"“{text}” nêu địa danh {place}, không phải địa bàn của cơ quan này."


def not_found(text: str, written: str, near: Sequence[Candidate]) -> str:
    if written.startswith(_COUNCILS):
        return f"“{text}” là tổ chức phối hợp, không phải một đơn vị. Hãy chọn cơ quan thường trực."
    hint = f" Gần giống: {_names([candidate.label for candidate in near])}." if near else ""
    if written.startswith(_INNER):
        return (
            f"Danh mục không có “{text}”. Phòng, trung tâm cấp huyện thôi hoạt động từ 01/07/2025; "
            f"nếu thuộc một sở thì chọn sở đó.{hint}"
        )
    return f"Danh mục không có “{text}”.{hint}"


def _names(labels: Sequence[str]) -> str:
    listed = ", ".join(labels[:MOST_NAMES])
    rest = len(labels) - MOST_NAMES
    return f"{listed} và {rest} đơn vị khác" if rest > 0 else listed
