"""An amendment changes the plan that it amends in place: row by row, each with its basis and a way back.

The duties stay what they are: their dates move with a line in the due-date ledger, units that no longer lead
are set aside with the number of the amending document as the reason, new ones get duties from today.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.plans.core.amending import named_in
from minhbach.plans.core.clocks import PlannedDuty
from minhbach.plans.core.kinds import Result
from minhbach.plans.core.state import result_of
from minhbach.plans.models import (
    Action,
    ActionPair,
    DecisionKind,
    DueDateChange,
    Duty,
    DutyDecision,
    NodeKind,
    PairKind,
    Participation,
    Plan,
    PlanFile,
    PlanFileKind,
    PlanNode,
    PlanRelation,
    PlanStatus,
    Responsibility,
    ResponsibilityMember,
    ResponsibilityRole,
)
from minhbach.plans.services.activating import duty_rows
from minhbach.plans.services.locking import locked_plan, today_or
from minhbach.plans.services.owing import owed, participations
from minhbach.shared import audit, outbox
from minhbach.shared.dates import vn_date
from minhbach.shared.text import fold

Progress = Callable[[int, int, str], None]
_TIME = (
    "time_raw", "timing", "start", "due", "due_is_before", "recurrence", "report_days", "trigger",
    "triggered_on", "time_source",
)  # fmt: skip
_DUTY = ("clock", "due", "last_on_time", "silent_from", "before_tracking", "counted", "not_applicable_on")
_ROLES = {"lead": ResponsibilityRole.LEAD, "together": ResponsibilityRole.COORDINATE}


def basis_of(plan: Plan) -> str:
    """The amending document as the ledger and the history name it."""
    day = _(" ngày %(day)s") % {"day": vn_date(plan.issued_on)} if plan.issued_on else ""
    return f"{plan.kind} {plan.number or plan.title}{day}"[:300]


def amend(plan_id: int, progress: Progress, *, today: date | None = None) -> int:
    """Puts every confirmed row into the amended plan, one row a transaction. Safe to run twice."""
    plan = Plan.objects.select_related("amends").filter(pk=plan_id, status=PlanStatus.ACTIVATING).first()
    if plan is None or plan.amends is None:
        return 0
    rows = _to_apply(plan)
    for done, pk in enumerate(rows):
        progress(done, len(rows), _("Đang đưa sửa đổi vào kế hoạch"))
        if not _apply(plan, pk, today_or(today)):
            return done
    _finish(plan, len(rows))
    progress(len(rows), len(rows), _("Đã đưa xong"))
    return len(rows)


def _to_apply(plan: Plan) -> list[int]:
    rows = ActionPair.objects.between(plan, PlanRelation.AMENDS).confirmed()
    kinds = (PairKind.CHANGED, PairKind.NEW, PairKind.LEFT_OUT)
    return list(rows.filter(kind__in=kinds, applied_at__isnull=True).values_list("pk", flat=True))


@transaction.atomic
def _apply(plan: Plan, pk: int, today: date) -> bool:
    assert plan.amends is not None
    if locked_plan(plan).status != PlanStatus.ACTIVATING:
        return False
    amended = locked_plan(plan.amends)
    pair = ActionPair.objects.select_for_update(of=("self",)).select_related("action", "earlier").get(pk=pk)
    work = _Amending(plan, amended, today)
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
    if locked.status != PlanStatus.ACTIVATING or locked.amends_id is None:
        return
    locked.status = PlanStatus.MERGED
    locked.save(update_fields=["status"])
    for paper in PlanFile.objects.filter(plan=locked):
        PlanFile.objects.get_or_create(
            plan_id=locked.amends_id, stored=paper.stored, kind=PlanFileKind.AMENDMENT,
            defaults={"name": paper.name, "added_by_id": paper.added_by_id},
        )  # fmt: skip
    audit.record(None, "plan amended", locked, plan=locked.amends_id, counts={"rows": rows})
    outbox.announce("plan amended", plan_id=locked.amends_id, by_id=locked.pk)


@dataclass
class _Amending:
    """One row on its way into the amended plan. before: what stood there; counts: what it made of duties."""

    plan: Plan
    amended: Plan
    today: date
    before: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def bring(self, action: Action) -> Action:
        """A new action of the amended plan, under a heading that names the amending document."""
        made = Action.objects.get(pk=action.pk)
        made.pk, made.plan, made.node = None, self.amended, self._heading()
        made._state.adding = True
        made.order = 1 + self._last(Action)
        made.text = _words(action)
        made.folded = fold(f"{made.code} {made.text} {made.product}")
        made.save()
        self._copy_roles(action, made, list(ResponsibilityRole))
        self.before = {"created": made.pk}
        self._give_out(made)
        return made

    def abolish(self, action: Action) -> None:
        """Nobody owes the action any more; what was finished stays finished."""
        self.before = {"duties": self._kept(action)}
        for duty in self._duties(action):
            self._set_aside(duty)

    def change(self, action: Action, said: Action, fields: list[str]) -> None:
        names = [name for name in fields if name in ("text", "product")]
        names += _TIME if "time" in fields else ()
        roles = [_ROLES[name] for name in fields if name in _ROLES]
        self.before = {
            "action": {name: _plain(getattr(action, name)) for name in [*names, "folded"]},
            "roles": self._roles(action, roles),
            "duties": self._kept(action),
        }
        for name in names:
            setattr(action, name, _words(said) if name == "text" else getattr(said, name))
        action.folded = fold(f"{action.code} {action.text} {action.product}")
        action.save(update_fields=[*names, "folded"])
        if roles:
            action.responsibilities.filter(role__in=roles).delete()
            self._copy_roles(said, action, roles)
        if {"lead", "together", "time"} & set(fields):
            self._settle(action, moved="time" in fields)

    def _settle(self, action: Action, *, moved: bool) -> None:
        """Duties as the action makes them now: dates move, units that no longer lead are set aside."""
        tracked = self.amended.tracked_from or self.today
        now = {(one.unit, one.period): one for one in owed(self.amended, action, tracked, self.today)}
        for duty in self._duties(action):
            planned = now.pop((duty.unit_id, duty.period), None)
            if planned is None:
                self._set_aside(duty)
            elif moved:
                self._move(duty, planned)
        self._give_out(action)

    def _duties(self, action: Action) -> list[Duty]:
        rows = Duty.objects.select_for_update(of=("self",)).select_related("plan")
        return list(rows.filter(action=action, from_request__isnull=True).order_by("pk"))

    def _move(self, duty: Duty, planned: PlannedDuty) -> None:
        if result_of(duty.facts()) in (Result.DONE, Result.NOT_APPLICABLE):
            return
        if planned.last_on_time and planned.last_on_time != duty.last_on_time:
            DueDateChange.objects.create(
                duty=duty, before=duty.last_on_time, after=planned.last_on_time, basis=basis_of(self.plan),
                changed_on=self.today,
            )  # fmt: skip
            self._count("moved")
        for name in ("clock", "due", "last_on_time", "silent_from", "before_tracking"):
            setattr(duty, name, getattr(planned, name))
        duty.first_due = duty.first_due or planned.due
        settled = self.amended.opening_confirmed_on is not None
        duty.counted = settled and not planned.before_tracking
        duty.version += 1
        duty.save()

    def _set_aside(self, duty: Duty) -> None:
        if result_of(duty.facts()) in (Result.DONE, Result.NOT_APPLICABLE):
            return
        duty.not_applicable_on = self.today
        duty.version += 1
        duty.save(update_fields=["not_applicable_on", "version"])
        DutyDecision.objects.create(
            duty=duty, kind=DecisionKind.NOT_APPLICABLE, on=self.today, text=basis_of(self.plan)
        )
        self._count("set_aside")

    def _give_out(self, action: Action) -> None:
        """Units that owe only now do so from today."""
        tracked = max(self.amended.tracked_from or self.today, self.today)
        before = action.duties.count()
        Duty.objects.bulk_create(duty_rows(self.amended, action, tracked, self.today), ignore_conflicts=True)
        Participation.objects.bulk_create(participations(self.amended, action), ignore_conflicts=True)
        self._count("made", action.duties.count() - before)

    def _count(self, name: str, n: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + n

    def _kept(self, action: Action) -> dict[str, dict[str, Any]]:
        return {
            str(duty.pk): {name: _plain(getattr(duty, name)) for name in _DUTY}
            for duty in self._duties(action)
        }

    def _heading(self) -> PlanNode:
        text = _("Bổ sung theo %(paper)s") % {"paper": basis_of(self.plan)}
        found = PlanNode.objects.filter(plan=self.amended, kind=NodeKind.SECTION, text=text).first()
        order = 1 + self._last(PlanNode)
        return found or PlanNode.objects.create(
            plan=self.amended, kind=NodeKind.SECTION, text=text, order=order
        )

    def _last(self, model: type[Action] | type[PlanNode]) -> int:
        return model.objects.filter(plan=self.amended).aggregate(last=Max("order"))["last"] or 0

    def _roles(self, action: Action, roles: list[ResponsibilityRole]) -> list[dict[str, Any]]:
        rows = action.responsibilities.filter(role__in=roles).prefetch_related("members")
        return [
            {name: getattr(row, name) for name in ("role", "phrase", "order", "resolved", "reason")}
            | {
                "group": row.group_id,
                "as_of": _plain(row.as_of),
                "members": [[member.unit_id, member.named_unit_id] for member in row.members.all()],
            }
            for row in rows
        ]

    def _copy_roles(self, said: Action, action: Action, roles: list[ResponsibilityRole]) -> None:
        put_roles(action, self._roles(said, roles))


def put_roles(action: Action, roles: list[dict[str, Any]]) -> None:
    """Writes responsibilities with their members as `_roles` keeps them."""
    for kept in roles:
        group, members = kept["group"], kept["members"]
        values = {name: kept[name] for name in ("role", "phrase", "order", "resolved", "reason", "as_of")}
        row = Responsibility.objects.create(action=action, group_id=group, **values)
        ResponsibilityMember.objects.bulk_create(
            ResponsibilityMember(responsibility=row, unit_id=unit, named_unit_id=named)
            for unit, named in members
        )


def _words(said: Action) -> str:
    """What the amending row says in place of the old words."""
    found = named_in(said.text)
    return found.words if found else said.text


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
