"""A calendar address: secret, revocable, and never more than its owner may see."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from minhbach.messaging import queries, services
from minhbach.messaging.core.calendar import DayEvent, calendar_bytes
from minhbach.messaging.models import CalendarFeed
from minhbach.shared.verbs import NotAllowed

TODAY = date(2026, 11, 18)
EVENT = DayEvent("a@songmau", date(2026, 11, 25), "Hạn:\nCông khai", "Một, hai; ba", "https://x.example/1", 3)


def test_a_day_is_a_whole_day_event_with_its_own_uid():
    (event,) = Calendar.from_ical(calendar_bytes("Của tôi", [EVENT])).walk("VEVENT")
    assert (event["uid"], event["dtstart"].dt, event["dtend"].dt) == (
        "a@songmau", date(2026, 11, 25), date(2026, 11, 26),
    )  # fmt: skip
    assert (str(event["summary"]), event["sequence"]) == ("Hạn: Công khai", 3)
    assert not event.walk("VALARM")


def test_an_alarm_rings_at_nine_so_many_days_before():
    (alarm,) = Calendar.from_ical(calendar_bytes("x", [EVENT], remind_days=1)).walk("VALARM")
    assert alarm["trigger"].dt.total_seconds() == -15 * 3600


def test_the_same_days_are_the_same_bytes_in_whatever_order():
    other = DayEvent("b@songmau", date(2026, 11, 20), "Khác")
    assert calendar_bytes("x", [EVENT, other]) == calendar_bytes("x", [other, EVENT])


def test_a_new_address_ends_the_one_before_and_only_its_hash_is_kept(cast):
    first = services.make_feed(cast.finance_officer)
    second = services.make_feed(cast.finance_officer)
    assert queries.feed_of(first) is None
    assert queries.feed_of(second).person == cast.users["finance_officer"]
    assert second not in str(list(CalendarFeed.objects.values()))


def test_a_revoked_address_a_guess_or_that_of_a_closed_account_gives_nothing(cast):
    token = services.make_feed(cast.finance_officer)
    assert queries.feed_of("x" * 43) is None
    cast.users["finance_officer"].is_active = False
    cast.users["finance_officer"].save()
    assert queries.feed_of(token) is None
    cast.users["finance_officer"].is_active = True
    cast.users["finance_officer"].save()
    assert services.revoke_feed(cast.finance_officer) == 1
    assert services.revoke_feed(cast.finance_officer) == 0
    assert queries.feed_of(token) is None


def test_the_calendar_of_a_unit_is_made_by_those_who_speak_for_it(cast):
    with pytest.raises(NotAllowed):
        services.make_feed(cast.finance_officer, for_unit=True)
    token = services.make_feed(cast.commune_clerk, for_unit=True)
    owner = queries.owner_of(queries.feed_of(token), TODAY)
    assert (owner.name, owner.only_own) == ("UBND xã An Hạ", False)
    assert owner.actor.unit_ids == {cast.an_ha.pk}


def test_a_person_has_the_days_of_every_unit_worked_for_today(cast):
    from minhbach.organisation.models import Membership

    user = cast.users["finance_officer"]
    Membership.objects.create(user=user, unit=cast.health, role="officer", ends_on=date(2026, 11, 17))
    Membership.objects.create(user=user, unit=cast.an_ha, role="officer")
    owner = queries.owner_of(queries.feed_of(services.make_feed(cast.finance_officer)), TODAY)
    assert owner.actor.unit_ids == {cast.finance.pk, cast.an_ha.pk}
