"""From a plan on paper to the duties of every unit: in parts, so that others can write meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.clocks import PlannedDuty
from minhbach.plans.models import Action, Duty, Participation, Plan, PlanStatus
from minhbach.plans.services.carrying import check_takes_over, take_over
from minhbach.plans.services.locking import locked_plan, today_or
from minhbach.plans.services.owing import owed, participations
from minhbach.shared import audit, jobs, outbox
from minhbach.shared.models import Job, JobState
from minhbach.shared.verbs import Problem, Refused, allow
from minhbach.shared.words import Words

ACTIVATE_JOB = "plans.activate"
PART = 500
Progress = Callable[[int, int, str], None]


@transaction.atomic
def activate(actor: Actor, plan: Plan, tracked_from: date, *, today: date | None = None) -> Job:
    """Starts the making of duties; the plan shows as active when all of them stand.

    A stopped or interrupted activation is taken up again by the same verb with the same day.
    """
    locked = locked_plan(plan)
    allow(can_manage_plan(actor, locked), "activate plan")
    if locked.status == PlanStatus.UNDOING:
        raise Refused(_("Đang hủy việc giao; hãy hủy xong rồi mới giao lại."))
    if locked.status not in (PlanStatus.DRAFT, PlanStatus.ACTIVATING):
        raise Refused(_("Kế hoạch này đã được giao việc."))
    if locked.status == PlanStatus.ACTIVATING and locked.tracked_from != tracked_from:
        raise Refused(Problem("tracked_from", _("Đang giao việc dở với ngày khác; hãy hủy việc giao trước.")))
    if abs((tracked_from - today_or(today)).days) > 366 * 3:
        raise Refused(Problem("tracked_from", _("Ngày theo dõi cách hôm nay quá xa; hãy xem lại năm.")))
    check_takes_over(actor, locked)
    locked.status, locked.tracked_from = PlanStatus.ACTIVATING, tracked_from
    locked.save(update_fields=["status", "tracked_from"])
    audit.record(actor, "activate plan", locked, plan=locked, after={"tracked_from": tracked_from})
    return start_job(locked)


def job_key(plan: Plan) -> str:
    return f"activate:{plan.pk}"


def start_job(plan: Plan) -> Job:
    """The work of a plan that is being given out; one at a time."""
    return jobs.enqueue(ACTIVATE_JOB, key=job_key(plan), plan_id=plan.pk)


def give_out_again(plan: Plan) -> None:
    """The way back is given up, for somebody worked meanwhile: what is gone already is made again."""
    plan.status = PlanStatus.ACTIVATING
    plan.save(update_fields=["status"])
    start_job(plan)


def refuse_if_running(plan: Plan, sentence: str) -> None:
    """A worker that still gives the plan out must end first: it would write behind an undo."""
    mine = Job.objects.unfinished().filter(key=job_key(plan))
    mine.filter(state=JobState.QUEUED).update(state=JobState.STOPPED)
    if mine.exists():
        raise Refused(sentence)


def make_duties(plan_id: int, progress: Progress, *, today: date | None = None) -> int:
    """Makes what the plan's units owe, 500 rows a transaction. Safe to run twice; returns the count."""
    plan = Plan.objects.filter(pk=plan_id, status=PlanStatus.ACTIVATING).first()
    if plan is None or plan.tracked_from is None:
        return 0
    actions = list(Action.objects.filter(plan=plan).order_by("order"))
    day, total = today_or(today), len(actions)
    rows: list[Duty | Participation] = []
    for done, action in enumerate(actions):
        progress(done, total, Words("Đang lập phần việc của từng đơn vị"))
        rows += duty_rows(plan, action, plan.tracked_from, day)
        rows += participations(plan, action)
        while len(rows) >= PART:
            if not _write(plan, rows[:PART]):
                return 0
            del rows[:PART]
    if _write(plan, rows):
        take_over(plan, progress)
        _finish(plan)
    progress(total, total, Words("Đã lập xong"))
    return Duty.objects.filter(plan=plan).count()


def duty_rows(plan: Plan, action: Action, tracked_from: date, today: date) -> list[Duty]:
    """Rows of the action's duties. Nothing is counted before the opening state is confirmed."""
    settled = plan.opening_confirmed_on is not None
    return [duty_row(plan, action, planned, settled) for planned in owed(plan, action, tracked_from, today)]


def duty_row(plan: Plan, action: Action, planned: PlannedDuty, settled: bool) -> Duty:
    return Duty(
        plan=plan,
        action=action,
        unit_id=planned.unit,
        period=planned.period,
        clock=planned.clock,
        opens_on=planned.opens_on,
        due=planned.due,
        first_due=planned.due,
        last_on_time=planned.last_on_time,
        silent_from=planned.silent_from,
        before_tracking=planned.before_tracking,
        asked=planned.asked,
        coordinating=planned.coordinating,
        counted=settled and not planned.before_tracking,
    )


def _write(plan: Plan, rows: list[Duty | Participation]) -> bool:
    """Natural unique keys make a second run write nothing new. False: the plan is not given out any more."""
    duties = [row for row in rows if isinstance(row, Duty)]
    others = [row for row in rows if isinstance(row, Participation)]
    with transaction.atomic():
        if not _is_still_given_out(plan):
            return False
        Duty.objects.bulk_create(duties, ignore_conflicts=True)
        Participation.objects.bulk_create(others, ignore_conflicts=True)
    return True


def _is_still_given_out(plan: Plan) -> bool:
    """Held until the transaction ends: nobody undoes it, or gives it out from another day, meanwhile."""
    locked = locked_plan(plan)
    return locked.status == PlanStatus.ACTIVATING and locked.tracked_from == plan.tracked_from


@transaction.atomic
def _finish(plan: Plan) -> None:
    """The switch that makes the plan visible as active: only if it still is being activated."""
    if _is_still_given_out(plan):
        Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ACTIVE)
        made = Duty.objects.filter(plan=plan).count()
        audit.record(None, "plan activated", plan, plan=plan, counts={"duties": made})
        outbox.announce("plan activated", plan_id=plan.pk)
