"""The way back from an amendment: the amended plan is as it was, while nothing was reported on it since."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.models import (
    Action,
    ActionPair,
    CoordinationRequest,
    DecisionKind,
    Directive,
    DueDateChange,
    Duty,
    DutyDecision,
    Evidence,
    PairKind,
    Participation,
    Plan,
    PlanFile,
    PlanFileKind,
    PlanRelation,
    PlanStatus,
    ProgressEntry,
)
from minhbach.plans.models.relations import ActionPairQuerySet
from minhbach.plans.services.activating import job_key
from minhbach.plans.services.amending import basis_of, put_roles
from minhbach.plans.services.locking import locked_plan, today_or
from minhbach.plans.services.owing import participations
from minhbach.shared import audit
from minhbach.shared.models import Job, JobState
from minhbach.shared.verbs import Refused, allow


def undo_amendment(actor: Actor, plan: Plan, *, today: date | None = None) -> int:
    """Takes the rows out again, the last one first; returns how many. Taken up again where broken off."""
    with transaction.atomic():
        locked = locked_plan(plan)
        allow(can_manage_plan(actor, locked), "undo amendment")
        if locked.status not in (PlanStatus.MERGED, PlanStatus.ACTIVATING, PlanStatus.UNDOING):
            raise Refused(_("Văn bản này chưa được đưa vào kế hoạch được sửa."))
        _refuse_if_used(locked)
        _refuse_if_running(locked)
        locked.status = PlanStatus.UNDOING
        locked.save(update_fields=["status"])
    rows = list(_applied(locked).order_by("-applied_at", "-pk").values_list("pk", flat=True))
    for pk in rows:
        _take_back(locked, pk, today_or(today))
    _finish(actor, locked, len(rows))
    return len(rows)


def _applied(plan: Plan) -> ActionPairQuerySet:
    return ActionPair.objects.between(plan, PlanRelation.AMENDS).applied()


def _refuse_if_used(plan: Plan) -> None:
    """Somebody worked on what the amendment made, or a later amendment stands on it."""
    of_action, since = OuterRef("earlier_id"), OuterRef("applied_at")
    used = (
        Exists(ProgressEntry.objects.filter(duty__action_id=of_action, at__gt=since))
        | Exists(DutyDecision.objects.filter(duty__action_id=of_action, at__gt=since))
        | Exists(Evidence.objects.filter(action_id=of_action, added_at__gt=since))
        | Exists(Directive.objects.filter(action_id=of_action, recorded_at__gt=since))
        | Exists(ActionPair.objects.filter(earlier_id=of_action, applied_at__gt=since).exclude(plan=plan))
    )
    asked = Exists(CoordinationRequest.objects.filter(action_id=of_action))
    if _applied(plan).filter(used | Q(asked, kind=PairKind.NEW)).exists():
        raise Refused(
            _("Đã có báo cáo, chỉ đạo hoặc sửa đổi tiếp theo trên những nhiệm vụ này nên không hủy được.")
        )


def _refuse_if_running(plan: Plan) -> None:
    mine = Job.objects.unfinished().filter(key=job_key(plan))
    mine.filter(state=JobState.QUEUED).update(state=JobState.STOPPED)
    if mine.exists():
        raise Refused(_("Hệ thống đang đưa sửa đổi vào kế hoạch; hãy dừng việc đó rồi hủy."))


@transaction.atomic
def _take_back(plan: Plan, pk: int, today: date) -> None:
    assert plan.amends is not None
    if locked_plan(plan).status != PlanStatus.UNDOING:
        raise Refused(_("Việc hủy đã được người khác làm xong hoặc dừng lại."))
    amended = locked_plan(plan.amends)
    pair = ActionPair.objects.select_for_update(of=("self",)).select_related("earlier").get(pk=pk)
    before, action = pair.before, pair.earlier
    if pair.kind == PairKind.NEW:
        pair.earlier = None
    pair.applied_at, pair.before = None, {}
    pair.save(update_fields=["earlier", "applied_at", "before"])
    if action is not None and "created" in before:
        _remove(action)
    elif action is not None:
        _restore(plan, action, before, today)
    audit.record(None, "amendment of action undone", pair, plan=amended, after={"by": plan.pk})


def _remove(action: Action) -> None:
    node = action.node
    Duty.objects.filter(action=action).delete()
    Action.objects.filter(pk=action.pk).delete()
    if node is not None and not node.actions.exists():
        node.delete()


def _restore(plan: Plan, action: Action, before: dict[str, Any], today: date) -> None:
    kept = {int(key): facts for key, facts in before["duties"].items()}
    Duty.objects.filter(action=action, from_request__isnull=True).exclude(pk__in=list(kept)).delete()
    if before.get("action"):
        Action.objects.filter(pk=action.pk).update(**before["action"])
    if before.get("roles"):
        action.responsibilities.filter(role__in={said["role"] for said in before["roles"]}).delete()
        put_roles(action, before["roles"])
        Participation.objects.filter(action=action).exclude(unit__requests_received__action=action).delete()
        fresh = Action.objects.get(pk=action.pk)
        Participation.objects.bulk_create(participations(fresh.plan, fresh), ignore_conflicts=True)
    for duty in Duty.objects.select_for_update(of=("self",)).filter(pk__in=list(kept)):
        _restore_duty(plan, duty, kept[duty.pk], today)


def _restore_duty(plan: Plan, duty: Duty, kept: dict[str, Any], today: date) -> None:
    """The record is not rubbed out: the ledger and the history say that the change was taken back."""
    last = date.fromisoformat(kept["last_on_time"]) if kept["last_on_time"] else None
    basis = (_("Hủy áp dụng %(paper)s") % {"paper": basis_of(plan)})[:300]
    if last is not None and last != duty.last_on_time:
        DueDateChange.objects.create(
            duty=duty, before=duty.last_on_time, after=last, basis=basis, changed_on=today
        )
    if duty.not_applicable_on and not kept["not_applicable_on"]:
        DutyDecision.objects.create(duty=duty, kind=DecisionKind.RESUMED, on=today, text=basis)
    Duty.objects.filter(pk=duty.pk).update(version=duty.version + 1, **kept)


@transaction.atomic
def _finish(actor: Actor, plan: Plan, rows: int) -> None:
    locked = locked_plan(plan)
    if locked.status != PlanStatus.UNDOING or _applied(locked).exists():
        raise Refused(_("Chưa hủy hết các dòng; hãy hủy lại."))
    mine = PlanFile.objects.filter(plan=locked).values("stored_id")
    PlanFile.objects.filter(plan=locked.amends, kind=PlanFileKind.AMENDMENT, stored_id__in=mine).delete()
    locked.status, locked.tracked_from = PlanStatus.DRAFT, None
    locked.save(update_fields=["status", "tracked_from"])
    audit.record(actor, "undo amendment", locked, plan=locked.amends_id, counts={"rows": rows})
