"""Background work of intake: read a file, read a table again, compare a signed file."""

from __future__ import annotations

from minhbach.intake import services
from minhbach.intake.services.rereading import REREAD_JOB
from minhbach.intake.services.signing import COMPARE_JOB
from minhbach.intake.services.uploading import READ_JOB
from minhbach.shared.jobs import Run, job


@job(READ_JOB)
def read(run: Run, *, draft_id: int) -> None:
    services.read(draft_id, run.progress)


@job(COMPARE_JOB)
def compare(run: Run, *, draft_id: int, stored_id: int) -> None:
    services.compare_signed(draft_id, stored_id, run.progress)


@job(REREAD_JOB)
def reread(run: Run, *, draft_id: int) -> None:
    services.reread_table(draft_id, run.progress)
