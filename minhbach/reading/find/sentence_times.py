"""The time a sentence gives to its own work (design: plan draft, rules on times)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from minhbach.reading.find.bodies import tokens
from minhbach.reading.find.moments import Moment, PlanYears, moments
from minhbach.reading.find.rounds import Cycle, cycles
from minhbach.reading.find.times import NO_TIME, Time, TimeKind, TimeSource, read_time
from minhbach.reading.find.units import units_at
from minhbach.reading.find.words import LONGEST_SENTENCE, squash

_DONE = re.compile(
    r"(?:hoàn thành|xong|kết thúc)\b[^.;]{0,60}?(?:trước|trong|vào|chậm nhất(?: là)?|đến)(?: hết| ngày)*\s*$"
)
_BEFORE = re.compile(r"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?)\s*(?:ngày\s*)?$")
_WITHIN_AT_END = re.compile(r"\btrong\s*$")
_CONDITION = re.compile(r"(?:^|, )((?:nếu có|nếu phát sinh|khi có|khi phát sinh|trường hợp có)\s.*)", re.I)
_ALWAYS = re.compile(r"(?:chủ động\s+)?(thường xuyên)\b", re.I)
_PERIODIC = re.compile(r"((?:tổ chức\s+)?định kỳ|h[àằ]ng (?:tháng|quý|năm)|mỗi (?:tháng|quý|năm))\b", re.I)
_AT_END = re.compile(r"\b(h[àằ]ng (?:tháng|quý|năm))(?: theo quy định)?[.;/]*\s*$", re.I)


def sentence_time(text: str, years: PlanYears, report_rounds: list[Cycle]) -> Time:
    """The time of an item without a time cell; kind none where its words give no time of their own."""
    line = squash(text)[:LONGEST_SENTENCE]
    rest = _behind_subject(line)
    if report_rounds:
        return _every(min(report_rounds, key=list(Cycle).index), "", years)
    for read in (_deadline, _condition):
        if time := read(line, years):
            return time
    if m := _ALWAYS.match(rest):
        return Time(TimeKind.ONGOING, raw=m[1], source=TimeSource.SENTENCE)
    if m := _PERIODIC.match(rest):
        named = cycles(rest[:80].lower())
        if named:
            return _every(named[0], m[1], years)
        time = _every(None, m[1], years)
        return replace(time, doubts=("cycle_unknown",))
    if m := _AT_END.search(line):
        return _every(cycles(m[1].lower())[0], m[1], years)
    return NO_TIME


def _every(cycle: Cycle | None, raw: str, years: PlanYears) -> Time:
    return Time(TimeKind.RECURRING, raw=raw or None, start=years.start, due=years.end, recurrence=cycle,
                source=TimeSource.SENTENCE)  # fmt: skip


def _behind_subject(line: str) -> str:
    _, end = units_at(line)
    return line[end:].lstrip(" ,") if end else line


def _deadline(line: str, years: PlanYears) -> Time | None:
    """ "hoàn thành trong tháng 03/2024", "trước ngày 15/6/2024": said of the work itself."""
    low = line.lower()
    found, _ = moments(low, years)
    named = []
    for one in found:
        before = low[max(0, one.at - 90) : one.at]
        done, by_day = _DONE.search(before), _BEFORE.search(before)
        closing = _WITHIN_AT_END.search(before) if not line[one.to :].strip(" .;/") and _short(one) else None
        said = done or (by_day if one.is_day else closing)
        if one.year_given and said:
            start = one.at - (len(before) - said.start())
            named.append((one, line[start : one.to]))
    if not named:
        return None
    last, raw = max(named, key=lambda n: n[0].end)
    time = read_time(raw, years, TimeSource.SENTENCE)
    due = time.due if time.kind is TimeKind.DEADLINE and time.due else last.end
    several = len({n[0].end for n in named}) > 1
    dates = tuple(n[0].end.isoformat() for n in named) if several else ()
    return Time(TimeKind.DEADLINE, raw=raw, due=due, source=TimeSource.SENTENCE,
                doubts=("two_dates",) if several else (), candidates=dates)  # fmt: skip


def _short(moment: Moment) -> bool:
    """A month or a quarter: "trong năm 2026" at the end of a sentence says no more than the plan does."""
    return not moment.is_day and moment.end - moment.start < timedelta(days=100)


_OPENING = re.compile(r"(?:Trong quá trình|Nếu|Khi|Trường hợp)\b", re.I)


def _condition(line: str, years: PlanYears) -> Time | None:
    """ "Trong quá trình ..., nếu có khó khăn ..., các đơn vị báo cáo": an event."""
    if not _OPENING.match(line):
        return None
    m = _CONDITION.search(line)
    if not m:
        return None
    clause = m[1]
    for comma in re.finditer(r",\s+", clause):
        rest = clause[comma.end() :]
        if units_at(rest)[1] and len(tokens(clause[: comma.start()])) > 2:
            clause = clause[: comma.start()]
            break
    else:
        clause = clause.split(",")[0]
    return Time(TimeKind.EVENT, raw=clause, trigger=clause, source=TimeSource.SENTENCE)
