"""What the page of giving out a plan shows of its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from minhbach.organisation import queries as organisation
from minhbach.plans.models import Plan
from minhbach.supervision.core.rehearsal import UnitYear
from minhbach.supervision.queries.rehearsal import rehearse_plan

SHOWN_UNITS, SHOWN_CLASHES = 12, 8
SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """name: the unit's; months: how many things fall due in each month of the page."""

    name: str
    year: UnitYear
    months: list[int]

    @property
    def until(self) -> date | None:
        """The last day of its fullest week."""
        return self.year.peak + SUNDAY if self.year.peak else None


def year_context(plan: Plan, tracked_from: date, today: date) -> dict[str, object]:
    """The rehearsal with names; a dozen queries."""
    year = rehearse_plan(plan, tracked_from, today)
    names = organisation.names_of_units(unit.unit for unit in year.units)
    keys = [month.key for month in year.months]
    rows = [UnitRow(names[u.unit], u, [u.months.get(key, 0) for key in keys]) for u in year.units]
    return {
        "year": year,
        "units": rows,
        "full": [row for row in rows if row.year.peak][:SHOWN_UNITS],
        "clashes": [(clash, clash.week + SUNDAY) for clash in year.clashes[:SHOWN_CLASHES]],
        "more_clashes": max(0, len(year.clashes) - SHOWN_CLASHES),
    }
