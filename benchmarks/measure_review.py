"""Times the steps of a review over drafts of 73 and 300 rows, through all of Django but without a network.

    python -m benchmarks.measure_review [--database postgres://user@host/empty_database]

Prints of each step the median and 95th percentile in milliseconds of the clock, the median of processor time,
queries and size. Bound: p50 50 ms for a step, since the person at the keys waits for each.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from benchmarks.scene import fresh_database

ROUNDS, WARM, BOUND = 40, 3, 50
PIECE = {"HX-Request": "true", "HX-Target": "duyet", "HX-Boosted": "true"}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", default="")
    wanted = options.parse_args()
    warnings.filterwarnings("ignore", message="No directory at")
    with fresh_database(wanted.database) as engine, tempfile.TemporaryDirectory() as folder:
        province()
        return max(measure(engine, Path(folder), rows) for rows in (73, 300))


def province() -> None:
    from minhbach.organisation.models import User
    from minhbach.organisation.seeds import load_demo, load_reference

    load_reference()
    load_demo("mat-khau-thu-nghiem")
    User.objects.update(must_change_password=False)


def measure(engine: str, folder: Path, rows: int) -> int:
    from django.test import Client
    from django.urls import reverse

    from minhbach.intake import services
    from minhbach.intake.models import Draft
    from minhbach.organisation.models import User

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="daumoi"))
    draft = drafted(client, folder, rows)
    services.read(draft.pk)
    keys = [row["key"] for row in Draft.objects.get(pk=draft.pk).data["tasks"]]
    here = reverse("intake_draft", args=[draft.pk])
    print(f"\n{engine}: a draft of {len(keys)} rows")
    print(f"{'step':34}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}{'queries':>9}{'kB':>6}")

    def accept(n: int) -> object:
        revision = Draft.objects.values_list("revision", flat=True).get(pk=draft.pk)
        key, after = keys[n % len(keys)], keys[(n + 1) % len(keys)]
        asked = {"revision": revision, "xem": "nhiem-vu", "dong": key, "toggle": key, "sau": after}
        return client.post(reverse("intake_step", args=[draft.pk]), asked, headers=PIECE)

    def move(n: int) -> object:
        return client.get(here, {"xem": "nhiem-vu", "dong": keys[n % len(keys)]}, headers=PIECE)

    def whole(n: int) -> object:
        return client.get(here, {"xem": "nhiem-vu", "dong": keys[n % len(keys)]})

    over = show("a row accepted", accept, BOUND)
    over |= show("to another row", move, BOUND)
    return over | show("the whole page", whole, 0)


def drafted(client: object, folder: Path, rows: int) -> object:
    """The draft of a plan with so many rows, dropped by a person."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse

    from benchmarks.measure_reading import large_plan
    from minhbach.intake.models import Draft

    path = large_plan(folder, rows)
    client.post(reverse("intake_upload"), {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    return Draft.objects.latest("pk")


def show(name: str, act: Callable[[int], object], bound: int) -> int:
    """Prints the line of a step; 1 where its bound is passed."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took, spent = [], []
    for n in range(WARM + ROUNDS):
        started, used = time.perf_counter(), time.process_time()
        response = act(n)
        took.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - used))
        assert response.status_code == 200, (name, response.status_code)
    with CaptureQueriesContext(connection) as queries:
        response = act(WARM + ROUNDS)
    middle, slow = statistics.median(took[WARM:]), sorted(took[WARM:])[int(ROUNDS * 0.95) - 1]
    holds = not bound or middle <= bound
    print(
        f"{name:34}{middle:8.1f}{slow:8.1f}{statistics.median(spent[WARM:]):8.1f}{len(queries):9}"
        f"{len(response.content) // 1000:6}{'' if holds else '  over'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
