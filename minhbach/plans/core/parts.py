"""Rows of an amendment that are no actions, targets and report regimes, beside those of the plan. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minhbach.plans.core.difference import Kind, Match, in_order
from minhbach.plans.core.likeness import Likeness, Words, by_likeness


@dataclass(frozen=True, slots=True)
class PartRow:
    """words: by which the row is known, folded; near: what tells rows of the same words apart.

    values: what an amendment may change, "" where the row leaves it blank.
    """

    key: int
    words: str
    near: tuple[str, str] = ("", "")
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def compare_parts(earlier: Sequence[PartRow], later: Sequence[PartRow]) -> list[Match]:
    """Every row of both once, in the order of a page. What the amendment does not name stays."""
    old = {row.key: row for row in earlier}
    pairs = by_likeness([_words(row) for row in earlier], [_words(row) for row in later])
    made = [_match(row, old, pairs.get(row.key)) for row in later]
    return in_order(old, made, Kind.KEPT)


def differs(old: PartRow, new: PartRow) -> tuple[str, ...]:
    """The values that the later row says otherwise; what it leaves blank it does not touch."""
    return tuple(name for name, said in new.values.items() if said and said != old.values.get(name, ""))


def _match(row: PartRow, old: Mapping[int, PartRow], pair: Likeness | None) -> Match:
    if pair is None:
        return Match(Kind.NEW, row.key)
    fields = differs(old[pair.earlier], row)
    kind = Kind.CHANGED if fields else Kind.SAME
    return Match(kind, row.key, pair.earlier, fields, pair.is_sure, pair.percent)


def _words(row: PartRow) -> Words:
    """As likeness takes it: of the rest only what stands first, second and in the place of the number."""
    return row.key, row.words, (*row.near, "", "", "", "", row.code, "")
