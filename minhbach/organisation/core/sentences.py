"""The one sentence that stands beside a resolved phrase: what it is, or why it is not known. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from minhbach.organisation.core.phrases import COORDINATES, LEADS, LEADS_INDICATOR
from minhbach.organisation.core.registry import GroupFacts, Registry, UnitFacts
from minhbach.organisation.core.writing import key, tokens
from minhbach.shared.dates import vn_date
from minhbach.shared.words import Words

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
    LEADS_INDICATOR: Words("Tính theo kế hoạch: các đơn vị chủ trì một chỉ tiêu của kế hoạch."),
    LEADS: Words("Tính theo kế hoạch: các đơn vị chủ trì một nhiệm vụ của kế hoạch."),
    COORDINATES: Words("Tính theo kế hoạch: các đơn vị phối hợp trong kế hoạch."),
}


def empty() -> Words:
    return Words("Ô này không có chữ.")


def unit_found(unit: UnitFacts, registry: Registry, today_ids: Sequence[int], on: date, today: date) -> Words:
    now = _names([registry.unit[pk].label for pk in today_ids])
    if not unit.is_open(on):
        left = Words("Nay là %(units)s.", units=now) if today_ids else Words("Hãy chọn đơn vị.")
        return _not_there(unit, on).then(left)
    if not unit.is_open(today):
        said = {"unit": unit.label, "day": _day(unit.closed_on)}
        if today_ids:
            return Words("%(unit)s thôi hoạt động từ %(day)s; việc nay thuộc %(units)s.", **said, units=now)
        return Words("%(unit)s thôi hoạt động từ %(day)s; chưa ghi đơn vị kế tục.", **said)
    checked = None if unit.verified else Words("Thông tin về đơn vị này chưa được kiểm tra.")
    return Words("Khớp với %(unit)s.", unit=unit.name).then(checked)


def _not_there(unit: UnitFacts, on: date) -> Words:
    said = {"on": vn_date(on), "unit": unit.label}
    if unit.closed_on and unit.closed_on <= on:
        return Words(
            "Ngày %(on)s không còn %(unit)s (thôi hoạt động từ %(day)s).", **said, day=_day(unit.closed_on)
        )
    return Words("Ngày %(on)s chưa có %(unit)s (lập từ %(day)s).", **said, day=_day(unit.opened_on))


def _day(day: date | None) -> str:
    return vn_date(day) if day else Words("một ngày chưa ghi")


def group_found(
    group: GroupFacts, members: Sequence[int], shown: Sequence[int], today_ids: Sequence[int], on: date
) -> Words:
    said = {"group": group.name, "day": vn_date(on), "now": len(today_ids)}
    if members:
        found = Words("%(group)s: %(n)s đơn vị tại ngày %(day)s.", **said, n=len(members))
        moved = None
        if set(members) != set(today_ids):
            moved = Words("Việc của các đơn vị này nay thuộc %(now)s đơn vị.", **said)
        return found.then(moved, None if group.verified else Words("Nhóm này chưa được kiểm tra."))
    if shown:
        return Words(
            "Ngày %(day)s không còn %(n)s đơn vị của nhóm “%(group)s”; việc nay thuộc %(now)s đơn vị. "
            "Hãy chọn.",
            **said, n=len(shown),
        )  # fmt: skip
    return Words("Danh mục không có đơn vị nào của nhóm “%(group)s” tại ngày %(day)s.", **said)


def relative_found(relation: str) -> Words:
    return _RELATIVE.get(relation) or Words("Tính theo kế hoạch: các đơn vị có tên trong kế hoạch.")


def open_found() -> Words:
    return Words("Văn bản để ngỏ; giữ nguyên chữ cho đến khi có người chọn đơn vị.")


def parts_found(parts: Sequence[str]) -> Words:
    return Words("Gồm %(n)s phần: %(parts)s.", n=len(parts), parts="; ".join(parts))


def ambiguous(text: str, labels: Sequence[str]) -> Words:
    return Words(
        "“%(text)s” khớp %(n)s đơn vị: %(units)s. Hãy chọn.", text=text, n=len(labels), units=_names(labels)
    )


def division_of_another(unit: UnitFacts, registry: Registry) -> Words:
    parent = registry.unit.get(unit.parent_id) if unit.parent_id else None
    if parent is None:
        return Words("%(unit)s là phòng, bộ phận, không phải đơn vị thuộc cơ quan ban hành.", unit=unit.name)
    return Words(
        "%(unit)s là phòng, bộ phận của %(parent)s, không phải đơn vị thuộc cơ quan ban hành.",
        unit=unit.name, parent=parent.label,
    )  # fmt: skip


def foreign_place(text: str, place: str) -> Words:
    return Words(
        "“%(text)s” nêu địa danh %(place)s, không phải địa bàn của cơ quan này.", text=text, place=place
    )


def not_found(text: str, written: str, near: Sequence[Candidate]) -> Words:
    if written.startswith(_COUNCILS):
        return Words(
            "“%(text)s” là tổ chức phối hợp, không phải một đơn vị. Hãy chọn cơ quan thường trực.", text=text
        )
    names = _names([candidate.label for candidate in near])
    hint = Words("Gần giống: %(units)s.", units=names) if near else None
    missing = Words("Danh mục không có “%(text)s”.", text=text)
    if not written.startswith(_INNER):
        return missing.then(hint)
    inner = Words("Phòng, trung tâm cấp huyện thôi hoạt động từ 01/07/2025; nếu thuộc một sở thì chọn sở đó.")
    return missing.then(inner, hint)


def _names(labels: Sequence[str]) -> str:
    listed = ", ".join(labels[:MOST_NAMES])
    rest = len(labels) - MOST_NAMES
    return Words("%(units)s và %(n)s đơn vị khác", units=listed, n=rest) if rest > 0 else listed
