"""Switching on the authenticator: who has just proved who they are is not asked again."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minhbach.organisation import services as organisation
from minhbach.organisation.models import User
from minhbach.web.accounts import BACKEND
from tests.cast import Cast, make_cast

PASSWORD = "mot-cau-ngan-de-nho"
SWITCH_ON = reverse("mfa_activate_totp")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def person(cast: Cast) -> User:
    user = cast.users["finance_officer"]
    user.set_password(PASSWORD)
    user.must_change_password = False
    user.save()
    return user


def signed_in(person: User) -> Client:
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def test_who_has_just_signed_in_is_not_asked_for_the_password_again(person: User) -> None:
    assert signed_in(person).get(SWITCH_ON).status_code == 200


def test_who_signed_in_a_while_ago_is_asked_for_the_password(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(person)
    later = time.time() + timedelta(minutes=6).total_seconds()
    monkeypatch.setattr(time, "time", lambda: later)
    answer = browser.get(SWITCH_ON)
    assert answer.status_code == 302 and "xac-nhan-lai" in answer["Location"]


def test_a_session_in_which_no_password_was_given_is_asked_for_it(person: User) -> None:
    browser = Client()
    browser.force_login(person, backend=BACKEND)
    assert "xac-nhan-lai" in browser.get(SWITCH_ON)["Location"]


def test_who_has_just_set_a_first_password_is_not_asked_for_it(cast: Cast, person: User) -> None:
    link = organisation.make_sign_in_link(cast.administrator, person.pk, now=timezone.now())
    browser = Client()
    browser.post(reverse("one_time_link", args=[link]))
    browser.post(reverse("new_password"), {"password": PASSWORD + "-moi", "again": PASSWORD + "-moi"})
    assert browser.get(SWITCH_ON).status_code == 200
