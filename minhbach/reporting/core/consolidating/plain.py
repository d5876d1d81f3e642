"""The text as JSON and back: what the database keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from minhbach.reporting.core.consolidating.shapes import (
    Fact,
    Form,
    Given,
    Part,
    Passage,
    Ref,
    RefKind,
    Section,
    Text,
)

Plain = dict[str, Any]


def to_plain(text: Text) -> Plain:
    return {"next_own": text.next_own, "sections": [_section(section) for section in text.sections]}


def from_plain(plain: Mapping[str, Any]) -> Text:
    sections = tuple(_section_of(row) for row in plain.get("sections", ()))
    return Text(sections, plain.get("next_own", 1))


def _section(section: Section) -> Plain:
    passages = [_passage(passage) for passage in section.passages]
    return {"key": section.key, "title": section.title, "part": section.part.value, "passages": passages}


def _section_of(row: Plain) -> Section:
    return Section(
        row["key"], row["title"], Part(row["part"]), tuple(_passage_of(p) for p in row["passages"])
    )


def _passage(passage: Passage) -> Plain:
    """Words that stand as assembled are written once, in the base."""
    base, offer = (None if one is None else _given(one) for one in (passage.base, passage.offer))
    row: Plain = {"key": passage.key, "form": passage.form.value}
    if passage.base is None or passage.is_edited:
        row["words"] = passage.words
    more = {
        "base": base, "offer": offer, "gone": passage.gone, "removed": passage.removed,
        "by": passage.by, "on": passage.on,
    }  # fmt: skip
    return row | {name: value for name, value in more.items() if value not in (None, False, "")}


def _passage_of(row: Plain) -> Passage:
    base, offer = (_given_of(row["key"], row[name]) if name in row else None for name in ("base", "offer"))
    return Passage(
        key=row["key"],
        words=row.get("words", base.words if base else ""),
        base=base,
        offer=offer,
        gone=row.get("gone", False),
        removed=row.get("removed", False),
        form=Form(row["form"]),
        by=row.get("by"),
        on=row.get("on", ""),
    )


def _given(given: Given) -> Plain:
    facts = [[fact.name, fact.value, _refs(fact.refs)] for fact in given.facts]
    return {"words": given.words, "facts": facts, "form": given.form.value}


def _given_of(key: str, row: Plain) -> Given:
    facts = tuple(Fact(name, value, _refs_of(refs)) for name, value, refs in row["facts"])
    return Given(key, row["words"], facts, Form(row["form"]))


def _refs(refs: Iterable[Ref]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for kind, number in refs:
        found.setdefault(kind.value, []).append(number)
    return found


def _refs_of(row: Mapping[str, list[int]]) -> tuple[Ref, ...]:
    return tuple(Ref(RefKind(kind), number) for kind, numbers in row.items() for number in numbers)
