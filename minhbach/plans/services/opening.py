"""The opening state: what lay before the first day of tracking, set in bulk by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.kinds import Clock
from minhbach.plans.core.opening import Opening, OpeningKey
from minhbach.plans.core.state import first_silent_from
from minhbach.plans.models import Duty, Plan, PlanStatus
from minhbach.plans.queries.opening import to_settle
from minhbach.plans.services.locking import locked_plan, today_or
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, Refused, allow

PART = 500


@dataclass(frozen=True, slots=True)
class OpeningChoice:
    """One choice for all duties of these groups, but for those on which somebody reported.

    done_on: for DONE, the day on which they were finished, where it is known.
    """

    opening: Opening
    groups: tuple[OpeningKey, ...]
    done_on: date | None = None


def confirm_opening(
    actor: Actor, plan: Plan, choices: Sequence[OpeningChoice] = (), *, today: date | None = None
) -> Plan:
    """From now on the plan counts: what is overdue shows as overdue, what is silent as silent.

    Duties of no choice keep their state: those that ended before tracking stay "trước khi theo dõi".
    The first update of ongoing duties is asked for the period in which this is confirmed. Written in parts,
    so that others can write meanwhile; where it is broken off the same verb takes it up again.
    """
    day = today_or(today)
    if any(choice.done_on and choice.done_on > day for choice in choices):
        raise Refused(Problem("done_on", _("Ngày hoàn thành không được sau hôm nay.")))
    counts: Counter[str] = Counter()
    with transaction.atomic():
        locked = _waiting(actor, plan)
    for choice, part in list(_chosen(locked, choices, day)):
        with transaction.atomic():
            locked = _waiting(actor, plan)
            values = {**_values(locked, choice, day, actor.user_id), "version": F("version") + 1}
            counts[choice.opening] += to_settle(locked, day).filter(pk__in=part).update(**values)
    while True:
        with transaction.atomic():
            locked = _waiting(actor, plan)
            counted = _count_part(locked, day)
            counts["counted"] += counted
            if counted < PART:
                return _switch(actor, locked, day, counts)


def _waiting(actor: Actor, plan: Plan) -> Plan:
    """The plan, held, that still waits for its opening state."""
    locked = locked_plan(plan)
    allow(can_manage_plan(actor, locked), "confirm opening")
    if locked.status != PlanStatus.ACTIVE:
        raise Refused(_("Hãy giao việc xong rồi mới xác nhận hiện trạng."))
    if locked.opening_confirmed_on is not None:
        raise Refused(_("Hiện trạng đã được xác nhận."))
    return locked


def _chosen(
    plan: Plan, choices: Sequence[OpeningChoice], day: date
) -> Iterator[tuple[OpeningChoice, list[int]]]:
    """Each choice with the keys of its duties, at most a part at once."""
    of_group = {group: choice for choice in choices for group in choice.groups}
    found: dict[OpeningChoice, list[int]] = {}
    if of_group:
        rows = to_settle(plan, day).values_list("pk", "action_id", "period", "before_tracking")
        for pk, action, period, before in rows.order_by("pk"):
            choice = of_group.get(OpeningKey(action, period, before))
            if choice is not None:
                found.setdefault(choice, []).append(pk)
    for choice, ids in found.items():
        for start in range(0, len(ids), PART):
            yield choice, ids[start : start + PART]


def _count_part(plan: Plan, day: date) -> int:
    """From now on these count. Returns how many; fewer than a part are the last."""
    waiting = Duty.objects.filter(plan=plan, before_tracking=False, counted=False)
    part = list(waiting.values_list("pk", flat=True)[:PART])
    fresh = first_silent_from(day, plan.update_cycle)
    duties = Duty.objects.filter(pk__in=part)
    duties.filter(clock=Clock.ONGOING, silent_from__lt=fresh).update(silent_from=fresh)
    return duties.update(counted=True, version=F("version") + 1)


def _switch(actor: Actor, plan: Plan, day: date, counts: Counter[str]) -> Plan:
    plan.opening_confirmed_on = day
    plan.save(update_fields=["opening_confirmed_on"])
    audit.record(actor, "confirm opening", plan, plan=plan, after={"on": day}, counts=dict(counts))
    return plan


def _values(plan: Plan, choice: OpeningChoice, day: date, user_id: int | None) -> dict[str, object]:
    started = plan.tracked_from or day
    match choice.opening:
        case Opening.NOT_STARTED:
            return {"started_on": None}
        case Opening.DOING:
            return {"started_on": started}
        case Opening.NOT_APPLICABLE:
            return {"not_applicable_on": day}
        case Opening.BEFORE:
            return {"before_tracking": True}
    return _done(choice.done_on, day, user_id)


def _done(on: date | None, day: date, user_id: int | None) -> dict[str, object]:
    """Done before tracking: on that day, else on a day that nobody knows, and then outside "đúng hạn"."""
    known = {"started_on": on, "done_on": on, "judged_on": on, "reported_on": day} if on else {}
    return {**known, "confirmed_on": day, "confirmed_by_id": user_id, "percent": 100}
