"""How often one may try to sign in: an office behind one address is let in, a guesser is not."""

from __future__ import annotations

import importlib

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.settings import base
from minhbach.organisation.models import User

PASSWORD = "một câu dễ nhớ 12"
FAILED, SIGNED_IN = 200, 302


@pytest.fixture(autouse=True)
def kept_between_requests(settings: object, db: None) -> None:
    """The cache of the product; the tests' own keeps nothing. One proxy stands before the product."""
    settings.CACHES = base.CACHES
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()


def people(count: int) -> list[str]:
    password = User(username="x")
    password.set_password(PASSWORD)
    made = [
        User(username=f"canbo.{n}", full_name=f"Cán bộ {n}", password=password.password) for n in range(count)
    ]
    User.objects.bulk_create(made)
    return [user.username for user in made]


def signs_in(login: str, password: str = PASSWORD, *, address: str) -> int:
    typed = {"login": login, "password": password}
    return Client().post(reverse("account_login"), typed, headers={"x-forwarded-for": address}).status_code


def test_a_whole_office_behind_one_address_signs_in_at_eight() -> None:
    assert {signs_in(login, address="10.0.0.1") for login in people(45)} == {SIGNED_IN}


def test_who_guesses_from_elsewhere_shuts_nobody_out() -> None:
    (login,) = people(1)
    for n in range(70):
        signs_in(f"khongco.{n}", "sai", address="203.0.113.6")
    assert signs_in("khongco.1", "sai", address="203.0.113.6") == FAILED
    assert signs_in(login, address="203.0.113.6") == FAILED  # one address has its limit too
    assert signs_in(login, address="10.0.0.1") == SIGNED_IN


def test_one_name_takes_five_wrong_passwords_from_wherever_they_come() -> None:
    (login,) = people(1)
    for n in range(5):
        assert signs_in(login, "sai", address=f"203.0.113.{n}") == FAILED
    assert signs_in(login, address="10.0.0.1") == FAILED


def test_what_a_visitor_writes_before_the_proxys_word_does_not_count() -> None:
    for n in range(70):
        signs_in(f"khongco.{n}", "sai", address=f"192.0.2.{n}, 203.0.113.6")
    (login,) = people(1)
    assert signs_in(login, address="192.0.2.200, 203.0.113.6") == FAILED


def test_processes_share_the_cache_and_migrations_make_its_table() -> None:
    assert base.CACHES["default"]["LOCATION"] in connection.introspection.table_names()
    caches["default"].set("đếm", [1, 2], 60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM minhbach_cache WHERE cache_key LIKE %s", ["%đếm"])
        assert cursor.fetchone() == (1,)


def test_a_server_expects_one_proxy_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    production = importlib.import_module("config.settings.production")
    monkeypatch.delenv("MINHBACH_PROXIES", raising=False)
    assert importlib.reload(production).ALLAUTH_TRUSTED_PROXY_COUNT == 1
    monkeypatch.setenv("MINHBACH_PROXIES", "2")
    assert importlib.reload(production).ALLAUTH_TRUSTED_PROXY_COUNT == 2
