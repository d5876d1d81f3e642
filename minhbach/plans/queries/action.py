"""Nhiệm vụ: everything about one action that the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Case, Q, Value, When

from minhbach.organisation.actor import Actor
from minhbach.plans.core.explain import Change, DueFacts, Step, explain
from minhbach.plans.models import (
    Action,
    Clock,
    CoordinationRequest,
    Directive,
    DueDateChange,
    Duty,
    DutyDecision,
    Evidence,
    Participation,
    ProgressEntry,
    Responsibility,
    TimeSource,
)
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.before import Before, before_of
from minhbach.plans.queries.calendars import confirmed_years, work_calendar
from minhbach.plans.queries.lines import DutyLine, lines, with_relations
from minhbach.plans.queries.words import explain_lines
from minhbach.shared.dates import WorkCalendar

HISTORY = 100
PAGE = 40


class EventKind(StrEnum):
    ENTRY = "entry"
    DECISION = "decision"
    DUE_CHANGE = "due_change"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the history of a duty, newest first; exactly one of the three is set."""

    kind: EventKind
    at: datetime | None
    on: date
    duty: Duty
    entry: ProgressEntry | None = None
    decision: DutyDecision | None = None
    due_change: DueDateChange | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedDuty:
    line: DutyLine
    steps: tuple[Step, ...]

    @property
    def explanation(self) -> list[str]:
        """Sentences, from the plan's words to the last day on time."""
        return explain_lines(list(self.steps))


@dataclass(frozen=True, slots=True)
class Outline:
    """All duties of an action without their words. leads: how many are of lead units, `lead_units`.

    units: of all of them.
    """

    ids: tuple[int, ...]
    continued: tuple[int, ...]  # duties of a replaced plan that go on in these
    leads: int
    lead_units: frozenset[int]
    units: frozenset[int]
    is_sleeping: bool  # a lead duty waits for its condition

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class ActionPage:
    """duties: of lead units; requested: coordination that was asked for, counted apart; one page of both.

    outline: of all duties that the actor sees.
    """

    action: Action
    outline: Outline
    responsibilities: tuple[Responsibility, ...]
    duties: tuple[ExplainedDuty, ...]
    requested: tuple[ExplainedDuty, ...]
    participations: tuple[Participation, ...]
    requests: tuple[CoordinationRequest, ...]
    history: tuple[HistoryLine, ...]
    ledger: tuple[DueDateChange, ...]
    evidence: tuple[Evidence, ...]
    directives: tuple[Directive, ...]
    before: Before

    @property
    def units_taking_part(self) -> frozenset[int]:
        """Units that owe here, as far as the actor sees them, and units that coordinate."""
        return self.outline.units | {one.unit_id for one in self.participations}


def action_page(
    actor: Actor, action_id: int, today: date, *, skip: int = 0, chosen: int = 0
) -> ActionPage | None:
    """None where the actor may not see the action. A fixed number of queries whatever the history.

    skip: how many duties stand on the pages before. chosen: the key of a duty that stands first.
    """
    action = (
        Action.objects.visible_to(actor)
        .select_related("plan", "plan__focal_unit", "node", "node__parent")
        .filter(pk=action_id)
        .first()
    )
    if action is None:
        return None
    seen = Duty.objects.visible_in(action.plan, actor).filter(action=action)
    outline = _outline(seen)
    ledger, evidence = _ledger(outline), _evidence(actor, action, outline)
    explained = _explained(action, _one_page(seen, skip, chosen), ledger, today)
    return ActionPage(
        action=action,
        outline=outline,
        responsibilities=_responsibilities(action),
        duties=tuple(e for e in explained if not e.line.duty.coordinating),
        requested=tuple(e for e in explained if e.line.duty.coordinating),
        participations=tuple(
            Participation.objects.filter(action=action)
            .select_related("unit")
            .order_by("unit__protocol_order")
        ),
        requests=tuple(
            CoordinationRequest.objects.visible_to(actor)
            .filter(action=action)
            .select_related("asked_by", "unit")
        ),
        history=_history(outline.ids + outline.continued, ledger, evidence),
        ledger=ledger,
        evidence=evidence,
        directives=tuple(
            Directive.objects.visible_to(actor).filter(action=action).select_related("unit", "recorded_by")
        ),
        before=before_of(actor, action),
    )


def _ledger(outline: Outline) -> tuple[DueDateChange, ...]:
    rows = DueDateChange.objects.filter(duty_id__in=outline.ids + outline.continued)
    return tuple(rows.select_related("changed_by", "duty__unit"))


def _evidence(actor: Actor, action: Action, outline: Outline) -> tuple[Evidence, ...]:
    of_entries = Q(entry__duty_id__in=outline.continued)
    rows = Evidence.objects.visible_to(actor).filter(Q(action=action) | of_entries)
    return tuple(rows.select_related("stored", "unit", "added_by").order_by("-id")[:HISTORY])


def _outline(seen: DutyQuerySet) -> Outline:
    found = list(seen.order_by().values_list("pk", "coordinating", "unit_id", "clock", "continues"))
    rows = list({row[0]: row for row in found}.values())  # a duty stands once for each that goes on in it
    leads = [(unit, clock) for _pk, coordinating, unit, clock, _before in rows if not coordinating]
    return Outline(
        ids=tuple(row[0] for row in rows),
        continued=tuple(dict.fromkeys(row[4] for row in found if row[4])),
        leads=len(leads),
        lead_units=frozenset(unit for unit, _clock in leads),
        units=frozenset(row[2] for row in rows),
        is_sleeping=any(clock == Clock.EVENT for _unit, clock in leads),
    )


def _one_page(seen: DutyQuerySet, skip: int, chosen: int) -> list[Duty]:
    first = Case(When(pk=chosen, then=Value(0)), default=Value(1))
    ordered = with_relations(seen).order_by(first, "coordinating", "unit__protocol_order", "period", "pk")
    return list(ordered[skip : skip + PAGE])


def explain_duty(duty: Duty) -> list[str]:
    """Why this duty is due on its day, in sentences. Three queries."""
    changes = DueDateChange.objects.filter(duty=duty)
    return explain_lines(list(_steps(duty.action, duty, changes, work_calendar(), confirmed_years())))


def _responsibilities(action: Action) -> tuple[Responsibility, ...]:
    return tuple(
        action.responsibilities.select_related("group").prefetch_related(
            "members__unit", "members__named_unit"
        )
    )


def _explained(
    action: Action, duties: list[Duty], ledger: Iterable[DueDateChange], today: date
) -> list[ExplainedDuty]:
    changes: dict[int, list[DueDateChange]] = defaultdict(list)
    for change in ledger:
        changes[change.duty_id].append(change)
    calendar, confirmed = work_calendar(), confirmed_years()
    return [
        ExplainedDuty(line, _steps(action, line.duty, changes[line.duty.pk], calendar, confirmed))
        for line in lines(duties, today)
    ]


def _steps(
    action: Action,
    duty: Duty,
    changes: Iterable[DueDateChange],
    calendar: WorkCalendar,
    confirmed: frozenset[int],
) -> tuple[Step, ...]:
    facts = DueFacts(
        clock=duty.clock,
        time_raw=action.time_raw,
        set_by_focal=action.time_source == TimeSource.FOCAL,
        period=duty.period,
        first_due=duty.first_due,
        due=duty.due,
        last_on_time=duty.last_on_time,
        due_is_before=action.due_is_before,
        trigger=action.trigger,
        triggered_on=action.triggered_on,
        silent_from=duty.silent_from,
        tracked_from=duty.plan.tracked_from,
        before_tracking=duty.before_tracking,
        asked=duty.asked,
        changes=tuple(Change(c.before, c.after, c.basis) for c in changes),
    )
    return tuple(explain(facts, calendar, confirmed))


def _history(
    ids: tuple[int, ...], ledger: Iterable[DueDateChange], evidence: Iterable[Evidence]
) -> tuple[HistoryLine, ...]:
    proof: dict[int | None, list[Evidence]] = defaultdict(list)
    for one in evidence:
        proof[one.entry_id].append(one)
    entries = ProgressEntry.objects.filter(duty_id__in=ids).select_related("by", "on_behalf_of", "duty__unit")
    decisions = DutyDecision.objects.filter(duty_id__in=ids).select_related("by", "duty__unit")
    found = [
        HistoryLine(EventKind.ENTRY, e.at, e.on, e.duty, entry=e, evidence=tuple(proof[e.pk]))
        for e in entries[:HISTORY]
    ]
    found += [HistoryLine(EventKind.DECISION, d.at, d.on, d.duty, decision=d) for d in decisions[:HISTORY]]
    found += [HistoryLine(EventKind.DUE_CHANGE, None, c.changed_on, c.duty, due_change=c) for c in ledger]
    return tuple(sorted(found, key=_newest_first, reverse=True))


def _newest_first(line: HistoryLine) -> tuple[date, float]:
    return line.on, line.at.timestamp() if line.at else 0.0
