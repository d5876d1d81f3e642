"""What the page of giving out a plan shows of its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from minhbach.organisation import queries as organisation
from minhbach.plans.models import Plan
from minhbach.supervision.core.rehearsal import FullWeek
from minhbach.supervision.queries.rehearsal import rehearse_plan

SHOWN_WEEKS, SHOWN_CLASHES = 12, 8
SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """name: the unit's; months: how many things fall due in each month of the page."""

    name: str
    months: list[int]


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A full week with the names of its units; until: its Sunday."""

    full: FullWeek
    until: date
    names: list[str]


def year_context(plan: Plan, tracked_from: date, today: date) -> dict[str, object]:
    """The rehearsal with names; a dozen queries."""
    year = rehearse_plan(plan, tracked_from, today)
    names = organisation.names_of_units(unit.unit for unit in year.units)
    keys = [month.key for month in year.months]
    return {
        "year": year,
        "units": [UnitRow(names[u.unit], [u.months.get(key, 0) for key in keys]) for u in year.units],
        "weeks": [
            WeekRow(full, full.week + SUNDAY, [names[unit] for unit in full.units])
            for full in year.full_weeks[:SHOWN_WEEKS]
        ],
        "clashes": [(clash, clash.week + SUNDAY) for clash in year.clashes[:SHOWN_CLASHES]],
        "more_clashes": max(0, len(year.clashes) - SHOWN_CLASHES),
    }
