"""Two who say or send the same at one moment: the unique keys decide, nobody fails."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from minhbach.messaging import services
from minhbach.messaging.models import Channel, Delivery, DeliveryItem, Notification
from minhbach.messaging.services import Addressee, Notice
from minhbach.messaging.tests.conftest import NOW
from minhbach.organisation.models import User

A_DAY_LATER = NOW.replace(day=19, hour=9)


def together(work: Callable[[], object], count: int = 4) -> list[object]:
    """The same work in several threads that begin at one moment; what each gave, or how it failed."""
    start, given = threading.Barrier(count), []

    def run() -> None:
        start.wait()
        try:
            given.append(work())
        except Exception as failed:
            given.append(failed)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


@pytest.fixture
def people(transactional_db: None, settings) -> list[User]:
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("threads share no database that is in memory")
    people = [User.objects.create(username=f"p{n}", email=f"p{n}@songmau.example") for n in range(20)]
    for person in people[::2]:
        Channel.objects.create(person=person, kind="mail", digest="immediate")
    return people


def notice(people: list[User]) -> Notice:
    to = tuple(Addressee(person.pk) for person in people)
    return Notice("rule", "thing:1", "", to, "Việc", "/", "Đến hạn")


def test_the_same_said_by_several_at_once_is_said_once(people: list[User]) -> None:
    given = together(lambda: services.notify(notice(people), now=NOW))
    assert sum(given) == len(people)
    assert Notification.objects.count() == Delivery.objects.count() == DeliveryItem.objects.count() == 20
    assert Channel.objects.count() == 20


def test_a_delivery_is_taken_by_one_worker_only(people: list[User]) -> None:
    services.notify(notice(people), now=NOW)
    Delivery.objects.exclude(pk=Delivery.objects.first().pk).delete()
    given = together(lambda: services.take("worker", {"mail"}, A_DAY_LATER))
    assert sorted(parcel is None for parcel in given) == [False, True, True, True]


def test_what_is_said_while_a_digest_closes_is_in_it_or_in_the_next_one(people: list[User]) -> None:
    person = people[1]  # gets a digest
    services.notify(notice([person]), now=NOW)
    turns = iter([
        lambda: services.take("worker", {"mail"}, A_DAY_LATER),
        *(lambda n=n: services.notify(_another(person, n), now=NOW) for n in range(3)),
    ])  # fmt: skip
    lock = threading.Lock()

    def turn() -> object:
        with lock:
            mine = next(turns)
        return mine()

    given = together(turn)
    assert not [one for one in given if isinstance(one, Exception)]
    assert DeliveryItem.objects.count() == 4
    for delivery in Delivery.objects.filter(composed_at__isnull=False):
        for item in delivery.notifications.all():
            assert item.text in delivery.body


def _another(person: User, number: int) -> Notice:
    return Notice("rule", f"other:{number}", "", (Addressee(person.pk),), "Việc", "/", f"Thêm việc {number}")
