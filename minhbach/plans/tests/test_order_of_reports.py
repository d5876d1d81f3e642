"""What was reported done stays so until it is returned, in whatever order the papers are written down."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.plans import services
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.core.report import Report
from minhbach.plans.models import Duty, Plan, ProgressEntry
from tests.cast import TODAY, Cast, lead, only_duty, task, tracked

DONE = Report(text="Xong", result="reported_done", done_on=date(2026, 11, 5), numbers=("1/STC",))
DOING = Report(text="Bổ sung phụ lục", percent=60)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    due = {"timing": "deadline", "due": date(2026, 11, 10)}
    return tracked(cast, task("Một", lead(cast.finance), **due), today=date(2026, 11, 1))


def _report(cast: Cast, duty: Duty, report: Report, day: int) -> None:
    services.report_progress(cast.finance_officer, duty, report, today=date(2026, 11, day))


def _paper(cast: Cast, duty: Duty, report: Report, day: int) -> None:
    services.record_on_behalf(
        cast.focal_officer, duty, report, "paper", date(2026, 11, day), "9/STC", today=TODAY
    )


def _done(duty: Duty) -> tuple[object, ...]:
    return duty.done_on, duty.judged_on, duty.reported_on, duty.percent


def test_a_later_note_adds_to_what_was_reported_done(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan)
    _report(cast, duty, DONE, 5)
    before = _done(only_duty(plan))
    _report(cast, duty, DOING, 12)
    _paper(cast, duty, DOING, 13)
    after = only_duty(plan)
    assert _done(after) == before == (date(2026, 11, 5), date(2026, 11, 5), date(2026, 11, 5), 100)
    assert after.state(TODAY).late.kind is Late.WAITING
    assert ProgressEntry.objects.count() == 3


def test_only_a_return_takes_completion_back_and_its_percent_with_it(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan)
    _report(cast, duty, DONE, 5)
    services.return_duty(cast.focal_officer, duty, "Thiếu phụ lục", today=TODAY)
    after = only_duty(plan)
    assert _done(after) == (None, None, None, None)
    assert after.state(TODAY).late.kind is Late.OVERDUE


def test_a_paper_that_came_earlier_does_not_override_a_later_report(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan)
    _report(cast, duty, Report(text="Đang làm", percent=80), 9)
    _paper(cast, duty, Report(text="Mới bắt đầu", percent=10), 3)
    assert (only_duty(plan).percent, only_duty(plan).started_on) == (80, date(2026, 11, 3))
    later = Report(text="Xong", result="reported_done", done_on=date(2026, 11, 9), numbers=("1/STC",))
    _report(cast, duty, later, 9)
    _paper(cast, duty, DONE, 6)
    assert only_duty(plan).done_on == date(2026, 11, 9)


def test_a_late_entry_of_a_paper_in_time_counts_from_the_day_it_came(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan)
    _report(cast, duty, Report(text="Gửi thêm số liệu"), 12)
    _paper(cast, duty, DONE, 6)
    after = only_duty(plan)
    assert (after.state(TODAY).result, after.judged_on) == (Result.REPORTED_DONE, date(2026, 11, 6))


def test_a_paper_from_before_the_return_does_not_answer_it(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan)
    _report(cast, duty, DONE, 5)
    services.return_duty(cast.focal_officer, duty, "Thiếu phụ lục", today=date(2026, 11, 9))
    _paper(cast, duty, DONE, 6)
    assert (only_duty(plan).done_on, only_duty(plan).return_reason) == (None, "Thiếu phụ lục")
    _paper(cast, duty, DONE, 9)
    assert (only_duty(plan).done_on, only_duty(plan).return_reason) == (date(2026, 11, 5), "")
