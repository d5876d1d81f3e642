"""Who is told to act, and who is to help, as a sentence says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minhbach.reading.find.bodies import predicate_at, stop_at, tokens
from minhbach.reading.find.lexicon import QUALIFIERS
from minhbach.reading.find.name_places import is_name
from minhbach.reading.find.units import NO_UNITS, Units, only_units, split_units, units_at
from minhbach.reading.find.words import LONGEST_SENTENCE, squash

_ORDER = re.compile(
    r"(?:Giao(?: cho)?|Đề nghị|Yêu cầu|Phân công|Ủy quyền(?: cho)?"
    r"|Uỷ quyền(?: cho)?|(?<=: )[Gg]iao|[,;] đề nghị)\s+"
)
_COLON = re.compile(r":\s+")
_ROLE = re.compile(
    r"(?:(?:các\s+)?(?:cơ quan|đơn vị|sở, ngành|bộ phận)(?:,\s*(?:cơ quan|đơn vị))?\s+)?"
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
_SHORT_INTRO = 60  # characters of a clause of time or condition, behind which the subject is certain
_LONGEST_ROLE = 300  # characters of a line of bodies
_MOST_SMALL = 7  # "Ban chỉ đạo phong trào toàn dân đoàn kết": longer names are rare, verbs are not
_INTRO = re.compile(
    r"(?:Trong|Trên cơ sở|Căn cứ|Nếu|Khi|Định kỳ|H[àằ]ng (?:năm|quý|tháng|tuần|ngày)|Để|Trường hợp|Đối với"
    r"|Trước|Sau|Đến|Từ|Năm|Giai đoạn|Ngay|Theo)\b"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """The bodies told to act. rest: the words without an actor that stood before a colon.

    weak: read from inside a sentence, where a verb may have been taken for a name.
    asked: the bodies are asked by somebody ("Yêu cầu X ..."): a heading's own bodies come before them.
    over: the body before a colon that hands the work on ("Sở X: Giao phòng Y ...").
    """

    units: Units = NO_UNITS
    rest: str = ""
    weak: bool = False
    asked: bool = False
    over: Units = NO_UNITS

    @property
    def found(self) -> bool:
        return bool(self.units.names)


def role_line(text: str) -> tuple[str, Units] | None:
    """ "Đơn vị đầu mối: Sở X": the role in lower case and the bodies of a line that says only this."""
    line = squash(text)
    m = _ROLE.match(line)
    if not m:
        return None
    said = line[m.end() :]
    units = only_units(said)
    if units is None and units_at(said)[1] and len(said) < _LONGEST_ROLE:
        units = split_units(said.strip(" .;"))  # a body with a verb in its name: "Cục ... quản lý giáo dục"
    elif units is None and is_unknown_name(said):  # a name that the lexicon lacks: kept whole, doubted
        units = split_units(said.strip(" .;"))
        units = replace(units, unknown=units.names)
    return (m[1].lower(), units) if units else None


def is_unknown_name(said: str) -> bool:
    """A short phrase that opens with a capital and holds no verb."""
    words = tokens(said)
    verb = any(predicate_at(words, at) or stop_at(words, at) for at in range(len(words)))
    return said[:1].isupper() and len(words) < 30 and not verb


def actor_of(text: str) -> Actor:
    """The actor an item names itself, in whatever way it does; `found` is False where it names none."""
    line = squash(text)
    if len(line) > 4 * LONGEST_SENTENCE:
        return Actor(rest=line)
    for read in (_before_colon, _ordered, _subject, _after_intro, _ordered_later, _in_brackets):
        actor = read(line)
        if actor:
            return actor
    return Actor(rest=line)


def _before_colon(line: str) -> Actor | None:
    m = _COLON.search(line)
    if not m or m.start() > 400:
        return None
    said, colon = line[: m.start()], m.end()
    units = only_units(said)
    if units is None and is_name(said):  # "Ban Quản lý dự án đầu tư xây dựng: ..."
        units = Units(said, (said,), (), (said,))
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
    return Actor(inner.units, rest, over=units) if inner else Actor(units, rest)


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
    return Actor(units, line, weak=bool(units.unknown) or len(units.raw or "") > 120 or _swallows(units))


def _swallows(units: Units) -> bool:
    """Whether a name is so long in small letters that a verb may stand inside it."""
    return any(_small_run(name) > _MOST_SMALL and " được " not in f" {name} " for name in units.names)


def _small_run(name: str) -> int:
    """The longest run of small words of one name that no noun of bodies breaks."""
    runs = re.split(r"(?:^|\s)(?:[^\W\d_a-zđ]\S*|các|của|thuộc|và|,)(?=\s|$)|,", name)
    return max(len(run.split()) for run in runs)


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
            return Actor(units, line, weak=m.start() > _SHORT_INTRO or bool(units.unknown))
    return None


def _acts(rest: str) -> bool:
    words = tokens(rest)
    at = 1 if words and words[0].text == "," else 0
    return at == 0 and bool(predicate_at(words, at))


def _ordered_later(line: str) -> Actor | None:
    for m in re.finditer(r"[.;]\s+(?=(?:Giao|Đề nghị|Yêu cầu|Phân công)\s)|;\s+(?=giao\s)", line):
        rest = line[m.end() :]
        if order := _ordered(rest[0].upper() + rest[1:]):
            return Actor(order.units, line, weak=True)
    return None


_BRACKETS = re.compile(r"\((?:[Gg]iao\s+)?([^()]{4,200})\)\s*[.;:/]*$")


def _bracketed(line: str) -> tuple[Units, str] | None:
    """ "... (Sở X chủ trì; Sở Y phối hợp)": the bodies that close a line in brackets, and what follows."""
    m = _BRACKETS.search(line)
    units, end = units_at(m[1]) if m else (NO_UNITS, 0)
    if not m or not end:
        return None
    rest = m[1][end:].strip(" ,;.")
    if not rest and _RECEIVES.search(line[: m.start()]):
        return None  # "báo cáo UBND tỉnh (Sở X)": the office behind the receiver
    said = not rest or re.match(
        r"(?:chủ trì|thực hiện|đầu mối|hoàn thành|xong|chuẩn bị|trình|tham mưu|soạn thảo|phụ trách)\b", rest
    )
    return (units, rest) if said else None


_RECEIVES = re.compile(r"(?:báo cáo|gửi|về|trình|qua|với|cho|của)\s[^,;.]{0,60}$")


def _in_brackets(line: str) -> Actor | None:
    found = _bracketed(line)
    return Actor(found[0], line, weak=not found[1]) if found else None


_MOST_HAD = 6  # words from "có" to the verb
_WITH_WHAT = re.compile(r"\s+((?:có|nơi có|nằm|ven)\s[^.;:,]{2,50}?)\s*(?=[:.;]|$)")


def _qualified(units: Units, behind: str) -> Units:
    """ "UBND các xã có điểm du lịch:", "... có rừng tổ chức ...": what a group has goes on with its name."""
    m = _WITH_WHAT.match(behind)
    said = m[1] if m else ""
    if not said or any(predicate_at(tokens(said), at) for at in range(1, len(said.split()))):
        said = _having(behind) if "các" in units.names[-1].lower().split() else ""
    if not said:
        return units
    return replace(units, raw=f"{units.raw} {said}", names=(*units.names[:-1], f"{units.names[-1]} {said}"))


def _having(behind: str) -> str:
    """ "có rừng" before the verb of the sentence; "có trách nhiệm" is that verb."""
    words = tokens(behind[:80])
    if not words or words[0].low != "có" or predicate_at(words, 0):
        return ""
    end = next((at for at in range(2, min(len(words), _MOST_HAD)) if predicate_at(words, at)), 0)
    inside = words[1:end]
    return "" if any(w.is_mark for w in inside) else " ".join(w.text for w in words[:end])


def _unknown(rest: str) -> Units:
    """A name the lexicon lacks, in capitals up to the next verb: taken, but doubted."""
    words = tokens(rest[:160])
    end = next((at for at in range(len(words)) if words[at].is_mark or predicate_at(words, at)), 0)
    if not rest[:1].isupper() or not 2 <= end <= 10 or words[end].is_mark:
        return NO_UNITS
    name = rest[: words[end - 1].to]
    return Units(name, (name,), (), (name,))


def _bracketed_help(rest: str) -> Units:
    """ "(Sở X chủ trì; Sở Y phối hợp)": those behind the lead who help."""
    m = re.match(r"(?:chủ trì|thực hiện)\s*[;,]\s*(.+?)\s*phối hợp$", rest)
    return (only_units(m[1]) if m else None) or NO_UNITS


def helpers_of(text: str) -> Units:
    """The bodies behind "phối hợp với" in a sentence, each once."""
    line = squash(text)[: 2 * LONGEST_SENTENCE]
    names: list[str] = []
    unknown: list[str] = []
    raws: list[str] = []
    for m in _HELP.finditer(line):
        rest = line[m.end() :]
        if not m["with"] and not (rest[:1].isupper() or rest.startswith(("các ", "những "))):
            continue
        units, end = units_at(rest, generic=bool(m["with"]))
        units = _qualified(units, rest[end:]) if end else _unknown(rest if m["with"] else "")
        if not units.names:
            continue
        raws.append(units.raw or "")
        names += [n for n in units.names if n not in names]
        unknown += units.unknown
    if not names and (found := _bracketed(line)):
        return _bracketed_help(found[1])
    return Units("; ".join(raws) or None, tuple(names), (), tuple(unknown)) if names else NO_UNITS
