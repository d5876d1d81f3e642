"""Whose days a calendar address gives, and the apps that know days."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from minhbach.messaging.core.calendar import DayEvent
from minhbach.messaging.models import CalendarFeed
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit, User
from minhbach.organisation.queries import actor_of, divisions_of, memberships_of

MOST_EVENTS = 2000


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose days are asked for. actor: sees what that person, or the unit, may see; read nothing beyond.

    only_own: a person's feed: what somebody else of the unit handles is left out.
    """

    actor: Actor
    name: str
    only_own: bool


Days = Callable[[Owner, date], Iterable[DayEvent]]
_offered: dict[str, Days] = {}


def offer_days(name: str, days: Days) -> None:
    """An app that knows days says so once, when the product starts: plans its duties, reporting its slots.

    days(owner, today): what the owner still owes, as DayEvent with a uid of its own app. Visible to
    owner.actor and of owner.actor.unit_ids only; a fixed number of queries.
    """
    _offered[name] = days


def feed_of(token: str) -> CalendarFeed | None:
    """The live feed behind a token. Looked up by its hash, so that time tells nothing of the token."""
    found = CalendarFeed.objects.live().filter(token_hash=hashlib.sha256(token.encode()).hexdigest())
    feed = found.select_related("person", "unit", "made_by").first()
    person = feed and (feed.person or feed.made_by)
    return feed if person and person.is_active else None


def owner_of(feed: CalendarFeed, today: date) -> Owner:
    """A person: all units that the person works for today. A unit: itself and its divisions."""
    if feed.unit is not None:
        return Owner(_of_unit(feed.unit, feed.made_by), feed.unit.label, only_own=False)
    units: set[int] = set()
    for membership in memberships_of(feed.person, today):
        units |= actor_of(feed.person, membership.pk, today).unit_ids
    actor = Actor(user_id=feed.person_id, name=str(feed.person), unit_ids=frozenset(units))
    return Owner(actor, str(feed.person), only_own=True)


def _of_unit(unit: Unit, made_by: User | None) -> Actor:
    units = frozenset([unit.pk, *divisions_of(unit.pk).values_list("pk", flat=True)])
    user_id = made_by.pk if made_by else None
    return Actor(user_id=user_id, unit_id=unit.pk, unit_name=unit.label, unit_ids=units)


def days_of(owner: Owner, today: date) -> list[DayEvent]:
    """Everything every app knows, soonest first."""
    found = [event for days in _offered.values() for event in days(owner, today)]
    return sorted(found, key=lambda event: (event.day, event.uid))[:MOST_EVENTS]
