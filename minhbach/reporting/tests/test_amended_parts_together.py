"""Targets of an amendment while others work: two sessions on one PostgreSQL."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minhbach.indices.models import Observation, Target
from minhbach.indices.services import NewObservation, record_observation, set_targets
from minhbach.plans import services
from minhbach.plans.models import Plan, PlanStatus
from minhbach.plans.services import amending_parts
from minhbach.reporting.tests.test_amended_parts import (
    ONLINE,
    TARGETS,
    amendment,
    confirm,
    put_in,
    target,
)
from minhbach.shared.verbs import Refused
from tests.beside import Beside
from tests.cast import TODAY, Cast, lead, make_cast, task, tracked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def brought(cast: Cast) -> Plan:
    """An amendment that has brought a target into its plan."""
    old = tracked(cast, task("Công khai dự toán", lead(cast.finance), code="1", timing="ongoing"))
    set_targets(cast.focal_officer, old, [target()])
    plan = amendment(cast, old, [target(ONLINE, "60")])
    confirm(cast, plan)
    return put_in(cast, plan)


def seen(cast: Cast, at: Target) -> Observation:
    new = NewObservation("2026-Q3", TODAY, Decimal(70), None, "Sổ theo dõi")
    return record_observation(cast.focal_officer, at, new)


def test_undoing_waits_for_an_observation_that_is_being_recorded(cast, brought):
    at = brought.amends.targets.get(indicator__name=ONLINE)
    with Beside(lambda: seen(cast, at)), pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, brought)
    assert Observation.objects.get().indicator == at.indicator


def test_nothing_is_recorded_on_a_target_that_an_undo_is_taking_out(cast, brought):
    at = brought.amends.targets.get(indicator__name=ONLINE)
    Plan.objects.filter(pk=brought.pk).update(status=PlanStatus.UNDOING)
    brought.refresh_from_db()
    (row,) = TARGETS.of(brought).filter(earlier=at).values_list("pk", flat=True)
    with Beside(lambda: amending_parts._take_back(TARGETS, brought, row, TODAY)), pytest.raises(Refused):
        seen(cast, at)
    assert not Observation.objects.exists()
