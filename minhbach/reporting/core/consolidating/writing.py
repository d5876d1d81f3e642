"""Sentences put together from figures: each figure is a fact with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from minhbach.reporting.core.build import decapitalised
from minhbach.reporting.core.consolidating.shapes import Fact, Form, Given, Ref
from minhbach.shared.numbers import vn_number

MOST_NAMED = 25  # more names than this are a list, and lists stand in the annex


@dataclass(slots=True)
class Sentence:
    """Grows word by word. `count` writes a figure and keeps its source; a name is counted once."""

    words: str = ""
    facts: list[Fact] = field(default_factory=list)

    def say(self, words: str) -> Sentence:
        self.words += words
        return self

    def count(self, name: str, number: int, refs: Iterable[Ref] = ()) -> Sentence:
        return self.fact(name, vn_number(number), refs)

    def fact(self, name: str, value: str, refs: Iterable[Ref] = ()) -> Sentence:
        """value: as it is written here."""
        self.words += value
        return self.rest(name, value, refs)

    def rest(self, name: str, value: str, refs: Iterable[Ref] = ()) -> Sentence:
        """A fact behind the words that is not written as such."""
        self.facts.append(Fact(name, value, tuple(sorted(set(refs)))))
        return self

    def given(self, key: str, form: Form = Form.BODY) -> Given:
        return Given(key, self.words, tuple(self.facts), form)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole in a list such as "201 đã hoàn thành; 31 quá hạn"."""

    words: str
    refs: tuple[Ref, ...]


def listed(sentence: Sentence, shares: Sequence[Share]) -> Sentence:
    """The shares that are not zero, parted by semicolons, ended by a full stop; one alone is all of it."""
    spoken = [share for share in shares if share.refs]
    if len(spoken) == 1:
        share = spoken[0]
        number = vn_number(len(share.refs))
        return sentence.say(f"tất cả {share.words}").rest(share.words, number, share.refs).say(".")
    for place, share in enumerate(spoken):
        sentence.say("; " if place else "").count(share.words, len(share.refs), share.refs)
        sentence.say(f" {share.words}")
    return sentence.say(".")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a list of exceptions: name, what stands in brackets, under which heading, the source."""

    name: str
    group: str = ""
    more: str = ""
    refs: tuple[Ref, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.name} ({self.more})" if self.more else self.name


def named(sentence: Sentence, people: Sequence[Named], annex: str, what: str) -> Sentence:
    """Exceptions by name, under their groups where there are several; a long list is left to the annex."""
    groups: dict[str, list[Named]] = {}
    for one in people:
        groups.setdefault(one.group, []).append(one)
    for place, (group, own) in enumerate(groups.items()):
        sentence.say("; " if place else " ")
        if len(groups) > 1:
            sentence.say(f"{decapitalised(group)} (").count(f"{what}, {group}", len(own), refs_of(own)).say(
                ")"
            )
            sentence.say(": " if len(own) <= MOST_NAMED else "")
        if len(own) > MOST_NAMED:
            sentence.say(f" (danh sách tại {annex})" if len(groups) > 1 else f"danh sách tại {annex}")
        else:
            _names(sentence, own, what)
    return sentence.say(".")


def _names(sentence: Sentence, own: Sequence[Named], what: str) -> None:
    for place, one in enumerate(own):
        sentence.say(", " if place else "").fact(f"{what}: {one.name}", one.words, one.refs)


def refs_of(people: Iterable[Named]) -> list[Ref]:
    return [ref for one in people for ref in one.refs]
