"""A plan that replaces another takes over its duties: what was reported and proved stays with the work.

Nothing is copied: the new duty continues the old one (Duty.continues), whose entries and proof are read
there, and starts from where it stood. Only rows that a person confirmed are carried over; to a unit that
succeeded another only where a person said so of that row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.kinds import Clock
from minhbach.plans.models import ActionPair, Duty, Handover, Plan, PlanRelation, PlanStatus
from minhbach.plans.services.locking import locked_plan
from minhbach.plans.services.parts import any_part_confirmed
from minhbach.shared import audit, outbox
from minhbach.shared.verbs import Refused, allow
from minhbach.shared.words import Words

PART = 500
Progress = Callable[[int, int, str], None]
# Where the work stands; of a task whose words changed nothing is finished yet.
_BEGUN = ("started_on", "updated_on")
_STANDING = (
    "percent", "done_on", "judged_on", "reported_on", "confirmed_on", "confirmed_by_id", "returned_on",
    "return_reason", "suspended_on", "not_applicable_on",
)  # fmt: skip
_WORDS = {"text", "product"}
Heirs = dict[tuple[int, int], list[int]]  # row and unit of the earlier plan -> units that go on with it


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
    heirs = _heirs(plan)
    old = Duty.objects.filter(action_id__in=sorted(later), from_request__isnull=True)
    keys = list(old.filter(continued_by__isnull=True).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PART):
        with transaction.atomic():
            locked = locked_plan(plan)
            rows = Duty.objects.filter(pk__in=keys[start : start + PART], continued_by__isnull=True)
            carried = [
                _carry(locked, duty, later[duty.action_id], heirs)
                for duty in rows.order_by("pk").select_related("action")
            ]
        yield sum(carried), len(keys)


def _heirs(plan: Plan) -> Heirs:
    """Who goes on with the work of a unit on a row, as a person said."""
    found: Heirs = defaultdict(list)
    rows = Handover.objects.filter(pair__plan=plan, pair__relation=PlanRelation.REPLACES)
    for pair, unit, successor in rows.values_list("pair_id", "unit_id", "successor_id"):
        found[pair, unit].append(successor)
    return found


def _carry(plan: Plan, old: Duty, pair: ActionPair, heirs: Heirs) -> int:
    """The duty of the same unit and period, else those of its heirs, go on from where the old one stood."""
    assert pair.action_id is not None
    of_row = Duty.objects.select_for_update(of=("self",)).filter(
        plan=plan, action_id=pair.action_id, period=old.period, from_request__isnull=True
    )
    same = list(of_row.filter(unit_id=old.unit_id))
    duties = same or list(of_row.filter(unit_id__in=heirs[pair.pk, old.unit_id]).order_by("pk"))
    for new in duties:
        _go_on(new, old, is_finished_by_it=not _WORDS & set(pair.fields))
    return len(duties)


def _go_on(new: Duty, old: Duty, *, is_finished_by_it: bool) -> None:
    has_more = new.continues.exists()
    if not has_more or new.not_applicable_on:
        for name in _BEGUN + (_STANDING if is_finished_by_it else ()):
            setattr(new, name, getattr(old, name))
    elif not old.not_applicable_on:
        _join(new, old)
    if new.unit_id == old.unit_id:
        new.division_id, new.handler_id = old.division_id, old.handler_id
    if new.clock == Clock.ONGOING and new.silent_from and old.silent_from:
        new.silent_from = max(new.silent_from, old.silent_from)
    new.version += 1
    new.save()
    new.continues.add(old)


def _join(new: Duty, old: Duty) -> None:
    """The work of units that became one: begun with the first of them, finished with the last; else the unit
    reports on all of it anew."""
    new.started_on = min(filter(None, (new.started_on, old.started_on)), default=None)
    new.updated_on = max(filter(None, (new.updated_on, old.updated_on)), default=None)
    is_done = new.done_on is not None and old.done_on is not None
    is_confirmed = new.confirmed_on is not None and old.confirmed_on is not None
    last: dict[str, Any] = {
        name: _last(new, old, name) for name in ("done_on", "judged_on", "reported_on") if is_done
    }
    last |= {"percent": 100} if is_done else {}
    last |= {"confirmed_on": _last(new, old, "confirmed_on")} if is_confirmed else {}
    last |= {"confirmed_by_id": old.confirmed_by_id} if is_confirmed else {}
    for name in _STANDING:
        setattr(new, name, last.get(name, "" if name == "return_reason" else None))


def _last(new: Duty, old: Duty, name: str) -> date | None:
    days: tuple[date | None, ...] = (getattr(new, name), getattr(old, name))
    return max(filter(None, days), default=None)


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
