"""Thang nhắc: which rung of the ladder an owed thing stands on today, and whom that reaches. Pure.

A rung lies so many working days before the last day on time, on that day, or so many days after it. One that
falls on a rest day moves to the working day before, or after the last day to the working day after it: nobody
is reminded on a rest day. Whoever was away, or a worker that was, is told the newest rung once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from minhbach.shared.dates import ONE_DAY, WorkCalendar

LONGEST_BEFORE, LONGEST_AFTER = 60, 366  # days a rung may lie from the last day on time
LONGEST_ABSENCE = timedelta(days=31)  # what fell due longer ago while nobody ran is told by its next rung
REST = timedelta(days=14)  # the longest row of rest days that a rung is moved over


class Kind(StrEnum):
    """What is owed. ONGOING: the updates of one unit to one plan for one period, told together."""

    DUTY = "duty"
    ONGOING = "ongoing"
    SLOT = "slot"
    REQUEST = "request"
    DIRECTIVE = "directive"


class Who(StrEnum):
    """Whom a rung reaches. HANDLER: the person it was assigned to, or the unit where none is."""

    HANDLER = "handler"
    UNIT = "unit"
    HEAD = "head"
    LEADER = "leader"


INSIDE = frozenset({Who.HANDLER, Who.UNIT})
PROPOSED = frozenset({Who.HEAD, Who.LEADER})  # reached by a person, never by the machine


@dataclass(frozen=True, slots=True)
class Rung:
    """days: below 0 working days before the last day on time, 0 that day, above 0 days after it.

    though_acknowledged: said again though the unit has answered "Đã nhận".
    """

    days: int
    who: frozenset[Who] = INSIDE
    though_acknowledged: bool = False

    @property
    def inside(self) -> bool:
        return not self.who.isdisjoint(INSIDE)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs for one kind of thing. every: the last rung again each so many days (0: never) until `until`
    days after the last day on time."""

    rungs: tuple[Rung, ...]
    on: bool = True
    every: int = 14
    until: int = 90

    def steps(self) -> tuple[Rung, ...]:
        """All rungs, the repeated ones spelled out, from the earliest to the last."""
        rungs = sorted(self.rungs, key=lambda rung: rung.days)
        if not rungs or not self.every:
            return tuple(rungs)
        last = rungs[-1]
        begins = max(0, last.days) + self.every
        more = range(begins, self.until + 1, self.every)
        return (*rungs, *(Rung(days, last.who, last.though_acknowledged) for days in more))


@dataclass(frozen=True, slots=True)
class Policy:
    """proposes: whether rungs to heads and leaders make proposals at all. asks_bodies: whether bodies that
    are only asked are reminded too, in the words of a request."""

    ladders: Mapping[Kind, Ladder] = field(default_factory=dict)
    proposes: bool = False
    asks_bodies: bool = False

    def steps(self, kind: Kind) -> tuple[Rung, ...]:
        """The rungs in force for a kind: none where its ladder is off."""
        ladder = self.ladders.get(kind)
        if ladder is None or not ladder.on:
            return ()
        steps = ladder.steps()
        if self.proposes:
            return steps
        return tuple(Rung(s.days, s.who & INSIDE, s.though_acknowledged) for s in steps if s.inside)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is stored of an owed thing. due: the last day on time; of an ongoing duty the last day of the
    period whose update is missing. Facts that end the ladder stand in `settled`: a report came in, it is
    done, confirmed, suspended, not applicable, excused, of a plan that is not tracked.

    id: of the duty, slot or directive; of ONGOING that of the plan. count: how many updates are missing.
    """

    kind: Kind
    id: int
    unit_id: int
    due: date
    plan_id: int | None = None
    action_id: int | None = None
    handler_id: int | None = None
    division_id: int | None = None
    asked: bool = False
    counted: bool = True
    before_tracking: bool = False
    settled: bool = False
    acknowledged: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class Reminder:
    """An owed thing and the rung that it has come to."""

    owed: Owed
    rung: Rung

    @property
    def key(self) -> str:
        """The rung's name, the same however often it is computed: "2026-11-20+3"."""
        return rung_key(self.owed.due, self.rung.days)

    @property
    def is_polite(self) -> bool:
        """Bodies outside the People's Committee are asked, and nothing of theirs is called late."""
        return self.owed.asked

    @property
    def is_proposed(self) -> bool:
        """Whether a person is to say it to a head or a leader. What is only asked is late with nobody, so
        there is nothing to put before them."""
        return not self.owed.asked and not self.rung.who.isdisjoint(PROPOSED)


def rung_key(due: date, days: int) -> str:
    """A changed date begins a new ladder, so the date is part of the name."""
    return f"{due.isoformat()}{days:+d}"


def falls_on(due: date, days: int, calendar: WorkCalendar) -> date:
    """The working day on which the rung is said."""
    if days > 0:
        return calendar.next_working_day(due + timedelta(days=days))
    day = due
    for _ in range(-days):
        day = calendar.working_day_before(day)
    return day if calendar.is_working(day) else calendar.working_day_before(day)


def is_reminded(owed: Owed, policy: Policy) -> bool:
    """Whether anything is said about it at all."""
    if owed.settled or owed.before_tracking or not owed.counted:
        return False
    return policy.asks_bodies or not owed.asked


def reminders(
    things: Iterable[Owed],
    policies: Mapping[int | None, Policy],
    last_run: date | None,
    today: date,
    calendar: WorkCalendar,
) -> Iterator[Reminder]:
    """What is to be said today. policies: by plan; None for all other plans and for what has no plan.

    last_run: the day up to which everything was said; None where the ladder never ran: only today counts.
    A clock that was set back says nothing twice: nothing lies between a later run and an earlier today.
    """
    since = _since(last_run, today)
    for owed in things:
        policy = policies.get(owed.plan_id) or policies[None]
        if is_reminded(owed, policy) and (rung := newest(owed, policy, since, today, calendar)):
            yield Reminder(owed, rung)


def newest(owed: Owed, policy: Policy, since: date, today: date, calendar: WorkCalendar) -> Rung | None:
    """The last rung that fell after `since` and not after today; None where none did.

    What was acknowledged is not said again until a rung that says so; rungs that would only repeat an older
    one on the same day give way to the newest.
    """
    for rung in reversed(policy.steps(owed.kind)):
        day = falls_on(owed.due, rung.days, calendar)
        if day <= since:
            return None
        if day <= today and (rung.though_acknowledged or not owed.acknowledged):
            return rung
    return None


def due_days(
    policies: Iterable[Policy], kind: Kind, last_run: date | None, today: date, calendar: WorkCalendar
) -> frozenset[date]:
    """The last days on time of everything that can be at a rung today: what the index is asked for."""
    since = _since(last_run, today)
    found: set[date] = set()
    for days in {rung.days for policy in policies for rung in policy.steps(kind)}:
        found.update(_due_of(days, since, today, calendar))
    return frozenset(found)


def _since(last_run: date | None, today: date) -> date:
    """A run that never was, or that was too long ago, begins where its reminders are still worth saying."""
    return today - ONE_DAY if last_run is None else max(last_run, today - LONGEST_ABSENCE)


def _due_of(days: int, since: date, today: date, calendar: WorkCalendar) -> Iterator[date]:
    """Every due day whose rung falls after `since` and not after today. Between due day and rung lie at most
    the days of the rung, the rest days between them and the longest row of rest days."""
    slack = REST + timedelta(days=abs(days) * (3 if days < 0 else 1))
    day, end = (since, today + slack) if days <= 0 else (since - slack, today)
    while day <= end:
        if since < falls_on(day, days, calendar) <= today:
            yield day
        day += ONE_DAY
