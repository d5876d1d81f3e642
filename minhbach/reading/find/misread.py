"""Words whose tone an engine took for another, known by the words that papers of the trade pair them with.

Hook, acute and tilde look alike in a coarse picture. "tố chức" is two syllables, so nothing else notices it.
A pair is named only where the same letters with other tones are such a pair and these are not. Only pages
whose letters were recognised are looked at, and nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from minhbach.reading.find.toned import parted
from minhbach.reading.pairs import PAIRS

_WORD = re.compile(r"[^\W\d_]+")


_FIELDS = (("text", "text"), ("name", "name"), ("product", "product"), ("time_raw", "time"))


class Misread(NamedTuple):
    """A pair at `start` of the field of a path, and what it may have been."""

    path: str
    start: int
    text: str
    suggestion: str


@lru_cache(maxsize=1)
def _by_letters() -> dict[tuple[str, str], str | None]:
    """The pairs by their letters without tones; None where two pairs share them."""
    found: dict[tuple[str, str], str | None] = {}
    for pair in PAIRS:
        key = _letters(*pair.split())
        found[key] = pair if key not in found else None
    return found


def _letters(one: str, other: str) -> tuple[str, str]:
    return parted(one)[0], parted(other)[0]


def meant(one: str, other: str) -> str | None:
    """The pair that these two syllables may have been, None where they are as they should be."""
    low = one.lower(), other.lower()
    if " ".join(low) in PAIRS:
        return None
    pair = _by_letters().get(_letters(*low))
    if pair is None or not any(parted(word)[1] for word in low):
        return None  # two words without any tone were typed so
    first, second = pair.split()
    if first != low[0] and second != low[1]:
        return None  # "trường bán" is rather two words of others than "trưởng ban"
    return f"{_like(first, one)} {_like(second, other)}"


def _like(word: str, written: str) -> str:
    if written.isupper() and len(written) > 1:
        return word.upper()
    return word.capitalize() if written[:1].isupper() else word


def misread(draft: Mapping[str, Any], pages: frozenset[int | None]) -> Iterator[Misread]:
    """The pairs of the rows that stand on these pages."""
    for name in ("tasks", "indicators"):
        for at, row in enumerate(draft[name]):
            if (row.get("place") or {}).get("page") not in pages:
                continue
            for field, path in _FIELDS:
                if isinstance(value := row.get(field), str):
                    yield from _of_text(f"{name}[{at}].{path}", value)
            for role in ("lead", "coordinating"):
                for phrase in row.get(role) or ():
                    yield from _of_text(f"{name}[{at}].{role}", phrase)


def _of_text(path: str, text: str) -> Iterator[Misread]:
    for one, other in pairwise(_WORD.finditer(text)):
        if text[one.end() : other.start()] == " " and (found := meant(one[0], other[0])) is not None:
            yield Misread(path, one.start(), text[one.start() : other.end()], found)
