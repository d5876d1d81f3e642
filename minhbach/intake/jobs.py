"""Background work of intake: read a file, read a table again, compare a signed file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from minhbach.intake import services
from minhbach.intake.services.rereading import REREAD_JOB
from minhbach.intake.services.signing import COMPARE_JOB
from minhbach.intake.services.uploading import READ_JOB
from minhbach.reading.watching import Unfinished
from minhbach.shared.jobs import Later, Run, job


@job(READ_JOB)
def read(run: Run, *, draft_id: int) -> None:
    with _in_several_runs():
        services.read(draft_id, run.progress)


@job(COMPARE_JOB)
def compare(run: Run, *, draft_id: int, stored_id: int) -> None:
    with _in_several_runs():
        services.compare_signed(draft_id, stored_id, run.progress)


@job(REREAD_JOB)
def reread(run: Run, *, draft_id: int) -> None:
    with _in_several_runs():
        services.reread_table(draft_id, run.progress)


@contextmanager
def _in_several_runs() -> Iterator[None]:
    """A long scan is recognised some minutes at a time; between two runs other jobs have their turn."""
    try:
        yield
    except Unfinished as unfinished:
        raise Later from unfinished
