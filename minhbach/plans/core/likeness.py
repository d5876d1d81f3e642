"""Which row of one list is which of another, by their words: exact ones first, then the most alike. Pure.

Rows that share rare words are tried, not all with all: 2.000 rows beside 2.000 take a fraction of a second.
The answer depends neither on the order of the rows nor on which list is called the earlier one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

ALIKE = 0.55  # below this share of words in common two rows are two rows, not one that was changed
HELPED = 0.4  # so many will do where the same units lead and the day or the number is the same
SURE = 0.8
CLEAR = 0.08  # by so much a sure pairing must be better than the next one
SHARED = 36  # a word that stands in more pairs of rows than this tells none apart
TRIED = 6

# Key, known words, and the rest: who leads, day, recurrence, product, who coordinates, start, number, path.
Words = tuple[int, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The earlier row that a later one is; percent of words in common."""

    earlier: int
    percent: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Try:
    """tie: what decides between equal scores, the same from either side."""

    score: float
    words: float
    earlier: int
    later: int
    tie: tuple[tuple[str, tuple[str, ...]], ...]


def by_likeness(earlier: Sequence[Words], later: Sequence[Words]) -> dict[int, Likeness]:
    """later key -> the earlier row that it is. Each row stands in one pair at most."""
    found = dict(_equal(earlier, later))
    taken = {pair.earlier for pair in found.values()}
    old = sorted((row for row in earlier if row[0] not in taken), key=_content)
    new = sorted((row for row in later if row[0] not in found), key=_content)
    tries = sorted(_tries(old, new), key=lambda one: (-one.score, one.tie))
    best = _next_best(tries)
    for one in tries:
        if one.later in found or one.earlier in taken:
            continue
        taken.add(one.earlier)
        is_sure = one.words >= SURE and one.score - best(one) >= CLEAR
        found[one.later] = Likeness(one.earlier, round(one.words * 100), is_sure)
    return found


def _content(row: Words) -> tuple[str, tuple[str, ...]]:
    return row[1], row[2]


def _equal(earlier: Sequence[Words], later: Sequence[Words]) -> Iterator[tuple[int, Likeness]]:
    """Rows of equal words. Where several say the same, those with most else in common go first."""
    old, new = _by_words(earlier), _by_words(later)
    for words in old.keys() & new.keys():
        ours, theirs = list(old[words]), list(new[words])
        is_one = len(ours) == len(theirs) == 1
        for same in (_all, _said, _who_and_when, _who, _when, _anything):
            for row in list(theirs):
                twin = next((other for other in ours if same(other) == same(row)), None)
                if twin is not None:
                    ours.remove(twin)
                    theirs.remove(row)
                    yield row[0], Likeness(twin[0], 100, is_one or same is not _anything)


def _by_words(rows: Sequence[Words]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = defaultdict(list)
    for row in sorted(rows, key=_content):
        found[row[1]].append(row)
    return found


def _all(row: Words) -> tuple[str, ...]:
    return row[2]


def _said(row: Words) -> tuple[str, ...]:
    return row[2][:6]


def _who_and_when(row: Words) -> tuple[str, ...]:
    return row[2][:3]


def _who(row: Words) -> tuple[str, ...]:
    return row[2][:1]


def _when(row: Words) -> tuple[str, ...]:
    return row[2][1:3]


def _anything(row: Words) -> tuple[str, ...]:
    return ()


def _tries(old: Sequence[Words], new: Sequence[Words]) -> Iterator[_Try]:
    """Pairs worth a look that are alike enough, each with its score."""
    words_of_old = [row[1].split() for row in old]
    words_of_new = [row[1].split() for row in new]
    for i, j in _candidates(words_of_old, words_of_new):
        words = Indel.normalized_similarity(words_of_old[i], words_of_new[j])
        same = tuple(a == b and bool(a) for a, b in zip(old[i][2], new[j][2], strict=True))
        who, day, code = same[0], same[1], same[6]
        if words >= ALIKE or (words >= HELPED and who and (day or code)):
            score = 0.8 * words + 0.1 * who + 0.05 * day + 0.05 * code
            tie = tuple(sorted((_content(old[i]), _content(new[j]))))
            yield _Try(round(score, 9), words, old[i][0], new[j][0], tie)


def _candidates(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Pairs of rows that share rare words, the rarest most; for each row of either list the few best."""
    weights: dict[tuple[int, int], float] = defaultdict(float)
    ours, theirs = _postings(old), _postings(new)
    for piece in ours.keys() & theirs.keys():
        here, there = ours[piece], theirs[piece]
        if len(here) * len(there) <= SHARED:
            weight = 1 / (len(here) * len(there))
            for i in here:
                for j in there:
                    weights[i, j] += weight
    return _best_of(weights, 0) | _best_of(weights, 1)


def _postings(rows: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """Rows by their words, pairs and threes of words."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(rows):
        pairs = map(" ".join, pairwise(words))
        threes = map(" ".join, zip(words, words[1:], words[2:], strict=False))
        for piece in {*words, *pairs, *threes}:
            found[piece].append(number)
    return found


def _best_of(weights: dict[tuple[int, int], float], side: int) -> set[tuple[int, int]]:
    rows: dict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for pair, weight in weights.items():
        rows[pair[side]].append((round(weight, 6), pair))
    kept: set[tuple[int, int]] = set()
    for tried in rows.values():
        tried.sort(reverse=True)
        least = tried[min(TRIED, len(tried)) - 1][0]
        kept |= {pair for weight, pair in tried if weight >= least}
    return kept


class _next_best:
    """For a try, the best score of another try of either of its rows."""

    def __init__(self, tries: Sequence[_Try]) -> None:
        self.top: dict[tuple[str, int], list[_Try]] = defaultdict(list)
        for one in tries:  # the best first
            for row in (("old", one.earlier), ("new", one.later)):
                if len(self.top[row]) < 2:
                    self.top[row].append(one)

    def __call__(self, one: _Try) -> float:
        others = [*self.top["old", one.earlier], *self.top["new", one.later]]
        return max((other.score for other in others if other is not one), default=0.0)
