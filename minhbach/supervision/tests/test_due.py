"""What is due is found through indexes, whatever else is in the tables."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from minhbach.plans.models import Directive
from minhbach.supervision.core.ladder import Kind
from minhbach.supervision.queries.due import dated_rows, due_now, look_at, ongoing_rows, slot_rows
from tests.cast import TODAY, TRACKED, Cast, activated, lead, task, tracked

DAYS = (date(2026, 11, 17), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (dated_rows, "duty_running_last"),
        (ongoing_rows, "duty_running_silent"),
        (slot_rows, "slot_unsent_last"),
    ],
)
def test_a_run_asks_an_index_and_never_the_whole_table(db: None, rows, index: str):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # tables of a test are so small that it would read them whole
            cursor.execute("SET LOCAL enable_seqscan = off")
        said = rows(DAYS).values_list("pk").explain()
        # PostgreSQL takes any of the indexes while the tables are empty; SQLite goes by their conditions.
        assert "Seq Scan" not in said if connection.vendor == "postgresql" else index in said


def test_what_is_due_is_found_by_seven_queries(cast: Cast, django_assert_num_queries):
    units = lead(cast.finance, cast.health)
    tracked(cast, *(task(f"Việc {n}", units, timing="deadline", due=DAYS[1]) for n in range(5)))
    with django_assert_num_queries(7):
        assert len(list(due_now(look_at(None, TODAY)))) == 10


def test_a_directive_to_a_body_outside_the_committee_asks_and_does_not_order(cast: Cast):
    plan = tracked(cast, task("Một", lead(cast.finance)))
    for unit in (cast.tax, cast.health, None):
        Directive.objects.create(
            plan=plan, unit=unit, given_on=TRACKED, text="Khẩn trương", due=date(2026, 11, 17)
        )
    found = {owed.unit_id: owed.asked for owed in due_now(look_at(None, TODAY))}
    assert found == {cast.tax.pk: True, cast.health.pk: False, cast.focal.pk: False}


def test_nothing_is_due_of_a_plan_whose_opening_state_is_not_confirmed(cast: Cast, slot):
    plan = activated(cast, task("Một", lead(cast.finance)))
    alone = slot(None, cast.health, date(2026, 11, 17))
    slot(plan, cast.finance, date(2026, 11, 17))
    Directive.objects.create(
        plan=plan, unit=cast.finance, given_on=TRACKED, text="Khẩn trương", due=date(2026, 11, 17)
    )
    assert [(owed.kind, owed.id) for owed in due_now(look_at(None, TODAY))] == [(Kind.SLOT, alone.pk)]


def test_a_directive_due_before_tracking_began_is_left_alone(cast: Cast):
    plan = tracked(cast, task("Một", lead(cast.finance)), tracked_from=TODAY)
    for day in (date(2026, 11, 17), TODAY):
        Directive.objects.create(plan=plan, unit=cast.finance, given_on=TRACKED, text="Một", due=day)
    assert [owed.due for owed in due_now(look_at(None, TODAY))] == [TODAY]
