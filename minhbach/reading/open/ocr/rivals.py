"""Which of the letters that the engine took for possible are meant, told by the words around them.

Hook, acute and no tone at all look alike in a coarse picture: the engine reads "Tố chức" and has "ổ" as its
second thought. One of its own thoughts is taken where it makes a pair of syllables that papers of the trade
use, or a syllable of what is none; figures stay as they were read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from string import ascii_letters

from minhbach.reading.open.ocr.seen import SETTLED, Seen
from minhbach.reading.pairs import PAIRS
from minhbach.reading.shapes import UNSURE
from minhbach.reading.syllables import broken_words

_FIRST = re.compile(r"\W*([^\W\d_]+)\Z")
_SECOND = re.compile(r"([^\W\d_]+)\W*\Z")

_OFTEN = 3  # times a paper uses a pair of its own
_PARTS = frozenset(ascii_letters) | frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")


def settled(lines: Sequence[Sequence[Seen]]) -> list[list[Seen]]:
    """The lines of a page, some words as the engine's second thought has them."""
    found = _as_pairs([[_whole(word) for word in line] for line in lines], PAIRS)
    return _weighed(found)


def _weighed(lines: list[list[Seen]]) -> list[list[Seen]]:
    """The same: what makes a pair with a neighbour is as sure as what was made out well; what makes none is
    unsure where its marks may be others."""
    words = [word for line in lines for word in line]
    paired = {
        place
        for at, (one, other) in enumerate(pairwise(words))
        if _pair(one.text, other.text) in PAIRS
        for place in (at, at + 1)
    }
    for at, word in enumerate(words):
        if at in paired and word.sure < SETTLED:
            words[at] = replace(word, sure=SETTLED)
        elif at not in paired and word.sure >= UNSURE and _is_contested(word):
            words[at] = replace(word, sure=UNSURE - 1)
    return _in_lines(words, lines)


def _is_contested(word: Seen) -> bool:
    """Whether the engine took the same letter with other marks for possible."""
    return any(
        rival.isupper() == letter.isupper() and _bare(rival) == _bare(letter)
        for letter, rivals in zip(word.text, word.rivals, strict=False)
        for rival in (rivals if letter.isalpha() else "")
    )


@lru_cache(maxsize=1024)
def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def agreed(pages: Sequence[Sequence[Sequence[Seen]]]) -> list[list[list[Seen]]]:
    """The same for all pages of a paper, by the pairs that it uses itself again and again."""
    words = ([word for line in page for word in line] for page in pages)
    counts = Counter(
        pair for page in words for one, other in pairwise(page) if (pair := _pair(one.text, other.text))
    )
    used = {pair for pair, count in counts.items() if count >= _OFTEN}
    return [_as_pairs(page, used) for page in pages]


def _as_pairs(lines: Sequence[Sequence[Seen]], pairs: Set[str]) -> list[list[Seen]]:
    words = [word for line in lines for word in line]
    for at in range(len(words) - 1):
        before = words[at - 1].text if at else ""
        after = words[at + 2].text if at + 2 < len(words) else ""
        words[at : at + 2] = _paired(words[at], words[at + 1], before, after, pairs)
    return _in_lines(words, lines)


def _in_lines(words: Sequence[Seen], lines: Sequence[Sequence[Seen]]) -> list[list[Seen]]:
    rest = iter(words)
    return [[next(rest) for _ in line] for line in lines]


def _paired(one: Seen, other: Seen, before: str, after: str, pairs: Set[str]) -> tuple[Seen, Seen]:
    """Two words as the pair that they may be; one that makes a pair with its other neighbour stays."""
    if _pair(one.text, other.text) in pairs:
        return one, other
    ones = [one.text] if _pair(before, one.text) in pairs else [one.text, *_others(one)]
    others = [other.text] if _pair(other.text, after) in pairs else [other.text, *_others(other)]
    found = [(a, b) for a in ones for b in others if _pair(a, b) in pairs]
    if len(found) != 1:
        return one, other
    return replace(one, text=found[0][0]), replace(other, text=found[0][1])


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


def _pair(one: str, other: str) -> str | None:
    """Two syllables that nothing parts."""
    first, second = _FIRST.match(one), _SECOND.match(other)
    return f"{first[1]} {second[1]}".lower() if first and second else None
