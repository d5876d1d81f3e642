"""From a way of writing to the units and groups it names. Pure; built once per registry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from minhbach.organisation.core.abbreviations import COMMON
from minhbach.organisation.core.registry import DIVISION, Registry
from minhbach.organisation.core.writing import Tokens, bare_key, key, plain_tokens, tokens, without_office
from minhbach.shared.text import fold

NEAR_ENOUGH = 74.0
SAME_BUT_FOR_A_SLIP = 80.0
MOST_CANDIDATES = 5
_PROVINCE = tokens("tỉnh")
_TAILS = tuple(
    tokens(words)
    for words in (
        "trên địa bàn tỉnh",
        "trên địa bàn",
        "trong tỉnh",
        "của tỉnh",
        "thuộc tỉnh",
        "cấp tỉnh",
        "tỉnh",
    )
)
# What is left of these names without their place could be anyone's.
_TOO_BARE = frozenset(
    key(tokens(words))
    for words in (
        "ủy ban nhân dân",
        "hội đồng nhân dân",
        "ủy ban",
        "hội đồng",
        "văn phòng",
        "chi nhánh",
        "công ty",
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """A unit or a group of the registry."""

    unit_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something near that a person may mean. score: likeness of the words, 0-100; never acted upon."""

    label: str
    score: int
    unit_id: int | None = None
    group_id: int | None = None


class Index:
    """Looks a phrase up in three steps: as written, without its place, typed without accents."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._exact: dict[str, set[Target]] = defaultdict(set)
        self._placeless: dict[str, set[Target]] = defaultdict(set)
        self._bare: dict[str, set[Target]] = defaultdict(set)
        for target, text in self._writings():
            self._add(target, text)

    def find(self, words: Tokens, plain: Tokens, *, marked: bool) -> frozenset[Target]:
        """Targets of the first step that finds any. plain: the same phrase with nothing written out."""
        for form in (words, plain, without_office(words)):
            if found := self._exact.get(key(form)):
                return frozenset(found)
        for form in self.placeless(without_office(words)):
            if found := self._exact.get(key(form)) or self._placeless.get(key(form)):
                return frozenset(found)
        if not marked and (found := self._bare.get(bare_key(words)) or self._bare.get(bare_key(plain))):
            return frozenset(found)
        return frozenset()

    def placeless(self, words: Tokens) -> Iterator[Tokens]:
        """The words with "tỉnh" for the province's name, then without any place at their end."""
        for place in self.registry.own_places:
            if words[-len(place) :] == place:
                words = words[: -len(place)]
                if words[-1:] != _PROVINCE:
                    words = words + _PROVINCE
                break
        yield words
        for tail in _TAILS:
            if words[-len(tail) :] == tail:
                rest = words[: -len(tail)]
                if len(rest) >= 2 and key(rest) not in _TOO_BARE:
                    yield rest
                return

    def foreign_place(self, words: Tokens) -> tuple[str, Tokens] | None:
        """The name of another province at the end of the phrase, and the phrase with "tỉnh" in its place."""
        for place, name in self.registry.foreign_places.items():
            if len(words) > len(place) and words[-len(place) :] == place:
                rest = words[: -len(place)]
                return name, rest if rest[-1:] == _PROVINCE else rest + _PROVINCE
        return None

    def near(self, phrase: str) -> tuple[Candidate, ...]:
        """Units and groups whose writing is like the phrase and shares a telling word, best first."""
        asked = self._telling(_spaced(tokens(phrase)))
        best: dict[Target, float] = {}
        for words in {_spaced(tokens(phrase)), _spaced(plain_tokens(phrase))}:
            found = process.extract(
                words, self._choices, scorer=fuzz.token_sort_ratio, limit=30, score_cutoff=NEAR_ENOUGH
            )
            for near, score, at in found:
                if not _shares_a_word(asked, self._telling(near)):
                    continue
                target = self._choice_targets[at]
                best[target] = max(score, best.get(target, 0.0))
        ordered = sorted(best.items(), key=lambda item: -item[1])[:MOST_CANDIDATES]
        return tuple(self.candidate(target, round(score)) for target, score in ordered)

    def candidate(self, target: Target, score: int = 100) -> Candidate:
        return Candidate(self.label(target), score, target.unit_id, target.group_id)

    def label(self, target: Target) -> str:
        if target.unit_id is not None:
            return self.registry.unit[target.unit_id].name
        return self.registry.group[target.group_id or 0].name

    def _writings(self) -> Iterator[tuple[Target, str]]:
        for unit in self.registry.units:
            for text in unit.writings():
                yield Target(unit_id=unit.id), text
        for group in self.registry.groups:
            for text in group.writings():
                yield Target(group_id=group.id), text

    def _add(self, target: Target, text: str) -> None:
        words = tokens(text)
        self._exact[key(words)].add(target)
        self._exact[key(plain_tokens(text))].add(target)
        self._bare[bare_key(words)].add(target)
        self._bare[bare_key(plain_tokens(text))].add(target)
        for form in self.placeless(words):
            self._placeless[key(form)].add(target)

    def _telling(self, spaced: str) -> str:
        """The words that say which body it is: without its kind, its level and the province's name."""
        return " ".join(self._common.sub(" ", spaced).split())

    @cached_property
    def _common(self) -> re.Pattern[str]:
        """Whole words only; the longest first, so that "ban quan ly" does not leave "quan ly"."""
        own = {_spaced(place) for place in self.registry.own_places}
        return _any_of({_spaced(tokens(words)) for words in COMMON} | own)

    @cached_property
    def _listed(self) -> tuple[tuple[Target, str], ...]:
        """What can be proposed: all but divisions, which belong to one unit only."""
        return tuple(
            (target, words)
            for target, text in self._writings()
            for words in {_spaced(tokens(text)), _spaced(plain_tokens(text))}
            if target.unit_id is None or self.registry.unit[target.unit_id].kind != DIVISION
        )

    @cached_property
    def _choices(self) -> list[str]:
        return [words for _target, words in self._listed]

    @cached_property
    def _choice_targets(self) -> list[Target]:
        return [target for target, _words in self._listed]


def _any_of(phrases: set[str]) -> re.Pattern[str]:
    longest_first = sorted((re.escape(phrase) for phrase in phrases if phrase), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _shares_a_word(asked: str, near: str) -> bool:
    """One telling word in common, or the same words but for a slip of typing; "UBND" has none to share."""
    if not asked or not near:
        return asked == near
    if not set(asked.split()).isdisjoint(near.split()):
        return True
    return fuzz.ratio(asked.replace(" ", ""), near.replace(" ", "")) >= SAME_BUT_FOR_A_SLIP


def _spaced(words: Tokens) -> str:
    return fold(" ".join(words))
