"""The commands of `minhbach`: one module each, with `add(parsers)` and `run(options) -> exit code`.

Exit codes: 0 done, 1 refused or failed (one Vietnamese sentence on stderr says why), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Protocol

DONE, FAILED, USAGE = 0, 1, 2


class Command(Protocol):
    def add(self, parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None: ...


class Failure(Exception):
    """A command ends with this sentence on stderr and exit code 1."""


def say(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def start_django() -> None:
    """Loads the settings: DJANGO_SETTINGS_MODULE, by default those of one machine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
