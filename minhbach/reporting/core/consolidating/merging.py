"""Assembling again over a text under hand: a three-way merge, passage by passage.

base is what was assembled when the words were taken over, mine the words under hand, theirs what is
assembled now. What nobody touched follows the record. What a person wrote, added or took out stays; where
the record changed under an edited passage both stand side by side until a person chooses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from minhbach.reporting.core.consolidating.shapes import Given, GivenSection, Passage, Section, Text


def merge(text: Text, given: Sequence[GivenSection]) -> Text:
    """The text with what is assembled now: no hand edit is lost; without a change it is the same text."""
    fresh = {passage.key: passage for section in given for passage in section.passages}
    old = {passage.key: passage for _section, passage in text.passages()}
    follow = _followers(text, {section.key for section in given}, fresh)
    sections = [_section(section, old, follow) for section in given]
    known = {section.key for section in given}
    left = [_left_over(section, fresh) for section in text.sections if section.key not in known]
    return replace(text, sections=_placed(text, sections, [section for section in left if section.passages]))


def taken(given: Given) -> Passage:
    """A passage just as the record gives it."""
    return Passage(key=given.key, words=given.words, base=given, form=given.form)


Anchor = tuple[str, str]  # section, and the assembled passage before ("" at the head of the section)


def _followers(text: Text, known: set[str], fresh: dict[str, Given]) -> dict[Anchor, list[Passage]]:
    """Passages that the record does not give now and that stay, by the passage behind which they stand."""
    found: dict[Anchor, list[Passage]] = defaultdict(list)
    for section in text.sections:
        if section.key not in known:
            continue
        before = ""
        for passage in section.passages:
            if passage.key in fresh:
                before = passage.key
            elif passage.is_ours:
                found[section.key, before].append(_without_record(passage))
    return found


def _without_record(passage: Passage) -> Passage:
    """Added words stand for themselves; edited ones lost the sentence that they were written over."""
    if passage.is_added:
        return passage
    return replace(passage, offer=None, gone=True)


def _section(given: GivenSection, old: dict[str, Passage], follow: dict[Anchor, list[Passage]]) -> Section:
    passages = list(follow.pop((given.key, ""), ()))
    for fresh in given.passages:
        passages.append(_merged(old.get(fresh.key), fresh))
        # Where a passage moved to another section, what was written behind it goes with it.
        for anchor in [a for a in follow if a[1] == fresh.key]:
            passages.extend(follow.pop(anchor))
    return Section(given.key, given.title, given.part, tuple(passages))


def _merged(mine: Passage | None, fresh: Given) -> Passage:
    if mine is None:
        return taken(fresh)
    if mine.base == fresh:
        return replace(mine, offer=None, gone=False)
    if not (mine.is_added or mine.is_edited) or mine.words == fresh.words:
        kept = taken(fresh)
        return replace(kept, removed=True, by=mine.by, on=mine.on) if mine.removed else kept
    if mine.base is not None and mine.base.words == fresh.words:
        return replace(mine, base=fresh, offer=None, gone=False)
    return replace(mine, offer=fresh, gone=False)


def _left_over(section: Section, fresh: dict[str, Given]) -> Section:
    """Of a section that the template dropped: what a person wrote."""
    kept = (p for p in section.passages if p.is_ours and p.key not in fresh)
    return replace(section, passages=tuple(_without_record(p) for p in kept))


def _placed(text: Text, sections: list[Section], left: Iterable[Section]) -> tuple[Section, ...]:
    """Left-over sections stand behind the section they stood behind, else first."""
    order = [section.key for section in text.sections]
    placed = list(sections)
    for section in left:
        before = order[: order.index(section.key)]
        places = [i for i, one in enumerate(placed) if one.key in before]
        placed.insert(places[-1] + 1 if places else 0, section)
    return tuple(placed)
