"""The text under hand as its page shows it: sections with numbers, passages with their marks and tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.plans.core.word_changes import Piece, word_changes
from minhbach.reporting.core.consolidating.checking import unsourced
from minhbach.reporting.core.consolidating.shapes import Fact, Form, Passage, RefKind, Section, Text
from minhbach.reporting.core.paper_rules import roman
from minhbach.reporting.queries.consolidation_sources import FactShown, Source


@dataclass(frozen=True, slots=True)
class Link:
    """href "": the thing has no page of its own."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A figure of the passage with the pages it rests on."""

    fact: Fact
    first: tuple[Link, ...]
    rest: tuple[Link, ...]
    more: int
    lost: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open on the page: a passage to edit or to look into, or the place of a new one.

    typed, error: what was sent and not taken.
    """

    edit: str = ""
    look: str = ""
    section: str = ""
    after: str = ""
    typed: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PassageShown:
    """mark: what a person did to it, in words. pieces: the difference to the record's words."""

    passage: Passage
    anchor: str
    mark: str
    is_open: bool
    is_looked: bool
    adds_here: bool
    words: str
    error: str
    pieces: tuple[Piece, ...]
    sources: tuple[SourceRow, ...]
    figures: tuple[str, ...]

    @property
    def is_heading(self) -> bool:
        return self.passage.form is Form.HEADING


@dataclass(frozen=True, slots=True)
class SectionShown:
    section: Section
    number: str
    passages: tuple[PassageShown, ...]
    removed: tuple[PassageShown, ...]
    adds_last: bool

    @property
    def conflicts(self) -> int:
        return len(self.section.conflicts)

    @property
    def ours(self) -> int:
        return sum(1 for passage in self.section.standing if passage.is_ours)


def anchor(key: str) -> str:
    """The id of a passage on the page."""
    return "d-" + key.replace(".", "-")


def sections_shown(text: Text, opened: Opened, facts: Sequence[FactShown]) -> list[SectionShown]:
    """Titled sections counted in Roman, as on paper."""
    rows, number = [], 0
    for section in text.sections:
        number += bool(section.title)
        shown = {p.key: _shown(p, opened, facts) for p in section.passages}
        rows.append(
            SectionShown(
                section,
                roman(number) if section.title else "",
                tuple(shown[p.key] for p in section.standing),
                tuple(shown[p.key] for p in section.removed),
                adds_last=opened.section == section.key and not opened.after,
            )
        )
    return rows


def _shown(passage: Passage, opened: Opened, facts: Sequence[FactShown]) -> PassageShown:
    is_open, is_looked = opened.edit == passage.key, opened.look == passage.key
    record = passage.offer or passage.base
    differs = record is not None and record.words != passage.words and (is_open or passage.is_conflict)
    return PassageShown(
        passage=passage,
        anchor=anchor(passage.key),
        mark=_mark(passage),
        is_open=is_open,
        is_looked=is_looked,
        adds_here=opened.after == passage.key,
        words=opened.typed if is_open and opened.error else passage.words,
        error=opened.error if is_open else "",
        pieces=tuple(_difference(passage, opened, is_open, differs)),
        sources=tuple(_source(one) for one in facts) if is_open or is_looked else (),
        figures=tuple(unsourced(passage)) if is_open or is_looked else (),
    )


def _difference(passage: Passage, opened: Opened, is_open: bool, differs: bool) -> list[Piece]:
    """What somebody else wrote meanwhile beside what was typed; else the record beside the edit."""
    if is_open and opened.error and opened.typed:
        return word_changes(passage.words, opened.typed)
    record = passage.offer or passage.base
    return word_changes(record.words, passage.words) if differs and record is not None else []


def _mark(passage: Passage) -> str:
    if passage.is_added:
        return _("tự viết")
    return _("đã sửa") if passage.is_edited else ""


MOST_LINKS = 5


def _source(one: FactShown) -> SourceRow:
    links = [_link(source) for source in one.sources]
    return SourceRow(one.fact, tuple(links[:MOST_LINKS]), tuple(links[MOST_LINKS:]), one.more, one.lost)


def _link(source: Source) -> Link:
    name = _PAGES.get(source.kind, "")
    if not name or not source.has_page:
        return Link(source.words, "")
    mark = f"#{source.anchor}" if source.anchor else ""
    return Link(source.words, reverse(name, args=[source.number]) + mark)


_PAGES: Mapping[RefKind, str] = {
    RefKind.DUTY: "action",
    RefKind.SLOT: "report_read",
    RefKind.REPORT: "report_read",
    RefKind.PLAN: "plan",
    RefKind.TARGET: "plan_overview",
    RefKind.DIRECTIVE: "plan",
}
