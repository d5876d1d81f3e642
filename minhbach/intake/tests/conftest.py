"""One made-up province for all tests of a module: loading it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from minhbach.organisation.seeds import load_demo, load_reference


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The demonstration province, taken away again behind the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        load_demo("mat-khau-thu-nghiem")
        yield
        transaction.set_rollback(True)
