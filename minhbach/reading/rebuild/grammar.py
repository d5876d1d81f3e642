"""Whether a string is a list of bodies, a time phrase, a value: what a table's cells may say.

Words come from the finders' lexicon; here they are only asked "is this cell whole?".
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from minhbach.reading.find.bodies import confirmed_opens
from minhbach.reading.find.lexicon import BODY_HEADS, GENERIC, LEVELS, NO_BODY, OFFICE_HEADS
from minhbach.reading.known import remembered
from minhbach.reading.rebuild.lexicon import (
    ABBREVIATIONS,
    BARE_HEADS,
    BEFORE_HEADS,
    CLOSED,
    COMPARISONS,
    CUT_NAMES,
    DANGLING,
    MEASURES,
    OF_A_HOUSE,
    OFFICERS,
    OPEN_ENDS,
    TIME_CAPITALS,
    TIME_CORES,
    TIME_OPEN_ENDS,
    TIME_OPENINGS,
    TIME_TOKENS,
    TIME_WORDS,
    VERBS,
)
from minhbach.reading.rebuild.roles import Role

_HEADS = {
    head: len(head)
    for head in BODY_HEADS
    | OFFICE_HEADS
    | GENERIC
    | LEVELS
    | {"các", "những", "toàn thể", "tất cả", "liên ngành"}
}
_SMALL_HEADS = (GENERIC | LEVELS) - {
    "cấp",
    "cá nhân",
    "thành",
    "thị",
    "lực lượng",
    "thành viên",
    "trường",
    "hội",
} | {
    "các",
    "ubnd",
    "những",
    "tất cả",
    "ban quản lý",
    "hội đồng",
    "công an",
    "văn phòng",
    "cục thuế",
    "chủ tịch",
}
_LONGEST_HEAD = 4  # words
_OPENING = 80  # characters that hold the head of a list of bodies
_HEADS_BY_LETTER: dict[str, list[str]] = {}
for _head in BODY_HEADS | OFFICE_HEADS:
    _HEADS_BY_LETTER.setdefault(_head[0], []).append(_head)
_SMALL_GENERIC = frozenset(word for phrase in GENERIC | LEVELS for word in phrase.split())
_ENDS_OPEN = re.compile(rf"(?:[,&/(–-]|\b(?:{OPEN_ENDS}))$")
_HOUSE = re.compile(rf"(?:(?:{OF_A_HOUSE}) (?:Bộ|Sở|Ban|Cục|Tổng cục)|HĐND (?:và|-|–) ?UBND)$")
_NAME_CUT = re.compile(rf"(?:{CUT_NAMES})$")
_TIME_WORD = re.compile(TIME_WORDS, re.I)
_TIME_BEGUN = re.compile(r"\s(?:Tháng|Quý|Tuần(?: \d)?|(?:Trước|Từ|Đến)(?: ngày)?)$")
_SUPERVISES = re.compile(
    r"[(,]?\s*(?:đôn đốc|đơn đốc|hướng dẫn|kiểm tra|giám sát|theo dõi|tổng hợp|thực hiện)\b", re.I
)
_VERB = re.compile(rf"\b(?:{VERBS})\b")
# The number of an item of work: "2.1. Rà soát ...".
ITEM_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\.\d{1,2}[.)]?\s(?=[A-ZĐÀ-Ỹ])")


class Fit(IntEnum):
    """How well a string fits: WHOLE, OPEN (a good beginning that must go on), or BAD."""

    WHOLE = 0
    OPEN = 1
    TWO = 2  # two cells' worth: a second name begins without a comma
    BAD = 3


# "Chủ trì: Sở X; phối hợp: Sở Y" in one cell.
_ROLE_LABEL = re.compile(
    r"(?:^|[;.,]?\s+|(?<=[;.,]))(?:[-–•+]\s*)?(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|phối hợp|đầu mối)"
    r"(?:\s+(?:thực hiện|với|chính))?\s*:\s*",
    re.I,
)


# "Đ/c Nguyễn Văn A, Phó Chủ tịch UBND xã".
_PERSON = re.compile(r"(?:[Đđ]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à)\s+[^\W\d_a-zà-ỹ]")


_ABOVE = re.compile(
    rf"{_PERSON.pattern}|(?:Phó |phó )?(?:[Cc]hủ tịch|[Bb]í thư|[Gg]iám đốc|[Tt]hứ trưởng|[Bb]ộ trưởng)"
    r"|(?:[Ll]ãnh đạo|[Tt]hường trực|[Bb]an|[Pp]hó)\b"
)


@remembered(100_000)
def opens_units(text: str) -> bool:
    """The string opens with words that can open a body's name; in small letters only plain ones."""
    bare = text.lstrip('-+•*(“" ')
    words = re.findall(r"[^\W\d_]+", bare[:40])[:_LONGEST_HEAD]
    if not words or not bare[:1].isalpha():
        return False
    if confirmed_opens(bare) or _ROLE_LABEL.match(bare) or _PERSON.match(bare):
        return True
    if words[0].isupper() and words[0] in ABBREVIATIONS:
        return True  # an abbreviation: "VCCI", "TAND"
    lowered = [w.lower() for w in words]
    known = _HEADS if words[0][0].isupper() else _SMALL_HEADS
    if not any(" ".join(lowered[:n]) in known for n in range(1, len(lowered) + 1)):
        return False
    return not bare.lower().startswith(NO_BODY)


def bodies_fit(role: Role, text: str) -> Fit:
    """How well a string reads as the cell of a column of bodies, which may say by when as well."""
    if role is Role.LEAD_TIME:
        return _led_fit(text)
    fit = units_fit(text)
    # Who watches is a person or an office above: the head of a house next door belongs to the next column.
    return Fit.TWO if role is Role.WATCHING and fit is Fit.WHOLE and not _ABOVE.match(text) else fit


@remembered(50_000)
def _led_fit(text: str) -> Fit:
    """Bodies and, behind a mark or a space, a time; bodies alone are still to go on."""
    alone = units_fit(text)
    best: Fit = Fit.OPEN if alone is Fit.WHOLE else alone
    for m in _TIME_FOLLOWS.finditer(text):
        timed, led = time_fit(text[m.end() :].rstrip(" )")), units_fit(text[: m.start()])
        if led is Fit.WHOLE and timed is not Fit.BAD:
            best = min(best, timed)
    return Fit.OPEN if best is Fit.WHOLE and text.count("(") > text.count(")") else best


_TIME_FOLLOWS = re.compile(r"\s*[;,(:]\s*|\s+[-–—]\s+|\s+")
_BARE_HEAD = re.compile(
    rf"^(?:Các |các )?(?:{BARE_HEADS})$|^(?:.*, )?(?:{OFFICERS})(?: (?:các|{BARE_HEADS}|phòng|ban))?$"
)


def units_fit(text: str) -> Fit:
    """How well a string reads as one cell of bodies."""
    if len(text) > 420 or not opens_units(text[:_OPENING]):
        return Fit.BAD
    return _bodies_fit(text)


@remembered(50_000)
def _bodies_fit(text: str) -> Fit:
    """The same of a string that opens as bodies do: few do, so that only they are worth remembering."""
    body = text.strip()
    if _ROLE_LABEL.match(body):
        return _labelled_fit(body)
    if _TIME_WORD.search(body) or ITEM_NUMBER.search(body):
        return Fit.BAD
    cut = _SUPERVISES.search(body)
    names = body[: cut.start()].rstrip(" (,;-") if cut else body
    if _VERB.search(names) and not re.search(r"có liên quan|được giao", names):
        return Fit.BAD
    if _second_name(names) or _TIME_BEGUN.search(names):
        return Fit.TWO
    if _HOUSE.search(names[-40:]) and names == body:
        return Fit.WHOLE
    if (
        body.endswith(";")
        or _BARE_HEAD.match(names)
        or _ENDS_OPEN.search(body[-24:])
        or (_NAME_CUT.search(body[-40:]) and not cut)
        or body.count("(") > body.count(")")
    ):
        return Fit.OPEN
    return Fit.WHOLE


def _labelled_fit(body: str) -> Fit:
    """The same of a cell whose bodies stand behind "Chủ trì:" and "Phối hợp:"."""
    parts = [part.strip(" ;,.") for part in _ROLE_LABEL.split(body)[1:]]
    if not parts[-1]:
        return Fit.OPEN
    fits = [_bodies_fit(part) if opens_units(part) else Fit.BAD for part in parts]
    return max(fits)


def _second_name(names: str) -> bool:
    """Two heads side by side without a comma, a semicolon or "và" between: two cells in one."""
    words = names.split()
    for i in range(1, len(words)):
        before, word = words[i - 1], words[i]
        if before[-1] in ",;:/&–-.(" or before.lower() in DANGLING or not word[:1].isupper():
            continue
        if (i + 1 == len(words) or word[-1] in ",;") and _HOUSE.search(
            f"{' '.join(words[max(0, i - 3) : i])} {word.rstrip(',;')}"
        ):
            continue  # "Thanh tra Bộ", of the house itself
        opened = i == 1 or words[i - 2][-1] in ",;:" or words[i - 2] in ("và", "của", "thuộc")
        if (
            opened
            and word.isupper()
            and before.lower() in ("sở", "bộ", "ban", "cục", "vụ", "phòng", "hội", "đoàn")
        ):
            continue  # the head of the name that this word goes on with: "Sở TT&TT"
        tail = " ".join(words[i : i + 4])
        if before.lower() in CLOSED and word in TIME_CAPITALS:
            return True
        rest = tail.lower()
        head = any(
            rest.startswith(h) and not rest[len(h) : len(h) + 1].isalpha()
            for h in _HEADS_BY_LETTER.get(rest[0], ())
        )
        if word == "Các" or (head and not rest.startswith(NO_BODY)):
            if _is_inside_name(" ".join(words[:i]), rest):
                continue
            return True
    return False


_BEFORE_HEAD = re.compile(rf"(?:{BEFORE_HEADS})$")


def _is_inside_name(before: str, rest: str) -> bool:
    if before.endswith("Bộ") and rest.startswith(("công an", "chỉ huy", "tư lệnh")):
        return True
    return bool(_BEFORE_HEAD.search(before)) and not _HOUSE.search(before[-40:])


_TIME_TOKEN = re.compile(
    r"\s*(?:" + TIME_TOKENS + r")(?=\s|$|[-–+,;:/().\d]|(?<=[-–+,;:/().\d]))",
    re.I,
)
_TIME_OPENS = re.compile(r"^\(?(?:" + TIME_OPENINGS + ")", re.I)
_TIME_CORE = re.compile(TIME_CORES, re.I)
_TIME_OPENING = 40  # characters, more than the longest opening of a time


@lru_cache(maxsize=100_000)
def opens_time(text: str) -> bool:
    return bool(_TIME_OPENS.match(text))


def time_fit(text: str) -> Fit:
    """How well a string reads as one time phrase."""
    if len(text) > 130 or not opens_time(text[:_TIME_OPENING]):
        return Fit.BAD
    return _tokens_fit(text)


@lru_cache(maxsize=50_000)
def _tokens_fit(text: str) -> Fit:
    """The same of a string that opens as times do; consumed token by token, so that it cannot explode."""
    at = 0
    while at < len(text):
        m = _TIME_TOKEN.match(text, at)
        if not m or m.end() == at:
            return Fit.BAD if text[at:].strip() else Fit.WHOLE
        at = m.end()
    if not _TIME_CORE.search(text):
        return Fit.OPEN if len(text) < 30 else Fit.BAD
    if re.search(
        rf"(?:[-–,/(+]|\b(?:{TIME_OPEN_ENDS}))$",
        text,
    ) and not re.search(r"h[àằ]ng (?:năm|quý|tháng)$|đầu năm$|cuối năm$", text, re.I):
        return Fit.OPEN
    return Fit.OPEN if text.count("(") > text.count(")") else Fit.WHOLE


_VALUE = re.compile(
    r"^(?:(?:" + COMPARISONS + r"|[<>=≤≥~]+)\s*)*"
    r"\d+(?:[.,]\d+)*(?:\s?[-–/]\s?\d+(?:[.,]\d+)*)?\s?"
    r"(?:%|điểm|bậc|ngày|lần)?(?:\s(?:trở lên|trở xuống))?\.?$",
    re.I,
)
_VALUE_OPENS = re.compile(
    r"^(?:trên|dưới|tối thiểu|tối đa|ít nhất|không quá|từ|đạt|khoảng|giảm|tăng|top|nhóm|hạng|[<>=≤≥~]|\d)",
    re.I,
)


@lru_cache(maxsize=50_000)
def opens_value(text: str) -> bool:
    return bool(_VALUE_OPENS.match(text))


@lru_cache(maxsize=50_000)
def value_fit(text: str) -> Fit:
    """How well a string reads as one figure with its comparator and unit."""
    if _VALUE.match(text):
        return Fit.WHOLE
    return (
        Fit.OPEN if re.match(r"^(?:trên|dưới|tối thiểu|tối đa|hoặc bằng|bằng|\s)+$", text, re.I) else Fit.BAD
    )


_MEASURE = re.compile(r"^(?:" + MEASURES + r")(?:[ /]\S+){0,3}$", re.I)


@lru_cache(maxsize=20_000)
def measure_fit(text: str) -> Fit:
    return Fit.WHOLE if _MEASURE.match(text) and len(text) < 30 else Fit.BAD
