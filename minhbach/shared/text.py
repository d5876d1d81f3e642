"""Vietnamese text: one form at the door, one folded form for search, one order for names. Pure."""

from __future__ import annotations

import unicodedata

# The order of the Vietnamese alphabet: ă and â after a, đ after d, ê after e, ô and ơ after o, ư after u.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: place for place, letter in enumerate(_ALPHABET)}
# The dictionary order of tones: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

MOST_WORDS = 8

WordKey = tuple[tuple[int, ...], tuple[int, ...]]


def nfc(text: str) -> str:
    """The composed form: what the product stores and compares. Every text passes here at the door."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """For search: lower case, marks off, đ as d, everything but letters and digits as one space."""
    return " ".join(text.lower().translate(_FOLDED).split())


class _Folded(dict[int, str]):
    """What becomes of each sign of a small text, worked out once: lists of thousands of rows are folded."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFD", chr(code)).replace("đ", "d")
        folded = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
        if code < _KEPT:
            self[code] = folded
        return folded


_KEPT = 0x2100  # behind all letters of Vietnamese and its punctuation; others are too many to keep
_FOLDED = _Folded()


def search_words(text: str) -> list[str]:
    """The folded words of a search. Each becomes a condition, and a database takes a thousand at most."""
    return fold(text).split()[:MOST_WORDS]


def given_name_key(name: str) -> tuple[WordKey, ...]:
    """Sort key of a person's name: given name (the last word) first, then the words before it."""
    words = nfc(name).lower().split()
    return tuple(word_key(word) for word in [*words[-1:], *words[:-1]])


def word_key(word: str) -> WordKey:
    """Sort key of one word: by letters of the Vietnamese alphabet, then by tones."""
    letters: list[int] = []
    tones: list[int] = []
    for char in nfc(word).lower():
        letter, tone = _without_tone(char)
        letters.append(_rank(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _rank(letter: str) -> int:
    """Place in the alphabet; other signs come after it; a tone that stands alone has no letter."""
    return _RANK.get(letter, len(_ALPHABET) + ord(letter)) if letter else -1


def _without_tone(char: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[part] for part in parts if part in _TONES), 0)
    letter = nfc("".join(part for part in parts if part not in _TONES))
    return letter[:1], tone
