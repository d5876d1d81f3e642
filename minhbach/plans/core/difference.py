"""Two plans row by row: which action of the later one is which of the earlier, and what it changes. Pure.

Nothing here depends on the order of the rows, nor on which number a row bears: a task that moved is the
same task. Rows pair by their words first; equal words by who leads and by when; alike words (never fewer
than ALIKE of them) by the best likeness over both plans. An amendment may also name the row that it means
("sửa đổi điểm 1.2 mục II"): core.amending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from minhbach.plans.core.amending import Named, named_in
from minhbach.plans.core.likeness import Likeness, by_likeness
from minhbach.shared.text import fold


class Kind(StrEnum):
    """What became of a row. KEPT: an amendment does not speak of it."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    LEFT_OUT = "left_out"
    KEPT = "kept"


class Relation(StrEnum):
    """What a later plan is to an earlier one."""

    AMENDS = "amends"
    REPLACES = "replaces"
    FOLLOWS = "follows"
    CARRIES_OUT = "carries_out"


@dataclass(frozen=True, slots=True)
class Party:
    """Who leads, or who coordinates: the units, and the words for them (folded)."""

    words: frozenset[str] = frozenset()
    units: frozenset[int] = frozenset()

    def is_as(self, other: Party) -> bool:
        """The same words, or other words for the same units."""
        return self.words == other.words or (bool(self.units) and self.units == other.units)


@dataclass(frozen=True, slots=True)
class Time:
    timing: str = "none"
    start: date | None = None
    due: date | None = None
    is_before: bool = False
    recurrence: str = ""

    @property
    def is_said(self) -> bool:
        return self.timing != "none"

    def later_by(self, years: int) -> Time:
        return Time(
            self.timing, _moved(self.start, years), _moved(self.due, years), self.is_before, self.recurrence
        )


@dataclass(frozen=True, slots=True)
class Item:
    """An action as two plans are compared by it. path: the numbers of the headings above it, from the top."""

    key: int
    text: str
    code: str = ""
    path: tuple[str, ...] = ()
    product: str = ""
    lead: Party = Party()
    together: Party = Party()
    time: Time = Time()


@dataclass(frozen=True, slots=True)
class Match:
    """One row of the difference. later, earlier: keys; at least one of them is there.

    fields: what differs (text, product, lead, together, time). is_sure: nobody need look at the pairing.
    """

    kind: Kind
    later: int | None = None
    earlier: int | None = None
    fields: tuple[str, ...] = ()
    is_sure: bool = True
    likeness: int = 100

    @property
    def is_pair(self) -> bool:
        return self.later is not None and self.earlier is not None


def compare(
    earlier: Sequence[Item], later: Sequence[Item], relation: Relation = Relation.REPLACES, years: int = 0
) -> list[Match]:
    """Every row of both plans once, in the order of a page. years: from a plan to its follower."""
    old = {item.key: item for item in earlier}
    named = _named(earlier, later) if relation is Relation.AMENDS else {}
    meant = {found.item for found in named.values()}
    pairs = by_likeness(
        [_words(item, years) for item in earlier if item.key not in meant],
        [_words(item, 0) for item in later if item.key not in named],
    )
    pairs |= {key: Likeness(found.item, 100, True) for key, found in named.items()}
    dropped = {key for key, found in named.items() if found.is_dropped}
    made = [match_of(item, old, pairs.get(item.key), relation, years, item.key in dropped) for item in later]
    return in_order((item.key for item in earlier), made, left_kind(relation))


def left_kind(relation: Relation) -> Kind:
    """What an earlier row is that no later row takes up: what an amendment does not name stays."""
    return Kind.KEPT if relation is Relation.AMENDS else Kind.LEFT_OUT


def match_of(
    item: Item,
    old: Mapping[int, Item],
    pair: Likeness | None,
    relation: Relation,
    years: int = 0,
    is_dropped: bool = False,
) -> Match:
    """The row of a later action with its pair, or without one."""
    if pair is None:
        return Match(Kind.NEW, item.key)
    if is_dropped:
        return Match(Kind.LEFT_OUT, item.key, pair.earlier, (), pair.is_sure, pair.percent)
    fields = changed_fields(old[pair.earlier], item, relation, years)
    kind = Kind.CHANGED if fields else Kind.SAME
    return Match(kind, item.key, pair.earlier, fields, pair.is_sure, pair.percent)


def changed_fields(old: Item, new: Item, relation: Relation, years: int = 0) -> tuple[str, ...]:
    """The fields that differ. An amendment that leaves a field blank does not touch it.

    A plan that carries another one out says it in its own words: only who and by when are compared, and an
    earlier day than asked is no change.
    """
    if relation is Relation.CARRIES_OUT:
        return _out_of_step(old, new)
    is_partial = relation is Relation.AMENDS
    differs = {
        "text": known(old.text, years) != known(new.text),
        "product": fold(old.product) != fold(new.product) and not (is_partial and not new.product),
        "lead": not old.lead.is_as(new.lead) and not (is_partial and not new.lead.words),
        "together": not old.together.is_as(new.together) and not (is_partial and not new.together.words),
        "time": old.time.later_by(years) != new.time and not (is_partial and not new.time.is_said),
    }
    return tuple(field for field, is_other in differs.items() if is_other)


def _out_of_step(old: Item, new: Item) -> tuple[str, ...]:
    fields = []
    if old.lead.units and new.lead.units and not new.lead.units <= old.lead.units:
        fields.append("lead")
    if old.time.due and new.time.due and new.time.due > old.time.due:
        fields.append("time")
    return tuple(fields)


@lru_cache(maxsize=8192)  # asked for likeness and again for what changed; folding is half of the work
def known(text: str, years: int = 0) -> str:
    """The words by which a row is known: folded, what an amendment says around them taken off, and the
    year of an earlier plan read as that of its follower."""
    said = named_in(text)
    words = fold(said.words if said else text).split()
    if years:
        words = [str(int(w) + years) if len(w) == 4 and w.isdigit() and w[:2] == "20" else w for w in words]
    return " ".join(words)


def _words(item: Item, years: int) -> tuple[int, str, tuple[str, ...]]:
    """What likeness looks at; the rest orders rows of the same words, so that their order decides nothing."""
    time = item.time.later_by(years)
    return (
        item.key,
        known(item.text, years),
        (
            " ".join(sorted(item.lead.words)),
            str(time.due or ""),
            time.recurrence or time.timing,
            fold(item.product),
            " ".join(sorted(item.together.words)),
            f"{time.start or ''}{time.is_before}",
            item.code,
            "/".join(item.path),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    item: int
    is_dropped: bool


def _named(earlier: Sequence[Item], later: Sequence[Item]) -> dict[int, _Meant]:
    """Rows of an amendment that name the one row that they mean; each earlier row is meant once."""
    found: dict[int, _Meant] = {}
    for item in later:
        said = named_in(item.text)
        rows = [old.key for old in earlier if _is_named(old, said)] if said and said.codes else []
        if said and len(rows) == 1:
            found[item.key] = _Meant(rows[0], said.is_dropped)
    meant = [one.item for one in found.values()]
    return {key: one for key, one in found.items() if meant.count(one.item) == 1}


def _is_named(old: Item, said: Named) -> bool:
    """ "điểm b khoản 2 mục II": the number of the row first, then numbers of headings above it."""
    first, *above = said.codes
    return fold(old.code) == fold(first) and {fold(c) for c in above} <= {fold(c) for c in old.path}


def in_order(earlier: Iterable[int], made: list[Match], left: Kind) -> list[Match]:
    """Later rows in their order; an earlier row that none takes up behind the one that stood before it.

    earlier: keys of the earlier rows, in their order.
    """
    place = {match.earlier: at for at, match in enumerate(made) if match.earlier is not None}
    behind: dict[int, list[Match]] = {}
    at = -1
    for key in earlier:
        if key in place:
            at = place[key]
        else:
            behind.setdefault(at, []).append(Match(left, earlier=key))
    out = behind.get(-1, [])
    for number, match in enumerate(made):
        out += [match, *behind.get(number, [])]
    return out


def _moved(day: date | None, years: int) -> date | None:
    if day is None or not years:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
