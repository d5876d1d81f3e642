"""Background work of plans."""

from __future__ import annotations

from minhbach.plans.services.activating import ACTIVATE_JOB, make_duties
from minhbach.shared.jobs import Run, job


@job(ACTIVATE_JOB)
def activate(run: Run, *, plan_id: int) -> None:
    make_duties(plan_id, run.progress)
