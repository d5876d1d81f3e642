"""A message to a head or a leader, composed of everything that is still owed. Plain text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minhbach.shared.numbers import vn_number
from minhbach.supervision.core.wording import shortened

MOST_LINES = 30  # of a message that a person reads on a phone
MOST_LETTERS = 110
MOST_UNITS = 8  # named after one thing


@dataclass(frozen=True, slots=True)
class Line:
    """One owed thing. standing: "quá hạn 12 ngày"; empty where the text says it."""

    unit: str
    text: str
    plan: str
    standing: str


def message(unit: str, lines: Sequence[Line], author: str, *, to_leader: bool) -> str:
    """To the head of a unit its own things; to a leader those of all units, unit by unit."""
    if not lines:
        return ""
    count = f"{vn_number(len(lines))} nội dung"
    if to_leader:
        units = len({line.unit for line in lines})
        head = f"Kính báo cáo lãnh đạo: {count} của {vn_number(units)} đơn vị chưa hoàn thành:"
        end = f"Xin ý kiến chỉ đạo. {author}."
    else:
        head = f"Kính gửi Thủ trưởng {unit}: đơn vị còn {count} chưa hoàn thành:"
        end = f"Đề nghị đồng chí quan tâm chỉ đạo. {author} trân trọng cảm ơn."
    return "\n".join([head, *_body(lines, by_unit=to_leader), end])


def _body(lines: Sequence[Line], *, by_unit: bool) -> list[str]:
    """To a leader one line a thing, with the units that owe it; to a head one line a thing."""
    if not by_unit:
        said = [_row(line) for line in lines]
    else:
        owing: dict[Line, list[str]] = {}
        for line in lines:
            owing.setdefault(replace(line, unit=""), []).append(line.unit)
        said = [f"{_row(thing)}: {_units(units)}" for thing, units in owing.items()]
    shown, rest = said[:MOST_LINES], said[MOST_LINES:]
    return [*shown, f"- và {vn_number(len(rest))} nội dung khác"] if rest else shown


def _units(units: Sequence[str]) -> str:
    names = list(dict.fromkeys(units))
    more = f" và {vn_number(len(names) - MOST_UNITS)} đơn vị khác" if len(names) > MOST_UNITS else ""
    return ", ".join(names[:MOST_UNITS]) + more


def _row(line: Line) -> str:
    """ "- 1.2 Công khai dự toán (Kế hoạch 118/KH-UBND), quá hạn 12 ngày"."""
    plan = f" ({line.plan})" if line.plan else ""
    standing = f", {line.standing}" if line.standing else ""
    return f"- {shortened(line.text, MOST_LETTERS)}{plan}{standing}"
