"""Whoever sends a report has done the task that asks for it: it is not asked for twice."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.plans.models import Duty
from minhbach.reporting.core.answers import Answer
from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.models import ReportSlot, SignedAs
from minhbach.reporting.queries import own_report_page
from minhbach.reporting.services import reports
from minhbach.reporting.services.regimes import set_regimes
from minhbach.reporting.services.report_duties import settle_duties_of_report
from minhbach.reporting.services.slots import settle_plan
from tests.cast import TODAY, Cast, lead, make_cast, task, tracked

SENTENCE = "Các đơn vị chủ trì báo cáo Sở Khoa học và Công nghệ trước ngày 02 tháng đầu tiên quý tiếp theo."
PLACE = {"block": 7, "quote": SENTENCE}
QUARTERLY = NewRegime("unit_report", "quarterly", "các đơn vị chủ trì", "Sở Khoa học và Công nghệ",
                      "trước ngày 02", 2, None, 1, due_is_before=True, place=PLACE)  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def slot(cast: Cast) -> ReportSlot:
    """The fourth quarter of finance, whose plan names the report as a task too."""
    asks = task(SENTENCE, lead(cast.finance, cast.an_ha), code="1", timing="recurring",
                recurrence="quarterly", quote=SENTENCE, place=PLACE)  # fmt: skip
    work = task("Trả lời hỏi đáp", lead(cast.finance, cast.an_ha), code="2", timing="ongoing")
    plan = tracked(cast, asks, work)
    set_regimes(cast.focal_officer, plan, [QUARTERLY])
    settle_plan(plan.pk, today=TODAY)
    return ReportSlot.objects.get(plan=plan, unit=cast.finance, period="2026-Q4")


def duty_of(found: ReportSlot) -> Duty:
    return Duty.objects.get(plan=found.plan, unit=found.unit, action__code="1", period="2026-Q4")


def sent(cast: Cast, found: ReportSlot, on: date) -> None:
    officer = cast.finance_officer
    page = own_report_page(officer, found.pk, on)
    typed = {one.key: Answer(text="Đã trả lời 12 câu") for one in page.sheet.fields}
    reports.save_report(officer, found, typed, 0, today=on)
    reports.prepare_report(officer, found, today=on)
    reports.approve_outside(officer, found, "Trần Văn An", SignedAs.HEAD, today=on)
    reports.submit_report(officer, found, today=on)


def test_the_form_does_not_ask_about_the_line_that_asks_for_the_report(cast: Cast) -> None:
    found = slot(cast)
    titles = [one.label for one in own_report_page(cast.finance_officer, found.pk, TODAY).sheet.fields]
    assert not [title for title in titles if "báo cáo Sở Khoa học" in title]
    assert [title for title in titles if "Trả lời hỏi đáp" in title]


def test_a_sent_report_reports_its_line_and_an_accepted_one_confirms_it(cast: Cast) -> None:
    found, on = slot(cast), date(2026, 12, 28)
    sent(cast, found, on)
    assert settle_duties_of_report(found.pk, today=on) == 1
    duty = duty_of(found)
    assert (duty.done_on, duty.confirmed_on) == (on, None)
    reports.accept_report(cast.focal_officer, found, today=on)
    assert settle_duties_of_report(found.pk, today=on) == 1
    assert duty_of(found).confirmed_on == on


def test_running_it_twice_writes_one_entry(cast: Cast) -> None:
    found, on = slot(cast), date(2026, 12, 28)
    sent(cast, found, on)
    settle_duties_of_report(found.pk, today=on)
    assert settle_duties_of_report(found.pk, today=on) == 0
    assert duty_of(found).entries.count() == 1


def test_the_line_of_another_unit_or_period_stays_as_it_is(cast: Cast) -> None:
    found, on = slot(cast), date(2026, 12, 28)
    sent(cast, found, on)
    settle_duties_of_report(found.pk, today=on)
    others = Duty.objects.filter(plan=found.plan, action__code="1").exclude(pk=duty_of(found).pk)
    assert others.exists() and not others.filter(done_on__isnull=False).exists()


def test_what_a_person_stopped_meanwhile_stays_stopped(cast: Cast) -> None:
    found, on = slot(cast), date(2026, 12, 28)
    sent(cast, found, on)
    Duty.objects.filter(pk=duty_of(found).pk).update(suspended_on=on)
    assert settle_duties_of_report(found.pk, today=on) == 0
    assert duty_of(found).done_on is None
