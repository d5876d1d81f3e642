"""A delivery reaches its person once: whatever the server, the line or the worker does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minhbach.messaging import queries, services
from minhbach.messaging.core.composing import Frame, Said, mail_text
from minhbach.messaging.models import Channel, Delivery, DeliveryState, Failure
from minhbach.messaging.senders.round import Round
from minhbach.messaging.tests.conftest import NOW, mail_of
from minhbach.shared.models import AuditEntry, Job

A_DAY = timedelta(days=1)


@pytest.fixture
def said(cast, notice, mail_server) -> Delivery:
    """One mail waits for the finance officer."""
    mail_of(cast, "finance_officer")
    services.notify(notice(), now=NOW)
    return Delivery.objects.get()


def state_of(delivery: Delivery) -> tuple[str, str]:
    delivery.refresh_from_db()
    return delivery.state, delivery.failure


def test_a_digest_goes_as_one_mail_with_links_and_says_that_a_machine_sent_it(
    cast, notice, mail_server, send, settings
):
    settings.MINHBACH_ADDRESS = "https://kehoach.songmau.example"
    mail_of(cast, "finance_officer")
    services.notify(notice(), notice(rung="due", words="Hôm nay đến hạn."), now=NOW)
    assert send() == 1
    (mail,) = mail_server.taken
    assert mail["To"] == "finance_officer@songmau.example"
    assert mail["Subject"] == "[Minh Bạch] 2 thông báo"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content()
    assert "1. Phần việc “Công khai dự toán” đến hạn 25/11/2026." in text
    assert "https://kehoach.songmau.example/nhiem-vu/17/" in text
    assert "Hôm nay đến hạn." in text
    assert state_of(Delivery.objects.get()) == (DeliveryState.SENT, "")


def test_a_second_round_sends_nothing_again(said, mail_server, send):
    assert (send(), send()) == (1, 0)
    assert list(mail_server.ids.values()) == [1]


def test_nothing_leaves_in_quiet_hours_or_on_rest_days(said, mail_server, send, clock):
    for moment in (NOW.replace(day=19, hour=18), NOW.replace(day=20, hour=6, minute=59), NOW.replace(day=21)):
        Delivery.objects.update(run_at=NOW)
        clock.moment = moment
        assert send() == 0
    said.refresh_from_db()
    assert said.run_at == NOW.replace(day=23, hour=7)  # Monday
    clock.moment = said.run_at
    assert send() == 1


def test_a_server_that_is_away_for_a_day_loses_nothing(said, mail_server, send, clock, settings):
    settings.EMAIL_PORT = 1  # nobody listens
    for _ in range(40):
        send()
        clock.moment += timedelta(minutes=30)
    assert state_of(said) == (DeliveryState.QUEUED, Failure.NO_SERVER)
    assert [found.kind for found in queries.away()] == ["mail"]
    settings.EMAIL_PORT = mail_server.port
    clock.moment = NOW + 2 * A_DAY
    assert send() == 1
    assert queries.away() == []
    assert list(mail_server.ids.values()) == [1]


def test_a_server_that_is_away_is_not_asked_once_for_every_message(cast, notice, mail_server, send, settings):
    for name in ("finance_officer", "health_officer", "tax_officer"):
        mail_of(cast, name)
    services.notify(notice("finance_officer", "health_officer", "tax_officer"), now=NOW)
    settings.EMAIL_PORT = 1
    assert send() == 0
    assert services.kinds_to_try(NOW + A_DAY) == {"webhook"}
    assert "mail" in services.kinds_to_try(NOW + A_DAY + timedelta(minutes=3))
    assert "mail" in services.kinds_to_try(NOW - A_DAY)  # a clock set back does not silence it


def test_after_days_of_trying_it_fails_and_says_so(said, send, clock, settings):
    settings.EMAIL_PORT = 1
    clock.moment = NOW + 7 * A_DAY
    send()
    assert state_of(said) == (DeliveryState.FAILED, Failure.TOO_OLD)


def test_a_line_cut_after_the_content_is_marked_and_repeated_once_under_the_same_id(
    said, mail_server, send, clock
):
    mail_server.answers = ["drop"]
    send()
    assert state_of(said) == (DeliveryState.MAYBE_SENT, Failure.CUT)
    clock.moment += timedelta(hours=1)
    send()
    assert state_of(said) == (DeliveryState.SENT, "")
    assert list(mail_server.ids.values()) == [2]


def test_cut_twice_it_is_left_to_a_person(said, mail_server, send, clock):
    mail_server.answers = ["drop", "drop"]
    for _ in range(5):
        send()
        clock.moment += timedelta(hours=1)
    assert state_of(said) == (DeliveryState.MAYBE_SENT, Failure.CUT)
    assert said.run_at is None
    assert list(mail_server.ids.values()) == [2]


def test_a_worker_killed_while_sending_leaves_a_mark_and_one_repeat(said, mail_server, send, clock):
    services.take("killed worker", {"mail"}, clock())
    assert send() == 0
    assert state_of(said) == (DeliveryState.MAYBE_SENT, Failure.STOPPED)
    clock.moment += timedelta(hours=1)
    assert send() == 1
    assert state_of(said)[0] == DeliveryState.SENT


def test_a_worker_that_lives_keeps_what_it_has_in_hand(said, clock):
    Job.objects.create(name="messaging.deliver", state="running", token="alive")
    services.take("alive", {"mail"}, clock())
    assert services.mark_cut(clock()) == 0
    assert state_of(said)[0] == DeliveryState.SENDING


def test_who_lost_a_delivery_writes_nothing_about_it(said, clock):
    from minhbach.messaging.core.outcomes import SENT

    parcel = services.take("slow", {"mail"}, clock())
    services.mark_cut(clock())
    assert services.record(parcel, SENT, clock()) is False
    assert state_of(said)[0] == DeliveryState.MAYBE_SENT


def test_an_address_that_the_server_refuses_fails_at_once_and_others_go_on(cast, notice, mail_server, send):
    for name in ("finance_officer", "health_officer"):
        mail_of(cast, name)
    mail_server.refused = {"finance_officer@songmau.example": "550 5.1.1 no such finance_officer"}
    services.notify(notice("finance_officer", "health_officer"), now=NOW)
    send()
    failed = Delivery.objects.get(person=cast.users["finance_officer"])
    assert (failed.state, failed.failure, failed.code) == ("failed", "address", "550")
    assert [mail["To"] for mail in mail_server.taken] == ["health_officer@songmau.example"]


def test_a_server_that_does_not_let_us_send_is_no_fault_of_the_recipients_address(
    said, mail_server, send, clock
):
    mail_server.to_sender = "530 5.7.0 Authentication required"
    send()
    assert state_of(said) == (DeliveryState.QUEUED, Failure.SIGN_IN)
    mail_server.to_sender = ""
    clock.moment += timedelta(hours=1)
    send()
    assert state_of(said)[0] == DeliveryState.SENT


def test_a_server_that_says_later_is_asked_later(said, mail_server, send, clock):
    mail_server.answers = ["451 4.3.0 busy"]
    send()
    assert state_of(said) == (DeliveryState.QUEUED, Failure.BUSY)
    assert send() == 0
    clock.moment += timedelta(minutes=6)
    send()
    assert state_of(said)[0] == DeliveryState.SENT


def test_a_refused_content_fails_with_the_servers_number_only(said, mail_server, send):
    mail_server.answers = ["554 5.7.1 finance_officer@songmau.example is spam"]
    send()
    said.refresh_from_db()
    assert (said.state, said.failure, said.code) == ("failed", "refused", "554")


def test_a_clock_that_goes_back_sends_nothing_twice(said, mail_server, send, clock):
    send()
    clock.moment -= 3 * A_DAY
    assert send() == 0
    clock.moment += 10 * A_DAY
    assert send() == 0
    assert list(mail_server.ids.values()) == [1]


def test_what_is_done_read_or_answered_before_its_mail_is_not_mailed(cast, notice, mail_server, send):
    mail_of(cast, "finance_officer")
    services.notify(*[notice(about=f"plans.duty:{n}") for n in range(4)], now=NOW)
    done, read, answered, _ = queries.notifications_of(cast.finance_officer, unread=True)
    services.settle(done.about)
    services.mark_read(cast.finance_officer, read.pk)
    services.acknowledge(cast.finance_officer, answered.pk)
    send()
    assert mail_server.taken[0]["Subject"] == "[Minh Bạch] Công khai dự toán"


def test_a_mail_about_nothing_any_more_is_dropped(said, mail_server, send):
    services.settle("plans.duty:17")
    assert send() == 0
    assert state_of(said) == (DeliveryState.DROPPED, Failure.NEEDLESS)
    assert mail_server.taken == []


def test_who_switched_the_channel_off_or_left_gets_nothing(cast, said, mail_server, send):
    Channel.objects.update(is_on=False)
    assert send() == 0
    assert state_of(said) == (DeliveryState.DROPPED, Failure.CHANNEL_OFF)


def test_a_line_break_in_a_label_is_no_header(cast, notice, mail_server, send):
    mail_of(cast, "finance_officer")
    services.notify(notice(label="Việc\r\nBcc: all@songmau.example\r\n\r\nxin chào"), now=NOW)
    send()
    assert mail_server.taken[0]["Bcc"] is None
    assert mail_server.taken[0]["Subject"].strip() == "[Minh Bạch] Việc Bcc: all@songmau.example xin chào"


def test_an_address_with_a_line_break_is_refused_not_sent(cast, said, mail_server, send):
    cast.users["finance_officer"].email = "a@songmau.example\nBcc: b@songmau.example"
    cast.users["finance_officer"].save()
    send()
    assert state_of(said) == (DeliveryState.FAILED, Failure.ADDRESS)
    assert mail_server.taken == []


def test_no_address_stands_in_log_or_audit(cast, said, mail_server, send, caplog):
    caplog.set_level("DEBUG")
    mail_server.answers = ["451 busy", "drop"]
    send()
    ours = [r for r in caplog.records if r.name != "mail.log"]  # the test's own server
    assert "songmau.example" not in str([record.getMessage() for record in ours])
    assert "songmau.example" not in str(list(AuditEntry.objects.values()))
    kept = Delivery.objects.values().get()
    assert "songmau.example" not in str({**kept, "body": ""})


def test_without_a_mail_server_no_mail_is_queued(cast, notice, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "minhbach.messaging.senders.mail.KnowingBackend", ""
    mail_of(cast, "finance_officer")
    services.notify(notice(), now=NOW)
    assert not Delivery.objects.exists()


def test_the_server_is_spoken_to_before_a_mail_is_taken_in_hand(said, mail_server, send, settings):
    settings.EMAIL_PORT = 1
    assert Round("w", lambda: NOW + A_DAY).run(lambda done, total: None) == 0
    said.refresh_from_db()
    assert (said.state, said.attempts) == (DeliveryState.QUEUED, 0)


def test_a_list_stays_a_list_in_the_body_of_a_mail():
    frame = Frame(to="Trần Văn An", by="", settings="https://x.example/kenh/")
    said = Said("Việc", "Có hai việc:\n- Việc 1.1\n\n-  Việc 6.3", "https://x.example/")
    assert "Có hai việc:\n- Việc 1.1\n- Việc 6.3\nhttps://x.example/" in mail_text([said], frame).body
