"""A policy as a table keeps it and as a form gives it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from minhbach.supervision.core.ladder import (
    LONGEST_AFTER,
    LONGEST_BEFORE,
    Kind,
    Ladder,
    Policy,
    Rung,
    Who,
)

MOST_RUNGS = 12
Plain = dict[str, Any]


def to_plain(policy: Policy) -> Plain:
    """JSON of the ladders; the two switches are columns of their own."""
    return {
        kind.value: {
            "on": ladder.on,
            "every": ladder.every,
            "until": ladder.until,
            "rungs": [
                {"days": rung.days, "who": sorted(rung.who), "though": rung.though_acknowledged}
                for rung in sorted(ladder.rungs, key=lambda rung: rung.days)
            ],
        }
        for kind, ladder in policy.ladders.items()
    }


def from_plain(ladders: Mapping[str, Plain], *, proposes: bool, asks_bodies: bool) -> Policy:
    """What a table kept. A kind that it does not name has no ladder."""
    return Policy({Kind(kind): _ladder(said) for kind, said in ladders.items()}, proposes, asks_bodies)


def _ladder(said: Plain) -> Ladder:
    rungs = (
        Rung(one["days"], frozenset(Who(name) for name in one["who"]), one["though"]) for one in said["rungs"]
    )
    return Ladder(tuple(rungs), said["on"], said["every"], said["until"])


class Fault(StrEnum):
    """What is wrong with a ladder; a name for the sentence that a page says about it."""

    TOO_MANY = "too_many"
    TOO_FAR = "too_far"
    TWICE = "twice"
    NOBODY = "nobody"
    ENDLESS = "endless"


def faults(ladders: Iterable[Ladder]) -> frozenset[Fault]:
    """What may not be saved: rungs twice or out of bounds, addressed to nobody, or more than can be read."""
    found = set()
    for ladder in ladders:
        days = [rung.days for rung in ladder.rungs]
        if len(days) > MOST_RUNGS:
            found.add(Fault.TOO_MANY)
        if len(days) != len(set(days)):
            found.add(Fault.TWICE)
        if any(not -LONGEST_BEFORE <= day <= LONGEST_AFTER for day in days):
            found.add(Fault.TOO_FAR)
        if any(not rung.who for rung in ladder.rungs):
            found.add(Fault.NOBODY)
        if not 0 <= ladder.every <= LONGEST_AFTER or not 0 <= ladder.until <= LONGEST_AFTER:
            found.add(Fault.ENDLESS)
    return frozenset(found)
