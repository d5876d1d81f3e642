"""The signed file beside the file that was read: what differs. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from minhbach.intake.core.rows import Data, words_of
from minhbach.shared.text import fold

ALIKE = 0.6  # below this share of equal words two rows are two rows, not one that was changed


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the paper as both files have it. None: the file does not say."""

    name: str  # number | issued | signer | title
    read: str | None
    signed: str | None

    @property
    def differs(self) -> bool:
        return bool(self.read and self.signed and fold(self.read) != fold(self.signed))


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row whose words differ. read is None: only the signed file has it; signed is None: only ours."""

    list: str
    key: str
    code: str
    read: str | None
    signed: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    facts: tuple[Fact, ...]
    counts: dict[str, tuple[int, int]]  # list -> rows read, rows in the signed file
    changed: tuple[ChangedRow, ...]

    @property
    def agrees(self) -> bool:
        return not self.changed and not any(fact.differs for fact in self.facts)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"agrees": self.agrees, "differing": [f.name for f in self.facts if f.differs]}


def compare(read: Data, signed: Data) -> Comparison:
    """What differs between the draft as it was read and the draft of the signed file."""
    lists = ("tasks", "indicators", "reporting")
    changed = [row for name in lists for row in _changed(name, read.get(name, []), signed.get(name, []))]
    return Comparison(
        _facts(read, signed),
        {name: (len(read.get(name, [])), len(signed.get(name, []))) for name in lists},
        tuple(changed),
    )


def _facts(read: Data, signed: Data) -> tuple[Fact, ...]:
    def fact(name: str, part: str, field: str) -> Fact:
        one, other = (side.get(part) or {} for side in (read, signed))
        return Fact(name, _plain(one.get(field)), _plain(other.get(field)))

    return (
        fact("number", "document", "number"),
        fact("issued", "document", "issued"),
        fact("signer", "signer", "name"),
        fact("title", "document", "title"),
    )


def _plain(value: Any) -> str | None:
    return str(value) if value else None


def _changed(name: str, read: list[dict[str, Any]], signed: list[dict[str, Any]]) -> list[ChangedRow]:
    ours, theirs = [fold(words_of(row)) for row in read], [fold(words_of(row)) for row in signed]
    out: list[ChangedRow] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            out += _pairs(name, read[start:end], signed[other_start:other_end])
    return out


def _pairs(name: str, read: list[dict[str, Any]], signed: list[dict[str, Any]]) -> list[ChangedRow]:
    """Rows of one differing stretch: alike ones are one changed row, the rest stand alone."""
    left = list(signed)
    out = []
    for row in read:
        twin = max(left, key=lambda other: _alike(row, other), default=None)
        if twin is not None and _alike(row, twin) >= ALIKE:
            left.remove(twin)
            out.append(_row(name, row, twin))
        else:
            out.append(_row(name, row, None))
    return out + [_row(name, None, other) for other in left]


def _alike(one: dict[str, Any], other: dict[str, Any]) -> float:
    words = fold(words_of(one)).split(), fold(words_of(other)).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _row(name: str, read: dict[str, Any] | None, signed: dict[str, Any] | None) -> ChangedRow:
    known = read or signed or {}
    return ChangedRow(
        name,
        (read or {}).get("key") or "",
        known.get("code") or "",
        words_of(read) if read else None,
        words_of(signed) if signed else None,
    )
