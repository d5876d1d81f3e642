"""The rules of core.slot_state as conditions and expressions of the database."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from minhbach.reporting.core.slot_state import SOON_DAYS, Paper, Timing

EXCUSED = Q(excused_on__isnull=False)
ACCEPTED = Q(accepted_on__isnull=False)
SUBMITTED = Q(submitted_on__isnull=False)
SENT = Q(first_sent_on__isnull=False) | SUBMITTED | ACCEPTED
JUDGED = Q(before_tracking=False, asked=False, excused_on__isnull=True)
# Still to be sent for the first time: what reminders and lists of the late are about.
UNSENT = Q(
    before_tracking=False, excused_on__isnull=True, accepted_on__isnull=True, submitted_on__isnull=True,
    first_sent_on__isnull=True,
)  # fmt: skip
_MARKS = (
    "begun_on", "handed_up_on", "submitted_on", "returned_on", "first_sent_on", "accepted_on", "excused_on",
    "exceptions",
)  # fmt: skip
# Nobody worked on it and no exception was made: a changed regime may move it, or take it away.
UNTOUCHED = Q(**{f"{mark}__isnull": True for mark in _MARKS})
TOUCHED = Q(*((f"{mark}__isnull", False) for mark in _MARKS), _connector=Q.OR)


def is_overdue(today: date) -> Q:
    return UNSENT & Q(asked=False, last_on_time__lt=today)


def is_due_between(first: date, last: date) -> Q:
    """Not sent yet and due from `first` to `last`, both days included."""
    return UNSENT & Q(asked=False, last_on_time__gte=first, last_on_time__lte=last)


def is_owed(today: date) -> Q:
    """Open, and somebody has to send something: for the first time, or again after a return."""
    touched = Q(returned_on__isnull=False) | Q(handed_up_on__isnull=False) | Q(begun_on__isnull=False)
    return ~EXCUSED & ~ACCEPTED & ~SUBMITTED & (Q(opens_on__lte=today) | touched)


def sent_on() -> Coalesce:
    """The day that decides whether it was on time; none while it is still to be sent."""
    return Coalesce("first_sent_on", "submitted_on", "accepted_on")


def paper_case(today: date) -> Case:
    return Case(
        When(EXCUSED, then=Value(Paper.EXCUSED.value)),
        When(ACCEPTED, then=Value(Paper.ACCEPTED.value)),
        When(SUBMITTED, then=Value(Paper.SUBMITTED.value)),
        When(returned_on__isnull=False, then=Value(Paper.RETURNED.value)),
        When(handed_up_on__isnull=False, then=Value(Paper.APPROVING.value)),
        When(begun_on__isnull=False, then=Value(Paper.WRITING.value)),
        When(opens_on__lte=today, then=Value(Paper.OPEN.value)),
        default=Value(Paper.NOT_OPEN.value),
        output_field=CharField(),
    )


def timing_case(today: date) -> Case:
    soon = today + timedelta(days=SOON_DAYS)
    return Case(
        When(before_tracking=True, then=Value(Timing.BEFORE_TRACKING.value)),
        When(EXCUSED, then=Value(Timing.EXCUSED.value)),
        When(asked=True, then=Value(Timing.ASKED.value)),
        When(last_on_time__isnull=True, then=Value(Timing.NO_DATE.value)),
        When(SENT & Q(GreaterThan(sent_on(), F("last_on_time"))), then=Value(Timing.SENT_LATE.value)),
        When(SENT, then=Value(Timing.ON_TIME.value)),
        When(last_on_time__lt=today, then=Value(Timing.OVERDUE.value)),
        When(last_on_time=today, then=Value(Timing.TODAY.value)),
        When(last_on_time__lte=soon, then=Value(Timing.SOON.value)),
        default=Value(Timing.IN_TIME.value),
        output_field=CharField(),
    )
