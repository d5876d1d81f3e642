"""Times the matrix of report slots, 170 units x 12 periods, and Tổng quan beside it.

    python -m benchmarks.measure_matrix [--database postgres://user@host/empty_database]

A single client through the whole of Django without a network. Bounds: those of README.md here.
"""

from __future__ import annotations

import argparse
import warnings

from benchmarks.measure_pages import Measured, show
from benchmarks.scene import (
    TODAY,
    communes,
    departments,
    fresh_database,
    large_plan,
    make_duties,
    report_year,
)

DEPARTMENTS, COMMUNES = 20, 150


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", default="")
    wanted = options.parse_args()
    warnings.filterwarnings("ignore", message="No directory at")
    with fresh_database(wanted.database) as engine:
        plan = fill()
        return measure(engine, plan)


def fill() -> int:
    """A plan of 12.410 duties whose 170 units report every month. Gives its key."""
    from minhbach.plans import services
    from minhbach.plans.models import Plan
    from tests.cast import make_cast

    cast = make_cast()
    units = [*departments(DEPARTMENTS), *communes(COMMUNES)]
    plan = large_plan(cast, units, "1/KH-UBND")
    make_duties(plan)
    services.confirm_opening(cast.focal_officer, Plan.objects.get(pk=plan), today=TODAY)
    report_year(plan, units)
    cast.users["finance_officer"].memberships.update(unit=units[0])
    return plan


def measure(engine: str, plan: int) -> int:
    from minhbach.reporting.models import ReportSlot

    print(f"{engine}: {ReportSlot.objects.count()} slots of {DEPARTMENTS + COMMUNES} units")
    print(f"{'page':34}{'p50 ms':>8}{'p95 ms':>8}{'bound':>10}{'queries':>9}{'kB':>6}")
    matrix = f"/ke-hoach/{plan}/bao-cao-don-vi/"
    pages = (
        Measured("matrix as it opens", "focal_officer", matrix, 60, 120),
        Measured("every unit, every period", "focal_officer", f"{matrix}?mo=1&tatca=1", 60, 120),
        Measured("one period", "leader", f"{matrix}?ky=2026-10", 60, 120),
        Measured("late only", "leader", f"{matrix}?trang-thai=qua-han", 60, 120),
        Measured("Tổng quan of the plan", "focal_officer", f"/ke-hoach/{plan}/tong-quan/", 40, 90),
        Measured("Việc của tôi", "finance_officer", "/viec-cua-toi/", 20, 50),
    )
    return max(show(page) for page in pages)


if __name__ == "__main__":
    raise SystemExit(main())
