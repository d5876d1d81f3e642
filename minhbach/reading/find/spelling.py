"""Words that look mistyped, each with what it may have been meant to be. Suggested, never changed.

Only where the document itself speaks for it: the word meant stands elsewhere in it, in the same phrase. Two
letters that changed places speak for themselves where one word alone comes of putting them back.
A rare and right suggestion is looked at; many are waved through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from minhbach.reading.find.toned import from_telex, has_marks, is_near, is_syllable, key

MOST = 30  # a document full of slips has another fault: wrong letters, a scan
_OFTEN, _AGAIN = 3, 2  # how often the phrase must stand with the word that is meant
_BOUND = r"[.;:!?()\[\]\"“”\n/@\d_-]"  # a phrase does not run over these
_TOKEN = re.compile(rf"[^\W\d_]+|{_BOUND}")
# Words of grammar: they are never doubled to say more, as "dần dần" is.
_NEVER_TWICE = frozenset(
    ("các", "và", "của", "trên", "trong", "cho", "theo", "với", "được", "tại", "để", "là", "phải", "bởi",
     "nhằm", "những", "việc", "hoặc", "khi", "này", "đã", "sẽ", "bằng")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """text stands at `start` of the field at `path`; reason: syllable, telex, doubled or phrase."""

    path: str
    start: int
    text: str
    suggestion: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Word:
    """left, right: the words beside it in the same phrase, in lower case."""

    start: int
    text: str
    left: str = ""
    right: str = ""

    @property
    def lower(self) -> str:
        return self.text.lower()


class _Usage:
    """How the document writes: how often each syllable and each pair of neighbours stands in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            tokens = _TOKEN.findall(text.lower())
            self.words.update(tokens)
            self.pairs.update(pairwise(tokens))

    @cached_property
    def behind(self) -> dict[str, set[str]]:
        return _grouped(self.pairs)

    @cached_property
    def before(self) -> dict[str, set[str]]:
        return _grouped((other, one) for one, other in self.pairs)

    @cached_property
    def by_key(self) -> dict[str, str]:
        """The syllables of the document by their letters and tone."""
        return {key(word): word for word in self.words if is_syllable(word)}

    def meant(self, word: _Word) -> str | None:
        """The near syllable that stands often in the phrase of this word, on every side that it has."""
        around = self.behind.get(word.left, set()) | self.before.get(word.right, set())
        found = [
            (self._support(word, other), other)
            for other in around
            if other != word.lower and is_syllable(other) and is_near(word.lower, other)
        ]
        best = max(found, default=(0, ""))
        return best[1] if best[0] >= _OFTEN else None

    def _support(self, word: _Word, other: str) -> int:
        """How often the phrase stands with the other word; 0 where one of its sides does not know it."""
        sides = [self.pairs[word.left, other]] if word.left else []
        sides += [self.pairs[other, word.right]] if word.right else []
        return max(sides) if sides and min(sides) >= _AGAIN else 0


def slips(texts: Iterable[str], fields: Iterable[tuple[str, str]]) -> list[Slip]:
    """What looks mistyped in the fields of a draft. texts: the words of the whole document."""
    usage = _Usage(texts)
    found = [slip for path, text in fields for slip in _slips_of(path, text, usage)]
    return found if len(found) <= MOST else []


def _slips_of(path: str, text: str, usage: _Usage) -> Iterator[Slip]:
    words = list(_words(text))
    for word, following in pairwise(words):
        twice = text[word.start : following.start + len(following.text)]
        if twice.lower().split() == [word.lower] * 2 and word.lower in _NEVER_TWICE:
            yield Slip(path, word.start, twice, word.text, "doubled")
    for word in words:
        if meant := _suggested(word, usage):
            suggestion, reason = meant
            yield Slip(path, word.start, word.text, _as_written(suggestion, word.text), reason)


def _suggested(word: _Word, usage: _Usage) -> tuple[str, str] | None:
    """What a word may have been meant to be, and why; names and short forms in capitals are left alone."""
    if len(word.text) < 2 or not (word.text.islower() or word.text.istitle()):
        return None
    if is_syllable(word.lower):
        is_once = usage.words[word.lower] <= 1 and word.text.islower() and word.left and word.right
        meant = usage.meant(word) if is_once else None
        return (meant, "phrase") if meant else None
    if has_marks(word.lower):
        meant = usage.meant(word) or _swapped(word.lower, usage)
        return (meant, "syllable") if meant else None
    typed = from_telex(word.lower)  # a foreign word stays: its keys make no word of this document
    known = usage.by_key.get(typed) if typed else None
    return (known, "telex") if known else None


def _swapped(low: str, usage: _Usage) -> str | None:
    """The one syllable that two neighbouring letters in each other's place make of a word that is none."""
    swaps = {low[:at] + low[at + 1] + low[at] + low[at + 2 :] for at in range(len(low) - 1)}
    found = {word for word in swaps if is_syllable(word)}
    known = {word for word in found if word in usage.words} or found
    return known.pop() if len(known) == 1 else None


def _words(text: str) -> Iterator[_Word]:
    found = list(_TOKEN.finditer(text))
    for n, match in enumerate(found):
        if match[0][0].isalpha():
            left = found[n - 1][0].lower() if n and found[n - 1][0].isalpha() else ""
            right = found[n + 1][0].lower() if n + 1 < len(found) and found[n + 1][0].isalpha() else ""
            yield _Word(match.start(), match[0], left, right)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return found


def _as_written(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
