"""What stands in the database before a browser opens: `python -m tests.browser.scenes VERB`."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def first_day() -> None:
    """The made-up province with one account a role, without a plan."""
    from django.conf import settings
    from django.core.management import call_command

    from minhbach.organisation.seeds import load_demo

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    load_demo(os.environ["MINHBACH_DEMO_PASSWORD"])


VERBS = {"first-day": first_day}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    VERBS[sys.argv[1]](*sys.argv[2:])
