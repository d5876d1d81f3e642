"""What a person does to the text: each verb gives the new text, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from minhbach.reporting.core.consolidating.merging import taken
from minhbach.reporting.core.consolidating.shapes import Form, Passage, Section, Text
from minhbach.shared.text import nfc

LONGEST = 10_000


class Fault(StrEnum):
    """Why an edit cannot be taken; queries have the sentence."""

    MISSING = "missing"  # no such passage or section
    CHANGED = "changed"  # somebody else edited it since the page was read
    BLANK = "blank"
    LONG = "long"


class NotEdited(ValueError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Hand:
    """Who edits, and on which day (ISO)."""

    by: int | None
    on: str


def edit(text: Text, key: str, words: str, seen: str, hand: Hand) -> Text:
    """New words. In a conflict this is the answer to it: what the record says now becomes the base."""
    old = _seen(text, key, seen)
    new = replace(old, words=_clean(words), by=hand.by, on=hand.on)
    return text.with_passage(_settled(new) if old.is_conflict else new)


def follow(text: Text, key: str, seen: str, hand: Hand) -> Text:
    """Back to what the record says: the offer of a conflict, else the words that were assembled."""
    old = _seen(text, key, seen)
    base = old.offer or old.base
    if base is None:
        raise NotEdited(Fault.MISSING)
    if old.gone:
        return _without(text, key)
    return text.with_passage(replace(taken(base), by=hand.by, on=hand.on))


def keep(text: Text, key: str, seen: str, hand: Hand) -> Text:
    """The edited words stay though the record changed."""
    old = _seen(text, key, seen)
    return text.with_passage(_settled(replace(old, by=hand.by, on=hand.on)))


def remove(text: Text, key: str, seen: str, hand: Hand) -> Text:
    """Taken out: added words are gone; assembled ones stay aside, so that they do not come back."""
    old = _seen(text, key, seen)
    if old.is_added:
        return _without(text, key)
    return text.with_passage(replace(old, removed=True, by=hand.by, on=hand.on))


def restore(text: Text, key: str, hand: Hand) -> Text:
    """The way back from removing. What the record no longer says comes back as a passage of one's own."""
    old = text.passage(key)
    if old is None or not old.removed:
        raise NotEdited(Fault.MISSING)
    back = replace(old, removed=False, by=hand.by, on=hand.on)
    return text.with_passage(_settled(back) if back.gone else back)


def add(text: Text, section_key: str, after: str, words: str, hand: Hand, form: Form = Form.BODY) -> Text:
    """A passage of one's own behind another ("": at the end of the section)."""
    section = next((s for s in text.sections if s.key == section_key), None)
    if section is None or (after and all(p.key != after for p in section.passages)):
        raise NotEdited(Fault.MISSING)
    new = Passage(f"own.{text.next_own}", _clean(words), form=form, by=hand.by, on=hand.on)
    changed = replace(section, passages=_behind(section, after, new))
    sections = tuple(changed if s.key == section_key else s for s in text.sections)
    return replace(text, sections=sections, next_own=text.next_own + 1)


def _behind(section: Section, after: str, new: Passage) -> tuple[Passage, ...]:
    if not after:
        return (*section.passages, new)
    place = next(i for i, p in enumerate(section.passages) if p.key == after) + 1
    return (*section.passages[:place], new, *section.passages[place:])


def _settled(passage: Passage) -> Passage:
    if passage.gone:
        return replace(passage, base=None, offer=None, gone=False)
    return replace(passage, base=passage.offer or passage.base, offer=None)


def _without(text: Text, key: str) -> Text:
    kept = (
        replace(section, passages=tuple(p for p in section.passages if p.key != key))
        for section in text.sections
    )
    return replace(text, sections=tuple(kept))


def _seen(text: Text, key: str, seen: str) -> Passage:
    old = text.passage(key)
    if old is None:
        raise NotEdited(Fault.MISSING)
    if old.seen != seen:
        raise NotEdited(Fault.CHANGED)
    return old


def _clean(words: str) -> str:
    """One paragraph: a line break inside would be none on paper."""
    cleaned = nfc(" ".join(words.split()))
    if not cleaned:
        raise NotEdited(Fault.BLANK)
    if len(cleaned) > LONGEST:
        raise NotEdited(Fault.LONG)
    return cleaned
