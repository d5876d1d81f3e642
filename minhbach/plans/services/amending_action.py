"""One row of an amendment on its way into the action that it means, and what stood there before.

The duties stay what they are: their dates move with a line in the due-date ledger, units that no longer lead
are set aside with the number of the amending document as the reason, new ones get duties from today.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from minhbach.plans.core.amending import named_in
from minhbach.plans.core.clocks import PlannedDuty
from minhbach.plans.core.kinds import Result
from minhbach.plans.core.state import first_silent_from, result_of
from minhbach.plans.models import (
    Action,
    DecisionKind,
    DueDateChange,
    Duty,
    DutyDecision,
    NodeKind,
    Participation,
    Plan,
    PlanNode,
    Responsibility,
    ResponsibilityMember,
    ResponsibilityRole,
)
from minhbach.plans.services.activating import duty_rows
from minhbach.plans.services.owing import owed, participations, settle_participations
from minhbach.shared.dates import vn_date
from minhbach.shared.text import fold

_TIME = (
    "time_raw", "timing", "start", "due", "due_is_before", "recurrence", "report_days", "trigger",
    "triggered_on", "time_source",
)  # fmt: skip
_CLOCK = ("clock", "opens_on", "due", "last_on_time", "silent_from", "before_tracking")
DUTY = (*_CLOCK, "first_due", "counted", "not_applicable_on")  # what an amendment may change of a duty
_ROLES = {"lead": ResponsibilityRole.LEAD, "together": ResponsibilityRole.COORDINATE}
_ENDED = (Result.DONE, Result.NOT_APPLICABLE)
Owed = dict[tuple[int, str], PlannedDuty]  # unit and period


@translation.override("vi")
def basis_of(plan: Plan) -> str:
    """The amending document as the ledger and the history name it, whatever language the officer reads."""
    day = _(" ngày %(day)s") % {"day": vn_date(plan.issued_on)} if plan.issued_on else ""
    return f"{plan.kind} {plan.number or plan.title}{day}"[:300]


@dataclass
class Amending:
    """before: what stood there, for the way back; counts: what the row made of duties.

    before["duties"], before["left"]: facts of each duty before and behind the row; before["made"]: duties
    that it made; before["roles"]: responsibilities of the roles in before["touched"].
    """

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
        put_roles(made, _roles(action, list(ResponsibilityRole)))
        self.before = {"created": made.pk, "duties": {}}
        self._give_out(made)
        self._note(made)
        return made

    def abolish(self, action: Action) -> None:
        """Nobody owes the action any more; what was finished stays finished."""
        self.before = {"duties": facts_of(_duties(action))}
        for duty in _duties(action):
            self._set_aside(duty)
        self._note(action)

    def change(self, action: Action, said: Action, fields: list[str]) -> None:
        """The fields named become what the amending row says of them."""
        names = [name for name in fields if name in ("text", "product")]
        names += _TIME if "time" in fields else ()
        roles = [_ROLES[name] for name in fields if name in _ROLES]
        self.before = {
            "action": {name: _plain(getattr(action, name)) for name in [*names, "folded"]},
            "touched": [role.value for role in roles],
            "roles": _roles(action, roles),
            "duties": facts_of(_duties(action)),
        }
        owing = self._owed(action)
        for name in names:
            setattr(action, name, _words(said) if name == "text" else getattr(said, name))
        action.folded = fold(f"{action.code} {action.text} {action.product}")
        action.save(update_fields=[*names, "folded"])
        if roles:
            action.responsibilities.filter(role__in=roles).delete()
            put_roles(action, _roles(said, roles))
            settle_participations(self.amended, action)
        if {"lead", "together", "time"} & set(fields):
            self._settle(action, owing, moved="time" in fields)
        self._note(action)

    def _note(self, action: Action) -> None:
        now = _duties(action)
        self.before["left"] = facts_of(now)
        self.before["made"] = [duty.pk for duty in now if str(duty.pk) not in self.before["duties"]]

    def _owed(self, action: Action) -> Owed:
        tracked = self.amended.tracked_from or self.today
        return {(one.unit, one.period): one for one in owed(self.amended, action, tracked, self.today)}

    def _settle(self, action: Action, before: Owed, *, moved: bool) -> None:
        """Duties as the action makes them now: dates move, units that no longer lead are set aside, those
        that lead again owe again."""
        now = self._owed(action)
        for duty in _duties(action):
            key = duty.unit_id, duty.period
            if key not in now:
                self._set_aside(duty)
            elif key not in before and result_of(duty.facts()) is Result.NOT_APPLICABLE:
                self._take_up(duty, now[key])
            elif moved:
                self._move(duty, now[key])
        self._give_out(action)

    def _take_up(self, duty: Duty, planned: PlannedDuty) -> None:
        """The unit was set aside and is named again. Silence starts anew."""
        duty.not_applicable_on = None
        DutyDecision.objects.create(
            duty=duty, kind=DecisionKind.RESUMED, on=self.today, text=basis_of(self.plan)
        )
        self._count("taken_up")
        self._move(duty, planned)
        if duty.silent_from is not None:
            fresh = first_silent_from(self.today, self.amended.update_cycle)
            duty.silent_from = max(duty.silent_from, fresh)
            duty.save(update_fields=["silent_from"])

    def _move(self, duty: Duty, planned: PlannedDuty) -> None:
        if result_of(duty.facts()) in _ENDED:
            return
        if planned.last_on_time and planned.last_on_time != duty.last_on_time:
            DueDateChange.objects.create(
                duty=duty, before=duty.last_on_time, after=planned.last_on_time, basis=basis_of(self.plan),
                changed_on=self.today,
            )  # fmt: skip
            self._count("moved")
        for name in _CLOCK:
            setattr(duty, name, getattr(planned, name))
        duty.first_due = duty.first_due or planned.due
        settled = self.amended.opening_confirmed_on is not None
        duty.counted = settled and not planned.before_tracking
        duty.version += 1
        duty.save()

    def _set_aside(self, duty: Duty) -> None:
        if result_of(duty.facts()) in _ENDED:
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

    @translation.override("vi")
    def _heading(self) -> PlanNode:
        text = _("Bổ sung theo %(paper)s") % {"paper": basis_of(self.plan)}
        found = PlanNode.objects.filter(plan=self.amended, kind=NodeKind.SECTION, text=text).first()
        order = 1 + self._last(PlanNode)
        return found or PlanNode.objects.create(
            plan=self.amended, kind=NodeKind.SECTION, text=text, order=order
        )

    def _last(self, model: type[Action] | type[PlanNode]) -> int:
        return model.objects.filter(plan=self.amended).aggregate(last=Max("order"))["last"] or 0


def _duties(action: Action) -> list[Duty]:
    rows = Duty.objects.select_for_update(of=("self",)).select_related("plan")
    return list(rows.filter(action=action, from_request__isnull=True).order_by("pk"))


def facts_of(duties: list[Duty]) -> dict[str, dict[str, Any]]:
    """What an amendment may change of each, as it is kept: key -> name -> value."""
    return {str(duty.pk): {name: _plain(getattr(duty, name)) for name in DUTY} for duty in duties}


def _roles(action: Action, roles: list[ResponsibilityRole]) -> list[dict[str, Any]]:
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
