"""Activates a plan of 73 actions for 200 units while another process keeps reporting progress.

    python benchmarks/activation.py [--database postgres://user@host/empty_database]

Prints how long the making of duties took and how long the other writer waited at most. Without
--database a SQLite file in a temporary folder is used. Bound (docs: quality): below 20 s.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ACTIONS, UNITS, BOUND = 73, 200, 20.0
TRACKED, TODAY = date(2026, 10, 1), date(2026, 11, 18)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", default="")
    database = options.parse_args().database
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MINHBACH_DATABASE"] = database or f"sqlite:///{folder}/bench.sqlite3"
        os.environ["MINHBACH_DATA"] = folder
        os.environ["MINHBACH_LOG"] = "WARNING"
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.local"
        return measure("PostgreSQL" if database else "SQLite")


def measure(engine: str) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    plan_id, other_id = prepare()
    connections.close_all()
    stop = multiprocessing.Value("b", 0)
    waits: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    writer = multiprocessing.Process(target=keep_writing, args=(other_id, stop, waits))
    writer.start()
    time.sleep(1)
    started = time.perf_counter()
    duties = activate(plan_id)
    seconds = time.perf_counter() - started
    stop.value = 1
    found = waits.get()
    writer.join()
    print(f"{engine}: {duties} duties in {seconds:.1f} s (bound {BOUND:.0f} s)")
    print(
        f"other writer: {len(found)} reports, median {1000 * statistics.median(found):.0f} ms,"
        f" longest {1000 * max(found):.0f} ms"
    )
    return 0 if duties == ACTIONS * UNITS and seconds < BOUND else 1


def prepare() -> tuple[int, int]:
    """The large plan, adopted; and a small one that runs, on which the other process reports."""
    from minhbach.organisation.models import Unit, UnitKind
    from minhbach.plans import services
    from tests.cast import lead, make_cast, new_plan, task, tracked

    cast = make_cast()
    units = Unit.objects.bulk_create(
        Unit(code=f"xa{n}", name=f"UBND xã số {n}", kind=UnitKind.COMMUNE, protocol_order=100 + n)
        for n in range(UNITS)
    )
    other = tracked(cast, task("Báo cáo", lead(cast.finance)), number="1/KH", today=TODAY)
    actions = [task(f"Nhiệm vụ {n}", lead(*units)) for n in range(ACTIONS)]
    plan = services.create_plan(cast.focal_officer, new_plan(cast, *actions, number="2/KH"))
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    return plan.pk, other.pk


def activate(plan_id: int) -> int:
    from minhbach.plans.services.activating import make_duties

    return make_duties(plan_id, lambda done, total, text: None, today=TODAY)


def keep_writing(plan_id: int, stop: Synchronized[int], waits: multiprocessing.Queue[list[float]]) -> None:
    """Reports on one duty again and again; gives back how long each report took."""
    from minhbach.organisation.models import User
    from minhbach.organisation.queries import actor_of
    from minhbach.plans import services
    from minhbach.plans.core.report import Report
    from minhbach.plans.models import Duty

    actor = actor_of(User.objects.get(username="finance_officer"))
    duty = Duty.objects.get(plan_id=plan_id)
    took = []
    while not stop.value:
        started = time.perf_counter()
        services.report_progress(actor, duty, Report(text="Đang làm"), today=TODAY)
        took.append(time.perf_counter() - started)
        time.sleep(0.02)
    waits.put(took)


if __name__ == "__main__":
    sys.exit(main())
