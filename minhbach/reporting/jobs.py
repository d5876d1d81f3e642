"""Background work of reporting: read returned workbooks, keep slots in line with their regimes."""

from __future__ import annotations

from minhbach.reporting.models import Consolidation
from minhbach.reporting.services.report_duties import settle_duties_of_report
from minhbach.reporting.services.slots import everything_to_settle, settle_plan, settle_regime
from minhbach.reporting.services.workbooks import READ_JOB, read_batch
from minhbach.shared.jobs import Run, enqueue, every, job
from minhbach.shared.words import Words

SETTLE_ALL = "reporting.settle_all"


@job(READ_JOB)
def read_workbooks(run: Run, *, batch_id: int) -> None:
    read_batch(batch_id, run.progress)


@job("reporting.settle_plan")
def settle_slots_of_plan(run: Run, *, plan_id: int, by_id: int = 0) -> None:
    """by_id: the amendment that changed the plan, where one did."""
    settle_plan(plan_id)


@job("reporting.settle_regime")
def settle_slots_of_regime(run: Run, *, regime_id: int) -> None:
    settle_regime(regime_id)


@job("reporting.duty_of_report")
def settle_duty_of_report(run: Run, *, slot_id: int, report_id: int = 0) -> None:
    settle_duties_of_report(slot_id)


@job("reporting.duty_of_consolidation")
def settle_duty_of_consolidation(run: Run, *, consolidation_id: int) -> None:
    sent = Consolidation.objects.filter(pk=consolidation_id).first()
    if sent is not None:
        settle_duties_of_report(sent.slot_id)


@job(SETTLE_ALL)
def settle_all(run: Run, **_said: int) -> None:
    """After a unit was succeeded or the calendar changed, and every day for the rounds that come near."""
    found = everything_to_settle()
    for done, (plan_id, regime_id) in enumerate(found):
        run.progress(done, len(found), Words("Đang lập kỳ báo cáo"))
        if plan_id is not None:
            settle_plan(plan_id)
        elif regime_id is not None:
            settle_regime(regime_id)


@every("report slots", seconds=24 * 3600)
def settle_daily() -> None:
    enqueue(SETTLE_ALL, key=SETTLE_ALL)
