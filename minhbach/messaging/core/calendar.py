"""Days as a calendar program reads them (RFC 5545), written by the library icalendar. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from minhbach.shared.dates import ONE_DAY

FRESH_FOR = timedelta(hours=6)  # how often programs are asked to look again
LONGEST = 250


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something that lasts one whole day, such as the last day on time.

    uid: the same for good, also when the day moves. sequence: rises with every change of it.
    href: whole address of its page. since: a day that never changes, which stamps it.
    """

    uid: str
    day: date
    summary: str
    description: str = ""
    href: str = ""
    sequence: int = 0
    since: date | None = None


def calendar_bytes(name: str, events: Iterable[DayEvent], *, remind_days: int | None = None) -> bytes:
    """The file. Equal events give equal bytes, so a program may ask whether anything changed.

    remind_days: an alarm so many days before each, at nine in the morning; None: none.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Minh Bach//Lich theo doi//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", FRESH_FOR, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for one in sorted(events, key=lambda event: (event.day, event.uid)):
        calendar.add_component(_event(one, remind_days))
    return bytes(calendar.to_ical())


def _event(one: DayEvent, remind_days: int | None) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", datetime.combine(one.since or one.day, time.min, tzinfo=UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + ONE_DAY)
    event.add("summary", " ".join(one.summary.split())[:LONGEST])
    event.add("sequence", one.sequence)
    event.add("transp", "TRANSPARENT")  # the day stays free for meetings
    if one.description:
        event.add("description", one.description)
    if one.href:
        event.add("url", one.href)
    if remind_days is not None:
        event.add_component(_alarm(one, remind_days))
    return event


def _alarm(one: DayEvent, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", " ".join(one.summary.split())[:LONGEST])
    alarm.add("trigger", timedelta(hours=9) - timedelta(days=days))
    return alarm
