"""Who sees what: the queries against a slow and plain rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.organisation.actor import Actor
from minhbach.plans import queries, services
from minhbach.plans.core.report import Report
from minhbach.plans.models import (
    Action,
    CoordinationRequest,
    Directive,
    Duty,
    Evidence,
    Plan,
    ProgressEntry,
)
from tests.cast import TODAY, Cast, adopted, lead, task, together, tracked

NAMES = ("focal", "finance", "health", "an_ha", "binh_an", "tax", "province")


@pytest.fixture
def world(cast: Cast) -> Cast:
    """Two plans of two focal units, requests, entries, proof, directives, one published draft."""
    plan = tracked(
        cast,
        task("Một", lead(cast.finance), together(cast.health)),
        task("Hai", lead(cast.an_ha, cast.finance)),
        task("Ba", lead(cast.tax)),
    )
    other = tracked(cast, task("Khác", lead(cast.health)), number="2/KH", title="Kế hoạch khác")
    Plan.objects.filter(pk=other.pk).update(focal_unit=cast.health)
    adopted(cast, task("Nháp", lead(cast.binh_an)), number="3/KH", title="Nháp")
    public = tracked(cast, task("Chung", lead(cast.tax)), number="4/KH", title="Công khai")
    services.publish(cast.leader, public, "Ý kiến đồng ý", today=TODAY)
    one, two, _three = plan.actions.all()
    services.request_coordination(
        cast.finance_officer, one, [cast.binh_an], "Góp ý", date(2026, 12, 1), today=TODAY
    )
    duty = Duty.objects.get(action=one, unit=cast.finance)
    services.report_progress(
        cast.finance_officer, duty, Report(text="Đã làm", links=("https://a.vn",)), today=TODAY
    )
    Evidence.objects.create(action=one, unit=cast.health, kind="document", number="1/SYT")
    Evidence.objects.create(action=two, unit=cast.finance, kind="document", number="2/STC")
    for unit, officer in ((cast.an_ha, cast.commune_clerk), (cast.finance, cast.finance_officer)):
        proof = Report(text="Đã làm", numbers=("3/BC",))
        services.report_progress(officer, Duty.objects.get(action=two, unit=unit), proof, today=TODAY)
    requested = Duty.objects.get(unit=cast.binh_an, coordinating=True)
    ward = replace(_actor(cast, {"binh_an"}, "officer"), user_id=cast.commune_clerk.user_id)
    services.report_progress(ward, requested, Report(text="Góp ý", numbers=("4/BA",)), today=TODAY)
    for action, unit in ((None, None), (one, None), (two, cast.an_ha), (None, cast.health)):
        services.record_directive(
            cast.secretary,
            plan,
            services.NewDirective(
                "Khẩn trương", TODAY, "Chủ tịch", action=action and action.pk, unit=unit and unit.pk
            ),
            today=TODAY,
        )
    return cast


actors = st.builds(
    lambda names, role: (names, role),
    st.sets(st.sampled_from(NAMES), max_size=3),
    st.sampled_from(["officer", "focal", "leader", "inspector", "clerk", "public"]),
)


def _actor(cast: Cast, names: set[str], role: str) -> Actor:
    if role == "public":
        return Actor.public()
    ids = frozenset(cast.units[name].pk for name in names)
    return Actor(user_id=1, unit_id=next(iter(ids), None), roles=frozenset([role]), unit_ids=ids)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actors)
def test_visible_is_what_the_plain_rule_says(world: Cast, who: tuple[set[str], str]) -> None:
    actor = _actor(world, *who)
    for model, rule in RULES.items():
        expected = {row.pk for row in model.objects.all() if actor.sees_territory or rule(actor, row)}
        assert set(model.objects.visible_to(actor).values_list("pk", flat=True)) == expected, model
    for plan in Plan.objects.all():
        inside = set(Duty.objects.visible_in(plan, actor).values_list("pk", flat=True))
        assert inside == set(Duty.objects.visible_to(actor).filter(plan=plan).values_list("pk", flat=True))


def _plan(actor: Actor, plan: Plan) -> bool:
    if plan.published_on:
        return True
    named = {
        member.unit_id
        for action in plan.actions.all()
        for phrase in action.responsibilities.all()
        for member in phrase.members.all()
    } | {row.unit_id for row in plan.participations.all()}
    return bool(actor.unit_ids & (named | {plan.focal_unit_id, plan.issuer_unit_id}))


def _duty(actor: Actor, duty: Duty) -> bool:
    asker = duty.from_request.asked_by_id if duty.from_request else None
    return bool(actor.unit_ids & {duty.unit_id, duty.plan.focal_unit_id, asker})


def _evidence(actor: Actor, evidence: Evidence) -> bool:
    if actor.unit_ids & {evidence.unit_id, evidence.action.plan.focal_unit_id}:
        return True
    if evidence.entry:
        return _duty(actor, evidence.entry.duty)
    leads = {d.unit_id for d in evidence.action.duties.all() if not d.coordinating}
    return evidence.unit_id not in leads and bool(actor.unit_ids & leads)


def _request(actor: Actor, request: CoordinationRequest) -> bool:
    focal = request.action.plan.focal_unit_id
    return bool(actor.unit_ids & {request.asked_by_id, request.unit_id, focal})


def _directive(actor: Actor, directive: Directive) -> bool:
    if actor.unit_ids & {directive.unit_id, directive.plan.focal_unit_id}:
        return True
    if directive.unit_id is not None:
        return False
    if directive.action is None:
        return bool(actor.unit_ids & {d.unit_id for d in directive.plan.duties.all()})
    working = {d.unit_id for d in directive.action.duties.all()}
    return bool(actor.unit_ids & (working | {p.unit_id for p in directive.action.participations.all()}))


RULES = {
    Plan: _plan,
    Action: lambda actor, action: _plan(actor, action.plan),
    Duty: _duty,
    ProgressEntry: lambda actor, entry: _duty(actor, entry.duty),
    Evidence: _evidence,
    CoordinationRequest: _request,
    Directive: _directive,
}


def test_units_that_lead_side_by_side_do_not_see_each_others_proof(world: Cast) -> None:
    two = Action.objects.get(text="Hai")
    seen = Evidence.objects.visible_to(world.commune_clerk).filter(action=two)
    assert {proof.unit_id for proof in seen} == {world.an_ha.pk}
    file = Evidence.objects.filter(action=two, unit=world.finance).first()
    with pytest.raises(Evidence.DoesNotExist):
        queries.evidence_record(world.commune_clerk, file.pk)
    assert queries.evidence_record(world.focal_officer, file.pk) == file
