"""The days on which the real plans want reports, from their own words (design: mission, The five real plans).

Each expected line says the rule beside it. In the plan's years, and repeated over 2026-2027 as if it held.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from minhbach.__main__ import main
from minhbach.intake.core.report_duties import report_duties
from minhbach.plans.core.rest_days import proposed_calendar
from minhbach.reading.tests.plans import drafted
from minhbach.reporting.core.report_calendar import Entry
from minhbach.reporting.core.turns import Days, StepKind

SHARED = Path(__file__).resolve().parents[2] / "shared"
FORMS = ("docx", "pdf")
needs_plans = pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="the real plans are not beside us")
UNIT, WHOLE = "unit_report", "consolidated_report"
BOTH_YEARS = (date(2026, 1, 1), date(2027, 12, 31))

Line = tuple[str, str, str | None, str | None, str]  # role, period, before, last on time, merged into

QUARTERLY_AND_ANNUAL = {
    # 000: signed in July 2023, so the first round is the third quarter; "trước ngày 02 của tháng đầu tiên
    # quý tiếp theo", "trước ngày 02/12"; consolidated "trước ngày 10 ..." and "trước ngày 10/12". The fourth
    # quarter is due in January, later than the annual report, and goes with it.
    "000": [
        (UNIT, "2023-Q3", "2023-10-02", "2023-10-01", ""),
        (WHOLE, "2023-Q3", "2023-10-10", "2023-10-09", ""),
        (UNIT, "2023", "2023-12-02", "2023-12-01", ""),
        (WHOLE, "2023", "2023-12-10", "2023-12-09", ""),
        (UNIT, "2023-Q4", "2024-01-02", "2024-01-01", "2023"),
        (WHOLE, "2023-Q4", "2024-01-10", "2024-01-09", "2023"),
    ],
    # 001: signed in May 2024: the second quarter is the first that ends after it; the same days.
    "001": [
        (UNIT, "2024-Q2", "2024-07-02", "2024-07-01", ""),
        (WHOLE, "2024-Q2", "2024-07-10", "2024-07-09", ""),
        (UNIT, "2024-Q3", "2024-10-02", "2024-10-01", ""),
        (WHOLE, "2024-Q3", "2024-10-10", "2024-10-09", ""),
        (UNIT, "2024", "2024-12-02", "2024-12-01", ""),
        (WHOLE, "2024", "2024-12-10", "2024-12-09", ""),
        (UNIT, "2024-Q4", "2025-01-02", "2025-01-01", "2024"),
        (WHOLE, "2024-Q4", "2025-01-10", "2025-01-09", "2024"),
    ],
    # 002: "06 tháng và 01 năm ... trước ngày 01 tháng 6 và ngày 01 tháng 12": "trước" holds for both, June is
    # of the first half, December of the year. Consolidated "theo quy định": no day is invented.
    "002": [
        (UNIT, "2024-H1", "2024-06-01", "2024-05-31", ""),
        (WHOLE, "2024-H1", None, None, ""),
        (UNIT, "2024", "2024-12-01", "2024-11-30", ""),
        (WHOLE, "2024", None, None, ""),
        (WHOLE, "2024-H2", None, None, "2024"),
    ],
    # 004: signed in July 2021, monthly "trước ngày 2 tháng sau": the month before, so July is the first;
    # consolidated "trước ngày 5 tháng sau". December is due in January.
    "004": [
        line
        for month, due in zip(range(7, 13), ("08", "09", "10", "11", "12", "01"), strict=True)
        for year in ["2022" if due == "01" else "2021"]
        for line in [
            (UNIT, f"2021-{month:02d}", f"{year}-{due}-02", f"{year}-{due}-01", ""),
            (WHOLE, f"2021-{month:02d}", f"{year}-{due}-05", f"{year}-{due}-04", ""),
        ]
    ],
}


def of_quarters(unit: str, whole: str) -> list[Line]:
    """Eight quarters and two years, less the fourth quarters that go with the annual report."""
    found: list[Line] = []
    for year in (2026, 2027):
        for quarter, month in (("Q1", "04"), ("Q2", "07"), ("Q3", "10")):
            for role, day in ((UNIT, unit), (WHOLE, whole)):
                last = f"{int(day) - 1:02d}"
                found.append(
                    (role, f"{year}-{quarter}", f"{year}-{month}-{day}", f"{year}-{month}-{last}", "")
                )
        for role, day in ((UNIT, unit), (WHOLE, whole)):
            last = f"{int(day) - 1:02d}"
            found.append((role, str(year), f"{year}-12-{day}", f"{year}-12-{last}", ""))
    return found


def of_months(unit: str, whole: str) -> list[Line]:
    found: list[Line] = []
    for n in range(24):
        year, month = 2026 + n // 12, n % 12 + 1
        before = f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"
        for role, day in ((UNIT, unit), (WHOLE, whole)):
            due = date(year, month, int(day))
            found.append((role, before, due.isoformat(), due.replace(day=due.day - 1).isoformat(), ""))
    return found


OVER_TWO_YEARS = {
    "000": of_quarters("02", "10"),
    "001": of_quarters("02", "10"),
    "002": [
        (UNIT, f"{year}{half}", f"{year}-{month}-01", last, "")
        for year in (2026, 2027)
        for half, month, last in (("-H1", "06", f"{year}-05-31"), ("", "12", f"{year}-11-30"))
    ],
    "004": of_months("02", "05"),
}


def lines(found: list[Entry]) -> list[Line]:
    return [
        (
            one.said.role,
            one.period,
            one.before.isoformat() if one.before else None,
            one.last_on_time.isoformat() if one.last_on_time else None,
            one.merged_into,
        )
        for one in found
    ]


def duties(plan: str, form: str, between: tuple[date, date] | None = None) -> list[Entry]:
    return report_duties(drafted(SHARED / "samples" / f"{plan}.{form}"), Days(proposed_calendar()), between)


@needs_plans
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", sorted(QUARTERLY_AND_ANNUAL))
def test_a_real_plan_wants_its_reports_on_the_days_that_its_words_name(plan: str, form: str) -> None:
    found = lines(duties(plan, form))
    assert sorted(found, key=str) == sorted(QUARTERLY_AND_ANNUAL[plan], key=str)


@needs_plans
@pytest.mark.parametrize("plan", sorted(OVER_TWO_YEARS))
def test_over_later_years_a_real_plan_repeats_its_days_as_if_it_held(plan: str) -> None:
    entries = duties(plan, "docx", BOTH_YEARS)
    found = [line for line in lines(entries) if line[2] is not None and not line[4]]
    assert sorted(found) == sorted(OVER_TWO_YEARS[plan])
    assert all(one.outside for one in entries)


@needs_plans
def test_the_data_of_a_quarter_close_by_the_decree_and_those_of_a_year_are_cut() -> None:
    quarter, *_rest = duties("000", "docx")
    assert (quarter.window_from, quarter.window_to) == (date(2023, 6, 15), date(2023, 9, 14))
    year = next(one for one in duties("000", "docx") if one.period == "2023")
    assert (year.window_to, year.estimated) == (date(2023, 12, 1), True)


@needs_plans
def test_the_month_after_names_the_whole_month_before() -> None:
    july = duties("004", "docx")[0]
    assert (july.window_from, july.window_to) == (date(2021, 7, 1), date(2021, 7, 31))


@needs_plans
def test_a_last_day_on_a_sunday_says_so_and_names_the_friday() -> None:
    first = duties("000", "docx")[0]
    assert first.advised_on == date(2023, 9, 29)
    assert StepKind.REST_DAY in [step.kind for step in first.steps]


@needs_plans
def test_a_plan_without_report_duties_prints_none() -> None:
    assert duties("003", "docx") == []


@needs_plans
def test_the_command_prints_every_duty_of_a_file_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", str(SHARED / "samples" / "004.docx"), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert len(printed) == 12
    first = printed[0]
    assert (first["role"], first["cycle"], first["period"]) == (UNIT, "monthly", "2021-07")
    assert (first["before"], first["last_on_time"]) == ("2021-08-02", "2021-08-01")
    assert first["words"] == "trước ngày 2 tháng sau"
    assert first["who"] and first["to"]
    assert any("24 giờ" in line for line in first["explanation"])


@needs_plans
def test_the_command_prints_a_calendar_whose_events_keep_their_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = []
    for _ in range(2):
        assert main(["calendar", str(SHARED / "samples" / "000.docx"), "--ics"]) == 0
        printed.append(capsys.readouterr().out)
    events = list(Calendar.from_ical(printed[0]).walk("VEVENT"))
    assert [str(event.decoded("dtstart")) for event in events] == [
        "2023-10-01", "2023-10-09", "2023-12-01", "2023-12-09",
    ]  # fmt: skip
    assert len({str(event["uid"]) for event in events}) == 4
    assert printed[0] == printed[1]


def test_the_command_refuses_days_in_the_wrong_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "x.docx", "--from", "2027-01-01", "--to", "2026-01-01"]) == 1
    assert "--to" in capsys.readouterr().err
