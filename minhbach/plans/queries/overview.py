"""Tổng quan of a plan: figures with their bases, lateness and silence apart, units by state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Min

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Authority, Unit, UnitKind
from minhbach.plans.core.kinds import Late
from minhbach.plans.core.state import first_silent_from
from minhbach.plans.models import Action, Duty, Plan
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.lines import DutyLine, lines, with_relations
from minhbach.plans.queries.rollup import Cells, Row, cells_of, counts, rollup, sum_of, summed

COMMUNES = (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE)


class UnitGroupKind(StrEnum):
    """The blocks in which units stand in the matrix."""

    DEPARTMENTS = "departments"
    COMMUNES = "communes"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: Unit
    cells: Cells
    coordination: Cells
    not_counted: int  # before tracking, before the opening state, asked


@dataclass(frozen=True, slots=True)
class UnitBlock:
    kind: UnitGroupKind
    rows: tuple[UnitRow, ...]

    @property
    def cells(self) -> Cells:
        """The block's sum."""
        return summed(row.cells for row in self.rows)


@dataclass(frozen=True, slots=True)
class Overview:
    """cells: lead duties. coordination: requested duties. asked, before, opening: not in the figures.

    units: how many lead something; late_units, silent_units: how many of all are late or silent.
    """

    plan: Plan
    cells: Cells
    coordination: Cells
    asked: int
    before_tracking: int
    opening: int
    units: int
    late_units: int
    silent_units: int
    has_ended_period: bool  # before that nobody can be silent


def plan_overview(actor: Actor, plan: Plan, today: date) -> Overview:
    """Every figure of what the actor sees of the plan."""
    return overview_of(plan, rollup(actor, plan, today), today)


def overview_of(plan: Plan, rows: list[Row], today: date) -> Overview:
    """Every figure of the plan, added up from its rollup."""
    leads = [row for row in rows if not row["coordinating"]]
    return Overview(
        plan=plan,
        cells=cells_of(row for row in leads if counts(row)),
        coordination=cells_of(row for row in rows if row["coordinating"] and counts(row)),
        asked=sum_of(row for row in leads if row["asked"]),
        before_tracking=sum_of(row for row in leads if row["late_now"] == Late.BEFORE_TRACKING),
        opening=sum_of(row for row in leads if row["late_now"] == Late.OPENING),
        units=len({row["unit_id"] for row in leads}),
        late_units=len({row["unit_id"] for row in rows if row["late_now"] == Late.OVERDUE}),
        silent_units=len({row["unit_id"] for row in leads if row["silent_now"]}),
        has_ended_period=_has_ended_period(plan, today),
    )


def _has_ended_period(plan: Plan, today: date) -> bool:
    """Whether a period of the plan's cycle is over in which units could have been silent."""
    began = max((day for day in (plan.tracked_from, plan.opening_confirmed_on) if day), default=None)
    return began is not None and first_silent_from(began, plan.update_cycle) <= today


def unit_matrix(actor: Actor, plan: Plan, today: date) -> tuple[UnitBlock, ...]:
    """The units that the actor sees of the plan, by state."""
    return matrix_of(rollup(actor, plan, today))


def matrix_of(found: list[Row]) -> tuple[UnitBlock, ...]:
    """Units by state in three blocks: departments, communes, those asked. Late first in each."""
    by_unit: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        by_unit[row["unit_id"]].append(row)
    units = Unit.objects.filter(pk__in=list(by_unit)).in_order()
    rows = [_unit_row(unit, by_unit[unit.pk]) for unit in units]
    rows.sort(key=lambda row: (-row.cells.by_late[Late.OVERDUE], -row.cells.silent))
    blocks = (UnitBlock(kind, tuple(r for r in rows if block_of(r.unit) is kind)) for kind in UnitGroupKind)
    return tuple(block for block in blocks if block.rows)


def _unit_row(unit: Unit, rows: list[Row]) -> UnitRow:
    return UnitRow(
        unit=unit,
        cells=cells_of(row for row in rows if counts(row) and not row["coordinating"]),
        coordination=cells_of(row for row in rows if counts(row) and row["coordinating"]),
        not_counted=sum_of(row for row in rows if not counts(row)),
    )


def block_of(unit: Unit) -> UnitGroupKind:
    """The block in which overviews show the unit."""
    if unit.authority != Authority.PEOPLES_COMMITTEE:
        return UnitGroupKind.ASKED
    return UnitGroupKind.COMMUNES if unit.kind in COMMUNES else UnitGroupKind.DEPARTMENTS


@dataclass(frozen=True, slots=True)
class LateAction:
    """An action somebody is late with. days: of the longest; units: the first few of all `count`."""

    action: Action
    days: int
    count: int
    units: tuple[Unit, ...]

    @property
    def more(self) -> int:
        """How many units are not named."""
        return self.count - len(self.units)


def late_actions(
    actor: Actor, plan: Plan, today: date, *, shown: int = 5, units: int = 4
) -> tuple[LateAction, ...]:
    """Actions of a plan with overdue duties, the longest overdue first."""
    late = _overdue(actor, plan, today)
    oldest = late.order_by().values("action_id").annotate(since=Min("last_on_time"))
    since = {row["action_id"]: row["since"] for row in oldest.order_by("since", "action__order")[:shown]}
    who: dict[int, list[int]] = {pk: [] for pk in since}
    pairs = late.filter(action_id__in=since).order_by("last_on_time", "unit__protocol_order", "pk")
    for action_id, unit_id in pairs.values_list("action_id", "unit_id"):
        if unit_id not in who[action_id]:
            who[action_id].append(unit_id)
    actions = Action.objects.in_bulk(list(since))
    named = Unit.objects.in_bulk({pk for ids in who.values() for pk in ids[:units]})
    return tuple(
        LateAction(actions[pk], (today - day).days, len(who[pk]), tuple(named[u] for u in who[pk][:units]))
        for pk, day in since.items()
    )


def late_list(actor: Actor, today: date, plan: Plan, *, shown: int = 50) -> tuple[DutyLine, ...]:
    """Overdue duties, the longest overdue first; lead duties and requested ones, which say so."""
    late = with_relations(_overdue(actor, plan, today))
    return lines(late.order_by("last_on_time", "pk")[:shown], today)


def next_due(actor: Actor, plan: Plan, today: date) -> DutyLine | None:
    """The running duty of the plan that ends next, today or later."""
    running = Duty.objects.visible_in(plan, actor).of_live_plans().due_between(today, date.max)
    return next(iter(lines(with_relations(running).order_by("last_on_time", "pk")[:1], today)), None)


def _overdue(actor: Actor, plan: Plan, today: date) -> DutyQuerySet:
    return Duty.objects.visible_in(plan, actor).of_live_plans().overdue(today)
