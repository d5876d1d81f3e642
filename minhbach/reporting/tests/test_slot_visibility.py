"""Who sees which report slots and regimes: the queries against a slow and plain rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Plan
from minhbach.reporting.models import ReportRegime, ReportSlot
from tests.cast import TODAY, Cast, adopted, lead, make_cast, task, tracked

NAMES = ("focal", "finance", "health", "an_ha", "binh_an", "tax", "province")


@pytest.fixture
def world(db: None) -> Cast:
    """Two plans of two focal units, a regime that goes through a unit, two that stand alone."""
    cast = make_cast()
    plan = tracked(cast, task("Một", lead(cast.finance, cast.an_ha)))
    other = adopted(cast, task("Khác", lead(cast.health)), number="2/KH", title="Kế hoạch khác")
    Plan.objects.filter(pk=other.pk).update(focal_unit=cast.health)
    kinds = [
        _regime(cast, plan=plan, to_unit=cast.focal),
        _regime(
            cast, plan=plan, role="consolidated_report", to_unit=cast.province, through_unit=cast.finance
        ),
        _regime(cast, plan_id=other.pk),
        _regime(cast, title="Báo cáo đường dây nóng", owner=cast.province, to_unit=cast.binh_an),
        _regime(cast, title="Báo cáo tuần", owner=cast.health, through_unit=cast.tax),
    ]  # fmt: skip
    for regime in kinds:
        for unit in (cast.finance, cast.an_ha, cast.tax):
            _slot(regime, unit.pk)
    kinds[3].units.add(cast.an_ha)
    return cast


def _regime(cast: Cast, **values: object) -> ReportRegime:
    return ReportRegime.objects.create(**{"role": "unit_report", "cycle": "quarterly"} | values)


def _slot(regime: ReportRegime, unit_id: int) -> ReportSlot:
    return ReportSlot.objects.create(
        regime=regime,
        plan_id=regime.plan_id,
        unit_id=unit_id,
        period="2026-Q4",
        consolidated=regime.is_consolidated,
        window_from=date(2026, 10, 1),
        window_to=date(2026, 12, 14),
        opens_on=TODAY,
    )


actors = st.tuples(
    st.sets(st.sampled_from(NAMES), max_size=3),
    st.sampled_from(["officer", "focal", "leader", "secretary", "inspector", "clerk", "public"]),
)


def _actor(cast: Cast, names: set[str], role: str) -> Actor:
    if role == "public":
        return Actor.public()
    ids = frozenset(cast.units[name].pk for name in names)
    return Actor(user_id=1, unit_id=next(iter(ids), None), roles=frozenset([role]), unit_ids=ids)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actors)
def test_slots_and_regimes_are_seen_as_the_plain_rule_says(world: Cast, who: tuple[set[str], str]) -> None:
    actor = _actor(world, *who)
    for model, rule in ((ReportSlot, _slot_rule), (ReportRegime, _regime_rule)):
        expected = {row.pk for row in model.objects.all() if actor.sees_territory or rule(actor, row)}
        assert set(model.objects.visible_to(actor).values_list("pk", flat=True)) == expected, model


def _slot_rule(actor: Actor, slot: ReportSlot) -> bool:
    focal = slot.plan.focal_unit_id if slot.plan else None
    regime = slot.regime
    receive = {regime.to_unit_id, regime.through_unit_id, regime.owner_id}
    return bool(actor.unit_ids & ({slot.unit_id, focal} | receive))


def _regime_rule(actor: Actor, regime: ReportRegime) -> bool:
    if not actor.is_signed_in:
        return False
    if regime.plan:
        return Plan.objects.visible_to(actor).filter(pk=regime.plan_id).exists()
    listed = {unit.pk for unit in regime.units.all()}
    receive = {regime.to_unit_id, regime.through_unit_id, regime.owner_id}
    return bool(actor.unit_ids & (listed | receive))


def test_a_unit_never_sees_the_slots_of_its_neighbour(world: Cast) -> None:
    seen = ReportSlot.objects.visible_to(world.commune_clerk)
    assert {slot.unit_id for slot in seen} == {world.an_ha.pk}
