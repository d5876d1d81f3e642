"""Tells a text layer that can be read from one that cannot: the share of well-formed Vietnamese syllables
together with the share of marked letters. Good papers: 0,94 to 0,97 and 0,23 to 0,27; broken ones: 0,25 to
0,40 and 0 to 0,02. Either alone is no proof: a list of abbreviations has few syllables, yet marked letters.
"""

from __future__ import annotations

import re
import unicodedata

_ENOUGH_WORDS = 60
_SYLLABLES = 0.80
_MARKED = 0.10
_WORD = re.compile(r"[^\W\d_]+")
# Onset, one to three vowels, coda: letters without their tone marks.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?$"
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
# Latin-1 without the letters that Vietnamese uses itself.
_OLD_LETTERS = frozenset("¡¢£¤¥¦§¨©ª«¬®¯µ¶·¸¹º»¼½¾¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñöøûüýþÿ") - {"ý"}
_OLD_FONT = 0.03
_MOST = 20_000  # words: more tell no more


def syllable_share(text: str) -> tuple[float, float, int]:
    """Share of well-formed syllables, share of marked letters, number of words."""
    words = _WORD.findall(text.casefold())[:_MOST]
    if not words:
        return 1.0, 0.0, 0
    good = sum(_is_syllable(word) for word in words)
    letters = sum(len(word) for word in words)
    marked = sum(letter > "\x7f" for word in words for letter in word)
    return good / len(words), marked / letters, len(words)


def _is_syllable(word: str) -> bool:
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))
    return _SYLLABLE.match(bare) is not None


def unreadable(text: str) -> bool:
    """Whether a document's letters are not Vietnamese as a person reads it."""
    share, marked, words = syllable_share(text)
    if words <= _ENOUGH_WORDS:
        return False
    return (share < _SYLLABLES and marked < _MARKED) or _old_font_share(text) > _OLD_FONT


def _old_font_share(text: str) -> float:
    """Of all letters, those that stand for Vietnamese ones in the fonts .VnTime (TCVN3) and VNI."""
    text = text[: 10 * _MOST]
    letters = sum(letter.isalpha() for letter in text) or 1
    return sum(letter in _OLD_LETTERS for letter in text) / letters
