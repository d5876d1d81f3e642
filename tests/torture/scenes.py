"""What happens inside the separate processes: `python -m tests.torture.scenes VERB ...`.

The settings are those of one machine, with the database and the folder that the environment names.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

DAY = date(2026, 3, 2)
ACTIONS = 24
UNITS = 100


def prepare() -> None:
    """An empty database with the made-up units, without accounts."""
    from django.conf import settings
    from django.core.management import call_command

    from minhbach.organisation.seeds import load_demo

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    load_demo("tra-tan-he-thong-2026")


def activate(number: str) -> None:
    """A plan of quarterly work for a hundred units, handed to the worker; prints its id."""
    from minhbach.organisation.actor import Actor
    from minhbach.organisation.models import Unit
    from minhbach.plans import services
    from minhbach.plans.core.new_plan import NewAction, NewMember, NewPlan, NewResponsibility

    chosen = Unit.objects.filter(closed_on=None, kind="commune").order_by("pk").values_list("pk", flat=True)
    members = tuple(NewMember(unit=pk) for pk in chosen[:UNITS])
    lead = NewResponsibility("lead", "UBND các xã", "unit", members=members)
    actions = tuple(
        NewAction(f"Việc {n}", timing="recurring", recurrence="quarterly", responsibilities=(lead,))
        for n in range(ACTIONS)
    )
    new = NewPlan(
        f"Thử {number}", number=f"{number}/KH-UBND", issued_on=DAY, year_from=2026, year_to=2026,
        focal_unit=members[0].unit, actions=actions,
    )  # fmt: skip
    plan = services.create_plan(Actor.system(), new)
    services.activate(Actor.system(), plan, DAY, today=DAY)
    print(plan.pk)


def look(plan_id: str) -> None:
    """Prints what stands for the plan: state, digest of its duties, entries and jobs."""
    from minhbach.plans.models import Duty, Plan
    from minhbach.shared.models import AuditEntry, Job

    rows = list(
        Duty.objects.filter(plan_id=plan_id)
        .order_by("action__order", "unit_id", "period")
        .values_list("action__order", "unit_id", "period", "due", "clock")
    )
    entries = AuditEntry.objects.filter(plan_id=plan_id, verb="plan activated").count()
    job = Job.objects.filter(name="plans.activate", args={"plan_id": int(plan_id)}).get()
    seen = {
        "status": str(Plan.objects.get(pk=plan_id).status),
        "duties": len(rows),
        "distinct": len(set(rows)),
        "digest": hashlib.sha256(repr(rows).encode()).hexdigest(),
        "activated": entries,
        "job": job.state,
        "seconds": (job.finished_at - job.started_at).total_seconds() if job.finished_at else 0,
    }
    print(json.dumps(seen))


def write_until(stop: str) -> None:
    """Writes an entry, a file and a count in each transaction until the file `stop` appears."""
    from django.db import transaction

    from minhbach.shared import audit, files
    from minhbach.shared.models import Marker

    number = 0
    while not Path(stop).exists():
        number += 1
        with transaction.atomic():
            stored = files.keep(f"tệp {number}".encode() * 500, name=f"{number}.txt")
            audit.record(None, "tick", stored, after={"n": number})
            Marker.objects.update_or_create(key="ticks", defaults={"value": {"n": number}})
        if number % 20 == 0:
            audit.seal()
        half = Path(stop + ".half")
        half.write_text(str(number))
        half.replace(stop + ".count")  # whoever looks sees a number, never a file being written
    print(number)


def count() -> None:
    """Prints the three counts that a moment of `write_until` has alike, and whether the audit holds."""
    from minhbach.shared import audit, files
    from minhbach.shared.models import AuditEntry, Marker, StoredFile

    whole = sum(
        hashlib.sha256(files.path_of(stored).read_bytes()).hexdigest() == stored.sha256
        for stored in StoredFile.objects.all()
    )
    marker = Marker.objects.filter(key="ticks").first()
    entries = AuditEntry.objects.filter(verb="tick").count()
    print(json.dumps([marker.value["n"] if marker else 0, entries, whole, audit.verify().holds]))


def kill_worker(seconds: str) -> None:
    """Starts a worker, lets it work on a job for so long, kills it; prints whether it was still at it."""
    from minhbach.shared.models import Job, JobState

    running = Job.objects.filter(state=JobState.RUNNING)
    known = set(running.values_list("token", flat=True))
    worker = subprocess.Popen([sys.executable, "-m", "minhbach", "worker"])
    end = time.monotonic() + 30
    while not running.exclude(token__in=known).exists() and time.monotonic() < end:
        if not Job.objects.unfinished().exists():
            break
        time.sleep(0.01)
    time.sleep(float(seconds))
    worker.kill()
    worker.wait()
    print(running.count())


def wait_idle(seconds: str) -> None:
    """Returns when no job waits or runs."""
    from minhbach.shared.models import Job

    end = time.monotonic() + float(seconds)
    while Job.objects.unfinished().exists():
        if time.monotonic() > end:
            sys.exit("jobs did not end: " + str(list(Job.objects.unfinished())))
        time.sleep(0.1)


VERBS = {
    "prepare": prepare,
    "activate": activate,
    "look": look,
    "write-until": write_until,
    "count": count,
    "kill-worker": kill_worker,
    "wait-idle": wait_idle,
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    VERBS[sys.argv[1]](*sys.argv[2:])
