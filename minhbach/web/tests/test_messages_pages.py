"""Thông báo, Kênh nhận tin, Nhật ký gửi and calendars, as a browser asks for them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from icalendar import Calendar

from minhbach.commands.access_log import without_token
from minhbach.messaging import services
from minhbach.messaging.models import Channel, Delivery, Notification
from minhbach.messaging.services import Addressee, Notice
from minhbach.shared.words import Words
from minhbach.web.tests.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def officer(scene: Scene) -> Client:
    return scene.browser("finance_officer")


def say(scene: Scene, number: int = 1, words: str = "Đến hạn <b>ngày mai</b>.", **values: object) -> Notice:
    cast = scene.cast
    to = (Addressee(cast.users["finance_officer"].pk, cast.finance.pk),)
    about, label = f"plans.duty:{number}", f"Việc số {number}"
    notice = Notice(
        "rule", about, "", to, label, "/viec-cua-toi/", words, from_unit_id=cast.focal.pk, **values
    )
    services.notify(notice)
    return notice


def text(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_the_bell_counts_what_is_unread_on_every_page(scene: Scene, officer: Client) -> None:
    assert "tin mới" not in text(officer, "/viec-cua-toi/")
    for number in range(3):
        say(scene, number)
    assert "3 tin mới" in text(officer, "/viec-cua-toi/")
    assert "tin mới" not in text(scene.browser("health_officer"), "/viec-cua-toi/")


def test_a_hundred_and_more_are_many(scene: Scene, officer: Client) -> None:
    to = (Addressee(scene.cast.users["finance_officer"].pk),)
    services.notify(*[Notice("r", f"x:{n}", "", to, "Việc", "/", "Đến hạn") for n in range(101)])
    assert "99+ tin mới" in text(officer, "/thong-bao/")
    assert 'rel="next"' in text(officer, "/thong-bao/")


def test_opening_one_leads_to_its_page_and_marks_it_read(scene: Scene, officer: Client) -> None:
    say(scene)
    row = Notification.objects.get()
    answer = officer.get(f"/thong-bao/{row.pk}/")
    assert answer["Location"] == "/viec-cua-toi/"
    assert "Việc số 1" not in text(officer, "/thong-bao/")
    assert "Việc số 1" in text(officer, "/thong-bao/?xem=da-doc")


def test_words_of_a_rule_are_shown_as_words_and_in_the_readers_language(
    scene: Scene, officer: Client
) -> None:
    say(scene)
    assert "&lt;b&gt;ngày mai" in text(officer, "/thong-bao/")
    say(scene, 2, Words("Hôm qua"))
    officer.cookies["django_language"] = "en"
    assert "Yesterday" in text(officer, "/thong-bao/")


def test_an_answer_and_reading_all_go_by_forms(scene: Scene, officer: Client) -> None:
    say(scene)
    say(scene, 2)
    first, second = Notification.objects.order_by("pk")
    officer.post(f"/thong-bao/{first.pk}/da-biet/")
    officer.post("/thong-bao/da-doc/")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.acknowledged_at is not None
    assert (second.acknowledged_at, second.read_at is not None) == (None, True)
    assert "đã báo là biết" in text(officer, "/thong-bao/?xem=da-doc")


def test_a_channel_is_switched_on_and_off(scene: Scene, officer: Client) -> None:
    user = scene.cast.users["finance_officer"]
    assert "hãy báo quản trị ghi địa chỉ" in text(officer, "/thong-bao/kenh/")
    user.email = "tc@songmau.example"
    user.save()
    officer.post("/thong-bao/kenh/", {"channel": "mail", "digest": "weekly", "verb": "on"})
    channel = Channel.objects.get()
    assert (channel.person, channel.digest, channel.is_on) == (user, "weekly", True)
    officer.post("/thong-bao/kenh/", {"channel": "mail", "verb": "off"})
    channel.refresh_from_db()
    assert not channel.is_on


def test_a_refused_webhook_stands_beside_its_field_and_a_kept_one_shows_no_secret(
    scene: Scene, officer: Client
) -> None:
    typed = {"channel": "webhook", "digest": "daily", "address": "https://hook.example/secret", "verb": "on"}
    Channel.objects.create(
        person=scene.cast.users["finance_officer"], kind="webhook", address="https://x.example"
    )
    page = officer.post("/thong-bao/kenh/", typed).content.decode()
    assert "Máy chủ hook.example chưa được phép" in page
    Channel.objects.update(address="https://hook.example/secret")
    kept = text(officer, "/thong-bao/kenh/")
    assert "https://hook.example/…" in kept
    assert "secret" not in kept


def test_an_unknown_channel_is_no_page(officer: Client) -> None:
    assert officer.post("/thong-bao/kenh/", {"channel": "fax"}).status_code == 404
    assert officer.post("/thong-bao/lich/ai-do/").status_code == 404


def made_address(officer: Client, whose: str = "cua-toi") -> str:
    page = officer.post(f"/thong-bao/lich/{whose}/", {"verb": "make"})
    assert "no-store" in page["Cache-Control"]
    (address,) = re.findall(r"http://testserver(/lich/[\w-]+\.ics)</textarea>", page.content.decode())
    return address


def test_a_calendar_address_is_shown_once_with_its_picture_and_works_without_signing_in(
    scene: Scene, officer: Client
) -> None:
    address = made_address(officer)
    assert 'class="qr" role="img"' in officer.post("/thong-bao/lich/cua-toi/").content.decode()
    assert "/lich/" not in text(officer, "/thong-bao/kenh/").replace("/thong-bao/lich/", "")
    address = made_address(officer)
    answer = scene.browser("").get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert all(event.walk("VALARM") for event in events)


def test_a_calendar_that_did_not_change_is_not_sent_again(scene: Scene, officer: Client) -> None:
    address, reader = made_address(officer), scene.browser("")
    mark = reader.get(address)["ETag"]
    again = reader.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", mark)


def test_the_access_log_holds_no_calendar_address() -> None:
    assert without_token("GET /lich/bi-mat_1.ics?nhac=0 HTTP/1.1") == "GET /lich/***?nhac=0 HTTP/1.1"
    assert without_token("POST /thong-bao/lich/cua-toi/ HTTP/1.1") == "POST /thong-bao/lich/cua-toi/ HTTP/1.1"


def test_a_revoked_calendar_is_gone(scene: Scene, officer: Client) -> None:
    address = made_address(officer)
    officer.post("/thong-bao/lich/cua-toi/", {"verb": "revoke"})
    assert scene.browser("").get(address).status_code == 404


def test_the_log_shows_reasons_but_no_address_and_sends_again(scene: Scene) -> None:
    user = scene.cast.users["finance_officer"]
    Channel.objects.create(person=user, kind="webhook", address="https://hook.example/secret")
    say(scene, urgent=True)
    Delivery.objects.update(state="failed", failure="host", run_at=None)
    focal = scene.browser("focal_officer")
    page = text(focal, "/nhat-ky-gui/?trang-thai=failed&kenh=webhook")
    assert "không thuộc danh sách máy chủ" in page
    assert "hook.example" not in page
    focal.post(f"/nhat-ky-gui/{Delivery.objects.get().pk}/gui-lai/")
    assert Delivery.objects.get().state == "queued"
    assert "chờ gửi" in text(focal, "/nhat-ky-gui/")


def test_failed_ones_go_again_together_by_an_administrator(scene: Scene) -> None:
    Channel.objects.create(
        person=scene.cast.users["finance_officer"], kind="webhook", address="https://x.example"
    )
    say(scene)
    Delivery.objects.update(state="failed", run_at=None)
    assert scene.browser("focal_officer").post("/nhat-ky-gui/gui-lai/").status_code == 403
    scene.browser("administrator").post("/nhat-ky-gui/gui-lai/")
    assert Delivery.objects.get().state == "queued"


def test_rules_are_edited_by_an_administrator_and_a_wrong_host_is_named(scene: Scene) -> None:
    administrator = scene.browser("administrator")
    typed = {
        "quiet_from": "19:00", "quiet_to": "06:30", "rest_days_quiet": "on", "digest_at": "08:00",
        "digest_weekday": "4", "give_up_days": "3", "hosts": "http://x", "inner_hosts": "",
    }  # fmt: skip
    assert "không phải tên máy chủ" in administrator.post("/quan-tri/gui-tin/", typed).content.decode()
    assert administrator.post("/quan-tri/gui-tin/", typed | {"hosts": "x.example"}).status_code == 302
    assert 'value="19:00"' in text(administrator, "/quan-tri/gui-tin/")
