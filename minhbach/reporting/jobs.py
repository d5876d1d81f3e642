"""Background work of reporting: read returned workbooks."""

from __future__ import annotations

from minhbach.reporting.services.workbooks import READ_JOB, read_batch
from minhbach.shared.jobs import Run, job


@job(READ_JOB)
def read_workbooks(run: Run, *, batch_id: int) -> None:
    read_batch(batch_id, run.progress)
