"""Times the main pages over a large authority, through the whole of Django but without a network.

    python -m benchmarks.measure_pages [--duties 100000] [--database postgres://user@host/empty_database]

Prints median and 95th percentile of each page, its queries and its size. Bounds: those of README.md here.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from dataclasses import dataclass

from benchmarks.scene import ACTIONS, TODAY, UNITS, communes, fresh_database, large_plan, make_duties

ROUNDS, WARM = 40, 3


@dataclass(frozen=True)
class Measured:
    """One page: who opens it, where, and the bounds of its median and 95th percentile in milliseconds."""

    name: str
    who: str
    path: str
    median: int
    slow: int


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", default="")
    options.add_argument("--duties", type=int, default=100_000)
    wanted = options.parse_args()
    warnings.filterwarnings("ignore", message="No directory at")
    with fresh_database(wanted.database) as engine:
        plans = fill(wanted.duties)
        return measure(engine, plans)


def fill(duties: int) -> list[int]:
    """Plans until there are so many duties, all confirmed at the opening. Gives their keys."""
    from minhbach.plans import services
    from minhbach.plans.models import Plan
    from tests.cast import make_cast

    cast = make_cast()
    units = communes()
    plans = []
    for n in range(max(1, round(duties / ACTIONS / UNITS))):
        plans.append(large_plan(cast, units, f"{n + 1}/KH-UBND"))
        make_duties(plans[-1])
        services.confirm_opening(cast.focal_officer, Plan.objects.get(pk=plans[-1]), today=TODAY)
    user, unit = cast.users["finance_officer"], units[0]
    user.memberships.update(unit=unit)
    return plans


def measure(engine: str, plans: list[int]) -> int:
    from minhbach.plans.models import Duty

    duty = Duty.objects.filter(plan_id=plans[0]).select_related("action").first()
    print(f"{engine}: {Duty.objects.count()} duties, {len(plans)} plans")
    print(f"{'page':34}{'p50 ms':>8}{'p95 ms':>8}{'bound':>10}{'queries':>9}{'kB':>6}")
    overview = f"/ke-hoach/{plans[0]}/tong-quan/"
    pages = (
        Measured("Việc của tôi", "finance_officer", "/viec-cua-toi/", 20, 50),
        Measured("Nhiệm vụ, a list", "focal_officer", "/nhiem-vu/", 20, 50),
        Measured("Nhiệm vụ, overdue only", "focal_officer", "/nhiem-vu/?tre=overdue", 20, 50),
        Measured("Tổng quan of a plan, 200 units", "focal_officer", overview, 40, 90),
        Measured("Tổng quan of all plans", "leader", "/tong-quan/", 40, 90),
        Measured("one task", "focal_officer", f"/nhiem-vu/{duty.action_id}/", 20, 50),
    )
    return max(show(page) for page in pages)


def show(page: Measured) -> int:
    """Prints the line of a page; 1 where a bound is passed."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from minhbach.organisation.models import User

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username=page.who))
    took = []
    for _ in range(WARM + ROUNDS):
        started = time.perf_counter()
        response = client.get(page.path)
        took.append(1000 * (time.perf_counter() - started))
        assert response.status_code == 200, (page.path, response.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.path)
    middle, slow = statistics.median(took[WARM:]), sorted(took[WARM:])[int(ROUNDS * 0.95) - 1]
    holds = middle <= page.median and slow <= page.slow
    bound = f"{page.median}/{page.slow}"
    print(
        f"{page.name:34}{middle:8.1f}{slow:8.1f}{bound:>10}{len(queries):9}{len(response.content) // 1000:6}"
        f"{'' if holds else '  over'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
