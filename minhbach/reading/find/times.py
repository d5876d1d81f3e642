"""Time phrases to kind, start, due, cycle and trigger (design: plan draft, rules on times)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from minhbach.reading.find.moments import Moment, PlanYears, moments, opens_with_from
from minhbach.reading.find.rounds import Cycle, cycles
from minhbach.reading.find.words import squash


class TimeKind(StrEnum):
    DEADLINE = "deadline"
    ONGOING = "ongoing"
    PERIOD = "period"
    RECURRING = "recurring"
    EVENT = "event"
    NONE = "none"


class TimeSource(StrEnum):
    CELL = "cell"
    SENTENCE = "sentence"
    HEADER = "header"
    HEADING = "heading"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Time:
    """When a task is to be done. `raw`: the words read. `doubts`: reason codes."""

    kind: TimeKind
    raw: str | None = None
    start: date | None = None
    due: date | None = None
    recurrence: Cycle | None = None
    trigger: str | None = None
    source: TimeSource | None = None
    doubts: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


NO_TIME = Time(TimeKind.NONE)

_EVENT = re.compile(
    r"(?:ngay )?(?:khi|sau khi|sau ngày|nếu|kể từ|trong vòng|trong thời hạn|căn cứ|tùy|tuỳ)\b|ngay sau\b"
    r"|theo (?!h[àằ]ng|quý\b|năm\b|tháng\b|0?6 tháng|định kỳ)"
)
_ONGOING = re.compile(r"(thường xuyên(?:,? liên tục)?|liên tục|trong suốt(?: quá trình| cả)?(?: năm)?)")
_BEFORE = re.compile(
    r"(?:trước|xong|đến|tới|hạn|chậm nhất(?: là)?|muộn nhất(?: là)?|hoàn thành|không quá|đến hết|kết thúc)"
    r"(?: hết| cuối| trong| vào| trước| ngày| đến)*\s*$"
)
_STRICT = re.compile(r"trước(?: ngày)?\s*$")
_PAPER = re.compile(
    r"(?:số\s+)?\d{1,5}(?:/\d{4})?[/-]\s?[a-zđ][a-zđ&]{1,}(?:[-/][a-zđ0-9&]+)+(?:\s+ngày\s+\d{1,2}/\d{1,2}/\d{4})?"
)
_NOTE = re.compile(r"\(([^()]{2,160})\)")
# A cell so narrow that a line ended inside the year: "30/6/202 5".
_CUT_YEAR = re.compile(r"(?:(?<=/2) (?=0\d\d\b)|(?<=/20) (?=\d\d\b)|(?<=/20\d) (?=\d\b))(?!\d+/)")
_FILLER = re.compile(r"^[\s,;.:/()-]*(?:và |hoặc )?|[\s,;.:/()-]+$")


def _blank(m: re.Match[str]) -> str:
    return " " * len(m[0])


def read_time(raw: str | None, years: PlanYears, source: TimeSource = TimeSource.CELL) -> Time:
    """Read a whole time phrase, such as the cell of a time column."""
    text = _CUT_YEAR.sub("", squash(raw or ""))
    if not re.search(r"\w", text):
        return NO_TIME
    low = _PAPER.sub(_blank, text.lower())
    found, lost = moments(low, years)
    base = Time(TimeKind.NONE, raw=text, source=source, doubts=("year_missing",) if lost else ())
    named = cycles(low)
    if _EVENT.match(low) and not any(_BEFORE.search(low[: m.at]) for m in found):
        return _event(base, text)
    if named:
        return _recurring(base, named, found, low, years)
    if ongoing := _ONGOING.search(low):
        return _ongoing(base, text, ongoing, found)
    if _WHOLE_YEAR.fullmatch(low) and years.start:
        return replace(base, kind=TimeKind.PERIOD, start=years.start, due=years.end)
    if found:
        base = _doubt_rest(base, low, found)
        return _dated(base, text, low, found, years)
    if _EVENT.search(low):
        return _event(base, text)
    return replace(base, doubts=(*base.doubts, "time_unread"))


_WHOLE_YEAR = re.compile(r"(?:trong |cả |trong cả )?năm(?: kế hoạch)?[.;]?|cả năm")
_CONNECTING = re.compile(
    r"\b(?:trước|ngày|xong|trong|từ|đến|hết|năm|hoàn thành|và|triển khai|thực hiện|chậm nhất|muộn nhất|là|tới"
    r"|giai đoạn|vào|hạn|kết thúc|bắt đầu|không quá|nay|thời gian|cuối|đầu|tháng|quý|khởi công|xây dựng)\b"
)

# The number of a week whose days stand beside it.
_WEEK = re.compile(r"\btuần(?: thứ)?\s*(?:\d{1,2}|[ivx]{1,4}|nhất|hai|ba|tư|năm|đầu|cuối)?\b")


def _doubt_rest(base: Time, low: str, found: list[Moment]) -> Time:
    """A doubt where words or figures stand beside the moments that no rule read."""
    rest = low
    for moment in found:
        rest = rest[: moment.at] + " " * (moment.to - moment.at) + rest[moment.to :]
    if all(moment.closed for moment in found):
        rest = _WEEK.sub(" ", rest)
    rest = _CONNECTING.sub(" ", _NOTE.sub(lambda m: " " if _EVENT.match(m[1]) else m[0], rest))
    return replace(base, doubts=(*base.doubts, "partly_read")) if re.search(r"\w", rest) else base


def _event(base: Time, text: str) -> Time:
    return replace(base, kind=TimeKind.EVENT, trigger=text.rstrip(" .;,"), doubts=())


def _recurring(base: Time, named: list[Cycle], found: list[Moment], low: str, years: PlanYears) -> Time:
    start, due = years.start, years.end
    for moment in found:
        if moment.is_day or not moment.year_given:
            continue  # "trước ngày 10/12": a day of each round, not the end of the work
        due = moment.end
        if not _BEFORE.search(low[: moment.at]):
            start = moment.start
    doubts = base.doubts if due else (*base.doubts, "year_missing")
    if start and due and due < start:
        start = None
    return replace(base, kind=TimeKind.RECURRING, recurrence=named[0], start=start, due=due, doubts=doubts)


def _ongoing(base: Time, text: str, ongoing: re.Match[str], found: list[Moment]) -> Time:
    rest = text[: ongoing.start()] + text[ongoing.end() :]
    note = _NOTE.search(rest)
    said = note[1] if note else _FILLER.sub("", rest)
    trigger = _FILLER.sub("", said) if _EVENT.match(said.lower().strip()) else None
    start = found[0].start if found and not found[0].is_day else None
    due = found[-1].end if found else None
    doubts = base.doubts
    if said and not trigger and not found and not re.fullmatch(r"thực hiện|hoặc|trong năm", said.lower()):
        doubts = (*doubts, "time_unread")
    if found and found[-1].is_day:
        doubts = (*doubts, "two_readings")  # a day and "thường xuyên" in one cell
    return replace(base, kind=TimeKind.ONGOING, trigger=trigger, start=start, due=due, doubts=doubts)


_BEGIN = re.compile(r"(?:triển khai|bắt đầu|khởi công|xây dựng|thực hiện)[^,;]{0,20}$")
_FINISH = re.compile(r"(?:hoàn thành|kết thúc|xong)[^,;]{0,20}$")


def _dated(base: Time, text: str, low: str, found: list[Moment], years: PlanYears) -> Time:
    first, last = found[0], found[-1]
    note = _NOTE.search(text)
    trigger = note[1] if note and _EVENT.match(note[1].lower()) else None
    base = replace(base, trigger=trigger)
    if len(found) == 1:
        return _one_moment(base, low, first, years)
    if len(found) == 2 and _FINISH.search(low[first.to : last.at]) and _BEGIN.search(low[: first.at]):
        return replace(base, kind=TimeKind.PERIOD, start=first.start, due=last.end)
    candidates = tuple(m.end.isoformat() for m in found)
    doubts = (*base.doubts, "two_dates")
    if _BEFORE.search(low[: first.at]):
        return replace(
            base, kind=TimeKind.DEADLINE, due=max(m.end for m in found), doubts=doubts, candidates=candidates
        )
    start, due = min(m.start for m in found), max(m.end for m in found)
    kind = TimeKind.DEADLINE if all(m.is_day for m in found) else TimeKind.PERIOD
    start_or_none = start if kind is TimeKind.PERIOD else None
    return replace(base, kind=kind, start=start_or_none, due=due, doubts=doubts, candidates=candidates)


def _one_moment(base: Time, low: str, moment: Moment, years: PlanYears) -> Time:
    before = low[: moment.at]
    if opens_with_from(low, moment) and not moment.is_day and moment.start.year == moment.end.year:
        end = years.end if years.end and years.end >= moment.end else moment.end
        return replace(base, kind=TimeKind.PERIOD, start=moment.start, due=end)
    if _STRICT.search(before) and not moment.is_day:
        # "Trước tháng 6": the day before it begins; some mean its end, so both are offered.
        due = moment.start - timedelta(days=1)
        both = (due.isoformat(), moment.end.isoformat())
        return replace(
            base, kind=TimeKind.DEADLINE, due=due, doubts=(*base.doubts, "two_readings"), candidates=both
        )
    if moment.is_day or _BEFORE.search(before):
        return replace(base, kind=TimeKind.DEADLINE, due=moment.end)
    return replace(base, kind=TimeKind.PERIOD, start=moment.start, due=moment.end)
