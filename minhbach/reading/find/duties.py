"""Report duties: who reports to whom, how often, and by which day of each round."""

from __future__ import annotations

import re
from dataclasses import replace

from minhbach.reading.find.findings import Due, FieldDoubt, ReportDuty
from minhbach.reading.find.rounds import Cycle, report_cycles
from minhbach.reading.find.units import Units, units_at
from minhbach.reading.find.words import LONGEST_SENTENCE, sentences, squash
from minhbach.reading.shapes import Place
from minhbach.reading.syllables import broken_words

_REPORT = re.compile(r"báo cáo", re.I)
_SENDS = re.compile(r"\b(?:gửi|cung cấp)\s+(?:số liệu|thông tin|kết quả|danh sách)", re.I)
_SUMS_UP = re.compile(
    r"(?<!để )(?<!để theo dõi, )tổng hợp(?:,)?\s*(?:xây dựng\s+|tham mưu\s+)?(?:các\s+)?báo cáo", re.I
)
_SUMS = re.compile(r"(?<!để )(?<!dõi, )tổng hợp", re.I)
_QUARTER_DUE = re.compile(
    r"ngày\s+(\d{1,2})\s+(?:của\s+)?tháng\s+"
    r"(đầu(?: tiên)?(?: của)?|cuối(?: của)?|thứ (?:ba|3)(?: của)?)"
    r"\s*(?:(?:mỗi|h[àằ]ng)\s+)?(?:quý|(?<=thứ ba)|(?<=thứ 3))"
    r"(?:\s+(?:tiếp theo|sau|kế tiếp))?"
)
_MONTH_DUE = re.compile(
    r"ngày\s+(\d{1,2})\s+(?:của\s+)?(?:tháng\s+(?:sau|tiếp theo|kế tiếp)|(h[àằ]ng\s+tháng))"
)
_MONTHLY_DAY = re.compile(
    r"(?:h[àằ]ng|mỗi) tháng\s*\(?,?\s*(?:trước|chậm nhất(?: là)?|vào) "
    r"(ngày (\d{1,2}))\b(?!\s?/|\s+(?:của )?tháng)"
    r"|(ngày (\d{1,2}) (?:của )?mỗi tháng)"
)
_DAY_DUE = re.compile(
    r"ngày\s+(\d{1,2})\s?(?:/|\s+tháng\s+)\s?(\d{1,2})(?:(?:/|\s+năm\s+)\d{4}|\s+h[àằ]ng\s+năm)?"
)
_TO = re.compile(r"(?:(?:gửi|báo cáo)\s+(?:về|tới|đến|cho)|gửi|(?:về|tới))\s+", re.I)
_REPORTS_TO = re.compile(r"báo cáo\s+(?:(?:(?!phối hợp)[^,;.:]){0,80}?\s+với\s+|cho\s+)?", re.I)
_PRONOUN = re.compile(r"(?:đơn vị|cơ quan|bộ phận) (?:đầu mối|thường trực|chủ trì)", re.I)
_OBJECT = re.compile(
    r"báo cáo\s+((?:kết quả|tình hình|tiến độ|việc|về(?= (?-i:[a-zđ])))(?:\s.+?)??)"
    r"(?=,| định kỳ| theo quý| h[àằ]ng (?:tháng|quý|năm)| gửi| (?:về|cho|tới|đến) (?-i:[A-ZĐ])| để "
    r"| trước ngày|\s?\(|\.|;|$)",
    re.I,
)


def report_duties(text: str, lead: Units, place: Place, focal: str | None) -> list[ReportDuty]:
    """The report duties that an item sets, one a cycle.

    focal: the body that "đơn vị đầu mối" stands for in this document.
    """
    found: list[ReportDuty] = []
    line = squash(text)
    for sentence in sentences(line):
        low = sentence.lower()
        sends = _SENDS.search(low) and (_MONTH_DUE.search(low) or _QUARTER_DUE.search(low))
        if len(sentence) > LONGEST_SENTENCE or not (_REPORT.search(low) or sends):
            continue
        rounds = report_cycles(low)
        for cycle, (raw, due) in _dues(sentence, rounds).items():
            duty = _duty(line, sentence, lead, place, focal, cycle, raw, due)
            found.append(_as_before(duty, found))
    return merged(found)


def _as_before(duty: ReportDuty, found: list[ReportDuty]) -> ReportDuty:
    """ "... báo cáo UBND tỉnh hằng tháng; báo cáo quý trước ngày 15": both go to the same place."""
    first = next((one for one in found if one.to and one.cycle is not duty.cycle), None)
    if duty.to is not None or first is None:
        return duty
    doubts = tuple(d for d in duty.doubts if d.field != "to")
    return replace(duty, to=first.to, consolidated=first.consolidated,
                   doubts=(*doubts, FieldDoubt("to", "receiver_before", (first.to or "",))))  # fmt: skip


def _duty(
    line: str,
    sentence: str,
    lead: Units,
    place: Place,
    focal: str | None,
    cycle: Cycle,
    raw: str | None,
    due: Due | None,
) -> ReportDuty:
    single = len(lead.names) == 1 and not lead.names[0].lower().startswith(("các ", "thủ trưởng", "cơ quan"))
    sums = bool(_SUMS_UP.search(sentence)) or (single and bool(_SUMS.search(sentence)))
    who = lead.raw or ", ".join(lead.names)
    to = _receiver(sentence, focal)
    doubts = []
    if not who:
        doubts.append(FieldDoubt("who", "lead_missing"))
    if due is None and raw is None:
        doubts.append(FieldDoubt("due", "due_missing"))
    if to is None:
        doubts.append(FieldDoubt("to", "receiver_missing"))
    for name, said in (("who", who), ("to", to or "")):
        if slips := broken_words(said):
            doubts.append(FieldDoubt(name, "word_slip", slips[:3]))
    content = tuple(m[1].strip() for m in _OBJECT.finditer(line))
    return ReportDuty(sums, who, to, cycle, raw, due, content, place, tuple(doubts))


def _receiver(sentence: str, focal: str | None) -> str | None:
    for pattern in (_TO, _REPORTS_TO):
        for m in pattern.finditer(sentence):
            rest = sentence[m.end() :]
            pronoun = _PRONOUN.match(rest)
            if pronoun:
                return focal or pronoun[0]
            units, end = units_at(rest)
            if end and (rest[:1].isupper() or rest.startswith(("lãnh đạo", "các "))):
                return re.sub(r"\s*\([^()]*\)$", "", units.raw or "") or None
    return None


def _dues(sentence: str, rounds: list[Cycle]) -> dict[Cycle, tuple[str | None, Due | None]]:
    """The day of each cycle; a cycle without one stays, its due unknown."""
    low = sentence.lower()
    out: dict[Cycle, tuple[str | None, Due | None]] = dict.fromkeys(rounds, (None, None))
    if m := _QUARTER_DUE.search(low):
        offset = 1 if m[2].startswith("đầu") else 0
        out[Cycle.QUARTERLY] = (_said(sentence, m), Due(int(m[1]), month_offset=offset))
    if m := _MONTH_DUE.search(low):
        out[Cycle.MONTHLY] = (_said(sentence, m), Due(int(m[1]), month_offset=0 if m[2] else 1))
    elif m := _MONTHLY_DAY.search(low):
        day = 1 if m[1] else 3
        out[Cycle.MONTHLY] = (sentence[m.start(day) : m.end(day)], Due(int(m[day + 1]), month_offset=0))
    if rounds:
        _days_of_year(sentence, low, rounds, out)
    if "theo quy định" in low:
        out = {c: (raw or "theo quy định", due) for c, (raw, due) in out.items()}
    return out


def _days_of_year(
    sentence: str, low: str, rounds: list[Cycle], out: dict[Cycle, tuple[str | None, Due | None]]
) -> None:
    for m in _DAY_DUE.finditer(low):
        if not re.search(r"(?:trước|chậm nhất(?: là)?|vào|và|hoặc|,|\()\s*$", low[: m.start()]):
            continue
        day, month = int(m[1]), int(m[2])
        if not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        half = 5 <= month <= 7 and Cycle.SEMIANNUAL in rounds
        cycle = Cycle.SEMIANNUAL if half else (Cycle.ANNUAL if Cycle.ANNUAL in rounds else rounds[-1])
        if cycle in out and out[cycle][1] is None:
            out[cycle] = (_said(sentence, m), Due(day, month=month))


def _said(sentence: str, m: re.Match[str]) -> str:
    start = m.start()
    for word in ("trước ", "chậm nhất là ", "chậm nhất "):
        if sentence[:start].lower().endswith(word):
            start -= len(word)
            break
    return sentence[start : m.end()]


def merged(found: list[ReportDuty]) -> list[ReportDuty]:
    """A duty named twice counts once: the fuller one stays, in the place of the first."""
    kept: list[ReportDuty] = []
    for one in found:
        twin = next((i for i, k in enumerate(kept) if _same(k, one)), None)
        if twin is None:
            kept.append(one)
            continue
        first = kept[twin]
        if first.due is None and one.due is not None:
            kept[twin] = one
        elif first.to is None and one.to is not None:
            kept[twin] = replace(first, to=one.to)
    return kept


def _same(a: ReportDuty, b: ReportDuty) -> bool:
    due = a.due is None or b.due is None or a.due == b.due
    return a.consolidated == b.consolidated and a.cycle == b.cycle and a.who.lower() == b.who.lower() and due
