"""What a confirmed draft teaches about the authority's ways of writing, and what comes of it. Pure.

Taught is only what a person said and the next paper can say again with the same meaning. What the directory
knows for certain, what depends on the paper around it and what two papers mean differently is offered, never
applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from minhbach.intake.core.assignment import Assigned, Assigner, Choice, Standing
from minhbach.intake.core.phrases import Phrase
from minhbach.intake.core.rows import Data
from minhbach.organisation.core.phrases import depends_on_context
from minhbach.organisation.core.registry import Registry
from minhbach.organisation.core.resolve import ResolutionKind
from minhbach.organisation.core.writing import has_marks, plain_tokens, tokens, without_office
from minhbach.reading.known import Known, TableWords
from minhbach.reading.wording import certain_role, wording_key

LONGEST = 200
HEADER_ROWS = 3
Meaning = Mapping[str, Any]
_JOINTS = re.compile(r"\s*[;,/]\s*(?:và\s+)?|\s+và\s+")


class Kind(StrEnum):
    BODY = "body"
    COLUMN = "column"


class Why(StrEnum):
    """Why something is only offered."""

    SEVERAL = "several"  # a list picked by hand: the next paper may mean another one
    CONTEXT = "context"  # "các đơn vị", "đơn vị mình"
    CERTAIN = "certain"  # the directory or the reader understands the words otherwise
    DIFFERS = "differs"  # two papers mean different things by the same words


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one choice teaches. why: empty where it may be applied by itself."""

    kind: Kind
    key: str
    text: str
    meaning: Meaning
    why: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A wording that lives. on: the day of the confirmation. source: the paper that it was confirmed in."""

    pk: int
    kind: Kind
    key: str
    text: str
    meaning: Meaning
    applies: bool
    on: date
    source: str = ""
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that is remembered, by its key."""

    bodies: Mapping[str, Remembered]
    columns: Mapping[str, Remembered]

    @staticmethod
    def of(found: Iterable[Remembered]) -> Memory:
        listed = list(found)
        return Memory(
            {one.key: one for one in listed if one.kind is Kind.BODY},
            {one.key: one for one in listed if one.kind is Kind.COLUMN},
        )

    def known(self, tables: Mapping[int, TableWords] | None = None) -> Known:
        """What the reader is told of it. tables: as a person mapped them in this very document."""
        return Known(
            tuple(one.text for one in self.bodies.values() if one.applies),
            {one.key: str(one.meaning["role"]) for one in self.columns.values() if one.applies},
            tables or {},
        )

    def added_to(self, registry: Registry) -> Registry:
        """The registry with what is remembered among the writings of its units and groups.

        So dates, successions and namesakes are looked at as for any other name.
        """
        units: dict[int, tuple[str, ...]] = {}
        groups: dict[int, tuple[str, ...]] = {}
        for one in self.bodies.values():
            if one.applies and (pk := one.meaning.get("unit")):
                units[pk] = (*units.get(pk, ()), one.text)
            elif one.applies and (pk := one.meaning.get("group")):
                groups[pk] = (*groups.get(pk, ()), one.text)
        if not units and not groups:
            return registry
        return replace(
            registry,
            units=tuple(replace(u, aliases=(*u.aliases, *units.get(u.id, ()))) for u in registry.units),
            groups=tuple(replace(g, aliases=(*g.aliases, *groups.get(g.id, ()))) for g in registry.groups),
        )

    def behind(self, one: Assigned) -> Remembered | None:
        """What the standing of a phrase rests on, where it is remembered: the whole of it or a part."""
        if one.by_person or one.standing not in (Standing.UNIT, Standing.GROUP):
            return None
        parts = (one.phrase.key, *_JOINTS.split(one.phrase.key))
        found = (self.bodies.get(part) for part in parts)
        return next((one_ for one_ in found if one_ is not None and one_.applies), None)

    def offered(self, one: Assigned) -> Remembered | None:
        """What was chosen for these words before, where that cannot be taken for granted here."""
        found = self.bodies.get(one.phrase.key)
        return found if found is not None and not found.applies and not one.by_person else None


NO_MEMORY = Memory({}, {})


def body_lessons(
    phrases: Iterable[Phrase], chosen: Mapping[str, Mapping[str, Any]], plain: Assigner
) -> list[Lesson]:
    """What the choices of a draft teach. plain: assigns by the directory alone, without any memory."""
    found = []
    for phrase in phrases:
        meaning = _meaning(chosen.get(phrase.key))
        if meaning is not None and len(phrase.text) <= LONGEST and any(map(str.isalpha, phrase.text)):
            why = _why(phrase, meaning, plain)
            found.append(Lesson(Kind.BODY, phrase.key, phrase.text, meaning, why))
    return found


def _meaning(chosen: Mapping[str, Any] | None) -> Meaning | None:
    """None for what says nothing of the words: left open, or taken as the directory found it."""
    ids = sorted(int(number) for number in (chosen or {}).get("ids", ()))
    choice = (chosen or {}).get("choice")
    if not ids or choice not in (Choice.UNIT, Choice.GROUP, Choice.PICKED):
        return None
    if choice == Choice.GROUP:
        return {"group": ids[0]}
    return {"unit": ids[0]} if len(ids) == 1 else {"units": ids}


def _why(phrase: Phrase, meaning: Meaning, plain: Assigner) -> str:
    if depends_on_context(without_office(tokens(phrase.text))):
        return Why.CONTEXT
    found = plain.resolver.resolve(phrase.text)
    if found.kind is not ResolutionKind.UNKNOWN or _has_namesakes(phrase, plain):
        return Why.CERTAIN
    return Why.SEVERAL if "units" in meaning else ""


def _has_namesakes(phrase: Phrase, plain: Assigner) -> bool:
    """Several bodies are written so: one more writing would not tell them apart."""
    words, bare = tokens(phrase.text), plain_tokens(phrase.text)
    return bool(plain.resolver.index.find(words, bare, marked=has_marks(phrase.text)))


def column_lessons(data: Data) -> list[Lesson]:
    """What the tables that a person mapped teach: each header with a role, once."""
    found: dict[str, Lesson] = {}
    for mapped in (data.get("tables") or {}).values():
        for header, role in zip(mapped.get("names", ()), mapped.get("roles", ()), strict=False):
            key = wording_key(header)
            if role and 1 < len(key) <= LONGEST and any(map(str.isalpha, key)) and key not in found:
                known = certain_role(header)
                if known != role:
                    why = Why.CERTAIN if known else ""
                    found[key] = Lesson(Kind.COLUMN, key, header, {"role": role}, why)
    return list(found.values())


def judged(lesson: Lesson, before: Remembered | None, draft: int | None) -> Lesson | None:
    """The lesson as it is to be kept beside what was remembered; None where it teaches nothing new.

    The same paper corrected takes the place of what it taught; another paper that means something else
    leaves both in doubt, so the newer one is offered and a person decides.
    """
    if before is None:
        return lesson
    if dict(before.meaning) == dict(lesson.meaning):
        return None
    if before.draft is not None and before.draft == draft:
        return lesson
    return replace(lesson, why=lesson.why or Why.DIFFERS)


def used_by(assigned: Iterable[Assigned], memory: Memory) -> frozenset[int]:
    """The remembered wordings that phrases of a draft rest on."""
    return frozenset(one.pk for part in assigned if (one := memory.behind(part)) is not None)


def headers_of(blocks: Iterable[Mapping[str, Any]], memory: Memory) -> list[str]:
    """Keys of remembered headers that stand in the tables of a document."""
    rows = (row for block in blocks if block.get("kind") == "table" for row in block["rows"][:HEADER_ROWS])
    keys = (wording_key(cell["text"]) for row in rows for cell in row["cells"])
    return list(dict.fromkeys(key for key in keys if key in memory.columns and memory.columns[key].applies))


def used_columns(data: Data, memory: Memory) -> frozenset[int]:
    """The remembered headers by which tables of a draft were read."""
    return frozenset(memory.columns[key].pk for key in data.get("learnt", ()) if key in memory.columns)
