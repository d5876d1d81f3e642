"""core.state in SQL: the same two axes and silence, proven equal by property tests."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce

from minhbach.plans.core.kinds import Clock, Late, Result
from minhbach.plans.core.state import SOON_DAYS
from minhbach.shared.dates import Cycle, period_of

STOPPED = Q(not_applicable_on__isnull=False) | Q(suspended_on__isnull=False)
FINISHED = Q(confirmed_on__isnull=False)
REPORTED = Q(done_on__isnull=False)
# What counts and can be late: ordered, tracked, not stopped.
COUNTS = Q(counted=True, before_tracking=False, asked=False)
RUNNING = Q(
    not_applicable_on__isnull=True, suspended_on__isnull=True, confirmed_on__isnull=True, done_on__isnull=True
)


def result_case() -> Case:
    """The result axis as a value of core.kinds.Result."""
    return Case(
        When(not_applicable_on__isnull=False, then=Value(Result.NOT_APPLICABLE.value)),
        When(suspended_on__isnull=False, then=Value(Result.SUSPENDED.value)),
        When(FINISHED, then=Value(Result.DONE.value)),
        When(REPORTED, then=Value(Result.REPORTED_DONE.value)),
        When(started_on__isnull=False, then=Value(Result.DOING.value)),
        default=Value(Result.NOT_STARTED.value),
        output_field=CharField(),
    )


def late_case(today: date, soon_days: int = SOON_DAYS) -> Case:
    """The timeliness axis as a value of core.kinds.Late. The order of the lines is that of the core."""
    judged_late = Q(judged__gt=F("last_on_time"))
    return Case(
        When(STOPPED, then=Value(Late.NONE.value)),
        When(before_tracking=True, then=Value(Late.BEFORE_TRACKING.value)),
        When(counted=False, then=Value(Late.OPENING.value)),
        When(asked=True, then=Value(Late.ASKED.value)),
        When(~FINISHED & REPORTED, then=Value(Late.WAITING.value)),
        When(last_on_time__isnull=True, then=Value(Late.NONE.value)),
        When(FINISHED & Q(judged__isnull=True), then=Value(Late.NONE.value)),
        When(FINISHED & judged_late, then=Value(Late.LATE_DONE.value)),
        When(FINISHED, then=Value(Late.ON_TIME.value)),
        When(last_on_time__lt=today, then=Value(Late.OVERDUE.value)),
        When(last_on_time=today, then=Value(Late.TODAY.value)),
        When(last_on_time__lte=today + timedelta(days=soon_days), then=Value(Late.SOON.value)),
        default=Value(Late.IN_TIME.value),
        output_field=CharField(),
    )


def judged() -> Coalesce:
    """The day that decides whether it was on time; none where nobody knows it."""
    return Coalesce("judged_on", "done_on")


def is_overdue(today: date) -> Q:
    return COUNTS & RUNNING & Q(last_on_time__lt=today)


def is_due_between(first: date, last: date) -> Q:
    """Still running and due from `first` to `last`, both days included."""
    return COUNTS & RUNNING & Q(last_on_time__gte=first, last_on_time__lte=last)


def is_silent(today: date) -> Q:
    return COUNTS & RUNNING & Q(clock=Clock.ONGOING.value, silent_from__lte=today)


def is_not_updated(today: date) -> Q:
    """Ongoing and without an update in the running period of the plan's cycle."""
    this = Q()
    for cycle in filter(lambda cycle: cycle.tiles, Cycle):
        after = period_of(today, cycle).end + timedelta(days=1)
        this |= Q(plan__update_cycle=cycle.value, silent_from__lte=after)
    return COUNTS & RUNNING & Q(clock=Clock.ONGOING.value) & this
