"""The opening state: what lay before the first day of tracking, set in bulk by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.kinds import Clock
from minhbach.plans.core.state import first_silent_from
from minhbach.plans.models import Duty, Plan, PlanStatus
from minhbach.plans.services.locking import locked_plan, today_or
from minhbach.shared import audit
from minhbach.shared.verbs import Refused, allow

PART = 500


class Opening(StrEnum):
    """How a duty stands when tracking begins."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    BEFORE = "before"  # left to the time before the system: never counted


@dataclass(frozen=True, slots=True)
class OpeningChoice:
    """One choice for many duties. done_on: for DONE, the day on which they were finished."""

    opening: Opening
    duty_ids: tuple[int, ...]
    done_on: date | None = None


@transaction.atomic
def confirm_opening(
    actor: Actor, plan: Plan, choices: Sequence[OpeningChoice] = (), *, today: date | None = None
) -> Plan:
    """From now on the plan counts: what is overdue shows as overdue, what is silent as silent.

    Duties of no choice keep their state: those that ended before tracking stay "trước khi theo dõi".
    The first update of ongoing duties is asked for the period in which this is confirmed.
    """
    locked = locked_plan(plan)
    allow(can_manage_plan(actor, locked), "confirm opening")
    if locked.status != PlanStatus.ACTIVE:
        raise Refused(_("Hãy giao việc xong rồi mới xác nhận hiện trạng."))
    if locked.opening_confirmed_on is not None:
        raise Refused(_("Hiện trạng đã được xác nhận."))
    day = today_or(today)
    counts = {choice.opening.value: _apply(locked, choice, day, actor.user_id) for choice in choices}
    duties = Duty.objects.filter(plan=locked)
    counts["counted"] = duties.filter(before_tracking=False).update(counted=True, version=F("version") + 1)
    fresh = first_silent_from(day, locked.update_cycle)
    duties.filter(clock=Clock.ONGOING, silent_from__lt=fresh).update(silent_from=fresh)
    locked.opening_confirmed_on = day
    locked.save(update_fields=["opening_confirmed_on"])
    audit.record(actor, "confirm opening", locked, plan=locked, after={"on": day}, counts=counts)
    return locked


def _apply(plan: Plan, choice: OpeningChoice, day: date, user_id: int | None) -> int:
    values = _values(plan, choice, day, user_id)
    changed = 0
    for part in _parts(choice.duty_ids):
        changed += Duty.objects.filter(plan=plan, pk__in=part).update(**values)
    return changed


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
    done = choice.done_on or min(started, day)
    if done > day:
        raise Refused(_("Ngày hoàn thành không được sau hôm nay."))
    return {
        "started_on": done, "done_on": done, "judged_on": done, "reported_on": day, "confirmed_on": day,
        "confirmed_by_id": user_id, "percent": 100,
    }  # fmt: skip


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), PART):
        yield ids[start : start + PART]
