"""Everything that has come to a rung: found by the day it was due, through indexes, never by looking at all.

A run asks for the few days whose rungs fall today (core.ladder.due_days); what is not due then is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from minhbach.organisation.models import Authority
from minhbach.plans.core.kinds import Clock
from minhbach.plans.models import Directive, Duty, Plan, standing
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries import work_calendar
from minhbach.reporting.models import ReportSlot, slot_standing
from minhbach.reporting.models.slots import SlotQuerySet
from minhbach.shared.dates import ONE_DAY, WorkCalendar
from minhbach.supervision.core.ladder import Kind, Owed, Policy, due_days
from minhbach.supervision.queries.policies import policies

FAR = timedelta(days=400)  # how far due days and rungs lie apart at most


@dataclass(frozen=True, slots=True)
class Look:
    """What a run goes by. plans: live plans whose opening state is confirmed, and the units that steer them:
    before that nobody has said what was delivered already."""

    last_run: date | None
    today: date
    calendar: WorkCalendar
    policies: dict[int | None, Policy]
    plans: dict[int, int | None]

    def days(self, kind: Kind) -> frozenset[date]:
        """Last days on time that are asked for."""
        return due_days(self.policies.values(), kind, self.last_run, self.today, self.calendar)


def look_at(last_run: date | None, today: date) -> Look:
    """Three small queries: rest days, ladders, live plans."""
    years = ((today - FAR).year, (today + FAR).year)
    live: dict[int, int | None] = dict(
        Plan.objects.live().filter(opening_confirmed_on__isnull=False)
        .order_by().values_list("pk", "focal_unit_id")
    )  # fmt: skip
    return Look(last_run, today, work_calendar(*years), policies(), live)


def due_now(look: Look) -> Iterator[Owed]:
    """Whatever may be said something about: the rules decide. One query a kind, each through its index."""
    yield from _live(look, _dated(look.days(Kind.DUTY) | look.days(Kind.REQUEST)))
    yield from _live(look, _ongoing(look.days(Kind.ONGOING)))
    yield from _live(look, _slots(look.days(Kind.SLOT)))
    yield from _live(look, _directives(look))


def _live(look: Look, found: Iterable[Owed]) -> Iterator[Owed]:
    return (owed for owed in found if owed.plan_id is None or owed.plan_id in look.plans)


def dated_rows(days: Iterable[date]) -> DutyQuerySet:
    """Running duties whose last day on time is one of these: through duty_running_last."""
    return Duty.objects.filter(standing.RUNNING, last_on_time__in=sorted(days)).order_by()


def _dated(days: frozenset[date]) -> Iterator[Owed]:
    rows = dated_rows(days).values_list(
        "pk", "unit_id", "last_on_time", "plan_id", "action_id", "handler_id", "division_id", "asked",
        "counted", "before_tracking", "from_request_id",
    )  # fmt: skip
    for pk, unit, due, plan, action, handler, division, asked, counted, before, request in rows:
        if due is not None:
            kind = Kind.REQUEST if request else Kind.DUTY
            yield Owed(kind, pk, unit, due, plan, action, handler, division, asked, counted, before)


def ongoing_rows(days: Iterable[date]) -> DutyQuerySet:
    """Running duties without a date whose missing update was due on one of these: duty_running_silent."""
    silent = [day + ONE_DAY for day in sorted(days)]
    return Duty.objects.filter(
        standing.RUNNING, clock=Clock.ONGOING.value, counted=True, before_tracking=False,
        silent_from__in=silent,
    ).order_by()  # fmt: skip


def _ongoing(days: frozenset[date]) -> Iterator[Owed]:
    """The updates that one unit, or one handler of it, owes to a plan: told in one line."""
    grouped = ("plan_id", "unit_id", "silent_from", "handler_id", "division_id", "asked")
    rows = ongoing_rows(days).values_list(*grouped).annotate(n=Count("pk"))
    for plan, unit, silent_from, handler, division, asked, n in rows:
        if silent_from is not None:
            day = silent_from - ONE_DAY
            yield Owed(Kind.ONGOING, plan, unit, day, plan, None, handler, division, asked, count=n)


def slot_rows(days: Iterable[date]) -> SlotQuerySet:
    """Report slots not sent yet whose last day on time is one of these: through slot_unsent_last."""
    return ReportSlot.objects.filter(slot_standing.UNSENT, last_on_time__in=sorted(days)).order_by()


def _slots(days: frozenset[date]) -> Iterator[Owed]:
    rows = slot_rows(days).values_list("pk", "unit_id", "last_on_time", "plan_id", "asked")
    for pk, unit, due, plan, asked in rows:
        if due is not None:
            yield Owed(Kind.SLOT, pk, unit, due, plan, asked=asked)


def _directives(look: Look) -> Iterator[Owed]:
    """An instruction to no unit by name is the steering unit's to follow. A body outside the People's
    Committee is asked, as in duties (Unit.is_ordered); what was due before tracking began is left alone."""
    days = look.days(Kind.DIRECTIVE)
    rows = Directive.objects.filter(done_on__isnull=True, due__in=sorted(days)).order_by()
    rows = rows.exclude(due__lt=F("plan__tracked_from"))
    owner = Coalesce("unit__authority", "plan__focal_unit__authority")
    found = rows.values_list("pk", "unit_id", "due", "plan_id", "action_id", owner)
    for pk, named, due, plan, action, authority in found:
        unit = named or look.plans.get(plan)
        if unit is not None and due is not None:
            asked = authority != Authority.PEOPLES_COMMITTEE
            yield Owed(Kind.DIRECTIVE, pk, unit, due, plan, action, asked=asked)
