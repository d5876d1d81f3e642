"""Tổng quan of a plan: figures with their bases, lateness and silence apart, units by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Authority, Unit, UnitKind
from minhbach.plans.core.kinds import Clock, Late, Result
from minhbach.plans.models import Duty, Plan, standing
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.lines import DutyLine, lines, with_relations

COMMUNES = (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it is of."""

    value: int
    base: int

    @property
    def share(self) -> float | None:
        """0-100 with its decimals; None without a base."""
        return 100 * self.value / self.base if self.base else None


@dataclass(frozen=True, slots=True)
class Cells:
    """Duties of a plan or a unit, counted by where they stand. Only what counts, lead duties only."""

    by_late: Counter[Late] = field(default_factory=Counter)
    by_result: Counter[Result] = field(default_factory=Counter)
    ongoing: int = 0
    silent: int = 0
    total: int = 0

    @property
    def done(self) -> Figure:
        """Đã hoàn thành (ghi nhận) of everything that applies."""
        return Figure(self.by_result[Result.DONE], self.total - self.by_result[Result.NOT_APPLICABLE])

    @property
    def overdue(self) -> Figure:
        """Quá hạn of what has a date and counts."""
        return Figure(self.by_late[Late.OVERDUE], self.dated)

    @property
    def silence(self) -> Figure:
        """Chưa cập nhật kỳ đã qua, of ongoing duties that run."""
        return Figure(self.silent, self.ongoing)

    @property
    def waiting(self) -> Figure:
        """Chờ ghi nhận of what was reported as finished."""
        reported = self.by_result[Result.REPORTED_DONE]
        return Figure(reported, reported + self.by_result[Result.DONE])

    @property
    def on_time(self) -> Figure:
        """Đúng hạn of what was finished with a date."""
        punctual = self.by_late[Late.ON_TIME]
        return Figure(punctual, punctual + self.by_late[Late.LATE_DONE])

    @property
    def dated(self) -> int:
        running = (Late.IN_TIME, Late.SOON, Late.TODAY, Late.OVERDUE, Late.ON_TIME, Late.LATE_DONE)
        return sum(self.by_late[kind] for kind in running)


@dataclass(frozen=True, slots=True)
class Overview:
    """cells: lead duties. coordination: requested duties. asked, before, opening: not in the figures."""

    plan: Plan
    cells: Cells
    coordination: Cells
    asked: int
    before_tracking: int
    opening: int
    late: tuple[DutyLine, ...]
    units: int


_GROUPED = ("result_now", "late_now", "coordinating", "asked", "ongoing_now", "silent_now")


def plan_overview(actor: Actor, plan: Plan, today: date, shown: int = 20) -> Overview:
    """One grouped query for every figure, one for the late list, one for the number of units."""
    seen = _seen(actor, plan)
    rows = list(_grouped(seen, today))
    leads = [row for row in rows if not row["coordinating"]]
    units = seen.filter(coordinating=False).aggregate(n=Count("unit", distinct=True))["n"]
    return Overview(
        plan=plan,
        cells=_cells(row for row in leads if _counts(row)),
        coordination=_cells(row for row in rows if row["coordinating"] and _counts(row)),
        asked=_sum(row for row in leads if row["asked"]),
        before_tracking=_sum(row for row in leads if row["late_now"] == Late.BEFORE_TRACKING),
        opening=_sum(row for row in leads if row["late_now"] == Late.OPENING),
        late=_late_lines(seen.of_live_plans(), today, shown),
        units=units,
    )


def late_list(
    actor: Actor, today: date, plan: Plan | None = None, *, unit_id: int | None = None, shown: int = 50
) -> tuple[DutyLine, ...]:
    """Overdue duties, the longest overdue first; lead duties and requested ones, which say so."""
    late = Duty.objects.visible_to(actor).of_live_plans()
    if plan is not None:
        late = late.filter(plan=plan)
    if unit_id is not None:
        late = late.filter(unit_id=unit_id)
    return _late_lines(late, today, shown)


def _late_lines(duties: DutyQuerySet, today: date, shown: int) -> tuple[DutyLine, ...]:
    late = with_relations(duties.overdue(today))
    return lines(late.order_by("last_on_time", "pk")[:shown], today)


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
        return _summed(row.cells for row in self.rows)


def unit_matrix(actor: Actor, plan: Plan, today: date) -> tuple[UnitBlock, ...]:
    """Units by state in three blocks: departments, communes, those asked. Late first in each. Two queries."""
    by_unit: dict[int, list[dict[str, object]]] = {}
    for row in _grouped(_seen(actor, plan), today, "unit_id"):
        by_unit.setdefault(row["unit_id"], []).append(row)
    units = Unit.objects.filter(pk__in=list(by_unit)).in_order()
    rows = [_unit_row(unit, by_unit[unit.pk]) for unit in units]
    rows.sort(key=lambda row: (-row.cells.by_late[Late.OVERDUE], -row.cells.silent))
    blocks = (UnitBlock(kind, tuple(r for r in rows if _block(r.unit) is kind)) for kind in UnitGroupKind)
    return tuple(block for block in blocks if block.rows)


def _unit_row(unit: Unit, rows: list[dict[str, object]]) -> UnitRow:
    return UnitRow(
        unit=unit,
        cells=_cells(row for row in rows if _counts(row) and not row["coordinating"]),
        coordination=_cells(row for row in rows if _counts(row) and row["coordinating"]),
        not_counted=_sum(row for row in rows if not _counts(row)),
    )


def _block(unit: Unit) -> UnitGroupKind:
    if unit.authority != Authority.PEOPLES_COMMITTEE:
        return UnitGroupKind.ASKED
    return UnitGroupKind.COMMUNES if unit.kind in COMMUNES else UnitGroupKind.DEPARTMENTS


def _seen(actor: Actor, plan: Plan) -> DutyQuerySet:
    return Duty.objects.visible_to(actor).filter(plan=plan)


def _grouped(duties: DutyQuerySet, today: date, *by: str) -> Iterable[dict[str, Any]]:
    """Counts by both axes: a few dozen rows whatever the plan's size."""
    annotated = duties.with_state(today).annotate(
        silent_now=_flag(standing.is_silent(today)),
        ongoing_now=_flag(standing.COUNTS & standing.RUNNING & Q(clock=Clock.ONGOING)),
    )
    rows: Iterable[dict[str, Any]] = annotated.order_by().values(*by, *_GROUPED).annotate(n=Count("pk"))
    return rows


def _flag(rule: Q) -> Case:
    return Case(When(rule, then=Value(1)), default=Value(0), output_field=IntegerField())


def _counts(row: dict[str, object]) -> bool:
    """What neither lies before tracking or the opening state nor is only asked for."""
    return not row["asked"] and row["late_now"] not in (Late.BEFORE_TRACKING, Late.OPENING)


def _sum(rows: Iterable[dict[str, object]]) -> int:
    return sum(int(str(row["n"])) for row in rows)


def _cells(rows: Iterable[dict[str, object]]) -> Cells:
    by_late: Counter[Late] = Counter()
    by_result: Counter[Result] = Counter()
    ongoing = silent = total = 0
    for row in rows:
        n = int(str(row["n"]))
        by_late[Late(str(row["late_now"]))] += n
        by_result[Result(str(row["result_now"]))] += n
        ongoing += n * int(str(row["ongoing_now"]))
        silent += n * int(str(row["silent_now"]))
        total += n
    return Cells(by_late, by_result, ongoing, silent, total)


def _summed(parts: Iterable[Cells]) -> Cells:
    by_late: Counter[Late] = Counter()
    by_result: Counter[Result] = Counter()
    ongoing = silent = total = 0
    for part in parts:
        by_late += part.by_late
        by_result += part.by_result
        ongoing, silent, total = ongoing + part.ongoing, silent + part.silent, total + part.total
    return Cells(by_late, by_result, ongoing, silent, total)
