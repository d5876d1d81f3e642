"""Hôm nay sẽ nhắc ai: what the ladder in force says on a day, without saying it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.organisation.models import Unit
from minhbach.organisation.queries import names_of_users
from minhbach.supervision.core.addressees import told
from minhbach.supervision.core.ladder import Reminder, reminders
from minhbach.supervision.core.wording import subject
from minhbach.supervision.queries.due import due_now, look_at
from minhbach.supervision.queries.named import about_of, named
from minhbach.supervision.queries.people import people_of

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One message: its words, the unit, who reads it. proposed: also into the tray."""

    words: str
    unit: str
    people: tuple[str, ...]
    proposed: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """messages, people, proposed: of the whole day; unheard: owed things of units without such people."""

    day: date
    lines: tuple[Foreseen, ...]
    messages: int
    people: int
    proposed: int
    unheard: int


def preview(day: date, plan_id: int | None = None) -> Preview:
    """As if yesterday's run had been the last. Answers that units gave are left out of account.

    plan_id: of this plan alone. None: of the whole instance, which only its administrator may look at.
    """
    look = look_at(None, day)
    things = (owed for owed in due_now(look) if plan_id is None or owed.plan_id == plan_id)
    found = list(reminders(things, look.policies, None, day, look.calendar))
    people = people_of({r.owed.unit_id for r in found}, day)
    said = list(told(found, people))
    heard = {_key(reminder) for reminder, _to in said}
    return Preview(
        day=day,
        lines=_lines(said[:SHOWN]),
        messages=sum(len(to) for _reminder, to in said),
        people=len({person for _reminder, to in said for person in to}),
        proposed=sum(r.is_proposed for r in found),
        unheard=len({_key(r) for r in found if r.rung.inside} - heard),
    )


def _key(reminder: Reminder) -> tuple[str, int, int, str]:
    owed = reminder.owed
    return owed.kind.value, owed.id, owed.unit_id, reminder.key


def _lines(said: list[tuple[Reminder, tuple[int, ...]]]) -> tuple[Foreseen, ...]:
    names = named(reminder.owed for reminder, _to in said)
    units = Unit.objects.in_bulk({reminder.owed.unit_id for reminder, _to in said})
    users = names_of_users(person for _reminder, to in said for person in to)
    return tuple(
        Foreseen(
            subject(reminder, names[about_of(reminder.owed)].name),
            units[reminder.owed.unit_id].label,
            tuple(users[person] for person in to),
            reminder.is_proposed,
        )
        for reminder, to in said
    )
