"""What the measurements stand on: a fresh database and an authority of 200 communes with many duties."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice

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


def many_owed_things(rows: int) -> tuple[int, int]:
    """An authority of 200 units after two years, written in bulk: four fifths duties, one fifth report slots.

    As in real plans three duties of four carry no date; of the dated ones and of the slots three of five are
    done; days lie evenly over two years around TODAY. Gives how many duties and slots there are.
    """
    from django.db import connection

    from minhbach.plans.models import Duty, Plan
    from minhbach.reporting.models import ReportRegime, ReportSlot

    units = communes()
    plans = Plan.objects.bulk_create(
        Plan(title=f"Kế hoạch {n}", number=f"{n}/KH-UBND", status="active", focal_unit=units[0],
             tracked_from=TRACKED, opening_confirmed_on=TRACKED) for n in range(300)
    )  # fmt: skip
    actions = _one_action_each(plans, rows * 4 // 5 // (300 * UNITS) + 1)
    regimes = ReportRegime.objects.bulk_create(
        ReportRegime(plan=plan, role="unit_report", cycle="quarterly") for plan in plans
    )
    _in_bulk(Duty, (_duty(n, actions, units) for n in range(rows * 4 // 5)))
    _in_bulk(ReportSlot, (_slot(n, regimes, units) for n in range(rows // 5)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Duty.objects.count(), ReportSlot.objects.count()


def _one_action_each(plans: list, count: int) -> list:
    from minhbach.plans.models import Action

    return Action.objects.bulk_create(
        Action(plan=plan, order=n, text=f"Nhiệm vụ {n} về công khai thông tin")
        for plan in plans
        for n in range(count)
    )


def _in_bulk(model: type, rows: Iterator, size: int = 20_000) -> None:
    while part := list(islice(rows, size)):
        model._default_manager.bulk_create(part, batch_size=2_000)


def _duty(n: int, actions: list, units: list) -> object:
    from minhbach.plans.models import Duty

    action, round_of = actions[n // UNITS % len(actions)], n // len(actions) // UNITS
    dated = n % 4 == 0
    due = TODAY + timedelta(days=n // 4 * 7 % 730 - 365) if dated else None
    done = n % 20 < 12 if dated else n % 3 == 0
    return Duty(
        plan_id=action.plan_id, action_id=action.pk, unit_id=units[n % UNITS].pk,
        period=str(round_of),
        clock="dated" if dated else "ongoing", opens_on=TRACKED, due=due, last_on_time=due, counted=True,
        silent_from=None if dated else date(2027, 1, 1) if n % 5 else date(2026, 10, 1),
        done_on=TODAY if done else None, confirmed_on=TODAY if done else None,
    )  # fmt: skip


def _slot(n: int, regimes: list, units: list) -> object:
    from minhbach.reporting.models import ReportSlot

    last = TODAY + timedelta(days=n * 7 % 730 - 365)
    sent = last if n % 5 < 3 else None
    regime = regimes[n // UNITS % len(regimes)]
    return ReportSlot(
        regime_id=regime.pk, plan_id=regime.plan_id, unit_id=units[n % UNITS].pk,
        period=f"2{n // UNITS // len(regimes):03d}-Q1", window_from=last, window_to=last, opens_on=last,
        due=last, last_on_time=last, submitted_on=sent, first_sent_on=sent, accepted_on=sent,
    )  # fmt: skip
