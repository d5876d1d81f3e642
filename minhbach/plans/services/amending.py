"""An amendment changes the plan that it amends in place: row by row, each with its basis and a way back.

What one row does to the action that it means: services.amending_action; to a target or a report regime:
services.amending_parts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from minhbach.plans.models import (
    ActionPair,
    PairKind,
    Plan,
    PlanFile,
    PlanFileKind,
    PlanRelation,
    PlanStatus,
)
from minhbach.plans.services.amending_action import Amending
from minhbach.plans.services.amending_parts import steps_in
from minhbach.plans.services.locking import locked_amended, locked_plan, today_or
from minhbach.plans.services.parts import note_parts_amended
from minhbach.plans.services.relating import note_amended
from minhbach.shared import audit, outbox
from minhbach.shared.words import Words

Progress = Callable[[int, int, str], None]
Step = Callable[[], bool]


def amend(plan_id: int, progress: Progress, *, today: date | None = None) -> int:
    """Puts every confirmed row into the amended plan, one row a transaction. Safe to run twice."""
    plan = Plan.objects.select_related("amends").filter(pk=plan_id, status=PlanStatus.ACTIVATING).first()
    if plan is None or plan.amends is None:
        return 0
    steps = _steps(plan, today_or(today))
    for done, step in enumerate(steps):
        progress(done, len(steps), Words("Đang đưa sửa đổi vào kế hoạch"))
        if not step():
            return done
    _finish(plan, len(steps))
    progress(len(steps), len(steps), Words("Đã đưa xong"))
    return len(steps)


def _steps(plan: Plan, today: date) -> list[Step]:
    rows = ActionPair.objects.between(plan, PlanRelation.AMENDS).to_apply().values_list("pk", flat=True)
    return [partial(_apply, plan, pk, today) for pk in rows] + steps_in(plan, today)


@transaction.atomic
def _apply(plan: Plan, pk: int, today: date) -> bool:
    amended = locked_amended(plan)
    if amended is None:
        return False
    rows = ActionPair.objects.select_for_update(of=("self",)).select_related("action", "earlier")
    pair = rows.filter(pk=pk, applied_at__isnull=True).first()
    if pair is None:  # another worker was at it at the same time
        return True
    work = Amending(plan, amended, today)
    if pair.kind == PairKind.NEW and pair.action is not None:
        pair.earlier = work.bring(pair.action)
    elif pair.kind == PairKind.LEFT_OUT and pair.earlier is not None:
        work.abolish(pair.earlier)
    elif pair.earlier is not None and pair.action is not None:
        work.change(pair.earlier, pair.action, pair.fields)
    pair.applied_at, pair.before = timezone.now(), work.before
    pair.save(update_fields=["applied_at", "before", "earlier"])
    after = {"by": plan.pk, "kind": pair.kind}
    audit.record(None, "amend action", pair, plan=amended, after=after, counts=work.counts)
    return True


@transaction.atomic
def _finish(plan: Plan, rows: int) -> None:
    locked = locked_plan(plan)
    if locked.status != PlanStatus.ACTIVATING or locked.amends_id is None or plan.amends is None:
        return
    locked.status = PlanStatus.MERGED
    locked.save(update_fields=["status"])
    for paper in PlanFile.objects.filter(plan=locked):
        PlanFile.objects.get_or_create(
            plan_id=locked.amends_id, stored=paper.stored, kind=PlanFileKind.AMENDMENT,
            defaults={"name": paper.name, "added_by_id": paper.added_by_id},
        )  # fmt: skip
    note_amended(plan.amends)
    note_parts_amended(plan.amends)
    audit.record(None, "plan amended", locked, plan=locked.amends_id, counts={"rows": rows})
    outbox.announce("plan amended", plan_id=locked.amends_id, by_id=locked.pk)
