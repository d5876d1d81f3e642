"""Whom a rung reaches among the people of the owing unit. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from minhbach.supervision.core.ladder import Owed, Reminder, Who


class Part(StrEnum):
    """What a person is in the unit, as far as reminding goes (values of organisation.Role)."""

    CLERK = "clerk"
    OFFICER = "officer"
    FOCAL = "focal"
    HEAD = "head"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Person:
    """One membership that holds today."""

    user_id: int
    unit_id: int
    part: str
    division_id: int | None = None


WORKERS = frozenset({Part.CLERK, Part.OFFICER, Part.FOCAL})


def inside(owed: Owed, who: Iterable[Who], people: Sequence[Person]) -> tuple[int, ...]:
    """Ids of the persons told by the machine itself, each once.

    The handler while still of the unit, and not its head or deputy: those are reached by a person only. Else,
    and for rungs of the whole unit, its officers and clerks: of a thing that a division handles that
    division's officers and the unit's clerks. A unit without such people is told nothing here: its things
    stand on the page of the focal officer.
    """
    asked = frozenset(who)
    mine = [p for p in people if p.unit_id == owed.unit_id]
    handler = [p.user_id for p in mine if p.user_id == owed.handler_id and p.part in WORKERS]
    found: list[int] = []
    if Who.HANDLER in asked:
        found += handler
    if Who.UNIT in asked or (Who.HANDLER in asked and not handler):
        found += _workers(owed, mine)
    return tuple(dict.fromkeys(found))


def _workers(owed: Owed, mine: Sequence[Person]) -> list[int]:
    workers = [p for p in mine if p.part in WORKERS]
    if owed.division_id is None:
        return [p.user_id for p in workers]
    close = [p for p in workers if p.division_id == owed.division_id or p.part == Part.CLERK]
    return [p.user_id for p in close or workers]


def heads(unit_id: int, people: Sequence[Person]) -> tuple[int, ...]:
    """The head of the unit, or its deputies where it has no head with an account."""
    mine = [p for p in people if p.unit_id == unit_id]
    found = [p.user_id for p in mine if p.part == Part.HEAD]
    return tuple(dict.fromkeys(found or [p.user_id for p in mine if p.part == Part.DEPUTY]))


def told(found: Iterable[Reminder], people: Sequence[Person]) -> Iterator[tuple[Reminder, tuple[int, ...]]]:
    """Each reminder with whom the machine tells it; what nobody of the unit can be told is left out.

    Updates that one person is told of several handlers are one message with their sum.
    """
    counts: dict[tuple[str, int, int, str], dict[int, int]] = defaultdict(dict)
    kept: dict[tuple[str, int, int, str], Reminder] = {}
    for reminder in found:
        owed = reminder.owed
        key = (owed.kind.value, owed.id, owed.unit_id, reminder.key)
        kept.setdefault(key, reminder)
        for person in inside(owed, reminder.rung.who, people):
            counts[key][person] = counts[key].get(person, 0) + owed.count
    for key, sums in counts.items():
        for count in sorted(set(sums.values())):
            same = tuple(person for person, n in sums.items() if n == count)
            yield replace(kept[key], owed=replace(kept[key].owed, count=count)), same
