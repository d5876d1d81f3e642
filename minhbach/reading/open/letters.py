"""Tells a text layer that can be read from one that cannot: the share of well-formed Vietnamese syllables
together with the share of marked letters. Good papers: 0,94 to 0,97 and 0,23 to 0,27; broken ones: 0,25 to
0,40 and 0 to 0,02. Either alone is no proof: a list of abbreviations has few syllables, yet marked letters.
"""

from __future__ import annotations

import re
from collections import Counter

from minhbach.reading.syllables import is_syllable

_ENOUGH_WORDS = 60
_SYLLABLES = 0.80
_MARKED = 0.10
_PLAIN = re.compile(r"[\x00-\x7f]+")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"\b[A-ZĂÂĐÊÔƠƯ]{2,}\b")
# Latin-1 without the letters that Vietnamese uses itself.
_OLD_LETTERS = frozenset("¡¢£¤¥¦§¨©ª«¬®¯µ¶·¸¹º»¼½¾¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñöøûüýþÿ") - {"ý"}
_OLD_FONT = 0.03
_MOST = 20_000  # words: more tell no more
# Letters that no table of a font maps to Unicode, and what programs write in their place.
_UNMAPPED = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\ue000-\uefff\uf100-\uf8ff]|\(cid:\d+\)")
_MOST_UNMAPPED = 0.04  # of the letters
_SYMBOLS = re.compile(r"[\uf000-\uf0ff]")  # fonts of symbols keep their bytes here: bullets, boxes to tick
_MOST_SYMBOLS = 0.3
_NO_WORDS = 0.5  # of the words that are no abbreviations
_PAGE = 20  # words that a page must have to be judged alone


def syllable_share(text: str) -> tuple[float, float, int]:
    """Share of well-formed syllables, share of marked letters, number of words."""
    words = _WORD.findall(text.casefold())[:_MOST]
    if not words:
        return 1.0, 0.0, 0
    # The words of a paper come again and again: each is judged once.
    times = Counter(words)
    good = sum(count for word, count in times.items() if is_syllable(word))
    letters = sum(count * len(word) for word, count in times.items())
    marked = sum(count * len(_PLAIN.sub("", word)) for word, count in times.items())
    return good / len(words), marked / letters, len(words)


def unreadable(text: str) -> bool:
    """Whether a document's letters are not Vietnamese as a person reads it."""
    return _says_nothing(text, _ENOUGH_WORDS)


def is_garbled(text: str) -> bool:
    """The same for the letters of one page, where a second look at its picture can tell."""
    return _says_nothing(text, _PAGE)


def _says_nothing(text: str, enough: int) -> bool:
    if _is_unmapped(text):
        return True
    share, marked, words = syllable_share(text)
    if words <= enough:
        return False
    if share < _SYLLABLES and marked < _MARKED:
        return True
    if share < _NO_WORDS:
        share, _, words = syllable_share(_ABBREVIATION.sub(" ", text))
        if words > enough and share < _NO_WORDS:
            return True
    return _old_font_share(text) > _OLD_FONT


def _is_unmapped(text: str) -> bool:
    """Whether a font maps its letters to nothing; few letters tell nothing."""
    unmapped, symbols = len(_UNMAPPED.findall(text)), len(_SYMBOLS.findall(text))
    if not unmapped and not symbols:
        return False
    letters = sum(map(len, text.split()))
    return letters > _PAGE and (unmapped > _MOST_UNMAPPED * letters or symbols > _MOST_SYMBOLS * letters)


def _old_font_share(text: str) -> float:
    """Of all letters, those that stand for Vietnamese ones in the fonts .VnTime (TCVN3) and VNI."""
    times = Counter(text[: 10 * _MOST])
    letters = sum(count for letter, count in times.items() if letter.isalpha()) or 1
    return sum(times[letter] for letter in _OLD_LETTERS) / letters
