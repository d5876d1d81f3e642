"""The head and foot of a paper: kind, number, issuer, date, title, years, references, recipients, signer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from minhbach.reading.find.foot import Foot, read_foot
from minhbach.reading.find.letters import letter
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.references import references
from minhbach.reading.find.titles import ATTACHED, annexed_kind, kind_line, title_lines
from minhbach.reading.find.units import units_at
from minhbach.reading.find.words import fold, squash
from minhbach.reading.shapes import Paragraph, Source, Zone


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a document. used: block numbers it was read from."""

    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    title: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    references: tuple[str, ...] = ()
    foot: Foot = field(default_factory=Foot)
    body_from: int = 0  # the first block behind the title
    used: frozenset[int] = field(default=frozenset())

    @property
    def years(self) -> PlanYears:
        return PlanYears(self.year_from, self.year_to, _issue_day(self.issued))


def _issue_day(issued: str | None) -> date | None:
    if not issued:
        return None
    parts = [int(p) for p in issued.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


_NUMBER = re.compile(r"\bSố\s*:?\s*(\d{1,5})\s*/\s*([A-ZĐ][A-ZĐa-z&]*(?:\s?[-/]\s?[A-ZĐ0-9][A-ZĐa-z&0-9]*)*)")
_PARTY_NUMBER = re.compile(r"\bSố\s*:?\s*(\d{1,5})\s?-\s?([A-ZĐ][A-ZĐa-z]{1,4}/[A-ZĐ]{2,8})")
_DATE = re.compile(r"ngày\s*(\d{1,2})?[\s.…_]*(?:tháng|/)\s*(\d{1,2})?[\s.…_]*(?:năm|/)\s*(\d{4})")
_ATTACHED_NUMBER = re.compile(
    r"(?:số:?|[Nn]ghị quyết|[Kk]ế hoạch|[Qq]uyết định)\s*(\d{1,5})"
    r"\s*/\s?([A-ZĐ]{2,4}[A-Za-z&Đ]*(?:\s?-\s?[A-ZĐ][A-ZĐa-z&]*)+)"
)
_BY = re.compile(r"(?:năm\s+\d{4}|/\d{4})\s+của\s+(.+?)\s*\)?\s*$")
_ISSUES = re.compile(
    r"(?:^|[,;]\s+)([^,;]{3,80}?)\s+(?:ban hành|xây dựng)\s+(?:Kế hoạch|Chương trình|kế hoạch|chương trình)"
)


def read_heading(source: Source) -> Heading:
    """Read the head and foot of `source`; what is not there stays None."""
    blocks = [(i, b) for i, b in enumerate(source.blocks) if isinstance(b, Paragraph)]
    kind_at, kind, rest = kind_line(blocks)
    title, title_blocks, body_from = title_lines(blocks, kind_at, rest)
    if kind is None and (said := letter(blocks)):
        kind_at, kind, title = said.at, "Công văn", said.title
        title_blocks, body_from = list(said.used), said.body_from
    head = [(i, p) for i, p in blocks if _in_head(p, i, kind_at)]
    attached = [(i, p) for i, p in blocks if ATTACHED.match(squash(p.text))]
    number, issued = _number(head, attached), _issued(head, attached)
    if kind is None:
        kind, title, own = annexed_kind(blocks, attached)
        title_blocks = own
    issuer = _issuer(head) or _issuing_sentence(blocks) or _attached_issuer(attached)
    first, last = _years(title, issued)
    foot = read_foot(blocks)
    used = (
        {i for i, p in head if p.zone is not Zone.BODY or _letterhead_line(squash(p.text))}
        | {i for i, _ in attached}
        | set(title_blocks)
        | foot.used
    )
    return Heading(kind, number, issuer, issued, title, first, last, references(source, number),
                   foot, body_from, frozenset(used))  # fmt: skip


def _letterhead_line(text: str) -> bool:
    """Whether a line above the title, its zone unknown, is part of a letterhead."""
    return text.isupper() or bool(re.match(r"(?:Số\b|Độc lập)", text)) or bool(_DATE.search(text))


def _in_head(p: Paragraph, at: int, kind_at: int | None) -> bool:
    if p.zone in (Zone.LETTERHEAD_LEFT, Zone.LETTERHEAD_RIGHT):
        return True
    return p.zone is Zone.BODY and kind_at is not None and at < kind_at


def _number(head: list[tuple[int, Paragraph]], attached: list[tuple[int, Paragraph]]) -> str | None:
    for _, p in head:
        text = squash(p.text)
        if m := _NUMBER.search(text):
            return f"{m[1]}/{m[2].replace(' ', '')}"
        if m := _PARTY_NUMBER.search(text):
            return f"{m[1]}-{m[2]}"
    for _, p in attached:
        if m := _ATTACHED_NUMBER.search(squash(p.text)):
            return f"{m[1]}/{m[2].replace(' ', '')}"
    return None


def _issued(head: list[tuple[int, Paragraph]], attached: list[tuple[int, Paragraph]]) -> str | None:
    for _, p in [*head, *attached]:
        m = _DATE.search(squash(p.text))
        if not m:
            continue
        day, month, year = (int(g) if g else None for g in m.groups())
        if month and day:
            return f"{year:04d}-{month:02d}-{day:02d}"
        return f"{year:04d}-{month:02d}" if month else f"{year:04d}"
    return None


_LEVEL = re.compile(r"^(?:TỈNH|HUYỆN|THÀNH PHỐ|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN|ĐẶC KHU|QUẬN)\b")


def _issuer(head: list[tuple[int, Paragraph]]) -> str | None:
    """The last body named at the left of the letterhead; a level of territory alone goes on with it."""
    lines: list[str] = []
    for _, p in head:
        if p.zone is Zone.LETTERHEAD_RIGHT:
            continue
        for line in p.text.split("\n"):
            text = squash(line).strip("*-_# ")
            if re.match(r"(?:Số\b|CỘNG H|Độc lập|DỰ THẢO)", text) or not re.search(r"\w", text):
                continue
            if not text.isupper():
                continue
            if lines and (_LEVEL.match(text) or not units_at(text.capitalize())[1]):
                lines[-1] += " " + text
            else:
                lines.append(text)
    return _in_small(lines[-1]) if lines else None


_KEEP = {"UBND", "HĐND", "TP", "TP.", "MTTQ", "KCN", "BQL"}
_PLACE = re.compile(r"\b(?:tỉnh|huyện|thành phố|xã|phường|thị xã|thị trấn|quận|đặc khu)\s+(.+)$")
_OFFICE = re.compile(r"(?:sở|bộ|phòng|cục|vụ|ban|tổng cục|chi cục)\s+(.+)$")
_BOTH_CAPITAL = re.compile(r"\bCông thương\b")  # the one field written with two capitals


def _in_small(line: str) -> str:
    """A line of capitals as it is written inside a sentence: names of places keep their capitals."""
    words = [w if w in _KEEP else w.lower() for w in line.split()]
    text = " ".join(words)
    place = _PLACE.search(text)
    tail = text[place.start(1) :] if place else ""
    text = text[: place.start(1)] if place else text
    if office := _OFFICE.match(text):
        named = re.sub(r"(^|và |, |- )(\w)", lambda f: f[1] + f[2].upper(), office[1])
        text = _BOTH_CAPITAL.sub("Công Thương", text[: office.start(1)] + named)
    text += " ".join(w[:1].upper() + w[1:] for w in tail.split())
    return text[:1].upper() + text[1:]


def _attached_issuer(attached: list[tuple[int, Paragraph]]) -> str | None:
    for _, p in attached:
        if m := _BY.search(squash(p.text)):
            return m[1].strip(" ).")
    return None


def _issuing_sentence(blocks: list[tuple[int, Paragraph]]) -> str | None:
    for _, p in blocks[:25]:
        if p.zone is Zone.BODY and (m := _ISSUES.search(squash(p.text))) and units_at(m[1])[1]:
            return re.sub(r"\s*\([^()]*\)$", "", m[1])  # "Sở Khoa học và Công nghệ (KH&CN)"
    return None


_SPAN = re.compile(r"(?<!/)\b(20\d{2})\s?[-–]\s?(20\d{2})\b")
_YEAR = re.compile(r"(?<![/\d-])\b(20\d{2})\b(?!\s?/)")
_MONTH_OF = re.compile(r"tháng \d{1,2}/(20\d{2})\b")
_UNTIL = re.compile(r"đến (?:hết )?năm (20\d{2})")
_OTHER_PAPER = re.compile(
    r"số\s+\d+\S*(?:\s+ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?", re.I
)


def _years(title: str | None, issued: str | None) -> tuple[int | None, int | None]:
    text = _OTHER_PAPER.sub(" ", title or "")
    text = re.sub(r"ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})", " ", text, flags=re.I)
    issue = int(issued[:4]) if issued else None
    if m := _SPAN.search(text):
        return int(m[1]), int(m[2])
    if m := _UNTIL.search(fold(text)):
        return issue, int(m[1])
    if found := _YEAR.findall(text) or _MONTH_OF.findall(text):
        return int(found[-1]), int(found[-1])
    return issue, issue
