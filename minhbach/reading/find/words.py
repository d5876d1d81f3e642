"""Plain words: white space, case, the labels that open an item, and sentences."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_ZERO_WIDTH = re.compile("[\u200b\ufeff]")
# Longer than any sentence of an official paper: what is longer is read no further, so that a
# hostile paragraph costs no more than an honest page.
LONGEST_SENTENCE = 4000
LONGEST_LIST = 2000  # characters of a list of bodies inside a sentence
# Large and small letters with tones take turns in Unicode: a range such as "À-Ỹ" holds both.
CAPITAL = "[" + "".join(filter(str.isupper, map(chr, range(0x1EFA)))) + "]"
_NUMBER_HYPHEN = re.compile(r"(\d{1,5}(?:/\d{4})?[/-]\s?[A-ZĐ][A-ZĐa-z&]{1,12}\s?[-/])\s+(?=[A-ZĐ])")


_REMEMBERED = 400  # characters: many rules ask for the same cells, names and words again


def squash(text: str) -> str:
    """One line, single spaces, NFC; the hyphen of a wrapped paper number joined to what follows."""
    return _squashed_before(text) if len(text) <= _REMEMBERED else _squashed(text)


def _squashed(text: str) -> str:
    if _ZERO_WIDTH.search(text):
        text = _ZERO_WIDTH.sub(" ", text)
    line = " ".join(unicodedata.normalize("NFC", text).split())
    wrapped = "- " in line or "/ " in line
    return _NUMBER_HYPHEN.sub(r"\1", line) if wrapped else line


_squashed_before = lru_cache(maxsize=4096)(_squashed)


# Only where the vowels end the syllable: "hoàn thành" and "quý" are written one way.
_OLD_TONE = re.compile(r"(?:(?<!q)u[ỷý]|o[áà])\b")
_NEW_TONE = {"uỷ": "ủy", "uý": "úy", "oá": "óa", "oà": "òa"}


def fold(text: str) -> str:
    """Lower case on one line, old and new spelling of "uỷ/ủy", "hoá/hóa" as one."""
    return _folded_before(text) if len(text) <= _REMEMBERED else _folded(text)


def _folded(text: str) -> str:
    return _OLD_TONE.sub(lambda m: _NEW_TONE[m[0]], squash(text).lower())


_folded_before = lru_cache(maxsize=4096)(_folded)


class Rank(IntEnum):
    """How deep a label stands; a greater rank lies below a smaller one."""

    PART = 0  # "Phần I", "Chương II", "A."
    ROMAN = 1
    DECIMAL = 2  # 1.
    DECIMAL_2 = 3  # 1.1.
    DECIMAL_3 = 4
    LETTER = 5  # a)
    DASH = 6
    PLUS = 7
    NONE = 9


@dataclass(frozen=True, slots=True)
class Label:
    """What opens an item: rank, its number or letter ("3.1", "b", "II"), the characters it took.
    article: "Điều 2." of a decision, which orders work itself or heads those that do."""

    rank: Rank
    number: str | None
    length: int
    article: bool = False


_PART = re.compile(
    r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+"
    r"(?:(?:thứ|THỨ)\s+(?:nhất|hai|ba|tư|năm|NHẤT|HAI|BA|TƯ|NĂM)\b|(?:thứ\s+)?([IVXLC]{1,6}|\d{1,2}|[A-Z])\b)[.:]?\s*"
)
_ARTICLE = re.compile(r"Điều\s+(\d{1,3})\s*[.:]\s*(?=[^\W\d_])")
_CAPITAL = re.compile(r"([A-HK-Z])[.)]\s+(?=\S)")
_ROMAN = re.compile(r"([IVX]{1,6})\s?(?:[.:/)]|-(?=\s))\s*(?=\S)")
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\s?\d{1,3}){0,3})\s?(?:[.:)/]|-(?=\s))\s*(?=[^\s\d%])")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d_])")
_LETTER = re.compile(r"([a-zđ](?:\.?\d{1,2})?)\)\s*")
_LETTER_DOT = re.compile(r"([a-eđghik])\.\s+(?=[^\W\d_])")
_DASH = re.compile(r"[-–—•\u2022\uf02d\u00ad*●▪]\s*(?=[^\s\d.,)])|[-–—•●▪]\s+(?=\S)")
_PLUS = re.compile(r"[+○◦]\s*")
_WORD_LABEL = re.compile(
    r"(?:hoạt động|nhiệm vụ|mục tiêu|giải pháp|nội dung|chỉ tiêu|kết quả|sản phẩm"
    r"|tiêu chí)\s+\d{1,3}\s*[:.)-]\s*",
    re.I,
)


def label_of(text: str) -> Label | None:
    """The label that opens `text`, or None: a date, a quantity or a year is no label."""
    if m := _PLUS.match(text):
        return Label(Rank.PLUS, None, m.end())
    if m := _DASH.match(text):
        return Label(Rank.DASH, None, m.end())
    if m := _PART.match(text):
        return Label(Rank.PART, m[1], m.end())
    if m := _ARTICLE.match(text):
        return Label(Rank.ROMAN, m[1], m.end(), article=True)
    if m := _ROMAN.match(text):
        return Label(Rank.ROMAN, m[1], m.end())
    if m := _LETTER.match(text) or _LETTER_DOT.match(text):
        return Label(Rank.LETTER, m[1], m.end())
    if m := _DECIMAL.match(text) or _DOTTED.match(text):
        number = m[1].replace(" ", "")
        depth = min(number.count("."), 2)
        return Label(Rank(Rank.DECIMAL + depth), number, m.end())
    if m := _CAPITAL.match(text):
        return Label(Rank.PART, m[1], m.end())
    return None


def unlabelled(text: str) -> tuple[Label | None, str]:
    """The label and the words behind it, a word label ("Hoạt động 3:") taken off as well."""
    line = squash(text)
    label = label_of(line)
    rest = line[label.length :] if label else line
    word = _WORD_LABEL.match(rest)
    return label, (rest[word.end() :] if word else rest).strip()


_STOP = re.compile(r"(?<=[^\d.A-ZĐ][.;])\s+(?=[^\W\d_]|\()|(?<=[^\W\d_]\s\d[.;])\s+(?=[^\W\d_a-zđ])")


def sentences(text: str) -> list[str]:
    """`text` cut after full stops and semicolons; abbreviations in capitals do not cut."""
    return [s for s in _STOP.split(squash(text)) if s]


_PERIOD = re.compile(
    r"(?:Trong )?(?:tháng (?:0?[1-9]|1[0-2])|quý (?:0?[1-4]|I{1,3}|IV)|(?:6|sáu) tháng (?:đầu|cuối) năm)"
    r"(?:\s?/\s?20\d\d| năm 20\d\d| 20\d\d)?",
    re.I,
)


def is_period(text: str) -> bool:
    """A line that is nothing but a month, a quarter or half a year."""
    return _PERIOD.fullmatch(text.strip(" .:;-–•*")) is not None
