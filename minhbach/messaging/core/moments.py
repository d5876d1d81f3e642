"""When a message may leave: quiet hours, rest days, digests, and how long to wait after a failure. Pure.

All moments are local times of the office; the defaults are ours and editable (models.SendingRules).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from minhbach.shared.dates import ONE_DAY, WorkCalendar

IMMEDIATE, DAILY, WEEKLY = "immediate", "daily", "weekly"
# After the n-th try that the server itself put off; then every six hours until given up.
WAITS = tuple(timedelta(minutes=n) for n in (5, 15, 45, 120, 240, 360))


@dataclass(frozen=True, slots=True)
class Hours:
    """quiet_from, quiet_to: nothing leaves from the first up to the second; alike: never quiet.

    digest_at: when a digest is due; digest_weekday: day of the weekly one, Monday is 0.
    """

    quiet_from: time = time(18)
    quiet_to: time = time(7)
    rest_days_quiet: bool = True
    digest_at: time = time(7, 30)
    digest_weekday: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One message of a channel. key: one message a key, however often it is asked for."""

    key: str
    run_at: datetime


def first_moment(now: datetime, hours: Hours, calendar: WorkCalendar) -> datetime:
    """`now` where a message may leave, else the first moment after it at which it may."""
    moment = now
    while True:
        if hours.rest_days_quiet and not calendar.is_working(moment.date()):
            moment = _at(calendar.next_working_day(moment.date()), time.min, now)
        later = _end_of_quiet(moment, hours)
        if later == moment:
            return moment
        moment = later


def _end_of_quiet(moment: datetime, hours: Hours) -> datetime:
    start, end, clock = hours.quiet_from, hours.quiet_to, moment.time()
    if start < end:
        return _at(moment.date(), end, moment) if start <= clock < end else moment
    if start > end and clock >= start:
        return _at(moment.date() + ONE_DAY, end, moment)
    if start > end and clock < end:
        return _at(moment.date(), end, moment)
    return moment


def slot_for(
    digest: str, own: str, now: datetime, hours: Hours, calendar: WorkCalendar, closed: Container[str]
) -> Slot:
    """The message into which something said now goes. own: its key where it goes by itself.

    closed: keys of the messages that were put together already. A closed one is never opened again, so a
    clock that is set back makes no second digest of a day.
    """
    if digest == IMMEDIATE:
        return Slot(own, first_moment(now, hours, calendar))
    day = now.date() if now.time() < hours.digest_at else now.date() + ONE_DAY
    while True:
        day = _next_digest_day(day, digest, hours, calendar)
        key = f"{'w' if digest == WEEKLY else 'd'}{day.isoformat()}"
        if key not in closed:
            return Slot(key, _at(day, hours.digest_at, now))
        day += ONE_DAY


def _next_digest_day(day: date, digest: str, hours: Hours, calendar: WorkCalendar) -> date:
    if digest == WEEKLY:
        # Where that day of this week is no working day, its digest comes on the next one.
        named = day - ((day.weekday() - hours.digest_weekday) % 7) * ONE_DAY
        moved = _working(named, hours, calendar)
        return moved if moved >= day else _working(named + 7 * ONE_DAY, hours, calendar)
    return _working(day, hours, calendar)


def _working(day: date, hours: Hours, calendar: WorkCalendar) -> date:
    return calendar.next_working_day(day) if hours.rest_days_quiet else day


def wait_after(attempts: int) -> timedelta:
    """How long to wait after the n-th try."""
    return WAITS[min(max(attempts, 1), len(WAITS)) - 1]


def _at(day: date, clock: time, like: datetime) -> datetime:
    return datetime.combine(day, clock, tzinfo=like.tzinfo)
