from __future__ import annotations

from datetime import date

import pytest

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.reporting.models import RegimeRole, ReportCycle, ReportRegime, ReportSlot
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def slot(cast: Cast):
    """A quarterly slot of a unit; any field may be another."""

    def make(plan: Plan | None, unit: Unit, last_on_time: date, **values: object) -> ReportSlot:
        regime, _ = ReportRegime.objects.get_or_create(
            plan=plan, role=RegimeRole.UNIT, cycle=ReportCycle.QUARTERLY,
            defaults={"title": "Báo cáo công khai", "owner": cast.focal, "to_unit": cast.focal},
        )  # fmt: skip
        given = {
            "period": "2026-Q3", "window_from": date(2026, 6, 15), "window_to": date(2026, 9, 14),
            "opens_on": date(2026, 9, 15), "due": last_on_time, "last_on_time": last_on_time,
        }  # fmt: skip
        return ReportSlot.objects.create(regime=regime, plan=plan, unit=unit, **{**given, **values})

    return make
