"""All rounds of a plan's regimes: which is the first, which are given as one, which lie outside. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from minhbach.reporting.core.turns import Days, Rule, Step, StepKind, Turn, turns
from minhbach.shared.dates import Cycle

_WITHIN_THE_YEAR = (Cycle.QUARTERLY, Cycle.SEMIANNUAL)


class Merge(StrEnum):
    """Whether the last round of a year is given in one with the annual report."""

    AUTO = "auto"  # where the annual report is due earlier
    ONE = "one"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class RegimeFacts:
    """One regime. key: its id, or its place in a document. who: those who report, to pair regimes by."""

    key: int
    role: str
    rule: Rule
    who: str = ""
    merge: Merge = Merge.AUTO


@dataclass(frozen=True, slots=True)
class Span:
    """From when and for which years the regimes hold. issued, tracked_from: None where not known."""

    first_year: int
    last_year: int
    issued: date | None = None
    tracked_from: date | None = None

    def begins_after(self, turn: Turn) -> bool:
        """The first round is that of the first period that ends after both days."""
        return any(day is not None and turn.period.end <= day for day in (self.issued, self.tracked_from))


@dataclass(frozen=True, slots=True)
class Round:
    """A turn of one regime. merged_into: the annual period it is given with; covers: what it gives too.

    outside: beyond the plan's years, as if the regime still held.
    """

    regime: RegimeFacts
    turn: Turn
    merged_into: str = ""
    covers: tuple[str, ...] = ()
    outside: bool = False


def rounds_of(regimes: Sequence[RegimeFacts], span: Span, days: Days) -> list[Round]:
    """Every round of the plan's years from the first one on, by their days."""
    found = [
        Round(regime, turn)
        for regime in regimes
        for turn in turns(regime.rule, span.first_year, span.last_year, days)
        if not span.begins_after(turn)
    ]
    return _in_order(_merged(found))


def rounds_between(
    regimes: Sequence[RegimeFacts], span: Span, days: Days, first: date, last: date
) -> list[Round]:
    """Rounds that are due from `first` to `last`; outside the plan's years as if the regimes still held."""
    found = []
    for regime in regimes:
        for turn in turns(regime.rule, first.year - 1, last.year + 1, days):
            outside = not span.first_year <= turn.period.end.year <= span.last_year
            if outside or not span.begins_after(turn):
                found.append(Round(regime, _said_outside(turn) if outside else turn, outside=outside))
    merged = _in_order(_merged(found))
    return [one for one in merged if first <= (one.turn.due or one.turn.period.end) <= last]


def _said_outside(turn: Turn) -> Turn:
    return replace(turn, steps=(*turn.steps, Step(StepKind.OUTSIDE_YEARS, str(turn.period.end.year))))


def _merged(found: list[Round]) -> list[Round]:
    """The fourth quarter and the second half go into the annual report, each said in both."""
    annual = {_year_of(one): one for one in found if one.regime.rule.cycle is Cycle.ANNUAL}
    into: dict[int, str] = {}
    covers: dict[int, list[str]] = {}
    for place, one in enumerate(found):
        whole = annual.get(_year_of(one))
        if whole is None or not _given_as_one(one, whole):
            continue
        into[place] = whole.turn.period.key
        covers.setdefault(id(whole), []).append(one.turn.period.key)
    return [
        _told(one, into.get(place, ""), tuple(covers.get(id(one), ()))) for place, one in enumerate(found)
    ]


def _year_of(one: Round) -> tuple[str, str, date]:
    return (one.regime.role, one.regime.who, one.turn.period.end)


def _given_as_one(one: Round, annual: Round) -> bool:
    if one.regime.rule.cycle not in _WITHIN_THE_YEAR or one.regime.merge is Merge.APART:
        return False
    if one.regime.merge is Merge.ONE:
        return True
    if one.turn.last_on_time is None:
        return annual.turn.last_on_time is None
    return annual.turn.last_on_time is not None and annual.turn.last_on_time < one.turn.last_on_time


def _told(one: Round, into: str, covers: tuple[str, ...]) -> Round:
    steps = one.turn.steps
    if into:
        steps = (*steps, Step(StepKind.MERGED, into))
    steps = (*steps, *(Step(StepKind.COVERS, key) for key in covers))
    return replace(one, turn=replace(one.turn, steps=steps), merged_into=into, covers=covers)


def _in_order(found: Iterable[Round]) -> list[Round]:
    return sorted(found, key=lambda x: (x.turn.due or x.turn.period.end, x.regime.role, x.turn.period))
