"""The units and groups that a phrase can mean, as values. Pure.

Dates: closed_on is the first day without the unit. A unit that changed its name is two units with a
succession; one that took in another keeps its own row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from minhbach.organisation.core.writing import Tokens, tokens

COMMITTEE = "committee"
DIVISION = "division"
MOVED = "function_moved"
_PLACE_HEADS = (tokens("tỉnh"), tokens("thành phố"))


@dataclass(frozen=True, slots=True)
class UnitFacts:
    id: int
    code: str
    name: str
    kind: str
    short_name: str = ""
    authority: str = "peoples_committee"
    parent_id: int | None = None
    order: int = 1000
    opened_on: date | None = None
    closed_on: date | None = None
    tags: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    verified: bool = True

    @property
    def label(self) -> str:
        return self.short_name or self.name

    def is_open(self, on: date) -> bool:
        return (self.opened_on is None or self.opened_on <= on) and (
            self.closed_on is None or on < self.closed_on
        )

    def writings(self) -> tuple[str, ...]:
        """Every way in which the unit is known to be written."""
        return tuple(text for text in (self.name, self.short_name, *self.aliases) if text)


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """kind: fixed | by_rule | relative | open. rule: see organisation.models.UnitGroup."""

    id: int
    code: str
    name: str
    kind: str
    rule: Mapping[str, object] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    member_ids: frozenset[int] = frozenset()
    verified: bool = True

    @property
    def relation(self) -> str:
        return str(self.rule.get("relation", ""))

    def writings(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class SuccessionFacts:
    predecessor_id: int
    successor_id: int | None
    kind: str
    effective_on: date
    note: str = ""
    verified: bool = True


@dataclass(frozen=True)
class Registry:
    """Everything that resolving needs. Build it once per request or job (`queries.registry()`)."""

    units: tuple[UnitFacts, ...] = ()
    groups: tuple[GroupFacts, ...] = ()
    successions: tuple[SuccessionFacts, ...] = ()
    provinces: tuple[str, ...] = ()

    @cached_property
    def unit(self) -> dict[int, UnitFacts]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def group(self) -> dict[int, GroupFacts]:
        return {group.id: group for group in self.groups}

    @cached_property
    def own_places(self) -> frozenset[Tokens]:
        """Names of this authority's province, and of those that it took in, from its committees' names."""
        found = set()
        for unit in self.units:
            if unit.kind == COMMITTEE:
                found |= {place for text in unit.writings() if (place := _place_in(tokens(text)))}
        return frozenset(found)

    @cached_property
    def foreign_places(self) -> dict[Tokens, str]:
        """Names of provinces that are not this authority's."""
        named = {tokens(name): name for name in self.provinces}
        return {words: name for words, name in named.items() if words not in self.own_places}

    def members_of(self, group_id: int, on: date) -> tuple[int, ...]:
        """The group's units on that day in protocol order; none for relative and open groups."""
        return tuple(unit.id for unit in self._ever_in(self.group[group_id]) if unit.is_open(on))

    def last_members_before(self, group_id: int, on: date) -> tuple[int, ...]:
        """Who made up the group on the last day before `on` on which it had anyone."""
        ends = [unit.closed_on for unit in self._ever_in(self.group[group_id]) if unit.closed_on]
        past = [end for end in ends if end <= on]
        return self.members_of(group_id, max(past) - timedelta(days=1)) if past else ()

    def carried_on_by(self, unit_id: int, on: date) -> tuple[int, ...]:
        """The unit itself where it is open on that day, else its successors that are; maybe none."""
        return self.in_order(self._carried_on_by(unit_id, on, frozenset()))

    def carried_on_by_all(self, unit_ids: tuple[int, ...], on: date) -> tuple[int, ...]:
        return self.in_order({last for unit_id in unit_ids for last in self.carried_on_by(unit_id, on)})

    def in_order(self, unit_ids: set[int] | frozenset[int]) -> tuple[int, ...]:
        return tuple(sorted(unit_ids, key=lambda pk: (self.unit[pk].order, self.unit[pk].name, pk)))

    @cached_property
    def _after(self) -> dict[int, tuple[SuccessionFacts, ...]]:
        found: dict[int, tuple[SuccessionFacts, ...]] = {}
        for succession in self.successions:
            found[succession.predecessor_id] = (*found.get(succession.predecessor_id, ()), succession)
        return found

    def _carried_on_by(self, unit_id: int, on: date, seen: frozenset[int]) -> frozenset[int]:
        if unit_id in seen:
            return frozenset()
        if self.unit[unit_id].is_open(on):
            return frozenset({unit_id})
        steps = [s for s in self._after.get(unit_id, ()) if s.successor_id and s.effective_on <= on]
        # A function that went elsewhere is a note, unless nobody carries on the unit as a whole.
        whole = [s for s in steps if s.kind != MOVED] or steps
        nexts = {s.successor_id for s in whole if s.successor_id}
        return frozenset().union(*(self._carried_on_by(n, on, seen | {unit_id}) for n in nexts))

    def _ever_in(self, group: GroupFacts) -> tuple[UnitFacts, ...]:
        if group.kind == "fixed":
            return tuple(unit for unit in self.units if unit.id in group.member_ids)
        if group.kind == "by_rule" and group.rule:
            return tuple(unit for unit in self.units if self._fits(unit, group.rule))
        return ()

    def _fits(self, unit: UnitFacts, rule: Mapping[str, object]) -> bool:
        kinds, authority = rule.get("kinds"), rule.get("authority")
        tag, parent = rule.get("tag"), rule.get("parent")
        left_out = rule.get("except")
        if isinstance(left_out, list | tuple) and unit.code in left_out:
            return False
        if isinstance(kinds, list | tuple) and unit.kind not in kinds:
            return False
        if authority and unit.authority != authority:
            return False
        if tag and tag not in unit.tags:
            return False
        if parent:
            above = self.unit.get(unit.parent_id) if unit.parent_id else None
            return above is not None and above.code == parent
        return True


def _place_in(words: Tokens) -> Tokens | None:
    """ "Ủy ban nhân dân tỉnh Sông Lam" -> the words of "Sông Lam"."""
    for head in _PLACE_HEADS:
        for at in range(len(words) - len(head)):
            if words[at : at + len(head)] == head:
                return words[at + len(head) :]
    return None
