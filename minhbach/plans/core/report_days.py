"""When a recurring report is due: the days that the document names for it, else the end of the period. Pure.

"trước ngày 02 của tháng đầu tiên quý tiếp theo và trước ngày 02/12 hằng năm": two days, one after each
quarter and one in the year. Where a fixed day of the year falls into a period, the report of that period is
the one it asks for, so it stands in place of the day after the period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.shared.dates import Period


@dataclass(frozen=True, slots=True)
class ReportDay:
    """day of `month` in the year (fixed), or of the month `offset` months after the period's last one.

    is_before: "trước ngày", so that the day itself is too late. cycle: the period it belongs to.
    """

    cycle: str
    day: int
    month: int | None = None
    offset: int = 0
    is_before: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def report_days(stored: Iterable[Mapping[str, Any]]) -> tuple[ReportDay, ...]:
    """From the stored form."""
    return tuple(ReportDay(**row) for row in stored)


def day_of(period: Period, days: Iterable[ReportDay]) -> tuple[date, bool]:
    """The day on which the report of a period is due, and whether the day itself is too late."""
    found = [(at, one.is_before) for one in days if (at := _at(one, period)) is not None]
    fixed = [pair for pair in found if pair[0] in period]
    return min(fixed or found, default=(period.end, False))


def _at(one: ReportDay, period: Period) -> date | None:
    if one.month is not None:
        at = _date(period.end.year, one.month, one.day)
        return at if at in period else None
    if one.cycle != period.cycle:
        return None
    months = period.end.month - 1 + one.offset
    return _date(period.end.year + months // 12, months % 12 + 1, one.day)


def _date(year: int, month: int, day: int) -> date:
    """The day, or the last of its month where the month is shorter."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
