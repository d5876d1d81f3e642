"""Report slots of the cast: a quarterly and an annual regime of a plan, in the states that pages show."""

from __future__ import annotations

from datetime import date, timedelta

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.reporting.models import ReportRegime, ReportSlot
from tests.cast import Cast

TODAY = date(2026, 11, 18)
ONE_DAY = timedelta(days=1)
QUARTER = {
    "2026-Q2": (date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1)),
    "2026-Q3": (date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)),
}


def regimes(plan: Plan) -> tuple[ReportRegime, ReportRegime]:
    quarterly = ReportRegime.objects.create(
        plan=plan, role="unit_report", cycle="quarterly", due_raw="trước ngày 02 tháng đầu quý sau",
        due_day=2, month_offset=1, due_is_before=True, to_unit=plan.focal_unit,
    )  # fmt: skip
    annual = ReportRegime.objects.create(
        plan=plan, role="unit_report", cycle="annual", due_raw="trước 02/12", due_day=2, due_month=12,
        due_is_before=True, to_unit=plan.focal_unit,
    )  # fmt: skip
    return quarterly, annual


def slot(regime: ReportRegime, unit: Unit, period: str, **facts: object) -> ReportSlot:
    """A quarter of 2026, or the year, which gives the fourth quarter too."""
    year = (date(2026, 1, 1), date(2026, 12, 1), date(2026, 12, 1))
    first, end, last = QUARTER.get(period, year)
    values = {
        "opens_on": last - timedelta(days=14),
        "covers": ["2026-Q4"] if period == "2026" else [],
        "due": last + ONE_DAY,
        "last_on_time": last,
        "asked": not unit.is_ordered,
    }
    return ReportSlot.objects.create(
        regime=regime, plan=regime.plan, unit=unit, period=period, window_from=first, window_to=end,
        **(values | facts),
    )  # fmt: skip


def sent(on: date, *, accepted: date | None = None) -> dict[str, object]:
    return {"begun_on": on, "first_sent_on": on, "submitted_on": on, "accepted_on": accepted}


def reporting_units(cast: Cast, plan: Plan) -> tuple[ReportRegime, ReportRegime]:
    """Finance late since Q2, health returned, a commune complete, a ward waiting, tax only asked."""
    quarterly, annual = regimes(plan)
    on_time = date(2026, 9, 30)
    slot(quarterly, cast.finance, "2026-Q2")
    slot(quarterly, cast.finance, "2026-Q3")
    slot(quarterly, cast.health, "2026-Q3", first_sent_on=on_time, returned_on=date(2026, 10, 5))
    slot(quarterly, cast.an_ha, "2026-Q3", **sent(on_time, accepted=date(2026, 10, 3)))
    slot(quarterly, cast.binh_an, "2026-Q3", **sent(date(2026, 10, 4)))
    slot(quarterly, cast.tax, "2026-Q3")
    for unit in (cast.finance, cast.health, cast.an_ha, cast.binh_an, cast.tax):
        slot(annual, unit, "2026")
    return quarterly, annual


def many_communes(count: int) -> list[Unit]:
    return Unit.objects.bulk_create(
        Unit(code=f"x{n}", name=f"UBND xã Số {n}", kind="commune", protocol_order=500 + n)
        for n in range(count)
    )
