"""Channels are their person's; rules are the administrator's; the log shows nobody's address."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from minhbach.messaging import queries, services
from minhbach.messaging.models import Channel, Delivery, SendingRules
from minhbach.messaging.queries import LogFilter
from minhbach.messaging.services import Choice, NewRules
from minhbach.messaging.tests.conftest import NOW, mail_of
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import NotAllowed, Refused

RULES = NewRules(time(19), time(6), True, time(8), 2, 3, "Hook.example\n", "chat.noibo:8443")
HOOK = "https://hook.example/abc?ma=1"


def test_a_webhook_is_taken_only_for_a_host_that_the_administrator_listed(cast):
    with pytest.raises(Refused, match=r"hook\.example chưa được phép"):
        services.choose_channel(cast.finance_officer, Choice("webhook", True, "daily", HOOK))
    services.change_rules(cast.administrator, RULES)
    channel = services.choose_channel(cast.finance_officer, Choice("webhook", True, "immediate", HOOK))
    assert (channel.address, channel.digest) == (HOOK, "immediate")


def test_choosing_again_changes_the_same_channel_and_switching_off_keeps_its_address(cast):
    services.change_rules(cast.administrator, RULES)
    services.choose_channel(cast.finance_officer, Choice("webhook", True, "daily", HOOK))
    services.choose_channel(cast.finance_officer, Choice("webhook", False))
    channel = Channel.objects.get()
    assert (channel.is_on, channel.address) == (False, HOOK)
    assert queries.masked(channel.address) == "https://hook.example/…"


def test_the_record_of_a_choice_holds_no_address(cast):
    services.change_rules(cast.administrator, RULES)
    services.choose_channel(cast.finance_officer, Choice("webhook", True, "daily", HOOK))
    entry = AuditEntry.objects.get(verb="channel.choose")
    assert entry.after["address"].startswith("h:")
    assert "ma=1" not in str(entry.after)


def test_mail_needs_an_address_that_the_administrator_keeps(cast):
    with pytest.raises(Refused, match="báo quản trị ghi địa chỉ"):
        services.choose_channel(cast.finance_officer, Choice("mail", True))


def test_a_chat_is_letters_and_figures_and_needs_the_bot(cast, settings):
    with pytest.raises(Refused, match="chưa khai báo"):
        services.choose_channel(cast.finance_officer, Choice("zalo", True, "daily", "abc"))
    settings.MINHBACH_ZALO_BOT = "1:a"
    with pytest.raises(Refused, match="Mã cuộc trò chuyện"):
        services.choose_channel(cast.finance_officer, Choice("zalo", True, "daily", "abc/../x"))
    services.choose_channel(cast.finance_officer, Choice("zalo", True, "daily", "abc.12"))


def test_the_mailbox_of_a_unit_is_chosen_by_those_who_speak_for_it(cast):
    cast.an_ha.email = "anha@songmau.example"
    cast.an_ha.save()
    with pytest.raises(NotAllowed):
        services.choose_unit_mailbox(cast.finance_officer, Choice("mail", True))
    services.choose_unit_mailbox(cast.commune_clerk, Choice("mail", True))
    assert queries.channels_of(cast.commune_clerk).unit_mail == Channel.objects.get()
    assert queries.channels_of(cast.finance_officer).unit_mail is None


def test_only_an_administrator_changes_the_rules_and_they_hold_at_once(cast, notice):
    with pytest.raises(NotAllowed):
        services.change_rules(cast.focal_officer, RULES)
    services.change_rules(cast.administrator, RULES)
    rules = queries.sending_rules()
    assert (rules.hosts, rules.inner_hosts) == (["hook.example"], ["chat.noibo:8443"])
    assert SendingRules.objects.count() == 1
    mail_of(cast, "finance_officer")
    services.notify(notice(), now=NOW)
    assert Delivery.objects.get().run_at == NOW.replace(day=19, hour=8)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"give_up_days": 0}, "1 đến 30"),
        ({"digest_weekday": 7}, "Chọn một ngày"),
        ({"hosts": "https://hook.example/x"}, "không phải tên máy chủ"),
        ({"inner_hosts": "10.0.0.0/8"}, "không phải tên máy chủ"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused(cast, values, words):
    with pytest.raises(Refused, match=words):
        services.change_rules(cast.administrator, replace(RULES, **values))


@pytest.fixture
def failed(cast, notice, mail_server, send) -> Delivery:
    mail_of(cast, "finance_officer")
    mail_server.refused = {"finance_officer@songmau.example": "550 no such user"}
    services.notify(notice(), now=NOW)
    send()
    mail_server.refused = {}
    return Delivery.objects.get()


def test_the_log_says_why_and_shows_no_address(cast, failed):
    (line,) = queries.log_lines(cast.focal_officer, LogFilter(state="failed"))
    assert line.labels == ("Công khai dự toán",)
    assert "kiểm tra lại địa chỉ" in line.failure
    assert line.can_send_again
    assert queries.state_counts(cast.focal_officer) == {"failed": 1}


def test_a_focal_officer_sees_only_what_its_unit_had_said(cast, failed, notice):
    other = replace(notice(rung="due"), from_unit_id=cast.health.pk, label="Việc của Sở Y tế")
    services.notify(other, now=NOW)
    (line,) = queries.log_lines(cast.focal_officer, LogFilter())
    assert line.delivery == failed
    assert len(queries.log_lines(cast.administrator, LogFilter())) == 2
    for name in ("finance_officer", "leader", "commune_clerk"):
        assert queries.log_lines(cast.actors[name], LogFilter()) == []


def test_a_log_of_many_costs_as_much_as_of_one(cast, failed, notice, django_assert_num_queries):
    mail_of(cast, "health_officer")
    services.notify(*[notice("health_officer", about=f"x:{n}", urgent=True) for n in range(30)], now=NOW)
    with django_assert_num_queries(2):
        assert len(queries.log_lines(cast.administrator, LogFilter())) == 31


def test_what_failed_is_sent_again_under_its_id(cast, failed, mail_server, send, clock):
    with pytest.raises(NotAllowed):
        services.send_again(cast.finance_officer, failed.pk)
    services.send_again(cast.focal_officer, failed.pk, now=clock())
    send()
    assert list(mail_server.ids) == [failed.message_id]
    with pytest.raises(Refused, match="không cần gửi lại"):
        services.send_again(cast.focal_officer, failed.pk)


def test_another_units_delivery_cannot_be_sent_again(cast, failed):
    Delivery.notifications.through.objects.get().notification.delete()
    with pytest.raises(Delivery.DoesNotExist):
        services.send_again(cast.focal_officer, failed.pk)


def test_all_that_failed_goes_again_with_one_entry(cast, failed, clock):
    assert services.send_failed_again(cast.administrator, now=clock()) == 1
    assert Delivery.objects.get().state == "queued"
    assert AuditEntry.objects.filter(verb="delivery.again").get().counts == {"deliveries": 1}
