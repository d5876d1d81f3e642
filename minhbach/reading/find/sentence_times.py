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
    r"(?:hoàn thành|xong|kết thúc)\b"
    r"(?:[^.;]{0,60}?(?:trước|trong|vào|chậm nhất(?: là)?|đến)(?: hết| ngày)*)?\s*$"
    r"|từ nay (?:cho )?đến(?: hết)?(?: ngày)?\s*$"
)
_BEFORE = re.compile(
    r"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?)\s*(?:\d{1,2}\s?(?:giờ|h)\s?\d{0,2}\s*)?(?:ngày\s*)?$"
)
_WITHIN_AT_END = re.compile(r"\b(?:trong|vào)\s*$")
_AT_START = re.compile(r"\s*(?:trong|đến(?: hết)?)\s*$")
_COMPLETES = re.compile(r"[^.;]{0,90}\b(?:hoàn thành|xong|kết thúc)\b")
_LABELLED = re.compile(
    r"\b(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành)?\s*(?::|là)\s*([^.;)]+)", re.I
)
_ONCE_DONE = re.compile(r"(?:^|[\s,;])(ngay (?:sau )?khi\s[^.;]+)[.;/]*$", re.I)
_CITED = re.compile(
    r"(?:số|luật|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|công văn|kế hoạch|thông báo|văn bản"
    r"|kết luận|đề án|chương trình|công điện)\b[^.;]{0,80}$"
)
_CONDITION = re.compile(r"(?:^|,? )((?:nếu có|nếu phát sinh|khi có|khi phát sinh|trường hợp có)\s.*)", re.I)
_ALWAYS = re.compile(r"(?:chủ động\s+)?(thường xuyên)\b", re.I)
_ROUND = r"(?:ngày|tuần|tháng|quý|năm)"
_PERIODIC = re.compile(rf"((?:tổ chức\s+)?định kỳ|(?:h[àằ]ng|mỗi) {_ROUND})\b", re.I)
_AT_END = re.compile(rf"\b((?:h[àằ]ng|mỗi) {_ROUND})(?: theo quy định)?[.;/]*\s*$", re.I)


def sentence_time(text: str, years: PlanYears, report_rounds: list[Cycle]) -> Time:
    """The time of an item without a time cell; kind none where its words give no time of their own."""
    line = squash(text)[:LONGEST_SENTENCE]
    rest = _behind_subject(line)
    if report_rounds:
        return _every(min(report_rounds, key=list(Cycle).index), "", years)
    for read in (_labelled, _deadline, _span, _condition):
        if time := read(line, years):
            return time
    if m := _ALWAYS.match(rest):
        return Time(TimeKind.ONGOING, raw=m[1], source=TimeSource.SENTENCE)
    if m := _PERIODIC.match(rest):
        return _every(next(iter(cycles(rest[:80].lower())), None), m[1], years)
    if m := _AT_END.search(line):
        return _every(next(iter(cycles(m[1].lower())), None), m[1], years)
    if m := _ONCE_DONE.search(line):
        return Time(TimeKind.EVENT, raw=m[1], trigger=m[1], source=TimeSource.SENTENCE)
    return _unread(line, years)


def _every(cycle: Cycle | None, raw: str, years: PlanYears) -> Time:
    """Work of every round; a round shorter than a month or without a name has no cycle, only a doubt."""
    doubts = () if cycle else ("cycle_unknown",)
    return Time(TimeKind.RECURRING, raw=raw or None, start=years.start, due=years.end, recurrence=cycle,
                source=TimeSource.SENTENCE, doubts=doubts)  # fmt: skip


def _unread(line: str, years: PlanYears) -> Time:
    """No time, but a doubt where the sentence names a day or month of the plan that no rule took."""
    low = line.lower()
    for one in moments(low, years)[0]:
        planned = years.first is None or years.first <= one.end.year <= (years.last or years.first)
        ahead = years.issued is None or one.end >= years.issued
        if (
            one.year_given
            and (one.is_day or _short(one))
            and planned
            and ahead
            and not _CITED.search(low[: one.at])
        ):
            return replace(NO_TIME, doubts=("time_in_sentence",), candidates=(one.end.isoformat(),))
    return NO_TIME


def _labelled(line: str, years: PlanYears) -> Time | None:
    """ "...; thời gian hoàn thành: quý I năm 2026": a time cell inside the sentence."""
    m = _LABELLED.search(line)
    time = read_time(m[1], years, TimeSource.SENTENCE) if m else NO_TIME
    return time if time.kind is not TimeKind.NONE else None


def _span(line: str, years: PlanYears) -> Time | None:
    """ "từ ngày 28/4/2026 đến ngày 03/5/2026": a period; whole years are stages of a programme."""
    low = line.lower()
    for one in moments(low, years)[0]:
        opened = re.search(r"\btừ(?: ngày)?\s*$", low[: one.at])
        if (
            opened
            and one.closed
            and one.year_given
            and not _whole_years(one)
            and not _CITED.search(low[: one.at])
        ):
            raw = line[opened.start() : one.to]
            return Time(TimeKind.PERIOD, raw=raw, start=one.start, due=one.end, source=TimeSource.SENTENCE)
    return None


def _whole_years(one: Moment) -> bool:
    return (one.start.month, one.start.day, one.end.month, one.end.day) == (1, 1, 12, 31)


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
        said = _said_of_work(before, low[one.to :], one, years)
        if said and (one.year_given or _of_plan(one, low[one.to :], years)):
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


def _said_of_work(before: str, behind: str, one: Moment, years: PlanYears) -> re.Match[str] | None:
    """The words before a moment that make it the end of the item's own work."""
    if done := _DONE.search(before):
        return done
    if one.is_day:
        return _BEFORE.search(before)
    telling = _short(one) or years.only is None
    if telling and re.match(r"\s*(?:[.;/]|$)", behind):
        return _WITHIN_AT_END.search(before)
    opening = _AT_START.fullmatch(before)
    return (
        opening if opening and (_COMPLETES.match(behind) or (_short(one) and "trong" in opening[0])) else None
    )


def _of_plan(one: Moment, behind: str, years: PlanYears) -> bool:
    """A day without its year is one of the plan's only year, unless it comes back every year."""
    return one.is_day and years.only is not None and not re.match(r"\s*(?:h[àằ]ng|mỗi)\s", behind)


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
