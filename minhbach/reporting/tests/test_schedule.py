"""Days, data windows, first rounds and merged rounds of report regimes (design: domain, Dates)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reporting.core.regime_faults import RegimeFault, faults_of
from minhbach.reporting.core.schedule import Merge, RegimeFacts, Span, rounds_between, rounds_of
from minhbach.reporting.core.turns import Days, Roll, Rule, StepKind, WindowRule, decree_window, turns
from minhbach.shared.dates import Cycle, WorkCalendar, period_from_key

DAYS = Days(WorkCalendar(), frozenset({2026}))
TENTH = Rule(Cycle.QUARTERLY, "trước ngày 10 tháng đầu quý sau", 10, None, 1, is_before=True)
DECEMBER = Rule(Cycle.ANNUAL, "trước ngày 10/12", 10, 12, is_before=True)


def only(rule: Rule, key: str):
    period = period_from_key(key)
    return next(t for t in turns(rule, period.end.year, period.end.year, DAYS) if t.period == period)


def kinds(turn) -> list[StepKind]:
    return [step.kind for step in turn.steps]


def test_before_a_day_ends_on_the_day_before() -> None:
    turn = only(TENTH, "2026-Q3")
    assert (turn.due, turn.last_on_time) == (date(2026, 10, 10), date(2026, 10, 9))


def test_any_other_wording_includes_its_day() -> None:
    turn = only(Rule(Cycle.QUARTERLY, "chậm nhất ngày 10", 10, None, 1), "2026-Q3")
    assert turn.last_on_time == date(2026, 10, 10)


def test_a_named_day_on_a_rest_day_stays_and_the_working_day_before_is_advised() -> None:
    turn = only(Rule(Cycle.QUARTERLY, "trước ngày 05", 5, None, 1, is_before=True), "2026-Q3")
    assert turn.last_on_time == date(2026, 10, 4)  # a Sunday
    assert turn.advised_on == date(2026, 10, 2)
    assert StepKind.REST_DAY in kinds(turn)
    assert StepKind.UNCONFIRMED not in kinds(turn)


@pytest.mark.parametrize(
    ("roll", "last"), [(Roll.NEXT, date(2026, 10, 5)), (Roll.PREVIOUS, date(2026, 10, 2))]
)
def test_a_regime_with_a_roll_moves_a_last_day_that_is_a_rest_day(roll: Roll, last: date) -> None:
    rule = Rule(Cycle.QUARTERLY, "trước ngày 05", 5, None, 1, is_before=True, roll=roll)
    turn = only(rule, "2026-Q3")
    assert (turn.last_on_time, turn.advised_on) == (last, None)
    assert StepKind.ROLLED in kinds(turn)


def test_a_rest_day_of_an_unconfirmed_year_says_that_the_calendar_is_not_confirmed() -> None:
    assert StepKind.UNCONFIRMED in kinds(only(Rule(Cycle.MONTHLY, "ngày 2", 2, None, 1), "2027-04"))


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026-09", "2026-08-15", "2026-09-14"),
        ("2026-01", "2025-12-15", "2026-01-14"),
        ("2026-Q3", "2026-06-15", "2026-09-14"),
        ("2026-H1", "2025-12-15", "2026-06-14"),
        ("2026-H2", "2026-06-15", "2026-12-14"),
        ("2026-9M", "2025-12-15", "2026-09-14"),
        ("2026", "2025-12-15", "2026-12-14"),
    ],
)
def test_the_decree_closes_data_on_the_fourteenth(key: str, start: str, end: str) -> None:
    # Nghị định 09/2019/NĐ-CP, điều 12
    window = decree_window(period_from_key(key))
    assert (window.start.isoformat(), window.end.isoformat()) == (start, end)


def test_data_close_by_the_decree_where_two_working_days_are_left_to_write() -> None:
    window = only(Rule(Cycle.MONTHLY, "ngày 16", 16, None, 0), "2026-09").window  # 14/09 is a Monday
    assert window.kind is StepKind.WINDOW_DECREE
    window = only(Rule(Cycle.MONTHLY, "ngày 15", 15, None, 0), "2026-09").window
    assert (window.kind, window.end, window.estimated) == (StepKind.WINDOW_CUT, date(2026, 9, 15), True)


def test_a_report_due_before_its_year_is_over_is_cut_at_its_last_day_and_estimated() -> None:
    window = only(DECEMBER, "2026").window
    assert (window.start, window.end, window.estimated) == (date(2026, 1, 1), date(2026, 12, 9), True)


def test_words_that_name_the_month_before_give_the_whole_month() -> None:
    rule = Rule(
        Cycle.MONTHLY, "trước ngày 2 tháng sau", 2, None, 1, is_before=True, window=WindowRule.CALENDAR
    )
    window = only(rule, "2026-09").window
    assert (window.start, window.end, window.estimated) == (date(2026, 9, 1), date(2026, 9, 30), False)


def test_a_cut_off_of_ones_own_runs_from_month_to_month() -> None:
    rule = Rule(Cycle.MONTHLY, "", 25, None, 0, window=WindowRule.DAYS, window_from=21, window_to=20)
    window = only(rule, "2026-03").window
    assert (window.start, window.end) == (date(2026, 2, 21), date(2026, 3, 20))


@pytest.mark.parametrize(
    ("cycle", "day", "month", "key"),
    [
        (Cycle.ANNUAL, 2, 12, "2026"),
        (Cycle.ANNUAL, 20, 1, "2025"),
        (Cycle.SEMIANNUAL, 1, 6, "2026-H1"),
        (Cycle.SEMIANNUAL, 10, 1, "2025-H2"),
        (Cycle.NINE_MONTH, 20, 9, "2026-9M"),
    ],
)
def test_a_named_day_belongs_to_the_period_whose_end_lies_nearest(cycle, day, month, key) -> None:
    found = turns(Rule(cycle, "x", day, month), 2025, 2026, DAYS)
    assert key in [turn.period.key for turn in found if turn.due == date(2026, month, day)]


def test_the_thirty_first_of_a_shorter_month_is_its_last_day() -> None:
    assert only(Rule(Cycle.MONTHLY, "ngày 31", 31, None, 1), "2026-01").due == date(2026, 2, 28)


def test_a_report_opens_when_its_data_are_complete_or_two_weeks_of_work_before() -> None:
    assert only(TENTH, "2026-Q3").opens_on == date(2026, 9, 15)
    assert only(DECEMBER, "2026").opens_on == date(2026, 11, 25)


@given(
    st.sampled_from(list(Cycle)),
    st.integers(1, 31),
    st.one_of(st.none(), st.integers(1, 12)),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from(list(Roll)),
    st.sampled_from([WindowRule.USUAL, WindowRule.CALENDAR]),
)
def test_every_turn_has_its_data_before_its_last_day_and_opens_in_time(
    cycle, day, month, offset, before, roll, window
) -> None:
    rule = Rule(cycle, "x", day, month, offset, before, roll, window)
    for turn in turns(rule, 2024, 2027, DAYS):
        assert turn.last_on_time is not None and turn.due is not None
        assert turn.window.start <= turn.window.end or turn.last_on_time < turn.period.start
        assert turn.opens_on <= turn.last_on_time
        assert turn.window.estimated == (turn.window.kind is StepKind.WINDOW_CUT)
        assert abs(turn.last_on_time - turn.due) <= timedelta(days=14)


QUARTERS = RegimeFacts(1, "unit_report", TENTH, "các sở")
YEAR = RegimeFacts(2, "unit_report", DECEMBER, "các sở")
SPAN = Span(2026, 2026, issued=date(2026, 1, 20))


def keys(rounds) -> list[tuple[str, str]]:
    return [(one.turn.period.key, one.merged_into) for one in rounds]


def test_the_fourth_quarter_goes_with_the_annual_report_that_is_due_earlier() -> None:
    assert keys(rounds_of([QUARTERS, YEAR], SPAN, DAYS)) == [
        ("2026-Q1", ""), ("2026-Q2", ""), ("2026-Q3", ""), ("2026", ""), ("2026-Q4", "2026"),
    ]  # fmt: skip
    annual = next(one for one in rounds_of([QUARTERS, YEAR], SPAN, DAYS) if one.regime is YEAR)
    assert annual.covers == ("2026-Q4",)


def test_an_annual_report_that_is_due_later_leaves_the_fourth_quarter_alone() -> None:
    later = RegimeFacts(2, "unit_report", Rule(Cycle.ANNUAL, "ngày 20/01", 20, 1), "các sở")
    assert ("2026-Q4", "") in keys(rounds_of([QUARTERS, later], SPAN, DAYS))


def test_a_person_may_keep_them_apart_or_give_them_as_one() -> None:
    apart = RegimeFacts(1, "unit_report", TENTH, "các sở", Merge.APART)
    assert ("2026-Q4", "") in keys(rounds_of([apart, YEAR], SPAN, DAYS))
    later = RegimeFacts(2, "unit_report", Rule(Cycle.ANNUAL, "ngày 20/01", 20, 1), "các sở")
    as_one = RegimeFacts(1, "unit_report", TENTH, "các sở", Merge.ONE)
    assert ("2026-Q4", "2026") in keys(rounds_of([as_one, later], SPAN, DAYS))


def test_reports_of_others_are_not_merged() -> None:
    others = RegimeFacts(2, "unit_report", DECEMBER, "các xã")
    assert ("2026-Q4", "") in keys(rounds_of([QUARTERS, others], SPAN, DAYS))


def test_the_first_round_ends_after_the_plan_is_signed_and_after_tracking_begins() -> None:
    signed = Span(2026, 2026, issued=date(2026, 6, 30))
    assert keys(rounds_of([QUARTERS], signed, DAYS))[0] == ("2026-Q3", "")
    tracked = Span(2026, 2026, issued=date(2026, 1, 20), tracked_from=date(2026, 10, 1))
    assert keys(rounds_of([QUARTERS, YEAR], tracked, DAYS)) == [("2026", ""), ("2026-Q4", "2026")]


def test_beyond_the_plans_years_the_regime_repeats_and_says_so() -> None:
    found = rounds_between([QUARTERS, YEAR], SPAN, DAYS, date(2027, 1, 1), date(2027, 12, 31))
    assert [(one.turn.due, one.outside) for one in found] == [
        (date(2027, 1, 10), False), (date(2027, 4, 10), True), (date(2027, 7, 10), True),
        (date(2027, 10, 10), True), (date(2027, 12, 10), True),
    ]  # fmt: skip
    assert StepKind.OUTSIDE_YEARS in kinds(found[-1].turn)


def test_between_two_days_inside_the_plans_years_nothing_comes_before_its_first_round() -> None:
    late = Span(2026, 2026, issued=date(2026, 8, 1))
    found = rounds_between([QUARTERS], late, DAYS, date(2026, 1, 1), date(2026, 12, 31))
    assert [one.turn.due for one in found if not one.outside] == [date(2026, 10, 10)]


@pytest.mark.parametrize(
    ("rule", "field", "fault"),
    [
        (Rule(Cycle.QUARTERLY, "", 32, None, 1), "due_day", RegimeFault.DAY),
        (Rule(Cycle.ANNUAL, "", 31, 11), "due_day", RegimeFault.DAY_OF_MONTH),
        (Rule(Cycle.ANNUAL, "", 1, 13), "due_month", RegimeFault.MONTH),
        (Rule(Cycle.MONTHLY, "", 1, 3), "due_month", RegimeFault.MONTH),
        (Rule(Cycle.QUARTERLY, "", 1, None, 9), "month_offset", RegimeFault.OFFSET),
        (Rule(Cycle.ANNUAL, "", None, 3), "due_day", RegimeFault.DAY_MISSING),
        (Rule(Cycle.MONTHLY, "", 1, window=WindowRule.DAYS), "window_from", RegimeFault.WINDOW),
    ],
)
def test_a_rule_that_names_no_day_is_refused_at_its_field(rule, field, fault) -> None:
    assert (field, fault) in [(found.field, found.fault) for found in faults_of(rule)]


def test_a_whole_rule_has_no_fault() -> None:
    assert faults_of(TENTH) == faults_of(DECEMBER) == []
