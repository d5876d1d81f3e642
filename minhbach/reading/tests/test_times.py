"""Time phrases of plans: what they mean, and that reading them never leaves the plan's years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.times import Cycle, TimeKind, cycles, read_time
from minhbach.reading.find.words import is_period

YEAR = PlanYears(2024, 2024, date(2024, 2, 1))
DECADE = PlanYears(2021, 2030, date(2021, 8, 1))


def read(text, years=YEAR):
    time = read_time(text, years)
    return time.kind, time.start, time.due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Trước 30/7/2024", date(2024, 7, 30)),
        ("Trước ngày 05 tháng 9 năm 2024", date(2024, 9, 5)),
        ("Xong trong tháng 2/2024", date(2024, 2, 29)),
        ("Hoàn thành trong Quý III/2024", date(2024, 9, 30)),
        ("Đến năm 2025", date(2025, 12, 31)),
        ("Chậm nhất ngày 15/11/2024", date(2024, 11, 15)),
        ("15/12/2024", date(2024, 12, 15)),
        ("Trước ngày 20/6", date(2024, 6, 20)),
    ],
)
def test_a_day_or_a_word_of_finishing_makes_a_deadline(text, due):
    assert read(text) == (TimeKind.DEADLINE, None, due)


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("Quý II+III", date(2024, 4, 1), date(2024, 9, 30)),
        ("Quý III+IV/2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("Quý 1/2024", date(2024, 1, 1), date(2024, 3, 31)),
        ("Tháng 9-12/2024", date(2024, 9, 1), date(2024, 12, 31)),
        ("6 tháng cuối năm", date(2024, 7, 1), date(2024, 12, 31)),
        ("Năm 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2021-2030", date(2021, 1, 1), date(2030, 12, 31)),
        ("Từ 2022 đến 2025", date(2022, 1, 1), date(2025, 12, 31)),
        ("Bắt đầu 2022, hoàn thành 2026", date(2022, 1, 1), date(2026, 12, 31)),
        ("Quý I/2024 - Quý III/2025", date(2024, 1, 1), date(2025, 9, 30)),
        ("Tuần 2 (từ 08/4/2024 đến 14/4/2024)", date(2024, 4, 8), date(2024, 4, 14)),
    ],
)
def test_a_stretch_of_the_calendar_makes_a_period(text, start, due):
    assert read(text) == (TimeKind.PERIOD, start, due)


def test_work_of_every_year_recurs_over_the_years_of_the_plan():
    time = read_time("Thường xuyên hàng năm", DECADE)
    assert (time.kind, time.recurrence) == (TimeKind.RECURRING, Cycle.ANNUAL)
    assert (time.start, time.due) == (date(2021, 1, 1), date(2030, 12, 31))


def test_an_end_year_bounds_work_of_every_year():
    assert read_time("Hàng năm, đến năm 2026", DECADE).due == date(2026, 12, 31)


def test_of_two_cycles_the_shorter_counts():
    assert read_time("theo quý, năm", YEAR).recurrence is Cycle.QUARTERLY
    assert cycles("định kỳ 06 tháng và 01 năm") == [Cycle.SEMIANNUAL, Cycle.ANNUAL]


def test_a_condition_in_brackets_is_the_trigger_of_ongoing_work():
    time = read_time("Thường xuyên (khi phát sinh hồ sơ mới)", YEAR)
    assert (time.kind, time.trigger) == (TimeKind.ONGOING, "khi phát sinh hồ sơ mới")


@pytest.mark.parametrize(
    "text",
    [
        "Khi có Nghị định mới",
        "Theo lộ trình tại Kế hoạch số 12/KH-UBND ngày 3/5/2023",
        "Ngay sau khi được giao vốn",
    ],
)
def test_a_condition_alone_is_an_event(text):
    time = read_time(text, YEAR)
    assert (time.kind, time.trigger, time.due) == (TimeKind.EVENT, text, None)


def test_two_days_in_one_cell_are_doubted():
    time = read_time("Trước 30/6/2024 và 30/11/2024", YEAR)
    assert "two_dates" in time.doubts
    assert time.candidates == ("2024-06-30", "2024-11-30")


def test_before_a_month_is_doubted_between_its_start_and_its_end():
    time = read_time("Trước tháng 6/2024", YEAR)
    assert time.due == date(2024, 5, 31)
    assert "two_readings" in time.doubts


def test_words_that_say_no_time_are_doubted_and_kept():
    time = read_time("Như trên", YEAR)
    assert (time.kind, time.raw, time.doubts) == (TimeKind.NONE, "Như trên", ("time_unread",))


def test_a_month_without_a_year_stays_open_where_the_plan_has_several_years():
    time = read_time("Tháng 6", PlanYears(2021, 2030))
    assert time.due is None
    assert "year_missing" in time.doubts


def test_a_day_that_does_not_exist_is_no_due():
    assert read_time("Trước 31/4/2024", YEAR).due is None


YEARLESS = st.sampled_from(
    [
        "Quý I",
        "Quý II+IV",
        "Tháng 3",
        "6 tháng đầu năm",
        "Trước ngày 15/8",
        "Hàng năm",
        "Hằng quý",
        "định kỳ hằng tháng",
    ]
)


@given(YEARLESS, st.integers(2000, 2098))
def test_a_phrase_without_a_year_stays_inside_the_plan_year(text, year):
    time = read_time(text, PlanYears(year, year))
    assert time.due is not None
    assert date(year, 1, 1) <= (time.start or time.due) <= time.due <= date(year, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_every_day_written_with_figures_is_read_back(day):
    assert read_time(f"Trước {day.day}/{day.month}/{day.year}", PlanYears()).due == day
    assert read_time(f"Trước ngày {day:%d} tháng {day:%m} năm {day.year}", PlanYears()).due == day


@given(st.text(alphabet="quýthángnămIV0123456789/-+ ().,trướcđếnhằng", max_size=60))
def test_any_text_is_read_without_error_and_start_never_follows_due(text):
    time = read_time(text, DECADE)
    assert time.start is None or time.due is None or time.start <= time.due


@given(YEARLESS)
def test_reading_the_words_that_were_kept_reads_the_same(text):
    first = read_time(text, YEAR)
    again = read_time(first.raw, YEAR)
    assert again == first


@pytest.mark.parametrize(
    "text", ["Tháng 3, 6, 9", "Tuần 2 tháng 5/2024", "2024 và những năm tiếp theo", "III/2024"]
)
def test_words_beside_a_moment_that_no_rule_reads_are_doubted(text):
    assert "partly_read" in read_time(text, YEAR).doubts


def test_the_whole_year_is_that_of_the_plan():
    assert read("Cả năm") == (TimeKind.PERIOD, date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize("text", ["Trước 30/7/202 4", "Trước 30/7/20 24", "Trước 30/7/2 024"])
def test_a_year_that_a_narrow_cell_broke_in_two_is_one_year(text):
    assert read(text) == (TimeKind.DEADLINE, None, date(2024, 7, 30))
    assert not read_time(text, YEAR).doubts


def test_the_number_of_a_week_is_read_where_its_days_stand_beside_it():
    assert read_time("Tuần 2 (từ 08/4/2024 đến 14/4/2024)", YEAR).doubts == ()
    assert "partly_read" in read_time("Tuần 2 tháng 4/2024", YEAR).doubts


def test_a_line_is_a_period_only_where_the_calendar_has_it():
    assert all(
        map(is_period, ("Tháng 12/2026", "Tháng 02 năm 2026:", "Quý IV/2026", "6 tháng cuối năm 2026"))
    )
    assert not any(map(is_period, ("Tháng 13/2026", "Quý 7", "Quý IX/2026", "Tháng cao điểm")))
