from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from minhbach.shared.dates import (
    Cycle,
    WorkCalendar,
    parse_vn_date,
    period_from_key,
    period_name,
    period_of,
    periods_between,
    vn_date,
)
from minhbach.shared.periods import period_words, span_words

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
cycles = st.sampled_from([cycle for cycle in Cycle if cycle.tiles])
calendars = st.builds(
    WorkCalendar,
    rest_weekdays=st.frozensets(st.integers(0, 6), max_size=3),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
    makeup_days=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5),
)
PLAIN = WorkCalendar()


def test_a_date_is_written_day_month_year():
    assert vn_date(date(2026, 10, 6)) == "06/10/2026"


@given(days)
def test_a_written_date_reads_back(day):
    assert parse_vn_date(vn_date(day)) == day


@pytest.mark.parametrize("text", ["31/02/2026", "2026-10-06", "6/10/26", "", "mai"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        parse_vn_date(text)


def test_the_day_of_the_event_is_not_counted():
    friday = date(2026, 10, 2)
    assert PLAIN.add_working_days(friday, 1) == date(2026, 10, 5)
    assert PLAIN.add_working_days(friday, 5) == date(2026, 10, 9)


def test_a_holiday_within_the_period_moves_its_end():
    calendar = WorkCalendar(holidays=frozenset({date(2026, 10, 6)}))
    assert calendar.add_working_days(date(2026, 10, 5), 1) == date(2026, 10, 7)


def test_a_rest_day_that_is_made_up_counts():
    calendar = WorkCalendar(makeup_days=frozenset({date(2026, 10, 3)}))
    assert calendar.add_working_days(date(2026, 10, 2), 1) == date(2026, 10, 3)


def test_a_period_of_days_that_ends_on_sunday_ends_on_monday():
    assert PLAIN.add_days(date(2026, 10, 1), 3) == date(2026, 10, 5)


def test_a_period_of_a_month_from_the_31st_ends_with_the_shorter_month():
    assert PLAIN.add_months(date(2026, 8, 31), 1) == date(2026, 9, 30)


def test_the_working_day_before_a_monday_is_friday():
    assert PLAIN.working_day_before(date(2026, 10, 5)) == date(2026, 10, 2)


def test_a_week_without_a_working_day_is_refused():
    with pytest.raises(ValueError):
        WorkCalendar(rest_weekdays=frozenset(range(7)))


@given(calendars, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 40))
def test_a_period_of_working_days_holds_exactly_that_many(calendar, start, count):
    end = calendar.add_working_days(start, count)
    assert calendar.is_working(end)
    assert calendar.working_days_between(start, end) == count


@given(calendars, days)
def test_no_working_day_lies_between_a_day_and_the_working_day_before_it(calendar, day):
    before = calendar.working_day_before(day)
    assert before < day
    assert calendar.is_working(before)
    assert not any(calendar.is_working(before + timedelta(n)) for n in range(1, (day - before).days))


@given(days, cycles)
def test_every_day_lies_in_its_period_and_the_key_names_it(day, cycle):
    period = period_of(day, cycle)
    assert day in period
    assert period_from_key(period.key) == period
    assert period.next.start == period.end + timedelta(1)
    assert period.next.previous == period


@given(days)
def test_nine_months_end_in_september_and_the_next_such_period_is_of_the_next_year(day):
    period = period_of(day, Cycle.NINE_MONTH)
    assert (period.start, period.end) == (date(day.year, 1, 1), date(day.year, 9, 30))
    assert period_from_key(period.key) == period
    assert period.next == period_of(date(day.year + 1, 12, 31), Cycle.NINE_MONTH)
    assert period.next.previous == period


def test_a_span_after_september_holds_no_nine_months():
    assert periods_between(date(2026, 10, 1), date(2026, 12, 31), Cycle.NINE_MONTH) == []
    assert [p.key for p in periods_between(date(2026, 9, 30), date(2027, 1, 1), Cycle.NINE_MONTH)] == [
        "2026-9M", "2027-9M",
    ]  # fmt: skip
    assert period_name("2026-9M") == "9 tháng đầu năm 2026"


@given(days, st.integers(0, 2000), cycles)
def test_periods_between_cover_the_span_without_gap_or_overlap(start, length, cycle):
    end = start + timedelta(length)
    periods = periods_between(start, end, cycle)
    assert start in periods[0]
    assert end in periods[-1]
    assert all(a.next == b for a, b in pairwise(periods))


def test_no_period_lies_in_a_span_that_ends_before_it_starts():
    assert periods_between(date(2026, 3, 2), date(2026, 3, 1), "monthly") == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("2026-03", "Tháng 3/2026"),
        ("2026-Q3", "Quý III/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026", "Năm 2026"),
    ],
)
def test_periods_have_the_names_that_offices_use(key, name):
    assert period_name(key) == name
    with translation.override("vi"):
        assert period_words(key) == name
    with translation.override("en"):
        assert period_words(key) != name


@pytest.mark.parametrize("key", ["2026-13", "2026-Q5", "2026-H3", "26", "2026-3", ""])
def test_a_key_that_names_no_period_is_refused(key):
    with pytest.raises(ValueError):
        period_from_key(key)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "Quý III/2026"),
        (date(2028, 2, 1), date(2028, 2, 29), "Tháng 2/2028"),
        (date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        (date(2021, 1, 1), date(2030, 12, 31), "2021 - 2030"),
        (date(2026, 4, 1), date(2026, 9, 30), "01/04 - 30/09/2026"),
        (date(2026, 4, 1), date(2027, 9, 15), "01/04/2026 - 15/09/2027"),
    ],
)
def test_a_span_that_is_a_whole_period_is_called_by_its_name(start, end, said):
    assert span_words(start, end) == said


def test_every_period_of_a_year_has_its_name_on_screen_and_in_reports():
    keys = [f"2026-{month:02d}" for month in range(1, 13)] + [f"2026-Q{n}" for n in range(1, 5)]
    assert [period_words(key) for key in keys] == [period_name(key) for key in keys]
