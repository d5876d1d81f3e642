"""Why a duty is due on its day: the steps from the plan's words to the last day on time. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minhbach.plans.core.kinds import Clock
from minhbach.shared.dates import WorkCalendar


class StepKind(StrEnum):
    WORDS = "words"  # what the document says
    NO_WORDS = "no_words"
    SET_BY_FOCAL = "set_by_focal"
    NAMED_DAY = "named_day"
    PERIOD = "period"
    LAST_DAY = "last_day"
    BEFORE = "before"  # "trước ngày D": the day before is the last
    REST_DAY = "rest_day"  # the last day on time is a rest day; day: the working day before
    UNCONFIRMED = "unconfirmed"  # the rest days of that year are proposals
    CHANGED = "changed"
    ONGOING = "ongoing"
    SILENT_FROM = "silent_from"
    EVENT = "event"
    TRIGGERED = "triggered"
    BEFORE_TRACKING = "before_tracking"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    words: str = ""
    day: date | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the due-date ledger."""

    before: date | None
    after: date
    basis: str


@dataclass(frozen=True, slots=True)
class DueFacts:
    """What explains a due date. changes: the ledger, oldest first."""

    clock: str
    time_raw: str = ""
    set_by_focal: bool = False
    period: str = ""
    first_due: date | None = None
    due: date | None = None
    last_on_time: date | None = None
    due_is_before: bool = False
    trigger: str = ""
    triggered_on: date | None = None
    silent_from: date | None = None
    tracked_from: date | None = None
    before_tracking: bool = False
    asked: bool = False
    changes: tuple[Change, ...] = ()


def explain(facts: DueFacts, calendar: WorkCalendar, confirmed_years: frozenset[int]) -> list[Step]:
    """The steps in order. A named day is not moved; a rest day is said, with the working day before."""
    steps = [_source(facts)]
    if facts.triggered_on:
        steps.append(Step(StepKind.TRIGGERED, facts.trigger, facts.triggered_on))
    elif facts.clock == Clock.EVENT:
        steps.append(Step(StepKind.EVENT, facts.trigger))
    if facts.period:
        steps.append(Step(StepKind.PERIOD, facts.period))
    if facts.first_due:
        steps.append(Step(StepKind.NAMED_DAY, day=facts.first_due))
    steps += [Step(StepKind.CHANGED, c.basis, c.after, c.before) for c in facts.changes]
    if facts.last_on_time:
        steps += _last_day(facts, facts.last_on_time, calendar, confirmed_years)
    if facts.clock == Clock.ONGOING:
        steps.append(Step(StepKind.ONGOING, day=facts.silent_from))
    if facts.asked:
        steps.append(Step(StepKind.ASKED))
    if facts.before_tracking:
        steps.append(Step(StepKind.BEFORE_TRACKING, day=facts.tracked_from))
    return steps


def _source(facts: DueFacts) -> Step:
    if facts.set_by_focal:
        return Step(StepKind.SET_BY_FOCAL, facts.time_raw)
    return Step(StepKind.WORDS, facts.time_raw) if facts.time_raw else Step(StepKind.NO_WORDS)


def _last_day(
    facts: DueFacts, last: date, calendar: WorkCalendar, confirmed_years: frozenset[int]
) -> list[Step]:
    before = facts.due is not None and last < facts.due
    steps = [Step(StepKind.BEFORE if before else StepKind.LAST_DAY, day=last, before=facts.due)]
    if not calendar.is_working(last):
        steps.append(Step(StepKind.REST_DAY, day=calendar.working_day_before(last), before=last))
        if last.year not in confirmed_years:
            steps.append(Step(StepKind.UNCONFIRMED, words=str(last.year)))
    return steps
