"""Kế hoạch im lặng, and the one page for leaders."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from minhbach.plans import services as plans
from minhbach.plans.core.report import Report
from minhbach.plans.models import Plan
from minhbach.reporting.models import RegimeRole, ReportCycle, ReportRegime
from minhbach.reporting.writers.leader_page import leader_docx
from minhbach.supervision import queries, services
from minhbach.supervision.core.silent_plans import Reason, Signs, silent_plans
from tests.cast import TODAY, Cast, lead, only_duty, task, tracked

LONG_AGO = date(2026, 1, 5)
days = st.dates(date(2025, 1, 1), date(2026, 11, 18))


def taken_in(plan: Plan, day: date) -> Plan:
    """As if it had been adopted on that day."""
    moment = timezone.make_aware(timezone.datetime(day.year, day.month, day.day))
    Plan.objects.filter(pk=plan.pk).update(created_at=moment, tracked_from=day, opening_confirmed_on=day)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Tracked since January, with a regime; nobody has said anything."""
    found = tracked(cast, task("Công khai dự toán", lead(cast.finance), timing="ongoing"))
    ReportRegime.objects.create(plan=found, role=RegimeRole.UNIT, cycle=ReportCycle.QUARTERLY)
    return taken_in(found, LONG_AGO)


def reasons(cast: Cast, today: date = TODAY) -> list[tuple[Reason, ...]]:
    return [line.silent.reasons for line in queries.silent_list(cast.focal_officer, today)]


@given(days, st.none() | days, st.none() | days, st.booleans(), st.integers(1, 90))
def test_a_plan_is_silent_exactly_where_it_has_a_reason(began, last, ends, regime, most):
    found = silent_plans([Signs(1, began, last, ends, regime)], TODAY, most)
    past, quiet = bool(ends and ends < TODAY), (TODAY - max(last or began, began)).days > most
    assert bool(found) == (past or quiet or not regime)
    if found:
        assert set(found[0].reasons) == {
            *([Reason.PAST_END] if past else []), *([Reason.NO_SIGN] if quiet else []),
            *([] if regime else [Reason.NO_REGIME]),
        }  # fmt: skip


def test_a_plan_without_an_entry_a_report_or_a_decision_is_silent(cast: Cast, plan):
    assert reasons(cast) == [(Reason.NO_SIGN,)]
    [line] = queries.silent_list(cast.focal_officer, TODAY)
    assert (line.last, line.plan.focal_unit) == (None, cast.focal)


def test_one_entry_is_a_sign_of_life(cast: Cast, plan):
    today = timezone.localdate()
    plans.report_progress(cast.finance_officer, only_duty(plan), Report("Đang làm."), today=today)
    assert reasons(cast, today) == []


def test_a_report_that_came_in_is_one_too(cast: Cast, plan, slot):
    slot(plan, cast.finance, TODAY, submitted_on=TODAY, first_sent_on=TODAY)
    assert reasons(cast) == []


def test_a_plan_just_taken_in_is_not_silent_though_it_is_tracked_from_january(cast: Cast, plan):
    Plan.objects.filter(pk=plan.pk).update(created_at=timezone.now())
    assert reasons(cast, timezone.localdate()) == []


def test_a_plan_past_its_years_and_one_without_a_regime_are_named(cast: Cast, plan):
    ReportRegime.objects.update(dropped_on=TODAY)
    new_year = date(2027, 2, 1)
    assert reasons(cast, new_year) == [(Reason.PAST_END, Reason.NO_SIGN, Reason.NO_REGIME)]


def test_the_list_asks_as_often_for_many_plans_as_for_one(cast: Cast, plan, django_assert_max_num_queries):
    for _ in range(3):
        taken_in(tracked(cast, task("Việc", lead(cast.finance), timing="ongoing")), LONG_AGO)
    with django_assert_max_num_queries(11):
        assert len(queries.silent_list(cast.focal_officer, TODAY)) == 4


def test_the_page_for_leaders_says_what_is_late_silent_and_asked(cast: Cast, plan, slot):
    due = TODAY - timedelta(days=9)
    late = tracked(cast, task("Niêm yết thủ tục", lead(cast.health), timing="deadline", due=due))
    slot(late, cast.health, TODAY - timedelta(days=3), submitted_on=TODAY, first_sent_on=TODAY)
    services.make_letter(cast.focal_officer, [cast.health.pk], today=TODAY)
    page = queries.weekly_page(cast.focal_officer, TODAY, ["Cho ý kiến về kinh phí"])
    assert page.finding == "1 phần việc của 1 đơn vị quá hạn, lâu nhất 9 ngày. 1 kế hoạch im lặng."
    assert [(figure.name, figure.value) for figure in page.figures] == [
        ("Quá hạn", "1"), ("Im lặng", "0"), ("Báo cáo", "1/1"), ("Hoàn thành", "0"),
    ]  # fmt: skip
    assert [(unit.unit, unit.late) for unit in page.units] == [("Sở Y tế", 1)]
    assert page.asked == (
        "Cho ý kiến về kinh phí",
        "Đồng ý ban hành công văn đôn đốc 1 đơn vị, 1 nội dung (dự thảo kèm theo).",
    )
    document = Document(BytesIO(leader_docx(page, "Trang lãnh đạo")))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Ý kiến của lãnh đạo" in said
    assert page.code in said


def test_two_prints_have_one_code_only_where_they_say_the_same(cast: Cast, plan):
    first = queries.weekly_page(cast.focal_officer, TODAY)
    assert queries.weekly_page(cast.focal_officer, TODAY).code == first.code
    tracked(cast, task("Mới", lead(cast.health), timing="deadline", due=TODAY - timedelta(days=1)))
    assert queries.weekly_page(cast.focal_officer, TODAY).code != first.code
