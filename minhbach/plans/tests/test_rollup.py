"""Counts of a plan that are kept: right after every verb, and asked of the database only then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.plans import queries, services
from minhbach.plans.core.report import Report
from minhbach.plans.models import Plan
from minhbach.shared.models import AuditEntry
from minhbach.shared.queries import record_mark
from tests.cast import TODAY, Cast, lead, only_duty, task, tracked

PASSED = {"timing": "deadline", "due": date(2026, 11, 10)}
DONE = Report(text="Đã xong", percent=100, result="reported_done", done_on=TODAY, numbers=("12/BC-STC",))


@pytest.fixture
def kept(settings: object) -> Iterator[None]:
    """A cache that keeps; the tests' own keeps nothing."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return tracked(cast, task("Quá hạn", lead(cast.finance), **PASSED))


def overdue(cast: Cast, plan: Plan, today: date = TODAY) -> int:
    return queries.plan_overview(cast.focal_officer, plan, today).cells.overdue.value


def test_a_second_look_counts_nothing_again(kept: None, cast: Cast, plan: Plan) -> None:
    overdue(cast, plan)
    with CaptureQueriesContext(connection) as captured:
        overdue(cast, plan)
    assert not any("plans_duty" in query["sql"] for query in captured.captured_queries)


def test_a_report_shows_at_the_next_look(kept: None, cast: Cast, plan: Plan) -> None:
    assert overdue(cast, plan) == 1
    services.report_progress(cast.finance_officer, only_duty(plan), DONE, today=TODAY)
    assert overdue(cast, plan) == 0


def test_the_next_day_is_counted_anew(kept: None, cast: Cast) -> None:
    plan = tracked(cast, task("Hôm nay", lead(cast.finance), timing="deadline", due=TODAY))
    assert overdue(cast, plan) == 0
    assert overdue(cast, plan, TODAY + timedelta(days=1)) == 1


def test_what_the_focal_unit_saw_is_not_what_another_unit_sees(kept: None, cast: Cast, plan: Plan) -> None:
    assert overdue(cast, plan) == 1
    assert queries.plan_overview(cast.commune_clerk, plan, TODAY).cells.total == 0


def test_visitors_count_nothing_again_within_a_minute(kept: None, cast: Cast, plan: Plan) -> None:
    services.publish(cast.leader, plan, "Quyết định 1/QĐ-UBND", today=TODAY)
    first = (queries.public_plans(TODAY), queries.public_plan(plan.pk, TODAY))
    with CaptureQueriesContext(connection) as captured:
        assert (queries.public_plans(TODAY), queries.public_plan(plan.pk, TODAY)) == first
    assert not any("plans_duty" in query["sql"] for query in captured.captured_queries)


def test_what_is_kept_for_visitors_shows_nothing_that_is_not_public(
    kept: None, cast: Cast, plan: Plan
) -> None:
    def units() -> list[str]:
        shown = queries.public_plan(plan.pk, TODAY)
        return [name for action in shown.actions for name in action.units] if shown else ["gone"]

    services.publish(cast.leader, plan, "Quyết định 1/QĐ-UBND", today=TODAY)
    assert units() == []
    services.publish_units(cast.leader, plan, "Quyết định 2/QĐ-UBND")
    assert units() == [cast.finance.name]
    services.withdraw_units(cast.leader, plan, "Rà soát lại")
    assert units() == []
    services.withdraw(cast.leader, plan, "Rà soát lại")
    assert units() == ["gone"] and queries.public_plans(TODAY) == []


def test_a_line_that_ends_late_under_a_lower_number_is_noticed(cast: Cast, plan: Plan) -> None:
    newest = AuditEntry.objects.filter(plan_id=plan.pk).order_by("-pk")[0]
    late = AuditEntry(
        pk=newest.pk + 5, at=newest.at, verb="report", thing_type="duty", thing_id="1", plan_id=plan.pk
    )
    AuditEntry.objects.filter(pk=newest.pk).update(id=newest.pk + 9)
    before = record_mark(plan.pk)
    late.save(force_insert=True)
    assert record_mark(plan.pk) != before
