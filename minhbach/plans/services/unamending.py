"""The way back from an amendment: the amended plan is as it was, while nothing was reported on it since."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.state import first_silent_from
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
    Plan,
    PlanFile,
    PlanFileKind,
    PlanRelation,
    PlanStatus,
    ProgressEntry,
)
from minhbach.plans.models.relations import ActionPairQuerySet
from minhbach.plans.services.activating import give_out_again, refuse_if_running
from minhbach.plans.services.amending_action import basis_of, facts_of, put_roles
from minhbach.plans.services.amending_parts import are_parts_used, steps_out
from minhbach.plans.services.locking import locked_plan, locked_undoing, today_or
from minhbach.plans.services.owing import settle_participations
from minhbach.plans.services.parts import note_parts_amended
from minhbach.plans.services.relating import part
from minhbach.shared import audit
from minhbach.shared.verbs import Refused, allow

Facts = dict[str, Any]


def undo_amendment(actor: Actor, plan: Plan, *, today: date | None = None) -> int:
    """Takes the rows out again, the last one first; returns how many. Taken up again where broken off."""
    with transaction.atomic():
        locked = locked_plan(plan)
        allow(can_manage_plan(actor, locked), "undo amendment")
        if locked.status not in (PlanStatus.MERGED, PlanStatus.ACTIVATING, PlanStatus.UNDOING):
            raise Refused(_("Văn bản này chưa được đưa vào kế hoạch được sửa."))
        refuse_if_running(locked, _("Hệ thống đang đưa sửa đổi vào kế hoạch; hãy dừng việc đó rồi hủy."))
        used = _is_used(_applied(locked)) or are_parts_used(locked)
        if not used:
            locked.status = PlanStatus.UNDOING
            locked.save(update_fields=["status"])
        elif locked.status == PlanStatus.UNDOING:  # broken off, and worked on since
            give_out_again(locked)
    if used:
        raise Refused(
            _(
                "Đã có báo cáo, chỉ đạo, đổi hạn, số liệu, giao thêm đơn vị hoặc sửa đổi tiếp theo trên những"
                " nhiệm vụ, chỉ tiêu này nên không hủy được."
            )
        )
    rows = list(_applied(locked).order_by("-applied_at", "-pk").values_list("pk", flat=True))
    steps = steps_out(locked, today_or(today))
    steps += [partial(_take_back, locked, pk, today_or(today)) for pk in rows]
    for step in steps:
        if not step():
            raise Refused(
                _("Đã có đơn vị báo cáo trong lúc hủy; hệ thống đang đưa lại sửa đổi vào kế hoạch.")
            )
    _finish(actor, locked, len(steps))
    return len(steps)


def _applied(plan: Plan) -> ActionPairQuerySet:
    return ActionPair.objects.between(plan, PlanRelation.AMENDS).applied()


def _is_used(rows: ActionPairQuerySet) -> bool:
    """Somebody worked on what the amendment made, or a later amendment stands on it."""
    of_action, since = OuterRef("earlier_id"), OuterRef("applied_at")
    used = (
        Exists(ProgressEntry.objects.filter(duty__action_id=of_action, at__gt=since))
        | Exists(DutyDecision.objects.filter(duty__action_id=of_action, at__gt=since))
        | Exists(DueDateChange.objects.filter(duty__action_id=of_action, at__gt=since))
        | Exists(Evidence.objects.filter(action_id=of_action, added_at__gt=since))
        | Exists(Directive.objects.filter(action_id=of_action, recorded_at__gt=since))
        | Exists(
            ActionPair.objects.filter(earlier_id=of_action, applied_at__gt=since).exclude(
                plan_id=OuterRef("plan_id")
            )
        )
    )
    asked = Exists(CoordinationRequest.objects.filter(action_id=of_action))
    return rows.filter(used | Q(asked, kind=PairKind.NEW)).exists() or _owes_more(rows)


def _owes_more(rows: ActionPairQuerySet) -> bool:
    """Whether a person has made further units owe since, by resolving a phrase or by the action's switch."""
    left = dict(rows.filter(earlier__isnull=False).values_list("earlier_id", "before__left"))
    now: dict[int, set[str]] = defaultdict(set)
    duties = Duty.objects.filter(action_id__in=list(left), from_request__isnull=True)
    for action, duty in duties.values_list("action_id", "pk"):
        now[action].add(str(duty))
    return any(now[action] - set(known or {}) for action, known in left.items())


@transaction.atomic
def _take_back(plan: Plan, pk: int, today: date) -> bool:
    """False: somebody worked on the row a moment ago; it stays, and the rows already out are put in again."""
    assert plan.amends is not None
    locked = locked_undoing(plan)
    amended = locked_plan(plan.amends)
    if _is_used(_applied(plan).filter(pk=pk)):
        give_out_again(locked)
        return False
    rows = _applied(plan).select_for_update(of=("self",)).select_related("earlier")
    pair = rows.filter(pk=pk).first()
    if pair is None:  # two people undo it at once
        return True
    before, action = pair.before, pair.earlier
    if pair.kind == PairKind.NEW:
        pair.earlier = None
    pair.applied_at, pair.before = None, {}
    pair.save(update_fields=["earlier", "applied_at", "before"])
    if action is not None and "created" in before:
        _remove(action)
    elif action is not None:
        _restore(plan, amended, action, before, today)
    audit.record(None, "amendment of action undone", pair, plan=amended, after={"by": plan.pk})
    return True


def _remove(action: Action) -> None:
    node = action.node
    part(ActionPair.objects.filter(earlier=action))  # plans that were compared with the amended one
    Duty.objects.filter(action=action).delete()
    Action.objects.filter(pk=action.pk).delete()
    if node is not None and not node.actions.exists():
        node.delete()


def _restore(plan: Plan, amended: Plan, action: Action, before: Facts, today: date) -> None:
    Duty.objects.filter(pk__in=before["made"]).delete()
    if before.get("action"):
        Action.objects.filter(pk=action.pk).update(**before["action"])
    if before.get("touched"):
        action.responsibilities.filter(role__in=before["touched"]).delete()
        put_roles(action, before["roles"])
        settle_participations(amended, action)
    duties = Duty.objects.select_for_update(of=("self",)).filter(pk__in=list(before["duties"]))
    for duty in duties:
        said = _kept(amended, duty, before["duties"][str(duty.pk)], before["left"][str(duty.pk)])
        _restore_duty(plan, duty, said, today)


def _kept(amended: Plan, duty: Duty, was: Facts, left: Facts) -> Facts:
    """Each fact as it was before the amendment, but for those that changed again since: the opening state."""
    now = facts_of([duty])[str(duty.pk)]
    kept = {name: was[name] if now[name] == left[name] else now[name] for name in was}
    begun = amended.opening_confirmed_on
    if begun and kept["counted"] and not was["counted"] and kept["silent_from"]:
        fresh = first_silent_from(begun, amended.update_cycle).isoformat()
        kept["silent_from"] = max(kept["silent_from"], fresh)
    return kept


def _restore_duty(plan: Plan, duty: Duty, kept: Facts, today: date) -> None:
    """The record is not rubbed out: the ledger and the history say that the change was taken back."""
    last = date.fromisoformat(kept["last_on_time"]) if kept["last_on_time"] else None
    with translation.override("vi"):
        basis = (_("Hủy áp dụng %(paper)s") % {"paper": basis_of(plan)})[:300]
    if last is not None and last != duty.last_on_time:
        DueDateChange.objects.create(
            duty=duty, before=duty.last_on_time, after=last, basis=basis, changed_on=today
        )
    if duty.not_applicable_on and not kept["not_applicable_on"]:
        DutyDecision.objects.create(duty=duty, kind=DecisionKind.RESUMED, on=today, text=basis)
    if kept["not_applicable_on"] and not duty.not_applicable_on:
        DutyDecision.objects.create(duty=duty, kind=DecisionKind.NOT_APPLICABLE, on=today, text=basis)
    Duty.objects.filter(pk=duty.pk).update(version=duty.version + 1, **kept)


@transaction.atomic
def _finish(actor: Actor, plan: Plan, rows: int) -> None:
    locked = locked_undoing(plan)
    if _applied(locked).exists() or steps_out(locked, today_or(None)):
        raise Refused(_("Chưa hủy hết các dòng; hãy hủy lại."))
    mine = PlanFile.objects.filter(plan=locked).values("stored_id")
    PlanFile.objects.filter(plan=locked.amends, kind=PlanFileKind.AMENDMENT, stored_id__in=mine).delete()
    locked.status, locked.tracked_from = PlanStatus.DRAFT, None
    locked.save(update_fields=["status", "tracked_from"])
    if locked.amends is not None:
        note_parts_amended(locked.amends)
    audit.record(actor, "undo amendment", locked, plan=locked.amends_id, counts={"rows": rows})
