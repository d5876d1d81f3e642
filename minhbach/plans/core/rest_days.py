"""Rest days and make-up days proposed for a year: defaults that an administrator confirms. Pure.

Bộ luật Lao động 2019, điều 111 và 112; 24/11 from 01/07/2026 (Nghị quyết 28/2026/QH16). Swaps of working
days and the days around Tết are set by a notice each year: those not yet read there say so in `source`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.shared.dates import WorkCalendar

HOLIDAY, MAKE_UP = "holiday", "make_up"
_LAW = "Bộ luật Lao động 2019, điều 112"
_GUESS = "Chưa có thông báo chính thức, cần xác nhận"


@dataclass(frozen=True, slots=True)
class ProposedDay:
    day: date
    kind: str
    name: str
    source: str


def _days(year: int, name: str, source: str, *days: tuple[int, int]) -> tuple[ProposedDay, ...]:
    return tuple(ProposedDay(date(year, month, day), HOLIDAY, name, source) for day, month in days)


PROPOSED: tuple[ProposedDay, ...] = (
    *_days(2026, "Tết Dương lịch", _LAW, (1, 1)),
    *_days(2026, "Nghỉ Tết Dương lịch (hoán đổi)", _GUESS, (2, 1)),
    *_days(2026, "Tết Nguyên đán", "Thông báo 9441/TB-BNV", (16, 2), (17, 2), (18, 2), (19, 2), (20, 2)),
    *_days(2026, "Giỗ Tổ Hùng Vương (nghỉ bù)", _LAW, (27, 4)),
    *_days(2026, "Ngày Chiến thắng", _LAW, (30, 4)),
    *_days(2026, "Ngày Quốc tế Lao động", _LAW, (1, 5)),
    *_days(2026, "Nghỉ Quốc khánh (hoán đổi)", _GUESS, (31, 8)),
    *_days(2026, "Quốc khánh", _LAW, (1, 9), (2, 9)),
    *_days(2026, "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16", (24, 11)),
    ProposedDay(date(2026, 1, 10), MAKE_UP, "Làm bù ngày 02/01", _GUESS),
    ProposedDay(date(2026, 8, 22), MAKE_UP, "Làm bù ngày 31/8", _GUESS),
    *_days(2027, "Tết Dương lịch", _LAW, (1, 1)),
    *_days(2027, "Tết Nguyên đán", _GUESS, (5, 2), (8, 2), (9, 2), (10, 2), (11, 2)),
    *_days(2027, "Giỗ Tổ Hùng Vương", _LAW, (16, 4)),
    *_days(2027, "Ngày Chiến thắng", _LAW, (30, 4)),
    *_days(2027, "Ngày Quốc tế Lao động (nghỉ bù)", _LAW, (3, 5)),
    *_days(2027, "Quốc khánh", _LAW, (2, 9)),
    *_days(2027, "Quốc khánh (ngày liền kề)", _GUESS, (3, 9)),
    *_days(2027, "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16", (24, 11)),
)


def proposed_calendar() -> WorkCalendar:
    """The calendar that the proposals give, for who has no other: nobody has confirmed it."""
    return WorkCalendar(
        holidays=frozenset(one.day for one in PROPOSED if one.kind == HOLIDAY),
        makeup_days=frozenset(one.day for one in PROPOSED if one.kind == MAKE_UP),
    )
