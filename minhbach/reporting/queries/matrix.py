"""The matrix of report slots: units by periods of one plan, or of one regime that stands alone.

Four queries whatever the size: slots, columns, units, reasons of exceptions (only where there are any).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, Min

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.plans.queries.overview import UnitGroupKind, block_of
from minhbach.plans.queries.rollup import KEPT
from minhbach.reporting.core.matrix import Head, Matrix, arranged, lanes
from minhbach.reporting.core.slot_state import Paper, Timing
from minhbach.reporting.core.tally import Cell, Tally
from minhbach.reporting.models import ReportRegime, ReportSlot, SlotException, slot_standing
from minhbach.reporting.models.slots import SlotQuerySet
from minhbach.shared.dates import period_from_key
from minhbach.shared.queries import record_mark

KINDS = tuple(kind.value for kind in UnitGroupKind)
_CELL = (
    "pk", "unit_id", "regime_id", "period", "paper_now", "timing_now", "last_on_time", "sent_now",
    "returned_on", "waits_for_signed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """titles: of regimes, to tell two columns of one period apart; receivers: to whom; of_many: of several
    plans, so that every column says whose it is."""

    heads: tuple[Head, ...]
    titles: Mapping[int, str]
    receivers: Mapping[int, str]
    of_many: bool


@dataclass(frozen=True, slots=True)
class ReportMatrix:
    """columns: as found, before anything was narrowed; reasons: of excused slots."""

    matrix: Matrix
    units: Mapping[int, Unit]
    columns: Columns
    reasons: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Round:
    """One column and its counts."""

    head: Head
    tally: Tally


@dataclass(frozen=True, slots=True)
class ReportOverview:
    """What Tổng quan says of a plan's reports. newest: the last that was due; running: collected now;
    coming: the next last day."""

    tally: Tally
    late_units: int
    newest: Round | None
    running: Round | None
    coming: Round | None
    with_year: bool


def report_overview(actor: Actor, plan: Plan, today: date) -> ReportOverview | None:
    """None where the plan asks for no unit report. Kept like the rollup of duties (decision 0003)."""
    if not (actor.sees_territory or plan.focal_unit_id in actor.unit_ids):
        return _overview(plan_matrix(actor, plan, today).matrix)
    key = f"report-overview:{plan.pk}:{today:%Y%m%d}:{record_mark(plan.pk)}"
    found: tuple[ReportOverview | None] | None = cache.get(key)
    if found is None:
        found = (_overview(plan_matrix(actor, plan, today).matrix),)
        cache.set(key, found, KEPT.total_seconds())
    return found[0]


def _overview(matrix: Matrix) -> ReportOverview | None:
    if not matrix.heads:
        return None
    rounds = [Round(head, tally) for head, tally in zip(matrix.heads, matrix.columns, strict=True)]

    def at(place: int | None) -> Round | None:
        return None if place is None else rounds[place]

    years = {head.period[:4] for head in matrix.heads}
    return ReportOverview(
        matrix.tally, matrix.late_units, at(matrix.newest_due), at(matrix.running), at(matrix.coming),
        with_year=len(years) > 1,
    )  # fmt: skip


def plan_matrix(actor: Actor, plan: Plan, today: date) -> ReportMatrix:
    """Unit reports of a plan, as far as the actor sees them."""
    return matrix_of(ReportSlot.objects.visible_in(plan, actor), today)


def regime_matrix(actor: Actor, regime: ReportRegime, today: date) -> ReportMatrix:
    """The same of one regime, which may stand without a plan."""
    return matrix_of(ReportSlot.objects.visible_to(actor).filter(regime=regime), today)


def month_matrix(actor: Actor, first: date, last: date, today: date) -> ReportMatrix:
    """Everything of all plans and regimes whose last day lies between these days: a column a round."""
    slots = (
        ReportSlot.objects.visible_to(actor).live().filter(last_on_time__gte=first, last_on_time__lte=last)
    )
    return matrix_of(slots, today)


def overdue_before(actor: Actor, first: date, today: date) -> int:
    """Reports still to be sent whose last day was before `first`."""
    return ReportSlot.objects.visible_to(actor).live().of_units().overdue(min(first, today)).count()


def matrix_of(slots: SlotQuerySet, today: date) -> ReportMatrix:
    """Of these slots, without the consolidated reports of focal units."""
    slots = slots.of_units().order_by()
    cells = cells_of(slots, today)
    columns = _columns(slots, cells)
    heads = columns.heads
    units = {unit.pk: unit for unit in units_of(cells)}
    placed = [(pk, block_of(unit).value) for pk, unit in units.items()]
    groups = arranged(cells, heads, placed, KINDS, today)
    matrix = Matrix(heads, groups, today, asked_kind=UnitGroupKind.ASKED.value)
    excused = [cell.slot for cell in cells if cell.paper is Paper.EXCUSED]
    return ReportMatrix(matrix, units, columns, reasons_of(excused) if excused else {})


def cells_of(slots: SlotQuerySet, today: date) -> list[Cell]:
    """One query; the state is read in the database, which spares most of the days."""
    papers, timings = {p.value: p for p in Paper}, {t.value: t for t in Timing}
    rows = slots.with_state(today).annotate(sent_now=slot_standing.sent_on()).values_list(*_CELL)
    return [
        Cell(pk, unit, regime, period, papers[paper], timings[timing], *days)
        for pk, unit, regime, period, paper, timing, *days in rows
    ]


def units_of(cells: Iterable[Cell]) -> list[Unit]:
    """In protocol order, with what a row shows of them."""
    wanted = {cell.unit for cell in cells}
    shown = ("name", "short_name", "kind", "authority")
    return list(Unit.objects.filter(pk__in=wanted).in_order().only(*shown))


def reasons_of(slots: Iterable[int]) -> dict[int, str]:
    """The newest line of the ledger of these slots."""
    lines = SlotException.objects.filter(slot__in=list(slots)).order_by("pk")
    return dict(lines.values_list("slot_id", "reason"))


def _columns(slots: SlotQuerySet, cells: list[Cell]) -> Columns:
    """Columns by their last day; what most of its slots say stands in the head."""
    said = (
        "regime_id", "regime__title", "regime__who", "regime__to_unit__name", "regime__plan_id",
        "regime__plan__number", "period", "covers", "due", "last_on_time",
    )  # fmt: skip
    found = list(slots.values_list(*said).annotate(n=Count("pk"), opens=Min("opens_on")).order_by("-n"))
    # A regime that stands alone is a plan of its own.
    plan_of = {regime: plan or -regime for regime, _title, _who, _to, plan, *_rest in found}
    lane_of = lanes(((cell.regime, cell.period, cell.unit) for cell in cells), plan_of)
    of_many = len(set(plan_of.values())) > 1
    columns: dict[tuple[str, int], Head] = {}
    regimes: dict[tuple[str, int], list[int]] = defaultdict(list)
    titles, receivers = {}, {}
    for regime, title, who, to, _plan, number, period, covers, due, last, _n, opens in found:
        key = period, lane_of[regime, period]
        titles[regime] = (number or title) if of_many else (title or who)
        receivers[regime] = to or ""
        if regime not in regimes[key]:
            regimes[key].append(regime)
        columns.setdefault(key, Head(period, key[1], (), tuple(covers), due, last, opens))
    made = [
        Head(h.period, h.lane, tuple(regimes[key]), h.covers, h.due, h.last, h.opens)
        for key, h in columns.items()
    ]
    return Columns(tuple(sorted(made, key=_in_time)), titles, receivers, of_many)


def _in_time(head: Head) -> tuple[date, date, str, int]:
    period = period_from_key(head.period)
    return (head.last or period.end, period.end, head.period, head.lane)
