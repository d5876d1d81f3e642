"""Calendar words: days, months, quarters, halves and years, found token by token.

A moment is a stretch of days. Its year may be missing in the text; it is then that of a later
moment of the same text, or the plan's own where the plan has one year.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years a plan is for, and when it was issued (None = not known)."""

    first: int | None = None
    last: int | None = None
    issued: date | None = None

    @property
    def only(self) -> int | None:
        return self.first if self.first == self.last else None

    @property
    def start(self) -> date | None:
        return date(self.first, 1, 1) if self.first else None

    @property
    def end(self) -> date | None:
        return date(self.last, 12, 31) if self.last else None


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days read at characters `at`..`to`.

    year_given: the text named the year itself. closed: it named the beginning and the end ("từ A đến B").
    """

    start: date
    end: date
    at: int
    to: int
    year_given: bool = True
    closed: bool = False

    @property
    def is_day(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class _Open:
    """A moment whose year may still be missing: months and days of its start and end."""

    first: tuple[int, int]  # month, day (day 0 = whole month)
    last: tuple[int, int]
    year: int | None
    at: int
    to: int
    last_year: int | None = None

    def closed(self, year: int) -> Moment | None:
        begin, finish = self.year or year, self.last_year or self.year or year
        try:
            start = date(begin, self.first[0], self.first[1] or 1)
            month = self.last[0]
            end = date(finish, month, self.last[1] or calendar.monthrange(finish, month)[1])
        except ValueError:  # 31/4 and the like: no day of the calendar
            return None
        if end < start:
            return None
        return Moment(start, end, self.at, self.to, self.year is not None)


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(20\d{2}|19\d{2})"
_DAY = re.compile(rf"(?:ngày\s+)?(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?{_YEAR}\b")
_DAY_WORDS = re.compile(
    rf"(?:ngày\s+)?(\d{{1,2}})\s+tháng\s+(\d{{1,2}})(?:\s+năm\s+{_YEAR}|\s?/\s?{_YEAR})?\b"
)
_DAY_MONTH = re.compile(r"(?:ngày\s+)?(\d{1,2})\s?/\s?(\d{1,2})(?!\s?[/\d%])\b")
_MONTHS = re.compile(rf"tháng\s+(\d{{1,2}})\s?[-–]\s?(?:tháng\s+)?(\d{{1,2}})(?:\s?/\s?|\s+năm\s+){_YEAR}\b")
_MONTH = re.compile(rf"(?:tháng\s+|t\.?)(\d{{1,2}})(?:(?:\s?[/-]\s?|\s+năm\s+|\s+){_YEAR})?\b")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})\s?[/-]\s?{_YEAR}\b")
_QUARTER = re.compile(r"qu[ýí]\s*(iv|i{1,3}|[1-4])\b")
_QUARTER_MORE = re.compile(
    r"\s*(?:\+|,|&|-|–|và|đến)\s*(?:qu[ýí]\s*)?(iv|i{1,3}|[1-4](?!\d|\.|/\d{1,2}\b))\b"
)
_OF_YEAR = re.compile(rf"\s*(?:/|-|,?\s*năm)\s*{_YEAR}\b|\s+{_YEAR}\b")
_HALF = re.compile(rf"(?:0?6|sáu)\s+tháng\s+(đầu|cuối)(?:\s+năm)?(?:\s*/?\s*{_YEAR})?")
_YEARS = re.compile(rf"(?:năm\s+|giai đoạn\s+)?{_YEAR}\s?(?:-|–|—|đến(?: hết)?(?: năm)?)\s?{_YEAR}\b")
_YEAR_ALONE = re.compile(rf"(?:năm\s+)?{_YEAR}\b(?!\s?/)")
_CANDIDATE = re.compile(r"\b(?:ngày|tháng|quý|quí|năm|sáu|giai|t\d|t\.\d|\d)")


def _day(m: re.Match[str]) -> _Open:
    one = (int(m[2]), int(m[1]))
    return _Open(one, one, int(m[3]), m.start(), m.end())


def _day_words(m: re.Match[str]) -> _Open:
    one = (int(m[2]), int(m[1]))
    year = m[3] or m[4]
    return _Open(one, one, int(year) if year else None, m.start(), m.end())


def _day_month(m: re.Match[str]) -> _Open:
    one = (int(m[2]), int(m[1]))
    return _Open(one, one, None, m.start(), m.end())


def _month(m: re.Match[str]) -> _Open:
    return _Open((int(m[1]), 0), (int(m[1]), 0), int(m[2]) if m[2] else None, m.start(), m.end())


def _months(m: re.Match[str]) -> _Open:
    return _Open((int(m[1]), 0), (int(m[2]), 0), int(m[3]), m.start(), m.end())


def _half(m: re.Match[str]) -> _Open:
    first, last = ((1, 0), (6, 0)) if m[1] == "đầu" else ((7, 0), (12, 0))
    return _Open(first, last, int(m[2]) if m[2] else None, m.start(), m.end())


def _years(m: re.Match[str]) -> _Open:
    return _Open((1, 0), (12, 0), int(m[1]), m.start(), m.end(), int(m[2]))


def _year(m: re.Match[str]) -> _Open:
    return _Open((1, 0), (12, 0), int(m[1]), m.start(), m.end())


def _quarter(text: str, m: re.Match[str]) -> _Open:
    """One quarter or a run of them ("Quý II+III/2023"), the year said once behind."""
    numbers, to = [_ROMAN[m[1]]], m.end()
    while more := _QUARTER_MORE.match(text, to):
        numbers.append(_ROMAN[more[1]])
        to = more.end()
    year = _OF_YEAR.match(text, to)
    to = year.end() if year else to
    said = int(year[1] or year[2]) if year else None
    return _Open((3 * min(numbers) - 2, 0), (3 * max(numbers), 0), said, m.start(), to)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Open]], ...] = (
    (_DAY, _day),
    (_DAY_WORDS, _day_words),
    (_YEARS, _years),
    (_MONTHS, _months),
    (_HALF, _half),
    (_MONTH_YEAR, _month),
    (_DAY_MONTH, _day_month),
    (_MONTH, _month),
    (_YEAR_ALONE, _year),
)


def _open_moments(text: str) -> list[_Open]:
    found: list[_Open] = []
    at = 0
    while candidate := _CANDIDATE.search(text, at):
        begin = candidate.start()
        read = None
        if quarter := _QUARTER.match(text, begin):
            read = _quarter(text, quarter)
        else:
            for pattern, build in _READERS:
                if m := pattern.match(text, begin):
                    read = build(m)
                    break
        if read is None or not _in_calendar(read):
            at = candidate.end()
            continue
        found.append(read)
        at = max(read.to, candidate.end())
    return found


def _in_calendar(read: _Open) -> bool:
    return all(1 <= month <= 12 and 0 <= day <= 31 for month, day in (read.first, read.last))


_RANGE = re.compile(r"\s*(?:đến hết|đến|tới|-|–|—)\s*$")
_FROM = re.compile(r"\btừ(?:\s+nay)?\s*$")


def moments(text: str, years: PlanYears) -> tuple[list[Moment], bool]:
    """The moments named in `text` (lower case, one line), and whether some year could not be told.

    "từ A đến B" and "A - B" are one moment from the start of A to the end of B.
    """
    read = _open_moments(text)
    known: list[Moment] = []
    lost = False
    later: int | None = years.only or (years.issued.year if years.issued else None)
    for one in reversed(read):
        year = one.year or later
        closed = one.closed(year) if year else None
        lost = lost or closed is None
        if closed:
            known.append(closed)
        later = one.year or later
    return _ranges(text, known[::-1]), lost


def _ranges(text: str, known: list[Moment]) -> list[Moment]:
    joined: list[Moment] = []
    for one in known:
        before = joined[-1] if joined else None
        if before and _RANGE.fullmatch(text[before.to : one.at]) and before.start <= one.end:
            joined[-1] = replace(before, end=one.end, to=one.to, closed=True)
        else:
            joined.append(one)
    return joined


def opens_with_from(text: str, moment: Moment) -> bool:
    """Whether "từ" stands directly before the moment: a beginning without an end."""
    return not moment.closed and bool(_FROM.search(text[: moment.at]))
