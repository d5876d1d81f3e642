"""What adopting a draft would give each unit to do. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from minhbach.plans.core.kinds import Role, Standing, Timing
from minhbach.plans.core.new_plan import NewAction, NewPlan

CLOCKS = {
    Timing.DEADLINE: "dated",
    Timing.PERIOD: "dated",
    Timing.RECURRING: "recurring",
    Timing.ONGOING: "ongoing",
    Timing.NONE: "ongoing",
    Timing.EVENT: "event",
}


@dataclass(frozen=True, slots=True)
class Load:
    """How many actions one unit leads, by clock, and how many it takes part in."""

    unit: int
    dated: int
    recurring: int
    ongoing: int
    event: int
    helps: int

    @property
    def leads(self) -> int:
        return self.dated + self.recurring + self.ongoing + self.event


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A phrase that stays words, why, and in how many actions it stands. open: the document leaves it so."""

    phrase: str
    reason: str
    actions: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """actions: by clock. loads: the unit that leads most first. leaderless: actions nobody leads yet."""

    actions: dict[str, int]
    loads: tuple[Load, ...]
    unresolved: tuple[Unresolved, ...]
    leaderless: int

    @property
    def led(self) -> int:
        return sum(load.leads for load in self.loads)


def rehearse(plan: NewPlan) -> Rehearsal:
    """Counts actions x units; periods of recurring and ongoing duties come with activation."""
    leads: dict[int, Counter[str]] = defaultdict(Counter)
    helps: Counter[int] = Counter()
    unresolved: Counter[tuple[str, str, bool]] = Counter()
    leaderless = 0
    for action in plan.actions:
        clock = clock_of(action)
        leading = _units(action, Role.LEAD)
        leaderless += not leading
        for unit in leading:
            leads[unit][clock] += 1
        helps.update((_units(action, Role.COORDINATE) | _units(action, Role.SUPERVISE)) - leading)
        unresolved.update(_unresolved(action))
    loads = [_load(unit, leads[unit], helps[unit]) for unit in {*leads, *helps}]
    return Rehearsal(
        actions=dict(Counter(clock_of(action) for action in plan.actions)),
        loads=tuple(sorted(loads, key=lambda load: (-load.leads, -load.helps, load.unit))),
        unresolved=tuple(
            Unresolved(phrase, reason, count, is_open)
            for (phrase, reason, is_open), count in unresolved.most_common()
        ),
        leaderless=leaderless,
    )


def clock_of(action: NewAction) -> str:
    return CLOCKS[Timing(action.timing)]


def _units(action: NewAction, role: Role) -> set[int]:
    return {member.unit for said in action.responsibilities if said.role == role for member in said.members}


def _unresolved(action: NewAction) -> set[tuple[str, str, bool]]:
    return {
        (said.phrase, said.reason, said.resolved == Standing.OPEN)
        for said in action.responsibilities
        if said.resolved in (Standing.OPEN, Standing.UNKNOWN)
    }


def _load(unit: int, leads: Counter[str], helps: int) -> Load:
    return Load(unit, leads["dated"], leads["recurring"], leads["ongoing"], leads["event"], helps)
