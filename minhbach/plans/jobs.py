"""Background work of plans."""

from __future__ import annotations

from minhbach.plans.services.activating import ACTIVATE_JOB
from minhbach.plans.services.giving import give_out
from minhbach.shared.jobs import Run, job


@job(ACTIVATE_JOB)
def activate(run: Run, *, plan_id: int) -> None:
    give_out(plan_id, run.progress)
