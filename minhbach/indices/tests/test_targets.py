"""Targets of a plan and the values observed since."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.indices.core.distance import Way
from minhbach.indices.core.new_target import NewTarget
from minhbach.indices.models import Indicator, Target
from minhbach.indices.queries import targets_with_latest
from minhbach.indices.services import NewObservation, record_observation, set_targets
from minhbach.organisation.actor import Actor
from minhbach.plans.models import Plan
from minhbach.shared.verbs import NotAllowed
from tests.cast import Cast, adopted, lead, make_cast, task

TODAY = date(2026, 11, 18)


def _target(name: str, cast: Cast) -> NewTarget:
    return NewTarget(
        name=name, code="3.1", group="III", scale_note="", measure="score", direction="higher",
        baseline_year=2025, baseline_value=Decimal("3.00"), baseline_rank=None, year=2026, op=">=",
        value=Decimal("4.00"), rank_op="", rank=None, lead_raw="", source="table", place={},
        units=(cast.finance.pk,),
    )  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = adopted(cast, task("Một", lead(cast.finance)))
    set_targets(cast.focal_officer, plan, [_target(name, cast) for name in ("Tiếp cận", "Dự đoán")])
    return plan


def _observe(cast: Cast, target: Target, on: date, value: str) -> None:
    new = NewObservation("2026-Q3", on, Decimal(value), None, "Kết quả công bố")
    record_observation(cast.focal_officer, target, new)


def test_the_latest_value_up_to_the_day_tells_the_way(cast: Cast, plan: Plan) -> None:
    first, second = plan.targets.all()
    _observe(cast, first, date(2026, 6, 30), "3.25")
    _observe(cast, first, date(2026, 9, 30), "4.10")
    _observe(cast, second, date(2026, 9, 30), "2.50")
    one, two = targets_with_latest(plan, date(2026, 7, 1))
    assert (one.distance.way, one.distance.share, two.distance.way) == (
        Way.HARD, Decimal("0.25"), Way.UNKNOWN,
    )  # fmt: skip
    one, two = targets_with_latest(plan, TODAY)
    assert (one.distance.way, two.distance.way) == (Way.REACHED, Way.BACK)


def test_targets_come_in_two_queries(cast: Cast, plan: Plan) -> None:
    with CaptureQueriesContext(connection) as captured:
        for now in targets_with_latest(plan, TODAY):
            str(now.target.indicator)
    assert len(captured) == 2


def test_an_indicator_of_the_same_name_is_kept_once(cast: Cast, plan: Plan) -> None:
    other = adopted(cast, task("Hai", lead(cast.finance)), number="2/KH")
    set_targets(cast.focal_officer, other, [_target("Tiếp cận", cast)])
    assert Indicator.objects.count() == 2
    assert Target.objects.count() == 3


def test_only_who_manages_the_plan_records_values(cast: Cast, plan: Plan) -> None:
    new = NewObservation("2026-Q3", date(2026, 9, 30), Decimal(3), None, "Tự khai")
    with pytest.raises(NotAllowed):
        record_observation(cast.finance_officer, plan.targets.all()[0], new)


def test_targets_are_seen_by_who_sees_the_plan(cast: Cast, plan: Plan) -> None:
    assert Target.objects.visible_to(cast.finance_officer).count() == 2
    assert not Target.objects.visible_to(cast.health_officer).exists()
    assert not Target.objects.visible_to(Actor.public()).exists()
