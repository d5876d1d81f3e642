"""The calendar of duties: open ones with a date, of the owner's units, nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.messaging import queries, services
from minhbach.plans.models import Duty
from minhbach.plans.queries.feed import duty_days
from tests.cast import TODAY, Cast, lead, make_cast, only_duty, task, tracked


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def days(cast: Cast, name: str, *, for_unit: bool = False) -> list[tuple[str, date]]:
    token = services.make_feed(cast.actors[name], for_unit=for_unit)
    owner = queries.owner_of(queries.feed_of(token), TODAY)
    return [(event.summary, event.day) for event in queries.days_of(owner, TODAY)]


def deadline(text: str, *units: object, due: date = date(2026, 11, 30)):
    return task(text, lead(*units), timing="deadline", due=due, due_is_before=True, time_raw="Trước 30/11")


def test_an_event_stands_on_the_last_day_on_time(cast):
    tracked(cast, deadline("Công khai dự toán", cast.finance), deadline("Việc khác", cast.health))
    assert days(cast, "finance_officer") == [("Hạn: Công khai dự toán", date(2026, 11, 29))]
    assert days(cast, "commune_clerk", for_unit=True) == []


def test_what_is_reported_stopped_or_not_tracked_yet_is_no_day(cast):
    plan = tracked(cast, deadline("Công khai dự toán", cast.finance))
    for fact in ("done_on", "suspended_on", "not_applicable_on", "confirmed_on"):
        Duty.objects.filter(plan=plan).update(**{fact: TODAY})
        assert days(cast, "finance_officer") == []
        Duty.objects.filter(plan=plan).update(**{fact: None})
    Duty.objects.filter(plan=plan).update(counted=False)
    assert days(cast, "finance_officer") == []


def test_what_a_colleague_handles_is_not_in_a_persons_calendar_but_in_the_units(cast):
    plan = tracked(cast, deadline("Công khai dự toán", cast.an_ha))
    duty = only_duty(plan)
    duty.handler = cast.users["tax_officer"]
    duty.save()
    assert days(cast, "commune_clerk") == []
    assert len(days(cast, "commune_clerk", for_unit=True)) == 1
    duty.handler = cast.users["commune_clerk"]
    duty.save()
    assert len(days(cast, "commune_clerk")) == 1


def test_the_uid_stays_and_the_sequence_rises_when_the_day_moves(cast):
    plan = tracked(cast, deadline("Công khai dự toán", cast.finance))
    owner = queries.owner_of(queries.feed_of(services.make_feed(cast.finance_officer)), TODAY)
    (before,) = queries.days_of(owner, TODAY)
    Duty.objects.filter(plan=plan).update(last_on_time=date(2026, 12, 4), version=7)
    (after,) = queries.days_of(owner, TODAY)
    assert (after.uid, after.day, after.sequence) == (before.uid, date(2026, 12, 4), 7)


def test_a_calendar_of_many_costs_as_much_as_of_one(cast, django_assert_num_queries):
    tracked(cast, *[deadline(f"Việc {n}", cast.finance) for n in range(12)])
    owner = queries.owner_of(queries.feed_of(services.make_feed(cast.finance_officer)), TODAY)
    with django_assert_num_queries(3):
        assert len(list(duty_days(owner, TODAY))) == 12  # other apps' days cost their own
