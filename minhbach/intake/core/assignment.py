"""What each unit phrase of a draft stands for: what the registry found, and what a person chose. Pure.

A phrase is never dropped: it becomes units, a group with its dated list, stays open, or is unknown with
the reason. What is named is named on the plan's day; who owes is its successor today, unless a person
keeps the bodies of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from minhbach.intake.core.phrases import Phrase, Role
from minhbach.intake.core.rows import DraftError
from minhbach.organisation.core.index import Candidate, Index
from minhbach.organisation.core.registry import Registry
from minhbach.organisation.core.resolve import Resolution, ResolutionKind, Resolver


class Standing(StrEnum):
    """What a phrase is in the plan (plans.models.Resolved has the same words)."""

    UNIT = "unit"
    GROUP = "group"
    PICKED = "picked"
    OPEN = "open"
    UNKNOWN = "unknown"


class Choice(StrEnum):
    """What a person may choose for a phrase."""

    FOUND = "found"  # what the registry found, carried on by the bodies of today
    THEN = "then"  # what the registry found, the bodies of the plan's day
    UNIT = "unit"
    GROUP = "group"
    PICKED = "picked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Member:
    """A unit that owes; `named`: the unit as it was on the plan's day."""

    unit: int
    named: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """What one phrase stands for. by_person: somebody chose it. relation: of a phrase relative to the plan.

    named: every body that the words mean on the plan's day; lost: those that nobody carries on today.
    """

    phrase: Phrase
    standing: Standing
    members: tuple[Member, ...] = ()
    named: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    group: int | None = None
    reason: str = ""
    by_person: bool = False
    relation: str = ""
    out_of_date: bool = False
    candidates: tuple[Candidate, ...] = ()

    @property
    def units(self) -> tuple[int, ...]:
        return tuple(member.unit for member in self.members)

    @property
    def carried_on(self) -> bool:
        """True where a body of today owes for one that is gone."""
        return any(member.unit != member.named for member in self.members)

    @property
    def is_question(self) -> bool:
        """True where a person should look: not known, or not the bodies that the words name."""
        unsure = self.standing is Standing.UNKNOWN or self.out_of_date or self.carried_on or bool(self.lost)
        return unsure and not self.by_person


_indices: dict[bytes, Index] = {}
_KEPT = 2


def _indexed(registry: Registry) -> Index:
    """The index of a registry, kept while its units, names and groups stay as they are.

    Building it takes a quarter of a second for a province; a page of review asks for it at every step.
    """
    parts = (registry.units, registry.groups, registry.successions, registry.provinces)
    digest = sha256(repr(parts).encode()).digest()
    if digest not in _indices:
        while len(_indices) >= _KEPT:
            _indices.pop(next(iter(_indices)), None)
        _indices[digest] = Index(registry)
    return _indices[digest]


@dataclass(frozen=True, slots=True)
class Assigner:
    """Assigns phrases of one plan: the resolver is built once."""

    resolver: Resolver

    @staticmethod
    def of(registry: Registry, on: date, today: date, issuer_id: int | None = None) -> Assigner:
        return Assigner(Resolver(_indexed(registry), on, today, issuer_id))

    @property
    def registry(self) -> Registry:
        return self.resolver.index.registry

    def assign(self, phrase: Phrase, chosen: Mapping[str, Any] | None = None) -> Assigned:
        """One phrase; `chosen` is what a person picked: {"choice": Choice, "ids": [...]}."""
        found = self.resolver.resolve(phrase.text)
        if not chosen:
            return self._found(phrase, found)
        choice = Choice(chosen["choice"])
        ids = tuple(int(number) for number in chosen.get("ids", ()))
        return replace(self._chosen(phrase, found, choice, ids), by_person=True)

    def _found(self, phrase: Phrase, found: Resolution) -> Assigned:
        common = Assigned(
            phrase, Standing.UNKNOWN, reason=found.reason, out_of_date=found.out_of_date,
            candidates=found.candidates, named=found.members, lost=self._lost(found.members),
        )  # fmt: skip
        group = found.group_ids[0] if len(found.group_ids) == 1 else None
        match found.kind:
            case ResolutionKind.UNKNOWN:
                return common
            case ResolutionKind.OPEN:
                members = self._today(found.members)
                return replace(common, standing=Standing.OPEN, members=members, group=group)
            case ResolutionKind.RELATIVE:
                return replace(common, standing=Standing.GROUP, group=group, relation=found.relation)
        if found.out_of_date:
            return common
        standing = Standing.UNIT if found.kind is ResolutionKind.UNIT else Standing.GROUP
        members = self._today(found.members)
        if not members:
            return replace(common, out_of_date=True)
        return replace(common, standing=standing, members=members, group=group)

    def _chosen(self, phrase: Phrase, found: Resolution, choice: Choice, ids: tuple[int, ...]) -> Assigned:
        plain = Assigned(phrase, Standing.OPEN, reason=found.reason, candidates=found.candidates)
        if choice is Choice.OPEN:
            return plain
        if choice is Choice.GROUP:
            return self._chosen_group(plain, ids)
        if choice in (Choice.FOUND, Choice.THEN):
            return self._as_found(phrase, found, today=choice is Choice.FOUND)
        if not ids or any(number not in self.registry.unit for number in ids):
            raise DraftError("no_unit")
        ordered = self.registry.in_order(set(ids))
        standing = Standing.UNIT if choice is Choice.UNIT and len(ordered) == 1 else Standing.PICKED
        # A body of the plan's day is carried on by that of today; one without successor stays itself.
        members = self._today(ordered) or tuple(Member(pk, pk) for pk in ordered)
        return replace(plain, standing=standing, members=members, reason="")

    def _chosen_group(self, plain: Assigned, ids: tuple[int, ...]) -> Assigned:
        if len(ids) != 1 or ids[0] not in self.registry.group:
            raise DraftError("no_group")
        facts = self.registry.group[ids[0]]
        if facts.kind == "open":
            return replace(plain, group=facts.id)
        if facts.relation:
            return replace(plain, standing=Standing.GROUP, group=facts.id, relation=facts.relation)
        members = self._today(self.registry.members_of(facts.id, self.resolver.on))
        if not members:  # a group that began after the plan's day: its units of today
            members = self._today(self.registry.members_of(facts.id, self.resolver.today))
        if not members:
            raise DraftError("group_is_empty", group=facts.name)
        return replace(plain, standing=Standing.GROUP, group=facts.id, members=members, reason="")

    def _as_found(self, phrase: Phrase, found: Resolution, *, today: bool) -> Assigned:
        """What was found, taken as it is: also what did not exist on the plan's day, by its successors."""
        if found.kind in (ResolutionKind.UNKNOWN, ResolutionKind.OPEN, ResolutionKind.RELATIVE):
            return self._found(phrase, found)
        named = found.members or found.unit_ids or self._last_of(found.group_ids)
        members = self._today(named) if today else tuple(Member(pk, pk) for pk in named)
        if not members:
            raise DraftError("no_unit")
        standing = Standing.UNIT if found.kind is ResolutionKind.UNIT else Standing.GROUP
        group = found.group_ids[0] if len(found.group_ids) == 1 else None
        return Assigned(phrase, standing, members, named, group=group)

    def _last_of(self, group_ids: Iterable[int]) -> tuple[int, ...]:
        before = self.registry.last_members_before
        return tuple(pk for group in group_ids for pk in before(group, self.resolver.on))

    def _lost(self, named: Iterable[int]) -> tuple[int, ...]:
        return tuple(pk for pk in named if not self.registry.carried_on_by(pk, self.resolver.today))

    def _today(self, named: Iterable[int]) -> tuple[Member, ...]:
        """Who carries on today what these units were named for; a unit owes once."""
        owing: dict[int, int] = {}
        for pk in named:
            for unit in self.registry.carried_on_by(pk, self.resolver.today):
                if unit not in owing or unit == pk:
                    owing[unit] = pk
        order = self.registry.in_order(set(owing))
        return tuple(Member(unit, owing[unit]) for unit in order)


def assign_all(
    found: Iterable[Phrase], chosen: Mapping[str, Mapping[str, Any]], assigner: Assigner
) -> dict[str, Assigned]:
    """Every phrase by its key; phrases relative to the plan get the units that the others name.

    A choice that cannot be carried out any more (its group was emptied since) is asked about again.
    """
    assigned = {phrase.key: _assigned(phrase, chosen.get(phrase.key), assigner) for phrase in found}
    direct = [one for one in assigned.values() if not one.relation]
    for key, one in assigned.items():
        if one.relation:
            assigned[key] = _relative(one, direct, assigner.registry)
    return assigned


def _assigned(phrase: Phrase, chosen: Mapping[str, Any] | None, assigner: Assigner) -> Assigned:
    try:
        return assigner.assign(phrase, chosen)
    except DraftError:
        return assigner.assign(phrase)


def _relative(one: Assigned, others: list[Assigned], registry: Registry) -> Assigned:
    named: dict[int, int] = {}
    for other in others:
        if any(_fits(one.relation, place.row, place.role) for place in other.phrase.places):
            named |= {member.unit: member.named for member in other.members}
    if not named:
        return replace(one, standing=Standing.UNKNOWN)
    order = registry.in_order(set(named))
    return replace(one, members=tuple(Member(unit, named[unit]) for unit in order))


def _fits(relation: str, row: str, role: Role) -> bool:
    match relation:
        case "leads_indicator":
            return row.startswith("i") and role is Role.LEAD
        case "leads":
            return row.startswith("t") and role is Role.LEAD
        case "coordinates":
            return row.startswith("t") and role is Role.COORDINATE
    return True
