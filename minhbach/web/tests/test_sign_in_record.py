"""What is written down of a sign-in, and what a one-time link does not open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minhbach.commands.access_log import AccessLog, without_token
from minhbach.organisation import services as organisation
from minhbach.organisation.models import User
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import NotAllowed
from minhbach.web.tests.scene import BACKEND
from tests.cast import Cast, make_cast

PASSWORD = "mot-cau-ngan-de-nho"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def person(cast: Cast) -> User:
    user = cast.users["finance_officer"]
    user.set_password(PASSWORD)
    user.save()
    return user


def signs_in(login: str, password: str) -> None:
    Client().post(reverse("account_login"), {"login": login, "password": password})


def link_of(cast: Cast, person: User) -> str:
    return reverse("one_time_link", args=[organisation.make_sign_in_link(cast.administrator, person.pk)])


def test_a_sign_in_leaves_a_line_with_its_person(person: User) -> None:
    signs_in(person.username, PASSWORD)
    line = AuditEntry.objects.get(verb="user.sign_in")
    assert (line.user_id, line.thing_id) == (person.pk, str(person.pk))


def test_a_failed_sign_in_leaves_a_line_without_the_name(person: User, cast: Cast) -> None:
    signs_in(person.username, "sai")
    signs_in(person.username.upper(), "sai")
    signs_in("mat-khau-go-nham", "sai")
    lines = list(AuditEntry.objects.filter(verb="user.sign_in_failed").order_by("pk"))
    assert [line.user_id for line in lines] == [None] * 3
    names = [line.after["login"] for line in lines]
    assert names[0] == names[1] != names[2] and all(name.startswith("h:") for name in names)
    browser = Client()
    browser.force_login(cast.users["administrator"], backend=BACKEND)
    page = browser.get("/nhat-ky/").content.decode()
    assert "Đăng nhập không thành" in page and "mat-khau-go-nham" not in page


def test_a_one_time_link_asks_for_the_second_step_as_well(cast: Cast, person: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    browser = Client()
    answer = browser.post(link_of(cast, person))
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in browser.session
    code = format_hotp_value(hotp_value(secret, next(iter(counters()))))
    answer = browser.post(reverse("mfa_authenticate"), {"code": code})
    assert answer["Location"] == reverse("new_password")
    assert browser.session["_auth_user_id"] == str(person.pk)


def test_an_administrator_lifts_a_second_step_that_was_lost(cast: Cast, person: User) -> None:
    TOTP.activate(person, generate_totp_secret())
    browser = Client()
    browser.force_login(cast.users["administrator"], backend=BACKEND)
    page = reverse("admin_user", args=[person.pk])
    assert "Bỏ bước thứ hai" in browser.get(page).content.decode()
    assert browser.post(page, {"verb": "lift"}).status_code == 302
    assert browser.post(page, {"verb": "lift"}).status_code == 302  # twice pressed
    assert "Bỏ bước thứ hai" not in browser.get(page).content.decode()
    assert AuditEntry.objects.filter(verb="user.lift_second_step", thing_id=str(person.pk)).exists()
    assert Client().post(link_of(cast, person))["Location"] == reverse("new_password")


def test_nobody_else_lifts_a_second_step(cast: Cast, person: User) -> None:
    TOTP.activate(person, generate_totp_secret())
    with pytest.raises(NotAllowed):
        organisation.lift_second_step(cast.focal_officer, person.pk)
    assert person.authenticator_set.exists()


def test_the_access_log_holds_no_token() -> None:
    from gunicorn.config import Config

    at = timezone.now()
    link = "/tai-khoan/lien-ket/bi-mat_123/"
    environ = {
        "REQUEST_METHOD": "POST", "RAW_URI": link, "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": link,
        "HTTP_REFERER": f"https://kehoach.example{link}",
    }  # fmt: skip
    answer = type("Answer", (), {"status": "200 OK", "sent": 1, "headers": []})()
    request = type("Request", (), {"headers": [("REFERER", environ["HTTP_REFERER"])]})()
    atoms = AccessLog(Config()).atoms(answer, request, environ, at + timedelta(seconds=1) - at)
    assert "bi-mat" not in str(atoms) and atoms["r"] == "POST /tai-khoan/lien-ket/***/ HTTP/1.1"
    assert without_token("/nhiem-vu/?tiep=1") == "/nhiem-vu/?tiep=1"
