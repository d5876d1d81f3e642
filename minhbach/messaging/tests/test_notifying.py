"""What is said once is said once, and goes where its person wants it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from minhbach.messaging import queries, services
from minhbach.messaging.models import Channel, Delivery, DigestKind, Notification
from minhbach.messaging.tests.conftest import NOW, mail_of
from minhbach.shared.models import AuditEntry
from minhbach.shared.words import Words


def test_the_same_is_not_said_twice_to_a_person(cast, notice):
    assert services.notify(notice(), now=NOW) == 1
    assert services.notify(notice(), notice(words="khác"), now=NOW) == 0
    assert Notification.objects.get().text == notice().words


def test_another_rung_object_or_person_is_another_thing_to_say(cast, notice):
    services.notify(notice(), now=NOW)
    others = (notice(rung="due"), notice(about="plans.duty:18"), notice("health_officer"))
    assert services.notify(*others, now=NOW) == 3


def test_who_has_no_account_any_more_is_told_nothing(cast, notice):
    cast.users["finance_officer"].is_active = False
    cast.users["finance_officer"].save()
    assert services.notify(notice(), now=NOW) == 0


def test_a_notice_leads_nowhere_but_into_the_product(notice):
    for href in ("https://elsewhere.example/", "//elsewhere.example", "nhiem-vu/17/"):
        with pytest.raises(ValueError, match="not a path"):
            services.notify(notice(href=href), now=NOW)


def test_words_keep_their_parts_for_the_readers_language(notice):
    services.notify(notice(words=Words("hạn %(day)s", day="25/11/2026")), now=NOW)
    assert Notification.objects.get().words.parts == (("hạn %(day)s", {"day": "25/11/2026"}),)


def test_a_person_sees_only_what_was_said_to_that_person(cast, notice):
    services.notify(notice(), notice("health_officer", about="plans.duty:18"), now=NOW)
    assert queries.unread_count(cast.finance_officer) == 1
    assert queries.unread_count(cast.administrator) == 0
    seen = queries.notifications_of(cast.health_officer, unread=True)
    assert [row.about for row in seen] == ["plans.duty:18"]
    with pytest.raises(Notification.DoesNotExist):
        queries.notification_record(cast.health_officer, Notification.objects.first().pk)


def test_the_bell_costs_one_query(cast, notice, django_assert_num_queries):
    services.notify(*[notice(about=f"plans.duty:{n}") for n in range(120)], now=NOW)
    with django_assert_num_queries(1):
        assert queries.unread_count(cast.finance_officer) == queries.COUNTED


def test_the_bell_counts_by_its_own_index(cast):
    if connection.vendor != "sqlite":
        pytest.skip("with a handful of rows PostgreSQL reads the table")
    unread = Notification.objects.visible_to(cast.finance_officer).unread().order_by()
    assert "notification_unread" in unread.explain()


def test_an_answer_is_on_record_and_another_persons_cannot_be_given(cast, notice):
    services.notify(notice(), now=NOW)
    row = Notification.objects.get()
    with pytest.raises(Notification.DoesNotExist):
        services.acknowledge(cast.health_officer, row.pk)
    for _ in range(2):
        services.acknowledge(cast.finance_officer, row.pk)
    assert AuditEntry.objects.filter(verb="notification.acknowledge").count() == 1
    assert queries.acknowledged(["plans.duty:17", "plans.duty:18"]) == {"plans.duty:17"}
    assert queries.unread_count(cast.finance_officer) == 0


def test_what_is_settled_is_no_longer_unread(cast, notice):
    services.notify(notice(), notice(rule="other"), now=NOW)
    assert services.settle("plans.duty:17", rule="duty due", now=NOW) == 1
    assert queries.unread_count(cast.finance_officer) == 1
    assert queries.told(["plans.duty:17"], "duty due") == {("plans.duty:17", "7 days")}


def test_without_an_address_only_the_page_has_it(notice):
    services.notify(notice(), now=NOW)
    assert not Delivery.objects.exists()


def test_who_has_an_address_and_said_nothing_gets_one_mail_the_next_working_morning(cast, notice):
    cast.users["finance_officer"].email = "tc@songmau.example"
    cast.users["finance_officer"].save()
    services.notify(notice(), notice(rung="due"), now=NOW)
    delivery = Delivery.objects.get()
    assert delivery.run_at == NOW.replace(day=19, hour=7, minute=30)
    assert delivery.notifications.count() == 2


def test_an_urgent_one_does_not_wait_for_the_digest(cast, notice):
    mail_of(cast, "finance_officer")
    services.notify(notice(urgent=True), notice(rung="due"), now=NOW)
    assert sorted(d.run_at for d in Delivery.objects.all()) == [NOW, NOW.replace(day=19, hour=7, minute=30)]


def test_a_digest_that_was_put_together_is_not_opened_again_though_the_clock_goes_back(cast, notice):
    mail_of(cast, "finance_officer")
    services.notify(notice(), now=NOW)
    Delivery.objects.update(composed_at=NOW + timedelta(days=1), state="sent")
    services.notify(notice(rung="due"), now=NOW - timedelta(hours=3))
    assert list(Delivery.objects.order_by("pk").values_list("slot", flat=True)) == [
        "d2026-11-19",
        "d2026-11-18",
    ]
    Delivery.objects.update(composed_at=NOW, state="sent")
    services.notify(notice(rung="late"), now=NOW - timedelta(hours=3))
    assert Delivery.objects.order_by("pk").last().slot == "d2026-11-20"


def test_the_mailbox_of_a_unit_has_once_what_several_of_its_people_are_told(cast, notice):
    Channel.objects.create(unit=cast.finance, kind="mail", digest=DigestKind.IMMEDIATE)
    to = notice("finance_officer").to + tuple(
        services.Addressee(cast.users[name].pk, cast.finance.pk) for name in ("leader", "secretary")
    )
    assert services.notify(notice(to=to), now=NOW) == 3
    delivery = Delivery.objects.get()
    assert (delivery.unit, delivery.person, delivery.items.count()) == (cast.finance, None, 3)


def test_telling_two_hundred_people_asks_the_database_as_often_as_telling_two(
    cast, notice, django_assert_max_num_queries
):
    from minhbach.organisation.models import User

    people = User.objects.bulk_create(
        User(username=f"p{n}", full_name="p", email=f"p{n}@songmau.example") for n in range(200)
    )
    to = tuple(services.Addressee(person.pk) for person in people)
    with django_assert_max_num_queries(24):
        assert services.notify(notice(to=to), now=NOW) == 200
    assert Delivery.objects.count() == 200
