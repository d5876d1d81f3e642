"""Words as every opener hands them on: composed letters, single spaces, labels known by shape."""

from __future__ import annotations

import re
import unicodedata

from minhbach.reading.syllables import is_syllable

# Zero-width characters and the soft hyphen are typesetting, not words.
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")

# A label opens an item: "1.", "2.1.", "a)", "IV.", or a dash, plus or bullet with a word after it.
LABEL = re.compile(
    r"^\s*(?:[-–—+•*▪●]\s*(?=\S)|\d{1,3}(?:\.\d{1,3}){0,4}[.)](?=\s|\D)|[A-Za-zđĐ][.)](?=\s)|[IVXL]{1,6}[.)](?=\s))"
)


_LAST_PIECE = re.compile(r"(?<![^\W_])([^\W\d_]+)(-?)$")
_FIRST_PIECE = re.compile(r"[^\W\d_]+(?![\w/&-])")
_LETTERED = re.compile(r"(?:điểm|khoản|mục|nhóm|loại|lớp|tổ|khối|hạng|lục|dãy|khu) \w$", re.I)  # "điểm c"
_CONSONANTS = re.compile("[bcdđghklmnpqrstvx]+")

# "6424/KH-" + "UBND", "2021-" + "2025": no Vietnamese word is broken by a hyphen, so this one is real.
_CLINGING = re.compile(r"[^\W_]-$")


def tidy(text: str) -> str:
    """One line of composed letters with single spaces and nothing invisible."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def joined(lines: list[str]) -> str:
    """Lines as one text: one space between, none after a hyphen that clings to its word ("6424/KH-")
    nor inside a word that a narrow cell cut in two ("phẩ" / "m", "trư-" / "ờng")."""
    return joined_with_breaks(lines)[0]


def joined_with_breaks(lines: list[str]) -> tuple[str, tuple[int, ...]]:
    """Lines as one text, and where in it each of them begins."""
    text = ""
    breaks: list[int] = []
    for line in lines:
        if text and (cut := _cut_word(text, line)) is not None:
            text = text.removesuffix("-") if cut == "-" else text
        elif text and not (_CLINGING.search(text[-2:]) and line[:1].isalnum()):
            text += " "
        breaks.append(len(text))
        text += line
    return text, tuple(breaks)


def _cut_word(text: str, line: str) -> str | None:
    """What parts the two pieces of one word: "" or "-"; None where two words meet."""
    before, after = _LAST_PIECE.search(text[-20:]), _FIRST_PIECE.match(line)
    if not before or not after or not is_syllable(before[1].lower() + after[0]):
        return None
    alone = (_has_vowel(before[1]) and _has_vowel(after[0])) or _LETTERED.search(text[-20:])
    if before[2]:
        return None if is_syllable(before[1].lower()) and is_syllable(after[0]) else "-"
    return None if alone else ""


def _has_vowel(piece: str) -> bool:
    return not _CONSONANTS.fullmatch(piece.lower())
