"""From a plan on paper to duties, and back."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.plans import queries, services
from minhbach.plans.core.kinds import Late
from minhbach.plans.core.report import Report
from minhbach.plans.models import Action, Duty, Participation, PlanStatus
from minhbach.plans.services.activating import make_duties
from minhbach.shared.jobs import Stopped
from minhbach.shared.models import AuditEntry, Job
from minhbach.shared.verbs import NotAllowed, Refused
from minhbach.shared.worker import drain
from tests.cast import (
    TODAY,
    TRACKED,
    Cast,
    activated,
    adopted,
    lead,
    new_plan,
    only_duty,
    open_phrase,
    task,
    together,
    tracked,
)

PAST = {"timing": "deadline", "due": date(2026, 7, 22)}
PASSED = {"timing": "deadline", "due": date(2026, 10, 30)}
AHEAD = {"timing": "deadline", "due": date(2026, 12, 20)}


def test_adoption_makes_the_tree_but_no_duty(cast: Cast) -> None:
    plan = adopted(cast, task("Một", lead(cast.finance), together(cast.health)))
    assert plan.status == PlanStatus.DRAFT
    assert [a.node.text for a in plan.actions.all()] == ["Công khai thông tin"]
    assert not Duty.objects.exists()


def test_a_plan_with_faults_is_refused_with_every_fault(cast: Cast) -> None:
    bad = new_plan(cast, task("", timing="deadline"), title=" ", focal_unit=None)
    with pytest.raises(Refused) as refused:
        services.create_plan(cast.focal_officer, bad)
    assert {p.field for p in refused.value.problems} == {
        "title", "focal_unit", "actions[0].text", "actions[0].due",
    }  # fmt: skip


def test_an_officer_of_another_unit_cannot_activate(cast: Cast) -> None:
    plan = adopted(cast, task("Một", lead(cast.finance)))
    with pytest.raises(NotAllowed):
        services.activate(cast.finance_officer, plan, TRACKED, today=TODAY)


def test_the_worker_activates_and_says_so(cast: Cast) -> None:
    plan = adopted(cast, task("Một", lead(cast.finance, cast.tax), together(cast.health)))
    job = services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    assert services.activate(cast.focal_officer, plan, TRACKED, today=TODAY) == job
    drain()
    plan.refresh_from_db()
    job.refresh_from_db()
    assert (plan.status, job.state, job.percent) == (PlanStatus.ACTIVE, "done", 100)
    assert {d.unit_id: d.asked for d in Duty.objects.all()} == {cast.finance.pk: False, cast.tax.pk: True}
    assert Participation.objects.get().unit_id == cast.health.pk


def test_running_the_job_twice_changes_nothing(cast: Cast) -> None:
    plan = activated(cast, task("Một", lead(cast.finance)), task("Hai", lead(cast.health)))
    before = set(Duty.objects.values_list("pk", flat=True))
    make_duties(plan.pk, lambda done, total, text: None)
    assert set(Duty.objects.values_list("pk", flat=True)) == before


def test_a_stopped_activation_is_taken_up_again(cast: Cast) -> None:
    plan = adopted(cast, *(task(f"Việc {n}", lead(cast.finance, cast.health)) for n in range(400)))
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)

    def stop(done: int, total: int, text: str) -> None:
        if done == 300:
            raise Stopped

    with pytest.raises(Stopped):
        make_duties(plan.pk, stop, today=TODAY)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ACTIVATING
    assert Duty.objects.count() == 500
    make_duties(plan.pk, lambda done, total, text: None, today=TODAY)
    plan.refresh_from_db()
    assert (plan.status, Duty.objects.count()) == (PlanStatus.ACTIVE, 800)


def test_nothing_is_red_before_the_opening_state_is_confirmed(cast: Cast) -> None:
    plan = activated(
        cast, task("Cũ", lead(cast.finance), **PAST), task("Vừa qua", lead(cast.finance), **PASSED),
        task("Sắp tới", lead(cast.finance), **AHEAD), task("Thường xuyên", lead(cast.finance)),
        tracked_from=date(2026, 8, 1),
    )  # fmt: skip
    assert not Duty.objects.overdue(TODAY).exists()
    assert not Duty.objects.silent(date(2027, 6, 1)).exists()
    assert queries.plan_overview(cast.focal_officer, plan, TODAY).cells.total == 0
    services.confirm_opening(cast.focal_officer, plan, today=TODAY)
    kinds = {d.action.text: d.state(TODAY).late.kind for d in Duty.objects.select_related("plan", "action")}
    assert kinds == {
        "Cũ": Late.BEFORE_TRACKING,
        "Vừa qua": Late.OVERDUE,
        "Sắp tới": Late.IN_TIME,
        "Thường xuyên": Late.NONE,
    }


def test_no_duty_is_silent_because_the_system_is_new(cast: Cast) -> None:
    tracked(cast, task("Thường xuyên", lead(cast.finance)), tracked_from=date(2026, 1, 1))
    assert not Duty.objects.silent(TODAY).exists()
    assert Duty.objects.silent(date(2027, 1, 1)).exists()


def test_activation_is_undone_while_nobody_has_reported(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), together(cast.health)))
    assert services.undo_activation(cast.focal_officer, plan) == 1
    plan.refresh_from_db()
    assert (plan.status, plan.tracked_from) == (PlanStatus.DRAFT, None)
    assert not Duty.objects.exists()
    assert not Participation.objects.exists()
    services.remove_plan(cast.focal_officer, plan)
    assert not Action.objects.exists()


def test_activation_stays_once_somebody_has_reported(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance)))
    services.report_progress(cast.finance_officer, only_duty(plan), Report(text="Đã làm"), today=TODAY)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    assert Duty.objects.count() == 1


def test_an_open_phrase_owes_nothing_until_somebody_picks(cast: Cast) -> None:
    plan = tracked(cast, task("Một", open_phrase("các sở, ngành liên quan"), **PASSED))
    assert not Duty.objects.exists()
    [phrase] = queries.unresolved_phrases(plan)
    assert queries.actions_without_lead(plan) == [phrase.action]
    services.resolve_responsibility(cast.focal_officer, phrase, [cast.finance, cast.tax], today=TODAY)
    duty = only_duty(plan, cast.finance)
    # What passed before the unit was told is not held against it.
    assert duty.state(TODAY).late.kind is Late.BEFORE_TRACKING
    assert queries.unresolved_phrases(plan) == []


def test_activation_writes_audit_and_one_job(cast: Cast) -> None:
    plan = activated(cast, task("Một", lead(cast.finance)))
    verbs = set(AuditEntry.objects.filter(plan_id=plan.pk).values_list("verb", flat=True))
    assert {"create plan", "activate plan", "plan activated"} <= verbs
    assert Job.objects.filter(name="plans.activate").count() == 1


def test_the_rehearsal_says_what_activation_then_makes(cast: Cast) -> None:
    plan = adopted(
        cast, task("Cũ", lead(cast.finance), **PAST), task("Quý", lead(cast.finance, cast.tax),
        timing="recurring", recurrence="quarterly"), task("Chờ", lead(cast.health), timing="event"),
        task("Ngỏ", open_phrase("các đơn vị liên quan")),
        task("Cùng làm", lead(cast.finance), together(cast.health)),
    )  # fmt: skip
    services.let_coordinators_owe(cast.focal_officer, plan.actions.get(text="Cùng làm"), today=TODAY)
    rehearsal = queries.rehearse_year(plan, TRACKED, TODAY)
    assert not Duty.objects.exists()
    assert (rehearsal.before_tracking, rehearsal.sleeping, rehearsal.asked) == (1, 1, 1)
    assert [a.text for a in rehearsal.without_lead] == ["Ngỏ"]
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    assert make_duties(plan.pk, lambda done, total, text: None, today=TODAY) == rehearsal.duties
