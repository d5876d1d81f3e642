"""Who is told to act, and who is to help, as a sentence says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minhbach.reading.find.bodies import predicate_at, stop_at, tokens
from minhbach.reading.find.lexicon import QUALIFIERS
from minhbach.reading.find.units import NO_UNITS, Units, only_units, units_at
from minhbach.reading.find.words import LONGEST_SENTENCE, squash

_ORDER = re.compile(
    r"(?:Giao(?: cho)?|Đề nghị|Yêu cầu|Phân công|Ủy quyền(?: cho)?"
    r"|Uỷ quyền(?: cho)?|(?<=: )[Gg]iao|[,;] đề nghị)\s+"
)
_COLON = re.compile(r":\s+")
_ROLE = re.compile(
    r"(?:các\s+)?(?:cơ quan|đơn vị|sở, ngành|bộ phận)(?:,\s*(?:cơ quan|đơn vị))?\s+"
    r"(đầu mối|chủ trì|phối hợp|thực hiện|tham mưu|chịu trách nhiệm)"
    r"(?:\s+(?:thực hiện|tham mưu|chính))?\s*:\s*(?=\S)",
    re.I,
)
_HELP = re.compile(
    r"(?<!quy chế )(?<!cơ chế )(?<!sự )(?<!cơ quan )(?<!đơn vị )(?<!đồng )phối hợp"
    r"(?:,? (?:chặt chẽ|tốt|đồng bộ|thường xuyên|hiệu quả|kịp thời))*(?P<with> (?:cùng )?với| cùng)?\s+",
    re.I,
)
_ASKS = re.compile(r"\s*(?:yêu cầu|đề nghị|giao)\s+")
_INTRO = re.compile(
    r"(?:Trong quá trình|Trên cơ sở|Căn cứ|Nếu|Khi|Định kỳ|H[àằ]ng (?:năm|quý|tháng)"
    r"|Để|Trường hợp|Đối với|Trước|Sau)\b"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """The bodies told to act. rest: the words without an actor that stood before a colon.

    weak: read from inside a sentence, where a verb may have been taken for a name.
    asked: the bodies are asked by somebody ("Yêu cầu X ..."): a heading's own bodies come before them.
    """

    units: Units = NO_UNITS
    rest: str = ""
    weak: bool = False
    asked: bool = False

    @property
    def found(self) -> bool:
        return bool(self.units.names)


def role_line(text: str) -> tuple[str, Units] | None:
    """ "Đơn vị đầu mối: Sở X": the role in lower case and the bodies of a line that says only this."""
    line = squash(text)
    m = _ROLE.match(line)
    if not m:
        return None
    units = only_units(line[m.end() :])
    return (m[1].lower(), units) if units else None


def actor_of(text: str) -> Actor:
    """The actor an item names itself, in whatever way it does; `found` is False where it names none."""
    line = squash(text)
    if len(line) > 4 * LONGEST_SENTENCE:
        return Actor(rest=line)
    for read in (_before_colon, _ordered, _subject, _after_intro, _ordered_later):
        actor = read(line)
        if actor:
            return actor
    return Actor(rest=line)


def _before_colon(line: str) -> Actor | None:
    m = _COLON.search(line)
    if not m or m.start() > 400:
        return None
    units, colon = only_units(line[: m.start()]), m.end()
    if units is None:
        return None
    listed, end = units_at(line)
    if end > colon:  # "UBND các xã: A, B": the list goes on behind its own colon
        after = _COLON.match(line[end:])
        if not after:
            return None
        units, colon = listed, end + after.end()
    rest = line[colon:]
    inner = _ordered(rest)
    return Actor(inner.units if inner else units, rest)


def _ordered(line: str) -> Actor | None:
    m = _ORDER.match(line)
    if not m:
        return None
    units, end = units_at(line[m.end() :], generic=True)
    return Actor(units, line, asked=m[0].strip() in ("Đề nghị", "Yêu cầu")) if end else None


def _subject(line: str) -> Actor | None:
    units, end = units_at(line)
    if not end or not _verb_follows(line[end:]):
        return None
    if asks := _ASKS.match(line[end:]):
        asked, after = units_at(line[end + asks.end() :])
        if after:
            return Actor(asked, line, weak=True)
    return Actor(units, line, weak=bool(units.unknown) or len(units.raw or "") > 120)


def _verb_follows(rest: str) -> bool:
    words = tokens(rest)
    at = 0
    while at < len(words) and words[at].text in ",(":
        at = (
            next((j + 1 for j in range(at, len(words)) if words[j].text == ")"), at + 1)
            if words[at].text == "("
            else at + 1
        )
    unknown = at == 0 and bool(words) and words[0].text[0].islower() and words[0].low not in QUALIFIERS
    return unknown or bool(predicate_at(words, at)) or stop_at(words, at)


def _after_intro(line: str) -> Actor | None:
    """ "Trên cơ sở báo cáo của A, Sở B tổng hợp ...": the subject behind the opening clause."""
    if not _INTRO.match(line):
        return None
    for m in re.finditer(r",\s+", line[:600]):
        rest = line[m.end() :]
        if order := _ordered(rest[:1].upper() + rest[1:]):
            return Actor(order.units, line, weak=True)
        units, end = units_at(rest)
        if end and _acts(rest[end:]):
            return Actor(units, line, weak=True)
    return None


def _acts(rest: str) -> bool:
    words = tokens(rest)
    at = 1 if words and words[0].text == "," else 0
    return at == 0 and bool(predicate_at(words, at))


def _ordered_later(line: str) -> Actor | None:
    for m in re.finditer(r"[.;]\s+(?=(?:Giao|Đề nghị|Yêu cầu|Phân công)\s)", line):
        if order := _ordered(line[m.end() :]):
            return Actor(order.units, line, weak=True)
    return None


def helpers_of(text: str) -> Units:
    """The bodies behind "phối hợp với" in a sentence, each once."""
    line = squash(text)[: 2 * LONGEST_SENTENCE]
    names: list[str] = []
    unknown: list[str] = []
    raws: list[str] = []
    for m in _HELP.finditer(line):
        rest = line[m.end() :]
        if not m["with"] and not rest[:1].isupper():
            continue
        units, end = units_at(rest, generic=bool(m["with"]))
        if not end:
            continue
        raws.append(units.raw or "")
        names += [n for n in units.names if n not in names]
        unknown += units.unknown
    return Units("; ".join(raws) or None, tuple(names), (), tuple(unknown)) if names else NO_UNITS
