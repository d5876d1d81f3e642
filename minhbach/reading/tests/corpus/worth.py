"""What doubts are worth: of wrong values those that bear one, of right values those that bear one in vain."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from minhbach.reading.tests.corpus.figures import Outcome
from minhbach.reading.tests.scoring import Difference

CAUGHT, CAUGHT_LOW, FLAGGED = 0.9, 0.8, 0.1  # the bar of design/quality.md


@dataclass(frozen=True)
class Share:
    """Some of many, with two 95 % intervals: Wilson's over values, and over documents drawn anew."""

    part: int
    whole: int
    wilson: tuple[float, float]
    drawn: tuple[float, float]

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 1.0

    def __str__(self) -> str:
        low, high = self.drawn
        return f"{self.part}/{self.whole} = {self.value:.1%} ({low:.0%}-{high:.0%})"


def wrong_with_a_doubt(outcomes: Sequence[Outcome]) -> Share:
    """Of the wrong values, those the official is told to look at: by a doubt, or by the unread list."""
    return _share(outcomes, lambda o: o.caught, lambda o: o.wrong)


def right_with_a_doubt(outcomes: Sequence[Outcome]) -> Share:
    """Of the right values, those the official is told to look at in vain."""
    return _share(outcomes, lambda o: o.flagged, lambda o: o.right)


def holds(caught: Share, flagged: Share) -> bool:
    """Whether the bar is reached; the interval is the one over documents, the wider of the two."""
    enough = caught.value >= CAUGHT and (caught.drawn[0] >= CAUGHT_LOW or not caught.whole)
    return enough and flagged.value <= FLAGGED


def by_reason(outcomes: Iterable[Outcome]) -> list[tuple[str, int, int]]:
    """Of every reason code: how many wrong values it points at, and how many right ones."""
    caught: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for one in outcomes:
        caught.update(one.caught_by)
        flagged.update(one.flagged_by)
    return [(code, caught[code], flagged[code]) for code in sorted(caught.keys() | flagged.keys())]


# -- what nobody doubted --------------------------------------------------------------------------------


def undoubted(one: Outcome) -> Iterator[Difference]:
    """The wrong values that the official is not told to look at: the worst there is."""
    return (d for d in one.score.wrong if not d.doubted and d.path not in one.listed)


def silent_classes(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str, int, int]]:
    """Form, field and how it went wrong: how many values and in how many documents, the most first."""
    values: Counter[tuple[str, str, str]] = Counter()
    papers: Counter[tuple[str, str, str]] = Counter()
    for one in outcomes:
        keys = [(one.groups["form"], kind_of(d.path), how(d)) for d in undoubted(one)]
        values.update(keys)
        papers.update(set(keys))
    return [(*key, count, papers[key]) for key, count in values.most_common()]


def kind_of(path: str) -> str:
    """A path without its numbers: "tasks.time.due"."""
    return re.sub(r"\[\d+\]", "", path).removeprefix("lost.")


def how(one: Difference) -> str:
    """In what way a value is wrong."""
    if one.path.startswith("lost."):
        return "row lost"
    if not one.label:
        return "row invented" if one.path.endswith("]") else "invented"
    if not one.draft:
        return "missing"
    label, draft = (re.sub(r"\W+", "", str(said)).lower() for said in (one.label, one.draft))
    if label in draft:
        return "too much"
    return "too little" if draft in label else "another"


# -- intervals ------------------------------------------------------------------------------------------


def _share(
    outcomes: Sequence[Outcome], part: Callable[[Outcome], int], whole: Callable[[Outcome], int]
) -> Share:
    clusters: dict[str, tuple[int, int]] = {}
    for o in outcomes:
        some, many = clusters.get(o.cluster, (0, 0))
        clusters[o.cluster] = (some + part(o), many + whole(o))
    pairs = list(clusters.values())
    some, many = sum(p for p, _ in pairs), sum(w for _, w in pairs)
    return Share(some, many, wilson(some, many), _drawn(pairs))


def wilson(part: int, whole: int, z: float = 1.96) -> tuple[float, float]:
    """The score interval of Wilson (1927)."""
    if not whole:
        return 0.0, 1.0
    p, n = part / whole, whole
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _drawn(pairs: Sequence[tuple[int, int]], rounds: int = 2000) -> tuple[float, float]:
    """Documents drawn with replacement: values of one document go wrong together."""
    if not any(whole for _, whole in pairs):
        return 0.0, 1.0
    rng = random.Random(2026)
    shares = []
    for _ in range(rounds):
        sample = rng.choices(pairs, k=len(pairs))
        whole = sum(w for _, w in sample)
        shares.append(sum(p for p, _ in sample) / whole if whole else 1.0)
    shares.sort()
    return shares[round(0.025 * rounds)], shares[round(0.975 * rounds) - 1]
