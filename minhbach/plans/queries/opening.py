"""Before a plan counts: the rehearsal of its year, and the opening state that a person settles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q

from minhbach.organisation.models import Unit
from minhbach.plans.core.clocks import Owing, PlannedDuty, duties_of
from minhbach.plans.core.kinds import Clock
from minhbach.plans.core.opening import OpeningKey
from minhbach.plans.models import Action, Duty, Plan, ProgressEntry
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.owing import action_facts, owing_in_plan


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What activation would give out. months: "2026-12" -> duties due; units: unit id -> duties."""

    duties: int
    before_tracking: int
    ongoing: int
    sleeping: int
    asked: int
    overdue_today: int
    without_lead: tuple[Action, ...]
    months: Counter[str]
    units: Counter[int]


def rehearse_year(plan: Plan, tracked_from: date, today: date) -> Rehearsal:
    """The duties of an activation, counted and not written. Two queries."""
    owing = owing_in_plan(plan)
    actions = _actions(plan)
    planned = _planned(plan, actions, owing, tracked_from, today)
    live = [duty for duty in planned if not duty.before_tracking]
    return Rehearsal(
        duties=len(planned),
        before_tracking=len(planned) - len(live),
        ongoing=sum(duty.clock == Clock.ONGOING for duty in live),
        sleeping=sum(duty.clock == Clock.EVENT for duty in live),
        asked=sum(duty.asked for duty in live),
        overdue_today=sum(
            d.last_on_time is not None and d.last_on_time < today and not d.asked for d in live
        ),
        without_lead=tuple(a for a in actions if all(o.coordinating for o in owing.get(a.pk, []))),
        months=Counter(f"{duty.last_on_time:%Y-%m}" for duty in live if duty.last_on_time),
        units=Counter(duty.unit for duty in planned),
    )


def planned_duties(plan: Plan, tracked_from: date, today: date) -> list[PlannedDuty]:
    """Every duty that an activation from that day would make. Two queries."""
    return _planned(plan, _actions(plan), owing_in_plan(plan), tracked_from, today)


def _actions(plan: Plan) -> list[Action]:
    return list(Action.objects.filter(plan=plan).defer("folded", "place", "quote"))


def _planned(
    plan: Plan, actions: Iterable[Action], owing: Mapping[int, list[Owing]], tracked_from: date, today: date
) -> list[PlannedDuty]:
    return [
        duty
        for action in actions
        for duty in duties_of(
            action_facts(plan, action), owing.get(action.pk, []), tracked_from, today, plan.update_cycle
        )
    ]


@dataclass(frozen=True, slots=True)
class OpeningGroup:
    """Duties that are settled by one choice. last: the earliest last day on time. unit: where it is one."""

    key: OpeningKey
    action: Action
    last: date | None
    units: int
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class OpeningState:
    """before: ended before tracking; passed: due between tracking and today, red once confirmed.

    reported: of both, those that their units reported on already; nobody settles them for the unit.
    """

    groups: tuple[OpeningGroup, ...]
    before_count: int
    passed_count: int
    reported_count: int
    running_count: int


def to_settle(plan: Plan, today: date) -> DutyQuerySet:
    """Duties about which the opening state asks: their day is gone, and nobody reported on them yet."""
    reported = ProgressEntry.objects.filter(duty=OuterRef("pk"))
    return _gone(plan, today).filter(~Exists(reported))


def _gone(plan: Plan, today: date) -> DutyQuerySet:
    gone = Q(before_tracking=True) | Q(last_on_time__lt=today)
    return Duty.objects.filter(gone, plan=plan, asked=False)


def opening_state(plan: Plan, today: date) -> OpeningState:
    """What a person looks at before the plan counts: what turns red first. Five queries, all groups."""
    rows: list[Any] = list(
        to_settle(plan, today)
        .order_by()
        .values("action_id", "period", "before_tracking")
        .annotate(n=Count("pk"), last=Min("last_on_time"), one=Min("unit_id"))
    )
    asked_about = sum(row["n"] for row in rows)
    before = sum(row["n"] for row in rows if row["before_tracking"])
    gone = _gone(plan, today).count()
    return OpeningState(
        groups=_groups(plan, rows),
        before_count=before,
        passed_count=asked_about - before,
        reported_count=gone - asked_about,
        running_count=Duty.objects.filter(plan=plan, asked=False).count() - gone,
    )


def _groups(plan: Plan, rows: list[dict[str, Any]]) -> tuple[OpeningGroup, ...]:
    actions = Action.objects.filter(plan=plan).defer("folded", "place", "quote").in_bulk()
    single = Unit.objects.in_bulk({row["one"] for row in rows if row["n"] == 1})
    found = [
        OpeningGroup(
            key=OpeningKey(row["action_id"], row["period"], row["before_tracking"]),
            action=actions[row["action_id"]],
            last=row["last"],
            units=row["n"],
            unit=single[row["one"]] if row["n"] == 1 else None,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda g: (g.key.before, g.last or date.max, g.action.order)))
