"""What the document's own lines teach: pairs of words that belong together, words seldom capital."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

_STRIP = ".,;:!?()“”\"'…"
# Words that no cell parts, said once in a paper or often: "30% trở lên".
_BOUND = frozenset({("trở", "lên"), ("trở", "xuống"), ("trở", "thành"), ("trở", "về")})


class Language:
    """Pairs and capitals counted inside lines, where no cell boundary can stand."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self.joins: dict[tuple[str, str], float] = {}  # prices of line joins already asked for
        self._together: dict[tuple[str, str], bool] = {}
        for line in lines:
            words = line.split()
            for a, b in itertools.pairwise(words):
                if a[-1] not in ".:;":
                    self._count(a, b)

    def _count(self, a: str, b: str) -> None:
        self._pairs[(a.strip(_STRIP).lower(), b.strip(_STRIP).lower())] += 1
        bare = b.strip(_STRIP)
        if bare[:1].isupper():
            self._capital[bare.lower()] += 1
        elif bare[:1].islower():
            self._small[bare.lower()] += 1

    def pair(self, a: str, b: str) -> bool:
        """The two words stand side by side inside lines, more than once."""
        if a[-1:] in ".,;:":
            return False
        known = self._together.get((a, b))
        if known is None:
            pair = (a.strip(_STRIP).lower(), b.strip(_STRIP).lower())
            known = self._together[(a, b)] = pair in _BOUND or self._pairs[pair] >= 2
        return known

    def seldom_capital(self, word: str) -> bool:
        """The word is small in mid-line nearly always."""
        bare = word.strip(_STRIP).lower()
        small, capital = self._small[bare], self._capital[bare]
        return small + capital >= 2 and capital <= 0.25 * small
