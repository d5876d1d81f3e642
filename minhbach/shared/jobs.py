"""Background work that survives kill -9: a table of jobs with leases.

    @job("plans.activate")
    def activate(run: Run, *, plan_id: int) -> None:
        for done, part in enumerate(parts):
            ...
            run.progress(done, len(parts), Words("Đang lập nhiệm vụ"))

    enqueue("plans.activate", key=f"activate:{plan.pk}", plan_id=plan.pk)

A job is delivered at least once. Its handler takes ids, calls one service, and is safe to run twice.
Why a table of our own: docs/decisions/0002-jobs.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from minhbach.shared import audit
from minhbach.shared.models import Job, JobState
from minhbach.shared.verbs import Refused
from minhbach.shared.words import Words

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 5
SAVE_EVERY = 0.5  # seconds between two writes of progress

Handler = Callable[..., None]


class Stopped(Exception):
    """A person asked the job to stop; what was done so far stays."""


class LeaseLost(Exception):
    """Another worker has taken the job over; this delivery must end without writing more."""


class Leaving(Exception):
    """The worker was told to end; the job goes back to the queue."""


class Later(Exception):
    """One delivery has had its time; the job goes back to the queue, behind what waits, and goes on then."""


class UnknownJob(LookupError):
    """No handler is registered under this name."""


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work that the worker does by the clock, at most once per interval over all workers."""

    name: str
    seconds: int
    work: Callable[[], None]


_handlers: dict[str, Handler] = {}
_periodic: dict[str, Periodic] = {}
_discovered = False


def job(name: str) -> Callable[[Handler], Handler]:
    """Registers a handler `def handler(run: Run, **args)` under a name such as "plans.activate"."""

    def register(handler: Handler) -> Handler:
        if _handlers.get(name, handler) is not handler:
            raise ValueError(f"two handlers for job {name}")
        _handlers[name] = handler
        return handler

    return register


def every(name: str, *, seconds: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Registers periodic work `def work() -> None`; long work should only enqueue a job."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        _periodic[name] = Periodic(name, seconds, work)
        return work

    return register


def discover() -> None:
    """Imports the `jobs` module of every app, so that all names are known."""
    global _discovered
    if not _discovered:
        autodiscover_modules("jobs")
        import_module("minhbach.shared.upkeep")
        _discovered = True


def handler_of(name: str) -> Handler:
    """The handler of a name; UnknownJob where none is registered."""
    discover()
    try:
        return _handlers[name]
    except KeyError:
        raise UnknownJob(name) from None


def periodic_work() -> list[Periodic]:
    discover()
    return list(_periodic.values())


def enqueue(name: str, /, *, key: str | None = None, run_at: datetime | None = None, **args: object) -> Job:
    """Writes a job in the caller's transaction. The same key, queued or running, is the same job.

    args must be plain JSON (ids, texts, numbers). Raises UnknownJob for a name without handler.
    """
    handler_of(name)
    if key is None:
        return Job.objects.create(name=name, args=args, run_at=run_at or timezone.now())
    while True:
        present = Job.objects.unfinished().filter(key=key).first()
        if present is not None:
            return present
        try:
            with transaction.atomic():
                return Job.objects.create(name=name, args=args, key=key, run_at=run_at or timezone.now())
        except IntegrityError:  # another transaction wrote the same key a moment ago: look again
            continue


@transaction.atomic
def request_stop(actor: audit.Who, job: Job) -> None:
    """Asks a job to stop: a waiting one stops now, a running one at its next step."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(state=JobState.STOPPED, finished_at=now)
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(stop_requested=True)
    audit.record(actor, "stop job", job, after={"name": job.name})
    job.refresh_from_db()


@transaction.atomic
def run_again(actor: audit.Who, job: Job) -> None:
    """Gives a dead or stopped job back to the workers with a fresh count of attempts.

    Raises Refused where the same work waits or runs again already.
    """
    ended = Job.objects.filter(pk=job.pk, state__in=[JobState.DEAD, JobState.STOPPED])
    try:
        with transaction.atomic():
            taken = ended.update(
                state=JobState.QUEUED,
                attempts=0,
                run_at=timezone.now(),
                error="",
                stop_requested=False,
                finished_at=None,
            )
    except IntegrityError as other:  # one key, one unfinished job
        raise Refused(_("Việc này đã được xếp lại ở một lần khác và đang chờ hoặc đang chạy.")) from other
    if taken:
        audit.record(actor, "run job again", job, after={"name": job.name})
    job.refresh_from_db()


class Run:
    """One delivery of one job, as its handler sees it."""

    def __init__(self, job: Job, leaving: Callable[[], bool] = lambda: False) -> None:
        self.job = job
        self.last_step = time.monotonic()
        self._leaving = leaving
        self._saved_at = 0.0

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Tells how far the work is and renews the lease; writes at most every half second.

        Call it between transactions, so that what is done stays. Raises Stopped when a person asked
        to stop, Leaving when the worker must end, LeaseLost when another worker took the job over.
        """
        self.last_step = time.monotonic()
        if self._leaving():
            raise Leaving
        if self.last_step - self._saved_at < SAVE_EVERY and done < total:
            return
        self._saved_at = self.last_step
        parts = text.parts if isinstance(text, Words) else ()
        self.keep_lease(done=done, total=total, text=text[:300], parts=list(parts))
        if Job.objects.filter(pk=self.job.pk, stop_requested=True).exists():
            raise Stopped

    def keep_lease(self, **values: object) -> None:
        mine = Job.objects.filter(pk=self.job.pk, token=self.job.token, state=JobState.RUNNING)
        if not mine.update(lease_until=timezone.now() + LEASE, **values):
            raise LeaseLost(str(self.job))
