"""The way back from giving out a plan: its duties go again, in parts, while nobody has worked on them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.models import (
    CoordinationRequest,
    Directive,
    DueDateChange,
    Duty,
    DutyDecision,
    Evidence,
    Participation,
    Plan,
    PlanStatus,
    ProgressEntry,
)
from minhbach.plans.queries.uses import is_used_elsewhere
from minhbach.plans.services.activating import give_out_again, job_key, refuse_if_running
from minhbach.plans.services.carrying import give_back
from minhbach.plans.services.locking import locked_plan, locked_undoing
from minhbach.plans.services.unamending import undo_amendment
from minhbach.shared import audit, outbox
from minhbach.shared.models import Job
from minhbach.shared.verbs import Refused, allow

PART = 500


def undo_activation(actor: Actor, plan: Plan) -> int:
    """Takes the duties away again while nobody has worked on them; returns how many.

    While it runs the plan stands as being undone: nothing is reported on it and it is not given out anew.
    Where it is broken off the same verb takes it up again.
    """
    if plan.amends_id:
        return undo_amendment(actor, plan)
    with transaction.atomic():
        locked = locked_plan(plan)
        allow(can_manage_plan(actor, locked), "undo activation")
        if locked.status not in (PlanStatus.ACTIVE, PlanStatus.ACTIVATING, PlanStatus.UNDOING):
            raise Refused(_("Kế hoạch này chưa được giao việc."))
        _refuse_if_used(locked)
        refuse_if_running(locked, _("Hệ thống đang giao việc; hãy dừng việc đó rồi hủy."))
        locked.status = PlanStatus.UNDOING
        locked.save(update_fields=["status"])
    gone = sum(_removed_duties(locked))
    _remove_participations(locked)
    _finish(actor, locked, gone)
    return gone


def _refuse_if_used(plan: Plan) -> None:
    if (
        ProgressEntry.objects.filter(duty__plan=plan).exists()
        or CoordinationRequest.objects.filter(action__plan=plan).exists()
        or Evidence.objects.filter(action__plan=plan).exists()
        or is_used_elsewhere(plan)
    ):
        raise Refused(_("Đã có đơn vị báo cáo hoặc được đề nghị phối hợp nên không hủy việc giao được."))
    if (
        DutyDecision.objects.filter(duty__plan=plan).exists()
        or DueDateChange.objects.filter(duty__plan=plan).exists()
        or Directive.objects.filter(plan=plan).exists()
    ):
        raise Refused(
            _(
                "Đã ghi chỉ đạo, đổi hạn hoặc quyết định về phần việc nên không hủy việc giao được;"
                " hãy kết thúc theo dõi."
            )
        )


def _removed_duties(plan: Plan) -> Iterator[int]:
    """How many went in each part. What somebody worked on stays, and the others are made again."""
    while True:
        with transaction.atomic():
            locked = locked_undoing(plan)
            rows = Duty.objects.select_for_update(of=("self",)).filter(plan=locked).order_by("pk")
            part = list(rows.values_list("pk", flat=True)[:PART])
            used = _is_used(part)
            if used:
                give_out_again(locked)
            else:
                Duty.objects.filter(pk__in=part).delete()
        if used:
            raise Refused(_("Đã có đơn vị báo cáo trong lúc hủy; hệ thống đang giao lại các phần việc."))
        if not part:
            return
        yield len(part)


def _is_used(duties: list[int]) -> bool:
    return (
        ProgressEntry.objects.filter(duty_id__in=duties).exists()
        or DutyDecision.objects.filter(duty_id__in=duties).exists()
        or DueDateChange.objects.filter(duty_id__in=duties).exists()
        or Duty.objects.filter(pk__in=duties, from_request__isnull=False).exists()
    )


def _remove_participations(plan: Plan) -> None:
    while True:
        with transaction.atomic():
            locked = locked_undoing(plan)
            part = list(Participation.objects.filter(plan=locked).values_list("pk", flat=True)[:PART])
            Participation.objects.filter(pk__in=part).delete()
        if not part:
            return


@transaction.atomic
def _finish(actor: Actor, plan: Plan, gone: int) -> None:
    """The switch back to a draft: only where nothing of what was given out is left."""
    locked = locked_undoing(plan)
    left = Duty.objects.filter(plan=locked).exists() or Participation.objects.filter(plan=locked).exists()
    if left or Job.objects.unfinished().filter(key=job_key(locked)).exists():
        raise Refused(_("Chưa hủy hết các phần việc; hãy hủy lại."))
    locked.status, locked.tracked_from, locked.opening_confirmed_on = PlanStatus.DRAFT, None, None
    locked.save(update_fields=["status", "tracked_from", "opening_confirmed_on"])
    give_back(locked)
    audit.record(actor, "undo activation", locked, plan=locked, counts={"duties": gone})
    outbox.announce("activation undone", plan_id=locked.pk)
