"""The year of a plan before it is given out: months, reminders, full weeks, reports that meet."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from minhbach.plans.models import Duty
from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.models import ReportSlot
from minhbach.reporting.services.regimes import set_regimes
from minhbach.reporting.services.slots import settle_plan
from minhbach.shared.dates import WorkCalendar
from minhbach.supervision.core.defaults import DEFAULT
from minhbach.supervision.core.ladder import Kind
from minhbach.supervision.core.rehearsal import Dated, rehearse, week_of
from minhbach.supervision.queries.rehearsal import rehearse_plan
from tests.cast import TODAY, TRACKED, adopted, lead, make_cast, task, tracked

CALENDAR = WorkCalendar()
JANUARY = date(2026, 1, 1)
ANNUAL = NewRegime("unit_report", "annual", "các cơ quan chủ trì", "Sở", "trước ngày 02/12", 2, 12, None,
                   due_is_before=True)  # fmt: skip


def owed(unit: int, day: date, kind: Kind = Kind.DUTY, **values: object) -> Dated:
    return Dated(unit, 1, kind, day, **values)


def test_a_month_counts_what_falls_due_and_the_reminders_before_it() -> None:
    year = rehearse(
        [owed(1, date(2026, 12, 15)), owed(2, date(2026, 12, 15), Kind.SLOT)], [], DEFAULT, CALENDAR, JANUARY
    )
    (month,) = year.months
    assert (month.key, month.duties, month.reports) == ("2026-12", 1, 1)
    assert month.notices == 6  # seven and two working days before, and on the day, for each of the two


def test_a_body_that_is_only_asked_gets_no_reminder() -> None:
    year = rehearse([owed(1, date(2026, 12, 15), asked=True)], [], DEFAULT, CALENDAR, JANUARY)
    assert year.notices == 0


def test_the_fullest_week_counts_what_other_plans_want_too() -> None:
    others = [Dated(1, 2, Kind.DUTY, date(2026, 12, 3), ours=False)] * 2
    (unit,) = rehearse(
        [owed(1, date(2026, 12, 1)), owed(1, date(2026, 10, 1))], others, DEFAULT, CALENDAR, JANUARY
    ).units
    assert (unit.peak, unit.in_peak, unit.others_in_peak) == (date(2026, 11, 30), 1, 2)


def test_units_with_the_same_full_week_stand_in_one_line() -> None:
    things = [owed(unit, date(2026, 12, day)) for unit in (1, 2) for day in (1, 2, 3)]
    (full,) = rehearse(things, [], DEFAULT, CALENDAR, JANUARY).full_weeks
    assert (full.week, full.of_plan, full.of_others, full.units) == (date(2026, 11, 30), 3, 0, (1, 2))


def test_reminders_that_would_have_gone_out_before_today_are_not_counted() -> None:
    year = rehearse([owed(1, date(2026, 12, 15))], [], DEFAULT, CALENDAR, date(2026, 12, 14))
    assert year.notices == 1


def test_two_things_in_a_week_make_no_full_week() -> None:
    (unit,) = rehearse(
        [owed(1, date(2026, 12, 1)), owed(1, date(2026, 12, 2))], [], DEFAULT, CALENDAR, JANUARY
    ).units
    assert unit.peak is None


def test_reports_of_two_plans_in_one_week_are_named_with_how_many_units_they_meet() -> None:
    ours = [owed(unit, date(2026, 12, 1), Kind.SLOT, words="Báo cáo năm") for unit in (1, 2, 3)]
    others = [
        Dated(unit, 2, Kind.SLOT, date(2026, 12, 4), "42/KH-UBND Năm 2026", ours=False) for unit in (2, 3, 4)
    ]
    (clash,) = rehearse(ours, others, DEFAULT, CALENDAR, JANUARY).clashes
    assert (clash.week, clash.other, clash.units) == (date(2026, 11, 30), "42/KH-UBND Năm 2026", 2)


_things = st.lists(
    st.builds(Dated, unit=st.integers(1, 4), plan=st.just(1), kind=st.sampled_from([Kind.DUTY, Kind.SLOT]),
              day=st.dates(date(2026, 1, 1), date(2026, 12, 31))),
    max_size=20,
)  # fmt: skip


@given(_things)
def test_every_thing_is_counted_once_by_month_and_once_by_unit(things: list[Dated]) -> None:
    year = rehearse(things, [], DEFAULT, CALENDAR, JANUARY)
    assert sum(month.duties + month.reports for month in year.months) == len(things)
    assert sum(unit.duties + unit.reports for unit in year.units) == len(things)
    assert all(sum(unit.months.values()) == unit.duties + unit.reports for unit in year.units)
    assert all(unit.in_peak == sum(t.unit == unit.unit and week_of(t.day) == unit.peak for t in things)
               for unit in year.units if unit.peak)  # fmt: skip


@pytest.mark.django_db
def test_a_plan_that_is_not_given_out_shows_its_year_and_writes_nothing() -> None:
    cast = make_cast()
    other = tracked(cast, task("Việc khác", lead(cast.finance), timing="ongoing"))
    set_regimes(cast.focal_officer, other, [ANNUAL])
    settle_plan(other.pk, today=TODAY)
    due = task("Công khai dự toán", lead(cast.finance, cast.an_ha), timing="deadline", due=date(2026, 12, 3))
    plan = adopted(cast, due)
    set_regimes(cast.focal_officer, plan, [ANNUAL])
    before = (Duty.objects.count(), ReportSlot.objects.count())
    year = rehearse_plan(plan, TRACKED, TODAY)
    assert (Duty.objects.count(), ReportSlot.objects.count()) == before
    assert [(month.key, month.duties, month.reports) for month in year.months if month.duties] == [
        ("2026-12", 2, 2)
    ]
    (clash,) = year.clashes
    assert (clash.units, clash.plan) == (1, other.pk)
    finance = next(unit for unit in year.units if unit.unit == cast.finance.pk)
    assert (finance.in_peak, finance.others_in_peak) == (2, 1)


@pytest.mark.django_db
def test_the_rehearsal_asks_as_much_of_few_actions_as_of_many() -> None:
    cast = make_cast()
    counts = []
    for many in (1, 12):
        tasks = [task(f"Việc {n}", lead(cast.finance, cast.an_ha), timing="deadline", due=date(2026, 12, 3))
                 for n in range(many)]  # fmt: skip
        plan = adopted(cast, *tasks)
        set_regimes(cast.focal_officer, plan, [ANNUAL])
        with CaptureQueriesContext(connection) as asked:
            rehearse_plan(plan, TRACKED, TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 18
