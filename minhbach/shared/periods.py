"""The names of periods on screen, in the language of the page. Reports keep their own (shared/dates.py)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from minhbach.shared.dates import ROMAN, Cycle, period_from_key, period_of, vn_date


def period_words(key: str) -> str:
    """ "2026-Q3" -> "Quý III/2026"; "2026-H1" -> "6 tháng đầu năm 2026"."""
    period = period_from_key(key)
    said = {
        "year": f"{period.start.year:04d}",
        "month": period.start.month,
        "quarter": ROMAN[(period.start.month - 1) // 3],
    }
    match period.cycle:
        case Cycle.MONTHLY:
            return _("Tháng %(month)s/%(year)s") % said
        case Cycle.QUARTERLY:
            return _("Quý %(quarter)s/%(year)s") % said
        case Cycle.SEMIANNUAL if period.start.month == 1:
            return _("6 tháng đầu năm %(year)s") % said
        case Cycle.SEMIANNUAL:
            return _("6 tháng cuối năm %(year)s") % said
        case Cycle.NINE_MONTH:
            return _("9 tháng đầu năm %(year)s") % said
        case Cycle.ANNUAL:
            return _("Năm %(year)s") % said


def short_period_words(key: str) -> str:
    """The same where the year is plain: "Quý III", "6 tháng đầu năm"; a year keeps its figure."""
    period = period_from_key(key)
    match period.cycle:
        case Cycle.MONTHLY:
            return _("Tháng %(month)s") % {"month": period.start.month}
        case Cycle.QUARTERLY:
            return _("Quý %(quarter)s") % {"quarter": ROMAN[period.start.month // 3]}
        case Cycle.SEMIANNUAL if period.start.month == 1:
            return _("6 tháng đầu năm")
        case Cycle.SEMIANNUAL:
            return _("6 tháng cuối năm")
        case Cycle.NINE_MONTH:
            return _("9 tháng")
        case Cycle.ANNUAL:
            return period_words(key)


def span_words(start: date, end: date) -> str:
    """From day to day as an office writes it: "Quý III/2026", "2021 - 2030", "01/04 - 15/09/2026"."""
    for cycle in Cycle:
        period = period_of(start, cycle)
        if (period.start, period.end) == (start, end):
            return period_words(period.key)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year:04d} - {end.year:04d}"
    first = f"{start:%d/%m}" if start.year == end.year else vn_date(start)
    return f"{first} - {vn_date(end)}"
