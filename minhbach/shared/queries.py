"""What pages ask of the machinery: is it alive, when was the last backup, which jobs need a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from minhbach.shared.models import (
    AuditEntry,
    AuditQuerySet,
    Heartbeat,
    Job,
    JobQuerySet,
    Marker,
    Viewer,
)

WORKER_SILENT_AFTER = timedelta(seconds=60)
BACKUP_OLD_AFTER = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
LONGEST_WRITE = timedelta(minutes=5)  # no transaction stays open so long
LAST_BACKUP = "last backup"


@dataclass(frozen=True, slots=True)
class Health:
    """Times are None where it never happened."""

    worker_seen_at: datetime | None
    last_backup_at: datetime | None
    dead_jobs: int
    now: datetime

    @property
    def worker_is_silent(self) -> bool:
        return self.worker_seen_at is None or self.now - self.worker_seen_at >= WORKER_SILENT_AFTER

    @property
    def backup_is_old(self) -> bool:
        return self.last_backup_at is None or self.now - self.last_backup_at >= BACKUP_OLD_AFTER

    @property
    def backup_is_due(self) -> bool:
        """An hour before it counts as old, so that the banner does not show while it is being made."""
        return self.last_backup_at is None or self.now - self.last_backup_at >= BACKUP_OLD_AFTER - AN_HOUR


def health(now: datetime) -> Health:
    """Three small queries: for the banner, the page of the system, and doctor."""
    return Health(
        worker_seen_at=Heartbeat.objects.aggregate(last=Max("at"))["last"],
        last_backup_at=Marker.objects.filter(key=LAST_BACKUP).values_list("at", flat=True).first(),
        dead_jobs=Job.objects.dead().count(),
        now=now,
    )


def newest_jobs(state: str = "", before: int | None = None) -> JobQuerySet:
    """Jobs for the page of the system, newest first; one state or all; before: those below this id."""
    jobs = (
        Job.objects.order_by("-id") if before is None else Job.objects.filter(pk__lt=before).order_by("-id")
    )
    return jobs.filter(state=state) if state else jobs


def job_record(job_id: int) -> Job:
    """Raises Job.DoesNotExist."""
    return Job.objects.get(pk=job_id)


def newest_entries(actor: Viewer, before: int | None = None) -> AuditQuerySet:
    """The record of commands that the actor may read, newest first; before: those below this id."""
    entries = AuditEntry.objects.visible_to(actor).order_by("-id")
    return entries if before is None else entries.filter(pk__lt=before)


def newest_job_of(key: str) -> Job | None:
    """The last work given under this key, whatever became of it."""
    return Job.objects.filter(key=key).order_by("-id").first()


def record_mark(plan_id: int) -> str:
    """Changes whenever the record of a plan gets a line: its newest line and how many came about then.

    The number alone does not do: of two transactions the one with the lower number may end later.
    """
    lines = AuditEntry.objects.filter(plan_id=plan_id)
    newest = lines.order_by("-at").values_list("pk", "at").first()
    if newest is None:
        return "none"
    return f"{newest[0]}.{lines.filter(at__gte=newest[1] - LONGEST_WRITE).count()}"
