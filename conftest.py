"""What holds for every test: no property is judged by the clock, for a busy machine is no defect."""

from __future__ import annotations

import compileall
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

_ROOT = Path(__file__).resolve().parent


def pytest_configure(config: pytest.Config) -> None:
    """Compiles the product once: the processes that tests start would each compile all of it again."""
    sys.dont_write_bytecode = False
    if not hasattr(config, "workerinput"):
        for folder in ("minhbach", "config", "tests"):
            compileall.compile_dir(_ROOT / folder, quiet=2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what uses the database: only that can differ on another one."""
    for item in items:
        if _uses_database(item):
            item.add_marker("database")


def _uses_database(item: pytest.Item) -> bool:
    from django.test import SimpleTestCase

    of_django = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, SimpleTestCase)
    asked = "django_db_setup" in getattr(item, "fixturenames", ())
    return of_django or asked or item.get_closest_marker("django_db") is not None
