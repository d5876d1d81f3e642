"""What the measurements stand on: a fresh database and an authority of 200 communes with many duties."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

ACTIONS, UNITS = 73, 200
TRACKED, TODAY = date(2026, 10, 1), date(2026, 11, 18)


@contextmanager
def fresh_database(url: str = "") -> Iterator[str]:
    """Django on an empty migrated database: the PostgreSQL of the URL, or SQLite in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MINHBACH_DATABASE"] = url or f"sqlite:///{folder}/bench.sqlite3"
        os.environ["MINHBACH_DATA"] = folder
        os.environ["MINHBACH_LOG"] = "ERROR"
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield "PostgreSQL" if url else "SQLite"


def communes(count: int = UNITS) -> list:
    """That many communes, written at once."""
    from minhbach.organisation.models import Unit, UnitKind

    return Unit.objects.bulk_create(
        Unit(code=f"xa{n}", name=f"UBND xã số {n}", kind=UnitKind.COMMUNE, protocol_order=100 + n)
        for n in range(count)
    )


def large_plan(cast, units: list, number: str) -> int:
    """Its key: a plan of 73 actions, each led by every unit; activated, its duties not made yet."""
    from minhbach.plans import services
    from tests.cast import lead, new_plan, task

    actions = [task(f"Nhiệm vụ {n} về công khai thông tin", lead(*units)) for n in range(ACTIONS)]
    plan = services.create_plan(cast.focal_officer, new_plan(cast, *actions, number=number))
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    return plan.pk


def make_duties(plan_id: int) -> int:
    """The job of activation without the queue. Gives the number of duties."""
    from minhbach.plans.services import activating

    return activating.make_duties(plan_id, lambda done, total, text: None, today=TODAY)
