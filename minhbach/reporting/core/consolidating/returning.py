"""The Word file that was edited outside, beside the text it was printed from: what a person changed there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from minhbach.reading.papers import ReadBlock, ReadHeading, ReadParagraph
from minhbach.reporting.core.consolidating import editing
from minhbach.reporting.core.consolidating.editing import Hand
from minhbach.reporting.core.consolidating.paper import ABSENT, section_key
from minhbach.reporting.core.consolidating.shapes import Form, Passage, Text
from minhbach.reporting.core.paper_rules import CLOSING


class ChangeKind(StrEnum):
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """section: in which the passage stands; after: behind which one an added one stands, "" at the end."""

    kind: ChangeKind
    section: str
    key: str = ""
    before: str = ""
    after_words: str = ""
    after: str = ""
    form: Form = Form.BODY


def changes(text: Text, body: Sequence[ReadBlock]) -> list[Change]:
    """In the order of the text. A passage is known by its hidden key, else by the same words."""
    paragraphs = [_said(block) for block in body]
    lines = [line for line in paragraphs if line is not None]
    standing = {p.key: (section.key, p) for section in text.sections for p in section.standing}
    claimed = _claimed(lines, standing)
    found = [
        Change(ChangeKind.EDITED, section, key, passage.words, claimed[key].words)
        for key, (section, passage) in standing.items()
        if key in claimed and not _alike(passage.words, claimed[key].words)
    ]
    found += [
        Change(ChangeKind.REMOVED, section, key, passage.words)
        for key, (section, passage) in standing.items()
        if key not in claimed
    ]
    return [*found, *_added(text, lines, claimed)]


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    form: Form
    key: str
    place: int


def _said(block: ReadBlock) -> _Line | None:
    if isinstance(block, ReadHeading):
        return _Line(f"{block.label} {block.words}".strip(), Form.HEADING, block.key, 0)
    if isinstance(block, ReadParagraph) and block.text.strip():
        form = Form.ITEM if block.sign else Form.BODY
        return _Line(block.text.strip(), form, block.key, 0)
    return None


def _claimed(lines: Sequence[_Line], standing: dict[str, tuple[str, Passage]]) -> dict[str, _Line]:
    by_key = {line.key: line for line in lines if line.key in standing}
    left = {_bare(line.words): line for line in lines if line not in by_key.values()}
    for key, (_section, passage) in standing.items():
        if key not in by_key and _bare(passage.words) in left:
            by_key[key] = left.pop(_bare(passage.words))
    return by_key


def _added(text: Text, lines: Sequence[_Line], claimed: dict[str, _Line]) -> Iterable[Change]:
    """Lines that are nobody's: behind the passage or under the heading that they follow."""
    owner = {id(line): key for key, line in claimed.items()}
    homes = {p.key: section.key for section in text.sections for p in section.passages}
    headings = {section_key(section): section.key for section in text.sections if section.title}
    titles = {_bare(section.title): section.key for section in text.sections if section.title}
    section, after = text.sections[0].key if text.sections else "", ""
    for line in lines:
        key = owner.get(id(line), "")
        home = headings.get(line.key) or _titled(line, titles)
        if key:
            section, after = homes[key], key
        elif home:
            section, after = home, ""
        elif line.words != ABSENT:
            yield Change(ChangeKind.ADDED, section, "", "", line.words, after, line.form)


def _titled(line: _Line, titles: dict[str, str]) -> str:
    if line.form is not Form.HEADING:
        return ""
    return titles.get(_bare(line.words.partition(" ")[2])) or titles.get(_bare(line.words), "")


def _bare(words: str) -> str:
    return " ".join(words.casefold().removesuffix(CLOSING).rstrip(" .;,").split())


def _alike(ours: str, theirs: str) -> bool:
    """The mark that ends a paper, and dots at the end, are the writer's."""
    return ours.removesuffix(CLOSING).rstrip(" .") == theirs.removesuffix(CLOSING).rstrip(" .")


def applied(text: Text, found: Iterable[Change], hand: Hand) -> Text:
    """The text with what was changed in Word. In a conflict the words of the Word file are the answer."""
    for change in found:
        passage = text.passage(change.key)
        if change.kind is ChangeKind.EDITED and passage is not None:
            text = editing.edit(text, change.key, change.after_words, passage.seen, hand)
        elif change.kind is ChangeKind.REMOVED and passage is not None:
            text = editing.remove(text, change.key, passage.seen, hand)
        elif change.kind is ChangeKind.ADDED:
            text = editing.add(text, change.section, change.after, change.after_words, hand, change.form)
    return settled(text, hand)


def settled(text: Text, hand: Hand) -> Text:
    """Who takes a Word file as the final text has chosen its words."""
    for _section, passage in text.conflicts:
        text = editing.keep(text, passage.key, passage.seen, hand)
    return text
