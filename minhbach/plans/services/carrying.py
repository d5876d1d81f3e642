"""A plan that replaces another takes over its duties: what was reported and proved stays with the work.

Nothing is copied: the new duty continues the old one (Duty.continues), whose entries and proof are read
there, and starts from where it stood. Only rows that a person confirmed are carried over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.kinds import Clock
from minhbach.plans.models import ActionPair, Duty, Plan, PlanRelation, PlanStatus
from minhbach.plans.services.locking import locked_plan
from minhbach.plans.services.parts import any_part_confirmed
from minhbach.shared import audit, outbox
from minhbach.shared.verbs import Refused, allow
from minhbach.shared.words import Words

PART = 500
Progress = Callable[[int, int, str], None]
# Where the work stands; of a task whose words changed nothing is finished yet.
_BEGUN = ("started_on", "updated_on", "division_id", "handler_id")
_STANDING = (
    "percent", "done_on", "judged_on", "reported_on", "confirmed_on", "confirmed_by_id", "returned_on",
    "return_reason", "suspended_on", "not_applicable_on",
)  # fmt: skip
_WORDS = {"text", "product"}


def check_takes_over(actor: Actor, plan: Plan) -> None:
    """Who gives out a plan that amends or replaces another must answer for that one too."""
    relation = PlanRelation.AMENDS if plan.amends_id else PlanRelation.REPLACES
    earlier = plan.amends or plan.replaces
    if earlier is None:
        return
    allow(can_manage_plan(actor, earlier), "take over plan")
    if plan.amends_id and earlier.status != PlanStatus.ACTIVE:
        raise Refused(_("Kế hoạch được sửa đổi không ở trạng thái đang theo dõi."))
    if earlier.status in (PlanStatus.ACTIVATING, PlanStatus.UNDOING):
        raise Refused(_("Kế hoạch trước đang giao việc hoặc đang hủy; hãy chờ xong."))
    rows = ActionPair.objects.between(plan, relation)
    if not rows.confirmed().exists() and not any_part_confirmed(plan):
        raise Refused(_("Chưa xác nhận dòng nào; hãy xem so sánh với kế hoạch trước."))


def take_over(plan: Plan, progress: Progress) -> int:
    """Ends the replaced plan and carries its duties over, 500 a transaction. Safe to run twice."""
    if plan.replaces_id is None or not _end_replaced(plan):
        return 0
    carried = 0
    for part, total in _parts(plan):
        carried += part
        progress(carried, total, Words("Đang chuyển tiến độ từ kế hoạch trước"))
    return carried


@transaction.atomic
def _end_replaced(plan: Plan) -> bool:
    """From here on nothing is reported on the replaced plan. False: it was never given out."""
    assert plan.replaces is not None
    earlier = locked_plan(plan.replaces)
    if earlier.status == PlanStatus.ACTIVE:
        earlier.status = PlanStatus.CLOSED
        earlier.save(update_fields=["status"])
        Plan.objects.filter(pk=plan.pk).update(closed_replaced=True)
        audit.record(None, "close replaced plan", earlier, plan=earlier, after={"replaced_by": plan.pk})
        outbox.announce("plan closed", plan_id=earlier.pk)
    return earlier.status == PlanStatus.CLOSED


def _parts(plan: Plan) -> Iterator[tuple[int, int]]:
    """(duties carried over, all that may be) after each part."""
    pairs = ActionPair.objects.between(plan, PlanRelation.REPLACES).confirmed().filter(action__isnull=False)
    later = {row.earlier_id: row for row in pairs if row.earlier_id is not None}
    old = Duty.objects.filter(action_id__in=sorted(later), from_request__isnull=True)
    keys = list(old.filter(continued_by__isnull=True).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PART):
        with transaction.atomic():
            locked = locked_plan(plan)
            rows = Duty.objects.filter(pk__in=keys[start : start + PART]).select_related("action")
            carried = [_carry(locked, duty, later[duty.action_id]) for duty in rows]
        yield sum(carried), len(keys)


def _carry(plan: Plan, old: Duty, pair: ActionPair) -> int:
    """The duty of the same unit and period goes on from where the old one stood; 0 where there is none."""
    assert pair.action_id is not None
    new = (
        Duty.objects.select_for_update(of=("self",))
        .filter(plan=plan, action_id=pair.action_id, unit_id=old.unit_id, period=old.period,
                continues__isnull=True, from_request__isnull=True)
        .first()
    )  # fmt: skip
    if new is None:
        return 0
    new.continues = old
    names = _BEGUN if _WORDS & set(pair.fields) else _BEGUN + _STANDING
    for name in names:
        setattr(new, name, getattr(old, name))
    if new.clock == Clock.ONGOING and new.silent_from and old.silent_from:
        new.silent_from = max(new.silent_from, old.silent_from)
    new.version += 1
    new.save()
    return 1


def give_back(plan: Plan) -> None:
    """The way back: the replaced plan goes on, if giving this one out had ended it. Inside a transaction."""
    if plan.replaces is None or not plan.closed_replaced:
        return
    earlier = locked_plan(plan.replaces)
    if earlier.status == PlanStatus.CLOSED:
        earlier.status = PlanStatus.ACTIVE
        earlier.save(update_fields=["status"])
        audit.record(None, "reopen replaced plan", earlier, plan=earlier, before={"replaced_by": plan.pk})
    plan.closed_replaced = False
    plan.save(update_fields=["closed_replaced"])
