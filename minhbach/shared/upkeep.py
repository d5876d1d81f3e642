"""What the worker does by the clock for this app: seal the audit, sweep files, forget old jobs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from minhbach.shared import audit, files
from minhbach.shared.backup import make_backup
from minhbach.shared.jobs import Run, enqueue, every, job
from minhbach.shared.models import Heartbeat, Job, JobState
from minhbach.shared.queries import health

KEEP_FINISHED_JOBS = timedelta(days=30)
KEEP_BACKUPS = 14  # the newest ones of the worker's own; those made by hand elsewhere are never touched


@every("seal audit", seconds=60)
def seal_audit() -> None:
    while audit.seal(500) == 500:
        pass


@every("sweep files", seconds=6 * 3600)
def sweep_files() -> None:
    files.sweep()


@every("forget finished jobs", seconds=3600)
def forget_finished_jobs() -> None:
    """Done and stopped jobs go after thirty days; dead ones stay until a person has dealt with them."""
    now = timezone.now()
    old = Job.objects.filter(
        state__in=[JobState.DONE, JobState.STOPPED], finished_at__lt=now - KEEP_FINISHED_JOBS
    ).values_list("pk", flat=True)[:500]
    Job.objects.filter(pk__in=list(old)).delete()
    Heartbeat.objects.filter(at__lt=now - timedelta(days=1)).delete()


@every("daily backup", seconds=600)
def ask_for_daily_backup() -> None:
    if health(timezone.now()).backup_is_due:
        enqueue("shared.backup", key="daily backup")


@job("shared.backup")
def back_up(run: Run) -> None:
    """Writes a backup into BACKUP_DIR and removes the oldest of its own beyond the newest fourteen."""
    folder = Path(settings.BACKUP_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # it holds all data
    make_backup(folder / f"minhbach-{timezone.localtime():%Y%m%d-%H%M%S}.tar", run.progress)
    own = sorted(folder.glob("minhbach-????????-??????.tar"))
    for old in own[:-KEEP_BACKUPS]:
        old.unlink()
