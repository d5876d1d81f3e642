"""Targets said in prose: a rate, score or rank that is to be reached, named by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from minhbach.reading.find.findings import Aim, FieldDoubt, Indicator, Unit
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.numbers import as_number, comparator
from minhbach.reading.find.units import NO_UNITS, Units
from minhbach.reading.find.words import LONGEST_SENTENCE, fold, sentences
from minhbach.reading.shapes import Place

_OP = (
    r"trên hoặc bằng|dưới hoặc bằng|tối thiểu|tối đa|ít nhất|không dưới|không thấp hơn|không quá"
    r"|trên|dưới|hơn|từ|>=|<=|≥|≤|>|<"
)
_FIGURE = re.compile(
    rf"(?P<reach>\b(?:đạt|lên|xuống|còn|chiếm|bằng)"
    rf"(?:\s+(?:tỷ lệ|tỉ lệ|mức|điểm|được|khoảng|ở mức)){{0,2}}\s+)?"
    rf"(?P<op>\b(?:{_OP})\s+(?:tương ứng là\s+|mức\s+)?)?"
    r"(?P<value>\d+(?:[.,]\d+)?)(?:\s?[-–]\s?(?P<upper>\d+(?:[.,]\d+)?))?\s?"
    r"(?P<unit>%|điểm\b)?(?P<more>\s*trở lên)?",
    re.I,
)
_RANK = re.compile(
    r"(?:nằm |xếp |đứng |lọt |vào |thuộc )*(?:trong )?(?:top|nhóm|tốp)\s+(?P<value>\d{1,2})\b"
    r"|(?:xếp|đứng|hạng)\s+(?:hạng\s+)?thứ\s+(?P<place>\d{1,2})(?!\s?/\s?\d)\s+(?:trở lên|toàn quốc|cả nước)",
    re.I,
)
_NOUN = re.compile(
    r"\b(?:tỷ lệ|tỉ lệ|mức độ(?!\s*\d)|chỉ số|thứ hạng|điểm số|số điểm|tỷ trọng|tỉ trọng)\b", re.I
)
_OLD = re.compile(r"(?:đã đạt|kết quả công bố|tuy giảm|chưa đạt|so với năm \d{4} tăng|năm trước đạt)", re.I)
_CHANGE = re.compile(
    r"(?:mỗi năm |bình quân |hằng năm |hàng năm )?(?:tăng|giảm)"
    r"(?: thêm| bình quân| tối thiểu| ít nhất| trên| khoảng| từ)?\s*$",
    re.I,
)
_YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )(?:đến (?:hết )?năm|năm)\s+(20\d{2})(?!\s?[-–])", re.I)
_STAGE = re.compile(r"giai đoạn 20\d{2}\s?[-–]\s?(20\d{2})", re.I)
_CUT = re.compile(
    r"[,\s]+(?:phấn đấu|đảm bảo|bảo đảm|phải|sẽ|đều|nằm|xếp|vào|trong"
    r"|năm 20\d{2}|đến (?:hết )?năm 20\d{2})\s*$",
    re.I,
)
_LEADING = re.compile(
    r"^(?:[\s,;:–-]|có\b|đảm bảo\b|bảo đảm\b|phấn đấu\b|đồng thời\b|trong đó\b|trong số đó\b"
    r"|và\b|(?:đến|từ) (?:hết )?năm 20\d{2}\b|năm 20\d{2}\b)+",
    re.I,
)


_SCORED = re.compile(r"\s+(?:phấn đấu\s+)?(?:đạt|lên)\s+[^,;]*\d", re.I)


@dataclass(frozen=True, slots=True)
class _Hit:
    name: str
    aim: Aim | None
    rank: Aim | None
    unit: Unit
    doubt: str | None = None


def prose_targets(
    text: str, place: Place, years: PlanYears, lead: Units = NO_UNITS, *, goal: bool
) -> list[Indicator]:
    """The targets of one paragraph or goal cell.

    goal: the words state an aim as such (a goal column, a section "Mục tiêu"), where "90% hồ sơ ..."
    is a target; in the words of a task it is a quantity of work.
    """
    found: list[Indicator] = []
    year: int | None = None
    for sentence in sentences(text):
        if len(sentence) > LONGEST_SENTENCE or _OLD.search(sentence):
            continue
        if m := _YEAR.search(sentence):
            year = int(m[1])
        before = found[-1].name if found else ""
        hits = list(_hits(sentence, year or years.only, goal, before))
        found += [_indicator(hit, place, lead) for hit in hits]
    return distinct(found)


def _indicator(hit: _Hit, place: Place, lead: Units) -> Indicator:
    doubts = (FieldDoubt("target", hit.doubt),) if hit.doubt else ()
    lower = bool(hit.aim and hit.aim.op in ("<=", "<"))
    return Indicator(hit.name, place, "prose", unit=hit.unit, lower=lower, target=hit.aim,
                     target_rank=hit.rank, lead=lead, doubts=doubts)  # fmt: skip


def _hits(sentence: str, year: int | None, goal: bool, last: str) -> Iterator[_Hit]:
    end = 0
    for m in _FIGURE.finditer(sentence):
        before = sentence[end : m.start()]
        if m.start() < end or not _counts(m, sentence, goal):
            continue
        series = bool(end and last) and re.fullmatch(r"[\s,và]*", before) is not None
        name, end_of_name = (last, m.end()) if series else _name(sentence, m, end, goal)
        if last and re.search(r"\b(?:cho )?đến khi\s*$", before):
            name = last  # "tăng ... cho đến khi đạt 100%" goes on about the same thing
        if not name:
            continue
        name = _whole_name(name, last)
        unit = Unit.PERCENT if m["unit"] == "%" else Unit.SCORE
        aim = Aim(_op(m, series), as_number(m["value"]), _year_at(sentence, m.start(), year))
        yield _Hit(name, aim, None, unit, "range" if m["upper"] else None)
        last, end = name, end_of_name
    yield from _ranks(sentence, year)


def _whole_name(name: str, last: str) -> str:
    """ "Mức độ hài lòng của người dân đạt 95%, của doanh nghiệp đạt 93%": the second leans on the first."""
    link = next((w for w in ("của ", "đối với ", "trong ") if name.startswith(w) and f" {w}" in last), None)
    return f"{last.split(f' {link}')[0]} {name}" if link else name


def _ranks(sentence: str, year: int | None) -> Iterator[_Hit]:
    for m in _RANK.finditer(sentence):
        name = _SCORED.split(_noun_before(sentence[: m.start()]))[0]
        if name:
            aim = Aim("<=", int(m["value"] or m["place"]), _year_at(sentence, m.start(), year))
            yield _Hit(name, None, aim, Unit.RANK)


def _year_at(sentence: str, at: int, year: int | None) -> int | None:
    """The last year named before a figure; a stage ("giai đoạn 2022 - 2025") ends in its second year."""
    said = [(m.start(), m[1]) for m in (*_YEAR.finditer(sentence[:at]), *_STAGE.finditer(sentence[:at]))]
    return int(max(said)[1]) if said else year


def _op(m: re.Match[str], series: bool) -> str:
    if m["upper"]:
        return ">="
    if series and not m["op"]:
        return ">="
    op = comparator(m["op"] or "")
    return ">=" if m["more"] else ("=" if fold(m["op"] or "") == "từ" else op)


def _counts(m: re.Match[str], sentence: str, goal: bool) -> bool:
    """Whether a figure is a target at all: with reach or comparison, of a rate, no increase."""
    if m["value"].isdigit() and len(m["value"]) == 4 and not m["unit"]:
        return False
    if _CHANGE.search(sentence[: m.start()] + (m["op"] or "")) and not m["reach"]:
        head = sentence[: m.start()]
        if not re.search(r"cắt giảm\s*$", head, re.I):
            return False
    tail = sentence[m.end() : m.end() + 12]
    if m["unit"] is None:
        noun = _noun_before(sentence[: m.start()])
        written = "," in m["value"] and noun.lower().startswith(("chỉ số", "điểm"))
        return bool((m["op"] or m["reach"]) and written and not re.match(r"\s?/", tail))
    if goal and m["unit"] == "%":
        return True
    return bool(m["reach"] or m["op"]) and bool(_noun_before(sentence[: m.start()]))


def _noun_before(before: str) -> str:
    """From the last rate noun to the figure: "tỷ lệ hồ sơ xử lý trực tuyến"."""
    nouns = list(_NOUN.finditer(before))
    if not nouns:
        return ""
    name = before[nouns[-1].start() :]
    if len(nouns) > 1 and nouns[-1].start() == nouns[-2].end() + 1:
        name = before[nouns[-2].start() :]
    for _ in range(4):
        name = _CUT.sub("", name.strip(" ,:;"))
    return name.strip(" ,:;")


_AFTER_END = re.compile(
    rf"[.;]|,\s+(?=(?:{_OP})\s|\d[\d.,]*\s?%|trong (?:số )?đó)"
    rf"|\s+và\s+(?=cắt giảm\s|(?:{_OP})\s+\d|\d[\d.,]*\s?%)"
)


def _name(sentence: str, m: re.Match[str], end: int, goal: bool) -> tuple[str, int]:
    """What a figure is about, and the character up to which its words are taken."""
    before = sentence[end : m.start()]
    if noun := _noun_before(before):
        return noun, m.end()
    if not goal:
        return "", m.end()
    if m["reach"]:
        return _LEADING.sub("", before).strip(" ,:;"), m.end()
    cut = _AFTER_END.search(sentence, m.end())
    to = cut.start() if cut else len(sentence)
    lead_in = _LEADING.sub("", before) if len(before) < 80 else ""
    return f"{lead_in.strip(' ,:;')} {sentence[m.end() : to].strip(' ,:;.')}".strip(), to


_PLAIN = re.compile(r"[“”\"'‘’]|\b(?:thành phần|điểm|chỉ số|năm \d{4}|cấp tỉnh|nâng cao|cải thiện)\b", re.I)


def _core(name: str) -> str:
    return " ".join(_PLAIN.sub(" ", fold(name)).split())


def distinct(found: list[Indicator]) -> list[Indicator]:
    """Each target once: the same figure for the same thing, a score and a rank of one thing together."""
    kept: list[Indicator] = []
    for one in found:
        for at, other in enumerate(kept):
            if fuzz.ratio(_core(one.name), _core(other.name)) < 88:
                continue
            if _agree(one.target, other.target) and _agree(one.target_rank, other.target_rank):
                unit = other.unit if other.target else one.unit
                lead = other.lead if other.lead.names else one.lead
                kept[at] = replace(other, target=other.target or one.target, unit=unit, lead=lead,
                                   target_rank=other.target_rank or one.target_rank)  # fmt: skip
                break
        else:
            kept.append(one)
    return kept


def _agree(a: Aim | None, b: Aim | None) -> bool:
    return a is None or b is None or a.value == b.value
