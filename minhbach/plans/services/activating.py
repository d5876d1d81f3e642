"""From a plan on paper to the duties of every unit: in parts, so that others can write meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.clocks import PlannedDuty
from minhbach.plans.models import (
    Action,
    CoordinationRequest,
    Duty,
    Participation,
    Plan,
    PlanStatus,
    ProgressEntry,
)
from minhbach.plans.services.locking import locked_plan, today_or
from minhbach.plans.services.owing import owed, participations
from minhbach.shared import audit, jobs, outbox
from minhbach.shared.models import Job, JobState
from minhbach.shared.verbs import Problem, Refused, allow

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
    if locked.status not in (PlanStatus.DRAFT, PlanStatus.ACTIVATING):
        raise Refused(_("Kế hoạch này đã được giao việc."))
    if locked.status == PlanStatus.ACTIVATING and locked.tracked_from != tracked_from:
        raise Refused(Problem("tracked_from", _("Đang giao việc dở với ngày khác; hãy hủy việc giao trước.")))
    if abs((tracked_from - today_or(today)).days) > 366 * 3:
        raise Refused(Problem("tracked_from", _("Ngày theo dõi cách hôm nay quá xa; hãy xem lại năm.")))
    locked.status, locked.tracked_from = PlanStatus.ACTIVATING, tracked_from
    locked.save(update_fields=["status", "tracked_from"])
    audit.record(actor, "activate plan", locked, plan=locked, after={"tracked_from": tracked_from})
    return jobs.enqueue(ACTIVATE_JOB, key=f"activate:{locked.pk}", plan_id=locked.pk)


def make_duties(plan_id: int, progress: Progress, *, today: date | None = None) -> int:
    """Makes what the plan's units owe, 500 rows a transaction. Safe to run twice; returns the count."""
    plan = Plan.objects.filter(pk=plan_id, status=PlanStatus.ACTIVATING).first()
    if plan is None or plan.tracked_from is None:
        return 0
    actions = list(Action.objects.filter(plan=plan).order_by("order"))
    day, total = today_or(today), len(actions)
    rows: list[Duty | Participation] = []
    for done, action in enumerate(actions):
        progress(done, total, _("Đang lập phần việc của từng đơn vị"))
        rows += duty_rows(plan, action, plan.tracked_from, day)
        rows += participations(plan, action)
        while len(rows) >= PART:
            _write(rows[:PART])
            del rows[:PART]
    _write(rows)
    _finish(plan)
    progress(total, total, _("Đã lập xong"))
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


def undo_activation(actor: Actor, plan: Plan) -> int:
    """Takes the duties away again while nobody has reported; returns how many. In parts, as they came."""
    with transaction.atomic():
        locked = locked_plan(plan)
        allow(can_manage_plan(actor, locked), "undo activation")
        _refuse_if_reported(locked)
        _refuse_if_running(locked)
        locked.status, locked.opening_confirmed_on = PlanStatus.ACTIVATING, None
        locked.save(update_fields=["status", "opening_confirmed_on"])
    gone = sum(_removed(Duty, locked))
    sum(_removed(Participation, locked))
    with transaction.atomic():
        locked = locked_plan(plan)
        locked.status, locked.tracked_from = PlanStatus.DRAFT, None
        locked.save(update_fields=["status", "tracked_from"])
        Action.objects.filter(plan=locked).exclude(triggered_on=None).update(triggered_on=None)
        audit.record(actor, "undo activation", locked, plan=locked, counts={"duties": gone})
    return gone


def _refuse_if_reported(plan: Plan) -> None:
    if plan.status not in (PlanStatus.ACTIVE, PlanStatus.ACTIVATING):
        raise Refused(_("Kế hoạch này chưa được giao việc."))
    reported = ProgressEntry.objects.filter(duty__plan=plan).exists()
    if reported or CoordinationRequest.objects.filter(action__plan=plan).exists():
        raise Refused(_("Đã có đơn vị báo cáo hoặc được đề nghị phối hợp nên không hủy việc giao được."))


def _refuse_if_running(plan: Plan) -> None:
    """A worker that still makes duties must end first: it would write behind the undo."""
    mine = Job.objects.unfinished().filter(key=f"activate:{plan.pk}")
    mine.filter(state=JobState.QUEUED).update(state=JobState.STOPPED)
    if mine.exists():
        raise Refused(_("Hệ thống đang giao việc; hãy dừng việc đó rồi hủy."))


def _removed(model: type[Duty] | type[Participation], plan: Plan) -> Iterator[int]:
    while True:
        part = list(model.objects.filter(plan=plan).values_list("pk", flat=True)[:PART])
        if not part:
            return
        with transaction.atomic():
            model.objects.filter(pk__in=part).delete()
        yield len(part)


def _write(rows: list[Duty | Participation]) -> None:
    """Natural unique keys make a second run write nothing new."""
    duties = [row for row in rows if isinstance(row, Duty)]
    others = [row for row in rows if isinstance(row, Participation)]
    with transaction.atomic():
        Duty.objects.bulk_create(duties, ignore_conflicts=True)
        Participation.objects.bulk_create(others, ignore_conflicts=True)


@transaction.atomic
def _finish(plan: Plan) -> None:
    """The switch that makes the plan visible as active: only if it still is being activated."""
    taken = Plan.objects.filter(pk=plan.pk, status=PlanStatus.ACTIVATING).update(status=PlanStatus.ACTIVE)
    if taken:
        made = Duty.objects.filter(plan=plan).count()
        audit.record(None, "plan activated", plan, plan=plan, counts={"duties": made})
        outbox.announce("plan activated", plan_id=plan.pk)
