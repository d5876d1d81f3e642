"""The signed file beside the draft as it stands: what differs, row by row and field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from minhbach.intake.core.fields import FIELDS
from minhbach.intake.core.rows import LISTS, Data, Row, value_at, words_of
from minhbach.shared.text import fold

ALIKE = 0.6  # below this share of equal words two rows are two rows, not one that was changed
FACTS = ("number", "issued", "signer", "title")
# What makes a row owed: by whom, with whom, by when, which value. Headings above it are not compared.
COMPARED = {
    "tasks": (
        "text", "lead", "coordinating", "supervising", "time.kind", "time.start", "time.due",
        "time.recurrence", "product",
    ),
    "indicators": (
        "name", "unit", "direction", "baseline.value", "baseline.rank", "target.op", "target.value",
        "target_rank.op", "target_rank.value", "lead", "coordinating",
    ),
    "reporting": ("role", "cycle", "who", "to", "due.day", "due.month", "due.month_offset"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One field that differs. read: as the draft has it; signed: as the signed file has it; both as typed."""

    field: str
    read: str
    signed: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that differs. read is None: only the signed file has it; signed is None: only the draft."""

    list: str
    key: str
    code: str
    read: Row | None
    signed: Row | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    facts: tuple[Part, ...]
    counts: Mapping[str, tuple[int, int]]  # list -> rows of the draft, rows of the signed file
    rows: tuple[ChangedRow, ...]


def essence(data: Data) -> Data:
    """What is kept of the draft of a signed file: enough to compare the draft with it at any time."""
    kept: Data = {name: [_bare(row) for row in data.get(name, [])] for name in LISTS}
    return kept | {"document": data.get("document") or {}, "signer": data.get("signer") or {}}


def _bare(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "place"}


def compare(draft: Data, signed: Data, said: Mapping[str, str], says: Mapping[str, str]) -> Comparison:
    """What differs between a draft and the draft of the signed file.

    said, says: the facts of the paper as the person (or the draft) and as the signed file have them.
    """
    facts = tuple(
        Part(name, said[name], says[name])
        for name in FACTS
        if said.get(name) and says.get(name) and fold(said[name]) != fold(says[name])
    )
    rows = [row for name in LISTS for row in _changed(name, draft.get(name, []), signed.get(name, []))]
    counts = {name: (len(draft.get(name, [])), len(signed.get(name, []))) for name in LISTS}
    return Comparison(facts, counts, tuple(rows))


def _changed(name: str, read: list[Row], signed: list[Row]) -> list[ChangedRow]:
    """Rows in the order of the documents: equal words pair first, then alike ones between them."""
    ours, theirs = [_known(row) for row in read], [_known(row) for row in signed]
    out: list[ChangedRow] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        here, there = read[start:end], signed[other_start:other_end]
        pairs = list(zip(here, there, strict=True)) if tag == "equal" else _pairs(here, there)
        out += [row for one, other in pairs if (row := _row(name, one, other)) is not None]
    return out


def _known(row: Row) -> str:
    return fold(words_of(row))


def _pairs(read: list[Row], signed: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows of one differing stretch: alike ones are one changed row, the rest stand alone."""
    left = list(signed)
    out: list[tuple[Row | None, Row | None]] = []
    for row in read:
        twin = max(left, key=lambda other: _alike(row, other), default=None)
        if twin is not None and _alike(row, twin) >= ALIKE:
            left.remove(twin)
            out.append((row, twin))
        else:
            out.append((row, None))
    return out + [(None, other) for other in left]


def _alike(one: Row, other: Row) -> float:
    return SequenceMatcher(None, _known(one).split(), _known(other).split(), autojunk=False).ratio()


def _row(name: str, read: Row | None, signed: Row | None) -> ChangedRow | None:
    """None where the two rows say the same."""
    known: dict[str, Any] = read or signed or {}
    parts: tuple[Part, ...] = ()
    if read is not None and signed is not None:
        shown = ((field, _shown(name, read, field), _shown(name, signed, field)) for field in COMPARED[name])
        parts = tuple(Part(*one) for one in shown if not _same(*one))
        if not parts:
            return None
    return ChangedRow(name, (read or {}).get("key") or "", known.get("code") or "", read, signed, parts)


def _shown(name: str, row: Row, field: str) -> str:
    return FIELDS[name][field].show(value_at(row, field))


def _same(field: str, one: str, other: str) -> bool:
    """Units are a set of names; everything else is compared by its words."""
    if field in ("lead", "coordinating", "supervising"):
        return {fold(line) for line in one.split("\n")} == {fold(line) for line in other.split("\n")}
    if field.endswith(".op"):
        return (one or "=") == (other or "=")
    return fold(one) == fold(other)
