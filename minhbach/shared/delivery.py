"""Delivery of jobs: claim with a lease, run the handler, write how it ended."""

from __future__ import annotations

import logging
import traceback
import uuid
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from minhbach.shared.jobs import LEASE, MAX_ATTEMPTS, Later, LeaseLost, Leaving, Run, Stopped, handler_of
from minhbach.shared.models import Job, JobQuerySet, JobState

log = logging.getLogger("minhbach.worker")


def claim(worker: str, now: datetime) -> Job | None:
    """Takes the next due job for this worker, with a lease; None where nothing is due.

    PostgreSQL: SELECT ... FOR UPDATE SKIP LOCKED, so that workers pass each other. SQLite: the
    transaction is IMMEDIATE, and the update names what it saw, so that only one can win.
    """
    if not Job.objects.due(now).exists():  # looking takes no lock
        return None
    with transaction.atomic():
        candidates = Job.objects.due(now)
        if connection.features.has_select_for_update_skip_locked:
            candidates = candidates.select_for_update(skip_locked=True)
        job = candidates.first()
        if job is None:
            return None
        if end := _must_end(job):
            Job.objects.filter(pk=job.pk).update(finished_at=now, lease_until=None, **end)
            return None
        seen = Job.objects.filter(pk=job.pk, state=job.state, token=job.token)
        taken = seen.update(
            state=JobState.RUNNING,
            worker=worker,
            token=uuid.uuid4().hex,
            lease_until=now + LEASE,
            attempts=job.attempts + 1,
            started_at=now,
        )
    return Job.objects.get(pk=job.pk) if taken else None


def _must_end(job: Job) -> dict[str, object]:
    """A job that comes back from a killed worker may have been stopped, or have killed too many."""
    if job.stop_requested:
        return {"state": JobState.STOPPED}
    if job.attempts >= MAX_ATTEMPTS:
        broken = f"Tiến trình bị ngắt giữa chừng {job.attempts} lần.\n{job.error}"
        return {"state": JobState.DEAD, "error": broken}
    return {}


def deliver(run: Run) -> None:
    """Runs the handler once and writes how it ended. Never raises for what the handler does."""
    job = run.job
    try:
        handler_of(job.name)(run, **job.args)
    except Stopped:
        _close(job, JobState.STOPPED)
    except (Leaving, Later):
        _give_back(job)
    except LeaseLost:
        log.warning("%s was taken over by another worker", job)
    except Exception:
        log.exception("%s failed, attempt %s", job, job.attempts)
        if not connection.in_atomic_block:
            close_old_connections()  # the handler may have failed because the connection broke
        _failed(job, traceback.format_exc())
    else:
        _close(job, JobState.DONE)


def _mine(job: Job) -> JobQuerySet:
    """The row while this delivery holds it: one that lost its lease writes nothing."""
    return Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING)


def _close(job: Job, state: JobState) -> None:
    _mine(job).update(state=state, finished_at=timezone.now(), lease_until=None, error="")


def _give_back(job: Job) -> None:
    _mine(job).update(
        state=JobState.QUEUED, run_at=timezone.now(), lease_until=None, attempts=max(0, job.attempts - 1)
    )


def _failed(job: Job, error: str) -> None:
    now = timezone.now()
    if job.attempts >= MAX_ATTEMPTS:
        _mine(job).update(state=JobState.DEAD, finished_at=now, lease_until=None, error=error)
    else:
        _mine(job).update(
            state=JobState.QUEUED, run_at=now + back_off(job.attempts), lease_until=None, error=error
        )


def back_off(attempts: int) -> timedelta:
    """How long to wait after the n-th failure: 10 s, 30 s, 90 s, 270 s."""
    return timedelta(seconds=10 * 3 ** (attempts - 1))
