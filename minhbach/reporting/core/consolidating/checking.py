"""Every figure of a text under hand beside the record of now: changed, gone, or without a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from minhbach.reporting.core.consolidating.shapes import (
    Fact,
    Given,
    GivenSection,
    Passage,
    Text,
    figures_in,
)


class Doubt(StrEnum):
    CONFLICT = "conflict"  # edited, and the record changed under it
    CHANGED = "changed"  # the record has another value now
    WITHDRAWN = "withdrawn"  # what it rests on is no longer in the record
    NEW = "new"  # the record says something that the text does not have
    UNSOURCED = "unsourced"  # a figure typed by hand


@dataclass(frozen=True, slots=True)
class Finding:
    """section, key: the passage. name: which figure. old, new: its values; "" where there is none."""

    doubt: Doubt
    section: str
    key: str
    name: str = ""
    old: str = ""
    new: str = ""


def check(text: Text, given: Sequence[GivenSection]) -> list[Finding]:
    """Conflicts first, then what changed, in the order of the text. given: assembled from the record now."""
    fresh = {passage.key: passage for section in given for passage in section.passages}
    found = [
        finding
        for section in text.sections
        for passage in section.standing
        for finding in _of_passage(section.key, passage, fresh.get(passage.key))
    ]
    found += _new(text, given)
    rank = list(Doubt)
    return sorted(found, key=lambda finding: rank.index(finding.doubt))


def _of_passage(section: str, passage: Passage, fresh: Given | None) -> Iterable[Finding]:
    if passage.is_conflict:
        offered = passage.offer.words if passage.offer else ""
        yield Finding(Doubt.CONFLICT, section, passage.key, "", passage.words, offered)
    elif passage.base is not None and fresh is None:
        yield Finding(Doubt.WITHDRAWN, section, passage.key, "", passage.base.words)
    elif passage.base is not None and fresh is not None:
        yield from _changed(section, passage.base, fresh)
    yield from (Finding(Doubt.UNSOURCED, section, passage.key, "", figure) for figure in unsourced(passage))


def _changed(section: str, base: Given, fresh: Given) -> Iterable[Finding]:
    before, now = _by_name(base.facts), _by_name(fresh.facts)
    spoken = False
    for name, fact in before.items():
        if name not in now:
            yield Finding(Doubt.WITHDRAWN, section, base.key, name, fact.value)
            spoken = True
        elif now[name].value != fact.value:
            yield Finding(Doubt.CHANGED, section, base.key, name, fact.value, now[name].value)
            spoken = True
    for name in now.keys() - before.keys():
        yield Finding(Doubt.CHANGED, section, base.key, name, "", now[name].value)
        spoken = True
    if not spoken and base.words != fresh.words:
        yield Finding(Doubt.CHANGED, section, base.key, "", base.words, fresh.words)


def _by_name(facts: Iterable[Fact]) -> dict[str, Fact]:
    return {fact.name: fact for fact in facts}


def _new(text: Text, given: Iterable[GivenSection]) -> Iterable[Finding]:
    known = {passage.key for _section, passage in text.passages()}
    for section in given:
        for fresh in section.passages:
            if fresh.key not in known:
                yield Finding(Doubt.NEW, section.key, fresh.key, "", "", fresh.words)


def unsourced(passage: Passage) -> list[str]:
    """Figures of the words under hand that the record did not give: typed by a person, resting on nothing."""
    given = Counter(figures_in(passage.base.words)) if passage.base else Counter[str]()
    for fact in passage.facts:
        for figure in figures_in(fact.value):
            given[figure] = max(given[figure], 1)
    return list((Counter(figures_in(passage.words)) - given).elements())
