"""Which of the letters that the engine took for possible are meant, told by the words around them.

Hook, acute and no tone at all look alike in a coarse picture: the engine reads "Tố chức" and has "ổ" as its
second thought. One of its own thoughts is taken where it makes a pair of syllables that papers of the trade
use, or a syllable of what is none; figures stay as they were read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from string import ascii_letters

from minhbach.reading.open.ocr.seen import Seen
from minhbach.reading.pairs import PAIRS
from minhbach.reading.syllables import broken_words

_FIRST = re.compile(r"\W*([^\W\d_]+)\Z")
_SECOND = re.compile(r"([^\W\d_]+)\W*\Z")

_PARTS = frozenset(ascii_letters) | frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")


def settled(lines: Sequence[Sequence[Seen]]) -> list[list[Seen]]:
    """The same lines, some words as the engine's second thought has them."""
    words = [_whole(word) for line in lines for word in line]
    for at in range(len(words) - 1):
        before = words[at - 1].text if at else ""
        after = words[at + 2].text if at + 2 < len(words) else ""
        words[at : at + 2] = _paired(words[at], words[at + 1], before, after)
    rest = iter(words)
    return [[next(rest) for _ in line] for line in lines]


def _paired(one: Seen, other: Seen, before: str, after: str) -> tuple[Seen, Seen]:
    """Two words as the pair that they may be; one that makes a pair with its other neighbour stays."""
    if _is_pair(one.text, other.text):
        return one, other
    if not _is_pair(before, one.text):
        meant = _meant(one, lambda text: _is_pair(text, other.text))
        if meant is not one:
            return meant, other
    if not _is_pair(other.text, after):
        return one, _meant(other, lambda text: _is_pair(one.text, text))
    return one, other


def _whole(word: Seen) -> Seen:
    """A word that is no syllable as the one that it may be; a foreign letter as its likeliest rival."""
    word = _in_alphabet(word)
    if not broken_words(word.text):
        return word
    return _meant(word, lambda text: not broken_words(text))


def _in_alphabet(word: Seen) -> Seen:
    if len(word.rivals) != len(word.text) or all(map(_is_ours, word.text)):
        return word
    letters = [
        letter if _is_ours(letter) else next(filter(_is_letter, rivals), letter)
        for letter, rivals in zip(word.text, word.rivals, strict=True)
    ]
    return replace(word, text="".join(letters))


def _is_ours(letter: str) -> bool:
    return not letter.isalpha() or _is_letter(letter)


def _is_letter(letter: str) -> bool:
    """Whether papers in Vietnamese have such a letter."""
    return letter in "đĐ" or (letter.isalpha() and set(unicodedata.normalize("NFD", letter)) <= _PARTS)


def _meant(word: Seen, fits: Callable[[str], bool]) -> Seen:
    """The word with another letter, where one alone fits."""
    found = [text for text in _others(word) if fits(text)]
    return replace(word, text=found[0]) if len(found) == 1 else word


def _others(word: Seen) -> Iterator[str]:
    if len(word.rivals) != len(word.text):
        return
    for at, (letter, rivals) in enumerate(zip(word.text, word.rivals, strict=True)):
        for rival in rivals if letter.isalpha() else "":
            if rival.isalpha() and rival.isupper() == letter.isupper():
                yield word.text[:at] + rival + word.text[at + 1 :]


def _is_pair(one: str, other: str) -> bool:
    first, second = _FIRST.match(one), _SECOND.match(other)
    return first is not None and second is not None and f"{first[1]} {second[1]}".lower() in PAIRS
