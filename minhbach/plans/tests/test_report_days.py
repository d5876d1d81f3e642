"""Days on which recurring reports are due, as documents name them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.plans.core.clocks import ActionFacts, Owing, duties_of
from minhbach.plans.core.report_days import ReportDay, day_of, report_days
from minhbach.shared.dates import Cycle, period_from_key, period_of

AFTER_QUARTER = ReportDay("quarterly", 2, offset=1, is_before=True)
IN_DECEMBER = ReportDay("annual", 2, month=12, is_before=True)
YEAR = {"timing": "recurring", "recurrence": "quarterly", "year_from": 2026, "year_to": 2026}


@pytest.mark.parametrize(
    ("key", "days", "due"),
    [
        ("2026-Q2", (AFTER_QUARTER, IN_DECEMBER), date(2026, 7, 2)),
        ("2026-Q3", (AFTER_QUARTER, IN_DECEMBER), date(2026, 10, 2)),
        ("2026-Q4", (AFTER_QUARTER, IN_DECEMBER), date(2026, 12, 2)),
        ("2026-Q4", (AFTER_QUARTER,), date(2027, 1, 2)),
        (
            "2026-H1",
            (ReportDay("semiannual", 1, month=6), ReportDay("annual", 1, month=12)),
            date(2026, 6, 1),
        ),
        (
            "2026-H2",
            (ReportDay("semiannual", 1, month=6), ReportDay("annual", 1, month=12)),
            date(2026, 12, 1),
        ),
        ("2026-01", (ReportDay("monthly", 30, offset=1),), date(2026, 2, 28)),
        ("2026-Q2", (), date(2026, 6, 30)),
    ],
)
def test_a_period_is_due_on_the_day_that_the_document_names(
    key: str, days: tuple[ReportDay, ...], due: date
) -> None:
    assert day_of(period_from_key(key), days)[0] == due


def test_before_a_day_means_the_day_before() -> None:
    facts = ActionFacts(**YEAR, report_days=(AFTER_QUARTER, IN_DECEMBER))
    made = duties_of(facts, [Owing(1)], date(2026, 4, 1), date(2026, 4, 1), "quarterly")
    assert [(duty.period, duty.due, duty.last_on_time) for duty in made] == [
        ("2026-Q2", date(2026, 7, 2), date(2026, 7, 1)),
        ("2026-Q3", date(2026, 10, 2), date(2026, 10, 1)),
        ("2026-Q4", date(2026, 12, 2), date(2026, 12, 1)),
    ]


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(list(Cycle)), st.integers(1, 31),
    st.integers(0, 3),
)  # fmt: skip
def test_a_day_after_the_period_is_never_before_its_last_month(
    day: date, cycle: Cycle, number: int, offset: int
) -> None:
    period = period_of(day, cycle)
    due, _before = day_of(period, (ReportDay(cycle, number, offset=offset),))
    assert due >= period.end.replace(day=1)


def test_days_survive_being_stored() -> None:
    assert report_days([AFTER_QUARTER.as_dict(), IN_DECEMBER.as_dict()]) == (AFTER_QUARTER, IN_DECEMBER)
