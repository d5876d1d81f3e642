"""Cells that hold bodies of several roles: who leads, who helps, who watches.

Labelled ("Chủ trì: Sở X; phối hợp: Sở Y; theo dõi: Văn phòng Z"), marked ("Sở X (chủ trì), Sở Y (phối
hợp)") or spoken ("Sở X chủ trì; Sở Y phối hợp; Thanh tra Z giám sát").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from minhbach.reading.find.lexicon import NAMED_BY_VERB
from minhbach.reading.find.units import NO_UNITS, Units, only_units, split_units
from minhbach.reading.find.words import LONGEST_SENTENCE, squash


class _Part(Enum):
    LEADS = "chủ trì|đầu mối|thực hiện|tham mưu|chịu trách nhiệm|phụ trách|thường trực|soạn thảo"
    HELPS = "phối hợp|tham gia|hỗ trợ|thẩm định|tư vấn"
    WATCHES = "theo dõi|đôn đốc|đơn đốc|giám sát|kiểm tra|hướng dẫn|chỉ đạo"


_ROLE = "|".join(part.value for part in _Part)
_OFFICE = r"(?:(?:các )?(?:cơ quan|đơn vị|bộ phận|phòng|sở|cq|đv|cán bộ|lãnh đạo|người)\s+)"
# A label opens a line or stands behind a stop; with a capital or a dash also where the lines were joined.
_LABEL = re.compile(
    rf"(?:^|[\n;.,/]\s*|\s(?=(?-i:[A-ZĐ])|[-–•+]\s))[-–•+]?\s*(?:\w[.)]\s+)?{_OFFICE}?"
    rf"(?P<roles>(?:{_ROLE})(?:(?:\s*[,/]\s*|\s+và\s+)(?:{_ROLE}))*)"
    r"(?:\s+(?:thực hiện|triển khai|với|cùng|chính|chung|trực tiếp))*\s*:\s*",
    re.I,
)
_MARK = re.compile(rf"\s*\({_OFFICE}?(?P<roles>{_ROLE})(?:\s+(?:chính|thực hiện))?\)\s*", re.I)
# In small letters: "Ủy ban Kiểm tra" is a name.
_SPOKEN = re.compile(
    r"(?P<who>[^;\n]+?)\s+(?:là\s+)?(?:(?:cơ quan|đơn vị)\s+)?"
    rf"(?P<roles>(?:{_ROLE})(?:\s*[,/]\s*(?:{_ROLE}))*)"
    r"(?:\s+(?:việc )?(?:thực hiện|triển khai))?\s*(?:[;,.\n]+\s*|$)"
)
_BOTH = re.compile(r"\s*\(?\bchủ trì\)?\s*[,;]?\s*(?:và\s+)?phối hợp(?:\s+(?:cùng\s+)?với)?\s*:?\s*", re.I)
_Said = tuple[_Part, str]


def split_roles(phrase: str | None) -> tuple[Units, Units] | None:
    """Those who lead and those who help (`supervising`: those who only watch), or None where the cell
    tells no roles."""
    said = _lines(phrase or "")
    for read in (_labelled, _marked, _spoken):
        if (parts := read(said)) and (found := _put_together(parts)):
            return found
    line = squash(said)
    m = _BOTH.search(line)
    if not m or not m.start():
        return None
    return split_units(line[: m.start()]), split_units(line[m.end() :])


def _lines(phrase: str) -> str:
    """The cell with its lines, none of them empty: patterns that look over blanks take for ever in many."""
    return "\n".join(line for one in phrase[:LONGEST_SENTENCE].splitlines() if (line := squash(one)))


def _put_together(parts: Iterable[_Said]) -> tuple[Units, Units] | None:
    said = dict.fromkeys(_Part, "")
    for part, text in parts:
        said[part] += "\n" + text.strip(" ;.,/")
    leads, helps, watches = (split_units(text) if text.strip() else NO_UNITS for text in said.values())
    if not leads.names and not helps.names:
        return None
    return leads, helps.watched_by(watches)


def _part(roles: str) -> _Part | None:
    """What the words of a label say; None where they say two things at once."""
    words = re.split(r"\s*[,/]\s*|\s+và\s+", squash(roles).lower())
    found = {part for part in _Part for word in words if re.fullmatch(part.value, word)}
    return found.pop() if len(found) == 1 else None


def _labelled(phrase: str) -> list[_Said]:
    """Each on its line, or behind a stop; bodies before the first label lead."""
    found = [m for m in _LABEL.finditer(phrase) if not _ends_a_name(phrase, m)]
    parts = [_part(m["roles"]) for m in found]
    before = phrase[: found[0].start()] if found else ""
    if not found or None in parts or (before.strip() and (_Part.LEADS in parts or not only_units(before))):
        return []
    ends = [*(m.start() for m in found[1:]), len(phrase)]
    said = [(part, phrase[m.end() : end]) for part, m, end in zip(parts, found, ends, strict=True) if part]
    return [(_Part.LEADS, before), *said] if before.strip() else said


def _ends_a_name(phrase: str, m: re.Match[str]) -> bool:
    """Whether the label is the rest of a name that calls for such a word: "Ban Chỉ đạo: Sở X"."""
    said = phrase[: m.start()].split()
    return (
        m[0][:1] == " " and m["roles"][0].isupper() and said[-1:] != [] and said[-1].lower() in NAMED_BY_VERB
    )


def _marked(phrase: str) -> list[_Said]:
    """Bodies before a mark have its role; those behind the last one help."""
    said: list[_Said] = []
    at = 0
    for m in _MARK.finditer(phrase):
        if part := _part(m["roles"]):
            said.append((part, phrase[at : m.start()]))
        at = m.end()
    leads = any(part is _Part.LEADS and text.strip() for part, text in said)
    return [*said, (_Part.HELPS, phrase[at:])] if leads else []


def _spoken(phrase: str) -> list[_Said]:
    """Clauses that each name bodies and then what they do, and nothing else."""
    said = list(_clauses(phrase))
    return [(part, text) for part, text in said if part] if all(part for part, _ in said) else []


def _clauses(phrase: str) -> Iterator[tuple[_Part | None, str]]:
    at = 0
    while at < len(phrase.rstrip()):
        m = _SPOKEN.match(phrase, at)
        if not m or not only_units(m["who"]):
            yield None, phrase[at:]
            return
        yield _part(m["roles"]), m["who"]
        at = m.end()
