"""What a consolidated report is made of: sections of passages, each with the facts it rests on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """What a section is assembled from. OWN: nothing, a person writes it."""

    OPENING = "opening"
    GENERAL = "general"
    INDICATORS = "indicators"
    TASKS = "tasks"
    BEHIND = "behind"
    DIFFICULTIES = "difficulties"
    PROPOSALS = "proposals"
    OWN = "own"
    CLOSING = "closing"


class Form(StrEnum):
    """How a passage stands on paper."""

    BODY = "body"
    HEADING = "heading"
    ITEM = "item"


class RefKind(StrEnum):
    """What a fact can rest on: rows of the record that have a page of their own."""

    PLAN = "plan"
    SLOT = "slot"
    REPORT = "report"
    DUTY = "duty"
    TARGET = "target"
    DIRECTIVE = "directive"


class Ref(NamedTuple):
    """A row of the record. A tuple: a report of 4.000 duties rests on thousands of them."""

    kind: RefKind
    id: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or a quote of a passage. name: what it counts, once in it; value: as it is written."""

    name: str
    value: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A passage as the record gives it. key: stays the same while the record goes on, once in a report."""

    key: str
    words: str
    facts: tuple[Fact, ...] = ()
    form: Form = Form.BODY


@dataclass(frozen=True, slots=True)
class GivenSection:
    """title "": the opening and the closing, which have no heading."""

    key: str
    title: str
    part: Part
    passages: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it stands under hand.

    base: what the record said when the words were last taken from it; None: written by a person.
    offer: what the record says since, where the words were edited and both differ.
    gone: the record says nothing of it any more, the edited words stand.
    removed: taken out by a person; stays here so that assembling does not bring it back.
    by, on: who edited last (user id) and when (ISO date), for the page.
    """

    key: str
    words: str
    base: Given | None = None
    offer: Given | None = None
    gone: bool = False
    removed: bool = False
    form: Form = Form.BODY
    by: int | None = None
    on: str = ""

    @property
    def is_added(self) -> bool:
        return self.base is None

    @property
    def is_edited(self) -> bool:
        return self.base is not None and self.words != self.base.words

    @property
    def is_ours(self) -> bool:
        """Something a person did: assembling may not undo it."""
        return self.is_added or self.is_edited or self.removed

    @property
    def is_conflict(self) -> bool:
        return not self.removed and (self.offer is not None or self.gone)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.base.facts if self.base else ()

    @property
    def seen(self) -> str:
        """What an editor had before the eyes: sent back with the form, so that nobody is written over."""
        offered = self.offer.words if self.offer else ""
        return fingerprint(f"{self.words}\n{offered}\n{self.gone}{self.removed}")


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    part: Part
    passages: tuple[Passage, ...] = ()

    @property
    def standing(self) -> tuple[Passage, ...]:
        """What is printed."""
        return tuple(p for p in self.passages if not p.removed)

    @property
    def removed(self) -> tuple[Passage, ...]:
        return tuple(p for p in self.passages if p.removed)

    @property
    def conflicts(self) -> tuple[Passage, ...]:
        return tuple(p for p in self.passages if p.is_conflict)


@dataclass(frozen=True, slots=True)
class Text:
    """The whole text under hand. next_own: the number of the next passage that a person adds."""

    sections: tuple[Section, ...] = ()
    next_own: int = 1

    def passages(self) -> Iterator[tuple[Section, Passage]]:
        return ((section, passage) for section in self.sections for passage in section.passages)

    def passage(self, key: str) -> Passage | None:
        return next((passage for _section, passage in self.passages() if passage.key == key), None)

    @property
    def conflicts(self) -> list[tuple[Section, Passage]]:
        return [(section, passage) for section, passage in self.passages() if passage.is_conflict]

    def with_passage(self, new: Passage) -> Text:
        """The passage of that key in its place."""
        return replace(self, sections=tuple(_with(section, new) for section in self.sections))


def _with(section: Section, new: Passage) -> Section:
    if not any(old.key == new.key for old in section.passages):
        return section
    return replace(section, passages=tuple(new if old.key == new.key else old for old in section.passages))


def fingerprint(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


# 1.234,5  13,93%  06/10/2026  118 of "118/KH-UBND"; a figure inside a code such as "3.2" is a figure as well.
_FIGURE = re.compile(r"\d+(?:[./,]\d+)*%?")


def figures_in(words: str) -> list[str]:
    """Every figure of a sentence as it is written, in its order."""
    return _FIGURE.findall(words)
