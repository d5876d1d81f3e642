"""Syllables with their tones, for spelling: what can be one, what strokes of Telex make, what lies near.

Source: the spelling of quốc ngữ as schools teach it. A stop at the end (c, ch, p, t) bears only sắc or nặng.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from minhbach.reading import syllables

SAC, HUYEN, HOI, NGA, NANG = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
TONES = frozenset((SAC, HUYEN, HOI, NGA, NANG))
_MARKED = frozenset("ăâêôơưđ")
_TELEX_LETTERS = (("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("dd", "đ"), ("aw", "ă"), ("uow", "ươ"), ("ow", "ơ"))
_TELEX_TONES = {"s": SAC, "f": HUYEN, "r": HOI, "x": NGA, "j": NANG}


@lru_cache(maxsize=20_000)
def parted(syllable: str) -> tuple[str, str]:
    """The letters without their tone, and the tone ("" for the level one)."""
    letters, tone = [], ""
    for letter in unicodedata.normalize("NFD", syllable):
        if letter in TONES:
            tone += letter
        else:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters)), tone


@lru_cache(maxsize=20_000)
def is_syllable(text: str) -> bool:
    """Whether lower-case letters can be a Vietnamese syllable, its tone included."""
    letters, tone = parted(text)
    is_stopped = letters.endswith(("c", "ch", "p", "t"))
    return len(tone) <= 1 and syllables.is_syllable(letters) and not (is_stopped and tone not in (SAC, NANG))


def has_marks(text: str) -> bool:
    """Whether a text bears Vietnamese letters or tones."""
    letters, tone = parted(text)
    return bool(tone) or any(letter in _MARKED for letter in letters)


def from_telex(text: str) -> str | None:
    """The `key` of what these strokes would have made: "nghieejp" gives that of nghiệp; else None."""
    tones = [letter for letter in text[1:] if letter in _TELEX_TONES]
    for tone in dict.fromkeys([*tones, ""]):
        at = text.rfind(tone) if tone else -1
        letters = text[:at] + text[at + 1 :] if tone else text
        for keys, letter in _TELEX_LETTERS:
            letters = letters.replace(keys, letter)
        letters = letters.replace("w", "ư") + _TELEX_TONES.get(tone, "")
        if letters != text and is_syllable(letters):
            return letters
    return None


def key(text: str) -> str:
    """Letters and tone as one word to compare by: the same for "hòa" and "hoà"."""
    return "".join(parted(text))


def is_near(one: str, other: str) -> bool:
    """Whether one slip parts two syllables: the tone, a mark, a letter too many, missing or another."""
    (letters, tone), (others, other_tone) = parted(one), parted(other)
    if letters == others:
        return tone != other_tone
    if tone != other_tone:
        return False
    if len(letters) == len(others):
        pairs = [(a, b) for a, b in zip(letters, others, strict=True) if a != b]
        swapped = len(pairs) == 2 and pairs[0] == pairs[1][::-1]
        return swapped or len(pairs) == 1
    short, long = sorted((letters, others), key=len)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
