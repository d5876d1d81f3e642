"""The worker: claims jobs, runs one at a time, beats, and does the work that goes by the clock.

Any number may run on one database. SIGTERM or Ctrl-C ends after the current step of a job: the job
goes back to the queue. After kill -9 the job is given again: at once by a worker of the same machine,
which sees that the process is gone, otherwise when the lease has run out.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
import traceback
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from minhbach.shared.delivery import claim, deliver
from minhbach.shared.jobs import LeaseLost, Run, periodic_work
from minhbach.shared.models import Heartbeat, Job, JobState, Marker

log = logging.getLogger("minhbach.worker")

BEAT = 10.0  # seconds
LOOK = 1.0  # seconds between two looks at an empty queue
CLOCK = 5.0  # seconds between two looks at the periodic work
# A handler that says nothing for this long loses its lease though its process lives.
SILENCE = timedelta(minutes=30).total_seconds()


class Worker:
    """One worker process."""

    def __init__(self) -> None:
        self.name = f"{_place()}:{os.getpid()}:{uuid.uuid4().hex[:6]}"
        self._leaving = threading.Event()
        self._current: Run | None = None
        self._next_clock = 0.0

    def run(self) -> None:
        """Works until told to leave."""
        signal.signal(signal.SIGTERM, self._told_to_leave)
        signal.signal(signal.SIGINT, self._told_to_leave)
        beating = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        beating.start()
        log.info("worker %s started", self.name)
        while not self._leaving.is_set():
            try:
                busy = self.step()
            except DatabaseError:
                log.exception("the database did not answer; trying again")
                close_old_connections()
                busy = False
            if not busy:
                self._leaving.wait(LOOK)
        beating.join(timeout=BEAT)
        Heartbeat.objects.filter(worker=self.name).delete()
        log.info("worker %s ended", self.name)

    def step(self) -> bool:
        """One look: periodic work when its time has come, then at most one job. True if a job ran."""
        close_old_connections()
        if time.monotonic() >= self._next_clock:
            self._next_clock = time.monotonic() + CLOCK
            free_jobs_of_dead_neighbours()
            run_periodic(timezone.now())
        job = claim(self.name, timezone.now())
        if job is None:
            return False
        self._current = Run(job, leaving=self._leaving.is_set)
        try:
            deliver(self._current)
        finally:
            self._current = None
        return True

    def _told_to_leave(self, number: int, frame: FrameType | None) -> None:
        self._leaving.set()

    def _beat(self) -> None:
        while not self._leaving.is_set():
            try:
                self._beat_once()
            except (DatabaseError, LeaseLost):
                log.warning("heartbeat not written", exc_info=True)
            self._leaving.wait(BEAT)
        connection.close()

    def _beat_once(self) -> None:
        run = self._current
        doing = run.job.name if run else ""
        Heartbeat.objects.update_or_create(worker=self.name, defaults={"at": timezone.now(), "doing": doing})
        if run and time.monotonic() - run.last_step < SILENCE:
            run.keep_lease()


def drain(limit: int = 1000) -> int:
    """Runs what is due now in this process, for commands and tests; returns how many deliveries."""
    name = f"{_place()}:{os.getpid()}:drain"
    for count in range(limit):
        job = claim(name, timezone.now())
        if job is None:
            return count
        deliver(Run(job))
    return limit


def run_periodic(now: datetime) -> list[str]:
    """Runs the periodic work whose interval has passed; each at most once over all workers."""
    ran = []
    for work in periodic_work():
        if not _takes_turn(f"every:{work.name}", work.seconds, now):
            continue
        error = ""
        try:
            work.work()
        except Exception:
            log.exception("periodic work %s failed", work.name)
            error = traceback.format_exc(limit=5)
        Marker.objects.filter(key=f"every:{work.name}").update(value={"error": error})
        ran.append(work.name)
    return ran


def free_jobs_of_dead_neighbours() -> int:
    """Ends the leases of workers of this machine whose process is gone; returns how many."""
    here, freed = _place() + ":", 0
    running = Job.objects.filter(
        state=JobState.RUNNING, worker__startswith=here, lease_until__gt=timezone.now()
    )
    for job in running:
        if not _alive(int(job.worker.removeprefix(here).split(":")[0])):
            freed += Job.objects.filter(pk=job.pk, token=job.token).update(lease_until=timezone.now())
    return freed


def _takes_turn(key: str, seconds: int, now: datetime) -> bool:
    marker, new = Marker.objects.get_or_create(key=key, defaults={"at": now})
    if new:
        return True
    if marker.at > now - timedelta(seconds=seconds):
        return False
    return bool(Marker.objects.filter(key=key, at=marker.at).update(at=now))


def _place() -> str:
    """Machine and process namespace: only there can a process number be asked whether it lives."""
    try:
        namespace = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        namespace = "pid"
    return f"{socket.gethostname()}/{namespace}".replace(":", "")


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:  # a killed child that nobody has waited for is dead too
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True
