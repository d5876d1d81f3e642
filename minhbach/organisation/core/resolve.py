"""Which units a phrase of a plan means, on the day of the plan and today. Pure; never guesses.

A phrase is a unit, a group with its dated list, relative to the plan, left open by its words, or unknown
with the reason and what is near. Likeness of words only proposes; it never decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from minhbach.organisation.core import sentences
from minhbach.organisation.core.index import Candidate, Index, Target
from minhbach.organisation.core.phrases import is_open_phrase, relation_of
from minhbach.organisation.core.registry import DIVISION, Registry
from minhbach.organisation.core.writing import has_marks, key, plain_tokens, tokens, without_office

MOST_PARTS = 14
_NOTE = re.compile(
    r"\s*\([^()]*\)\s*$|\s+[-–]\s*(?:ĐV|đơn vị|cơ quan)\s+(?:đầu mối|chủ trì)\s*$", re.IGNORECASE
)
_EDGES = " \t\r\n.,;:-–—*•+\u00a0"
_JOINTS = re.compile(r"(\s*[;,/]\s*(?:và\s+)?|\s+và\s+|\s*\n\s*)", re.IGNORECASE)


class ResolutionKind(StrEnum):
    UNIT = "unit"
    GROUP = "group"
    RELATIVE = "relative"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """unit_ids, group_ids: what the phrase names. members: the units meant on the day `on`, in order.

    successor_today: who carries on the work of the members today. out_of_date: what is named did not
    exist on that day, so a person must choose. relation: of a relative phrase. reason: one sentence.
    An open phrase may hold the units that it names beside its open part.
    """

    phrase: str
    kind: ResolutionKind
    on: date
    unit_ids: tuple[int, ...] = ()
    group_ids: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    successor_today: tuple[int, ...] = ()
    relation: str = ""
    out_of_date: bool = False
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves many phrases of one plan: the index is built once.

    issuer_id: the unit that issued the plan; names of divisions are looked for inside it.
    """

    index: Index
    on: date
    today: date
    issuer_id: int | None = None

    @staticmethod
    def of(registry: Registry, on: date, today: date, issuer_id: int | None = None) -> Resolver:
        return Resolver(Index(registry), on, today, issuer_id)

    def resolve(self, phrase: str) -> Resolution:
        text = phrase.strip(_EDGES)
        if not text:
            return self._unknown(phrase, sentences.empty())
        found = self._whole(text) or self._without_note(text)
        if found is None:
            found = self._by_its_words(text) or self._parts(text) or self._not_found(text)
        return replace(found, phrase=phrase)

    def _without_note(self, text: str) -> Resolution | None:
        """ "Sở X (đơn vị đầu mối)" is Sở X."""
        rest = _NOTE.sub("", text).strip(_EDGES)
        return self._whole(rest) if rest and rest != text else None

    def _whole(self, text: str) -> Resolution | None:
        targets = self.index.find(tokens(text), plain_tokens(text), marked=has_marks(text))
        if not targets:
            return None
        fitting = self._existing(targets)
        if len(fitting) == 1:
            return self._resolved(text, next(iter(fitting)))
        return self._ambiguous(text, fitting)

    def _existing(self, targets: frozenset[Target]) -> frozenset[Target]:
        """Of several with one name: the issuer's own, else those of that day, else the last before it."""
        units = self.index.registry.unit
        own = {t for t in targets if t.unit_id is not None and self._is_own_division(t.unit_id)}
        rest = {t for t in targets if t.unit_id is None or units[t.unit_id].kind != DIVISION}
        left = own or rest or set(targets)
        there = {t for t in left if t.unit_id is None or units[t.unit_id].is_open(self.on)}
        if there:
            return frozenset(there)
        ended = {t: units[t.unit_id].closed_on for t in left if t.unit_id is not None}
        past = {t: end for t, end in ended.items() if end is not None and end <= self.on}
        if past:
            last = max(past.values())
            return frozenset(t for t, end in past.items() if end == last)
        return frozenset(left)

    def _is_own_division(self, unit_id: int) -> bool:
        unit = self.index.registry.unit[unit_id]
        return unit.kind == DIVISION and self.issuer_id is not None and unit.parent_id == self.issuer_id

    def _resolved(self, text: str, target: Target) -> Resolution:
        return self._unit(text, target.unit_id) if target.unit_id else self._group(text, target.group_id or 0)

    def _unit(self, text: str, unit_id: int) -> Resolution:
        registry = self.index.registry
        unit = registry.unit[unit_id]
        if unit.kind == DIVISION and not self._is_own_division(unit_id):
            return self._unknown(
                text, sentences.division_of_another(unit, registry), (self.index.candidate(Target(unit_id)),)
            )
        today = registry.carried_on_by(unit_id, self.today)
        there = unit.is_open(self.on)
        return Resolution(
            phrase=text,
            kind=ResolutionKind.UNIT,
            on=self.on,
            unit_ids=(unit_id,),
            members=(unit_id,) if there else (),
            successor_today=today,
            out_of_date=not there,
            reason=sentences.unit_found(unit, registry, today, self.on, self.today),
        )

    def _group(self, text: str, group_id: int) -> Resolution:
        registry = self.index.registry
        group = registry.group[group_id]
        if group.kind == "open":
            return self._open(text, group_ids=(group_id,))
        if group.kind == "relative":
            return self._relative(text, group.relation, (group_id,))
        members = registry.members_of(group_id, self.on)
        shown = members or registry.last_members_before(group_id, self.on)
        today = registry.carried_on_by_all(shown, self.today) or registry.members_of(group_id, self.today)
        return Resolution(
            phrase=text,
            kind=ResolutionKind.GROUP,
            on=self.on,
            group_ids=(group_id,),
            members=members,
            successor_today=today,
            out_of_date=not members,
            reason=sentences.group_found(group, members, shown, today, self.on),
        )

    def _by_its_words(self, text: str) -> Resolution | None:
        """Long phrases that no list of writings can hold: relative to the plan, or open."""
        words = without_office(tokens(text))
        if relation := relation_of(words):
            ids = (g.id for g in self.index.registry.groups if g.relation == relation)
            return self._relative(text, relation, tuple(ids)[:1])
        return self._open(text) if is_open_phrase(words) else None

    def _relative(self, text: str, relation: str, group_ids: tuple[int, ...]) -> Resolution:
        return Resolution(
            text, ResolutionKind.RELATIVE, self.on, group_ids=group_ids, relation=relation,
            reason=sentences.relative_found(relation),
        )  # fmt: skip

    def _open(self, text: str, group_ids: tuple[int, ...] = ()) -> Resolution:
        """Units named beside the open words are kept; groups are not, for the openness is about them."""
        parts = _parts_of(text)[0]
        named = [self._whole(part) for part in parts] if len(parts) > 1 else []
        units = [r for r in named if r is not None and r.kind is ResolutionKind.UNIT]
        members = tuple(pk for r in units for pk in r.members)
        return Resolution(
            text, ResolutionKind.OPEN, self.on,
            unit_ids=tuple(pk for r in units for pk in r.unit_ids),
            group_ids=group_ids,
            members=members,
            successor_today=self.index.registry.carried_on_by_all(members, self.today),
            reason=sentences.open_found(),
        )  # fmt: skip

    def _parts(self, text: str) -> Resolution | None:
        """Several bodies in one phrase: only where every single part is known."""
        found = self._cover(*_parts_of(text))
        if not found or len(found) < 2:
            return None
        members = self.index.registry.in_order({pk for r in found for pk in r.members})
        today = self.index.registry.in_order({pk for r in found for pk in r.successor_today})
        return Resolution(
            text, ResolutionKind.GROUP, self.on,
            unit_ids=tuple(pk for r in found for pk in r.unit_ids),
            group_ids=tuple(pk for r in found for pk in r.group_ids),
            members=members,
            successor_today=today,
            out_of_date=any(r.out_of_date for r in found),
            reason=sentences.parts_found([r.phrase for r in found]),
        )  # fmt: skip

    def _cover(self, parts: list[str], joints: list[str]) -> list[Resolution] | None:
        """Longest known stretches from the left; None where something is left over."""
        if not 2 <= len(parts) <= MOST_PARTS:
            return None
        found: list[Resolution] = []
        at = 0
        while at < len(parts):
            for end in range(len(parts), at, -1):
                known = self._whole(_joined(parts[at:end], joints[at : end - 1]))
                if known is not None and known.kind in (ResolutionKind.UNIT, ResolutionKind.GROUP):
                    found.append(known)
                    at = end
                    break
            else:
                return None
        return found

    def _ambiguous(self, text: str, targets: frozenset[Target]) -> Resolution:
        listed = sorted((self.index.candidate(target) for target in targets), key=lambda c: c.label)
        return self._unknown(text, sentences.ambiguous(text, [c.label for c in listed]), tuple(listed[:8]))

    def _not_found(self, text: str) -> Resolution:
        words = without_office(tokens(text))
        foreign = self.index.foreign_place(words)
        if foreign:
            name, own = foreign
            targets = self.index.find(own, own, marked=True)
            near = tuple(self.index.candidate(t) for t in sorted(targets, key=self.index.label))
            return self._unknown(text, sentences.foreign_place(text, name), near or self.index.near(text))
        near = self.index.near(text)
        return self._unknown(text, sentences.not_found(text, key(words), near), near)

    def _unknown(self, text: str, reason: str, candidates: tuple[Candidate, ...] = ()) -> Resolution:
        return Resolution(text, ResolutionKind.UNKNOWN, self.on, reason=reason, candidates=candidates)


def resolve(
    phrase: str, registry: Registry, on: date, today: date, issuer_id: int | None = None
) -> Resolution:
    """One phrase. For a whole plan build one `Resolver` and ask it for each phrase."""
    return Resolver.of(registry, on, today, issuer_id).resolve(phrase)


def _parts_of(text: str) -> tuple[list[str], list[str]]:
    pieces = _JOINTS.split(text)
    return pieces[::2], pieces[1::2]


def _joined(parts: list[str], joints: list[str]) -> str:
    return parts[0] + "".join(joint + part for joint, part in zip(joints, parts[1:], strict=True))
