"""What is frozen when a report is accepted, its hash, and how it is read afterwards. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minhbach.reporting.core.answers import EMPTY, Answer, Answers, from_plain, to_plain
from minhbach.reporting.core.fields import DutyLine, Field, Sheet, sheet_from_plain, sheet_to_plain


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a report with what was answered: what a consolidation is built from."""

    field: Field
    section: str
    answer: Answer
    line: DutyLine | None = None


def snapshot(sheet: Sheet, answers: Answers, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that was accepted, as plain JSON. facts: unit, period, number, dates, signer, in words."""
    return {"facts": dict(facts), "sheet": sheet_to_plain(sheet), "answers": to_plain(answers)}


def digest(plain: Mapping[str, Any]) -> str:
    """sha256 over the canonical JSON: the same content has the same hash on every machine."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def said_in(sheet: Sheet, answers: Answers) -> Iterator[Said]:
    """Every field in the order of the form, blank ones too: that nothing arose is an answer."""
    for one in sheet.fields:
        line = sheet.lines.get(one.duty) if one.duty is not None else None
        yield Said(one, sheet.sections[one.section], answers.get(one.key, EMPTY), line)


def said_in_snapshot(plain: Mapping[str, Any]) -> list[Said]:
    """The same of what `snapshot` wrote."""
    return list(said_in(sheet_from_plain(plain["sheet"]), from_plain(plain["answers"])))
