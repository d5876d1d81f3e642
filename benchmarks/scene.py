"""What the measurements stand on: a fresh database and an authority of 200 communes with many duties."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

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


def departments(count: int) -> list:
    """That many departments, written at once."""
    from minhbach.organisation.models import Unit, UnitKind

    return Unit.objects.bulk_create(
        Unit(code=f"so{n}", name=f"Sở số {n}", kind=UnitKind.DEPARTMENT, protocol_order=10 + n)
        for n in range(count)
    )


def report_year(plan_id: int, units: list, year: int = 2026) -> int:
    """A monthly regime of the plan with twelve slots a unit, as they would stand in mid-November.

    One in twelve late or not sent, one in thirty returned, the rest accepted or waiting; gives how many.
    """
    from minhbach.reporting.models import ReportRegime, ReportSlot
    from minhbach.shared.dates import Cycle, periods_between

    regime = ReportRegime.objects.create(
        plan_id=plan_id, role="unit_report", cycle="monthly", due_raw="trước ngày 02 tháng sau",
        due_day=2, month_offset=1, due_is_before=True,
    )  # fmt: skip
    periods = periods_between(date(year, 1, 1), date(year, 12, 31), Cycle.MONTHLY)
    chance = random.Random(year)
    slots = (_slot(regime, unit, period, chance) for unit in units for period in periods)
    return len(ReportSlot.objects.bulk_create(slots, batch_size=2000))


def _slot(regime, unit, period, chance: random.Random):
    from minhbach.reporting.models import ReportSlot

    last = period.end + timedelta(days=1)
    slot = ReportSlot(
        regime=regime, plan_id=regime.plan_id, unit=unit, period=period.key, window_from=period.start,
        window_to=period.end, opens_on=period.end - timedelta(days=9), due=last + timedelta(days=1),
        last_on_time=last, before_tracking=period.end < date(period.end.year, 3, 31),
    )  # fmt: skip
    drawn = chance.random()
    if slot.before_tracking or slot.opens_on > TODAY or (last < TODAY and drawn < 1 / 12):
        return slot
    sent = min(last + timedelta(days=chance.choice((-4, -3, -2, -1, -1, 0, 0, 3))), TODAY)
    slot.begun_on = slot.first_sent_on = slot.submitted_on = sent
    if drawn < 0.12:
        slot.submitted_on, slot.returned_on = None, sent + timedelta(days=4)
    elif drawn < 0.9:
        slot.accepted_on = sent + timedelta(days=5)
    return slot


def make_duties(plan_id: int) -> int:
    """The job of activation without the queue. Gives the number of duties."""
    from minhbach.plans.services import activating

    return activating.make_duties(plan_id, lambda done, total, text: None, today=TODAY)
