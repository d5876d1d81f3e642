"""Times the search for everything that has come to a rung of the ladder, among a million duties and slots.

    python -m benchmarks.measure_due [--rows 1000000] [--database postgres://user@host/empty_database]

Prints how many duties and slots there are, how many are due on an ordinary day, on the first working day
after a quarter and after a month without a worker, and the median time of each search. Bound: that of
README.md here for the ordinary day. A tenth of the rows on SQLite unless told otherwise.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings
from datetime import date, timedelta

from benchmarks.scene import TODAY, fresh_database, many_owed_things

ROUNDS, WARM = 15, 2
BOUND = 50  # milliseconds
AFTER_QUARTER = date(2027, 1, 4)
DAYS = (
    ("an ordinary day", TODAY, timedelta(days=1), True),
    ("the first working day after a quarter", AFTER_QUARTER, timedelta(days=3), False),
    ("after a month without a worker", TODAY, timedelta(days=31), False),
)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", default="")
    options.add_argument("--rows", type=int, default=0)
    wanted = options.parse_args()
    warnings.filterwarnings("ignore", message="No directory at")
    rows = wanted.rows or (1_000_000 if wanted.database else 100_000)
    with fresh_database(wanted.database) as engine:
        duties, slots = many_owed_things(rows)
        print(f"{engine}: {duties} duties, {slots} slots")
        print(f"{'day':40}{'due':>8}{'p50 ms':>9}{'bound':>7}")
        return max(show(*day) for day in DAYS)


def show(name: str, today: date, absence: timedelta, is_bound: bool) -> int:
    """Prints the line of a day; 1 where the bound is passed."""
    from minhbach.supervision.queries.due import due_now, look_at

    took, found = [], 0
    for _ in range(WARM + ROUNDS):
        started = time.perf_counter()
        found = sum(1 for _owed in due_now(look_at(today - absence, today)))
        took.append(1000 * (time.perf_counter() - started))
    middle = statistics.median(took[WARM:])
    over = is_bound and middle > BOUND
    print(f"{name:40}{found:8}{middle:9.1f}{BOUND if is_bound else '–':>7}{'  over' if over else ''}")
    return int(over)


if __name__ == "__main__":
    raise SystemExit(main())
