"""Who works with whom: requests for coordination, handlers inside a unit, phrases resolved later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit, User
from minhbach.plans.access import can_assign, can_manage_plan, can_request_coordination, is_open_for_reports
from minhbach.plans.core.kinds import Clock, Role
from minhbach.plans.models import (
    Action,
    CoordinationRequest,
    DecisionKind,
    Duty,
    DutyDecision,
    Participation,
    Plan,
    PlanStatus,
    Resolved,
    Responsibility,
    ResponsibilityMember,
)
from minhbach.plans.services.activating import duty_rows
from minhbach.plans.services.locking import held_plan, locked_action, locked_duty, save_duty, today_or
from minhbach.plans.services.owing import participations
from minhbach.shared import audit, outbox
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def request_coordination(
    actor: Actor, action: Action, units: Sequence[Unit], text: str, due: date, *, today: date | None = None
) -> list[CoordinationRequest]:
    """Asks units for their part, with a date: each gets a duty that is counted apart from lead duties."""
    locked, day = locked_action(action), today_or(today)
    leads = frozenset(locked.duties.filter(coordinating=False).values_list("unit_id", flat=True))
    allow(can_request_coordination(actor, locked.plan, leads), "request coordination")
    _check_request(locked, units, leads, text, due, day)
    asker = actor.unit_id or locked.plan.focal_unit_id
    assert asker is not None  # who may ask acts for a unit
    made = []
    for unit in units:
        request = CoordinationRequest.objects.create(
            action=locked, asked_by_id=asker, unit=unit, text=text.strip(), due=due, asked_on=day,
            made_by_id=actor.user_id,
        )  # fmt: skip
        duty = _requested_duty(locked, request, unit, day)
        audit.record(
            actor, "request coordination", request, plan=locked.plan_id, after={"unit": unit.pk, "due": due}
        )
        outbox.announce("coordination requested", duty_id=duty.pk)
        made.append(request)
    return made


@transaction.atomic
def assign_handler(
    actor: Actor, duty: Duty, division: Unit | None, person: User | None, *, today: date | None = None
) -> Duty:
    """Which division and person handle it: the unit's own matter, changes nothing about who answers."""
    locked = locked_duty(duty)
    allow(can_assign(actor, locked), "assign handler")
    if division is not None and division.parent_id != locked.unit_id:
        raise Refused(Problem("division", _("Phòng được chọn không thuộc đơn vị này.")))
    if person is not None and not _works_there(person, locked.unit_id, today_or(today)):
        raise Refused(Problem("person", _("Người được chọn không thuộc đơn vị này.")))
    locked.division, locked.handler = division, person
    save_duty(locked, "division", "handler")
    name = ", ".join(str(thing) for thing in (division, person) if thing)
    DutyDecision.objects.create(
        duty=locked, kind=DecisionKind.ASSIGNED, on=today_or(today), text=name, by_id=actor.user_id
    )
    audit.record(
        actor, "assign handler", locked, plan=locked.plan_id, after={"division": division, "handler": person}
    )
    return locked


@transaction.atomic
def resolve_responsibility(
    actor: Actor, responsibility: Responsibility, units: Sequence[Unit], *, today: date | None = None
) -> Responsibility:
    """A person says which units an open or unknown phrase means; where the plan runs they owe from today.

    Also adds units to a phrase. The words of the document stay as they are.
    """
    held_plan(responsibility.action.plan_id)
    locked = (
        Responsibility.objects.select_for_update(of=("self",))
        .select_related("action__plan")
        .get(pk=responsibility.pk)
    )
    action = locked.action
    allow(can_manage_plan(actor, action.plan), "resolve responsibility")
    if not units:
        raise Refused(Problem("units", _("Hãy chọn ít nhất một đơn vị.")))
    if action.plan.status not in (PlanStatus.DRAFT, PlanStatus.ACTIVE):
        raise Refused(_("Kế hoạch đang giao việc, đang hủy hoặc đã kết thúc nên chưa chọn đơn vị được."))
    ResponsibilityMember.objects.bulk_create(
        [ResponsibilityMember(responsibility=locked, unit=unit, named_unit=unit) for unit in units],
        ignore_conflicts=True,
    )
    locked.resolved, locked.reason, locked.as_of = Resolved.PICKED, "", today_or(today)
    locked.save(update_fields=["resolved", "reason", "as_of"])
    made = _give_out(action.plan, action, today_or(today)) if action.plan.status == PlanStatus.ACTIVE else 0
    audit.record(
        actor, "resolve responsibility", locked, plan=action.plan_id,
        after={"units": [unit.pk for unit in units]}, counts={"duties": made},
    )  # fmt: skip
    return locked


@transaction.atomic
def let_coordinators_owe(actor: Actor, action: Action, *, today: date | None = None) -> Action:
    """The switch of an action by which its coordinating units report as well."""
    locked = locked_action(action)
    allow(can_manage_plan(actor, locked.plan), "let coordinators owe")
    locked.coordinators_owe = True
    locked.save(update_fields=["coordinators_owe"])
    made = _give_out(locked.plan, locked, today_or(today)) if is_open_for_reports(locked.plan) else 0
    audit.record(actor, "let coordinators owe", locked, plan=locked.plan_id, counts={"duties": made})
    return locked


def _give_out(plan: Plan, action: Action, today: date) -> int:
    """Duties of units that owe the action only now: what was due before today is not counted against them."""
    tracked_from = max(plan.tracked_from or today, today)
    before = action.duties.count()
    Duty.objects.bulk_create(duty_rows(plan, action, tracked_from, today), ignore_conflicts=True)
    Participation.objects.bulk_create(participations(plan, action), ignore_conflicts=True)
    return action.duties.count() - before


def _check_request(
    action: Action, units: Sequence[Unit], leads: frozenset[int], text: str, due: date, today: date
) -> None:
    problems = []
    if not is_open_for_reports(action.plan):
        problems.append(Problem("", _("Kế hoạch không ở trạng thái đang theo dõi.")))
    if not text.strip():
        problems.append(Problem("text", _("Hãy ghi nội dung đề nghị phối hợp.")))
    if not units:
        problems.append(Problem("units", _("Hãy chọn đơn vị được đề nghị.")))
    if any(unit.pk in leads for unit in units):
        problems.append(Problem("units", _("Đơn vị chủ trì nhiệm vụ không cần đề nghị phối hợp.")))
    if due < today:
        problems.append(Problem("due", _("Ngày trả lời không được trước hôm nay.")))
    if problems:
        raise Refused(*problems)


def _requested_duty(action: Action, request: CoordinationRequest, unit: Unit, today: date) -> Duty:
    Participation.objects.get_or_create(
        action=action, unit=unit, role=Role.COORDINATE.value, defaults={"plan": action.plan}
    )
    return Duty.objects.create(
        plan=action.plan, action=action, unit=unit, clock=Clock.DATED, opens_on=today, due=request.due,
        first_due=request.due, last_on_time=request.due, asked=not unit.is_ordered, coordinating=True,
        counted=action.plan.opening_confirmed_on is not None, from_request=request,
    )  # fmt: skip


def _works_there(person: User, unit_id: int, today: date) -> bool:
    return any(unit_id in (m.unit_id, m.unit.parent_id) for m in organisation.memberships_of(person, today))
