"""Activates a plan of 73 actions for 200 units while another process keeps reporting progress.

    python -m benchmarks.measure_activation [--database postgres://user@host/empty_database]

Prints how long the making of duties took and how long the other writer waited at most. Without
--database a SQLite file in a temporary folder is used. Bound: below 20 s.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from multiprocessing.sharedctypes import Synchronized

from benchmarks.scene import ACTIONS, TODAY, UNITS, communes, fresh_database, large_plan, make_duties

BOUND = 20.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", default="")
    with fresh_database(options.parse_args().database) as engine:
        return measure(engine)


def measure(engine: str) -> int:
    from django.db import connections

    plan_id, other_id = prepare()
    connections.close_all()
    stop = multiprocessing.Value("b", 0)
    waits: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    writer = multiprocessing.Process(target=keep_writing, args=(other_id, stop, waits))
    writer.start()
    time.sleep(1)
    started = time.perf_counter()
    duties = make_duties(plan_id)
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
    """The large plan, not expanded yet; and a small one that runs, on which the other process reports."""
    from tests.cast import lead, make_cast, task, tracked

    cast = make_cast()
    other = tracked(cast, task("Báo cáo", lead(cast.finance)), number="1/KH", today=TODAY)
    return large_plan(cast, communes(), "2/KH"), other.pk


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
    raise SystemExit(main())
