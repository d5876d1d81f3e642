from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from minhbach.organisation import queries
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.registry import Registry
from minhbach.organisation.seeds import load_demo

TODAY = date(2026, 11, 21)
PASSWORD = "mat-khau-dung-thu"


@pytest.fixture(scope="session")
def song_lam(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Registry:
    """The made-up province as a value: read once, then taken back out of the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(PASSWORD)
        found = queries.registry()
        transaction.set_rollback(True)
    return found


@pytest.fixture
def demo(db: None) -> Iterator[None]:
    """The made-up province in the database of this test."""
    load_demo(PASSWORD)
    yield


@pytest.fixture
def administrator() -> Actor:
    return Actor(user_id=None, roles=frozenset({"administrator"}), name="Quản trị")


@pytest.fixture
def officer() -> Actor:
    return Actor(user_id=None, roles=frozenset({"officer"}), name="Cán bộ")
