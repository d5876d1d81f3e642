"""Giving out is taken back only while nothing was done with it, whoever works at the same time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from minhbach.plans import services
from minhbach.plans.core.report import Report
from minhbach.plans.models import (
    Action,
    Directive,
    Duty,
    DutyDecision,
    Plan,
    PlanStatus,
    ProgressEntry,
    Responsibility,
)
from minhbach.plans.services import activating, undoing
from minhbach.plans.services.activating import make_duties
from minhbach.shared.verbs import Refused
from minhbach.shared.worker import drain
from tests.beside import Beside
from tests.cast import (
    TODAY,
    TRACKED,
    Cast,
    activated,
    adopted,
    lead,
    make_cast,
    only_duty,
    open_phrase,
    task,
    tracked,
)

AHEAD = {"timing": "deadline", "due": date(2026, 12, 10)}


def _quiet(done: int, total: int, text: str) -> None:
    """Nobody looks at the progress."""


def _directive(cast: Cast, plan: Plan) -> Directive:
    new = services.NewDirective("Làm ngay", TODAY, "Chủ tịch UBND tỉnh")
    return services.record_directive(cast.leader, plan, new, today=TODAY)


@pytest.mark.parametrize(
    "work",
    [
        lambda cast, duty: services.change_due(
            cast.focal_officer, duty, date(2026, 12, 30), "CV 12/UBND", today=TODAY
        ),
        lambda cast, duty: services.suspend(cast.focal_officer, duty, "Chờ hướng dẫn", today=TODAY),
        lambda cast, duty: _directive(cast, duty.plan),
        lambda cast, duty: services.add_evidence(cast.finance_officer, duty.action, numbers=["1/STC"]),
    ],
)
def test_what_was_decided_is_not_lost_by_an_undo(cast: Cast, work: Callable[[Cast, Duty], object]) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), **AHEAD))
    work(cast, only_duty(plan))
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    plan.refresh_from_db()
    assert (plan.status, Duty.objects.count()) == (PlanStatus.ACTIVE, 1)


def test_a_trigger_that_was_recorded_stays(cast: Cast) -> None:
    plan = tracked(cast, task("Chờ", lead(cast.finance), timing="event", trigger="Khi có Thông tư"))
    services.record_trigger(cast.focal_officer, plan.actions.get(), TODAY, date(2026, 12, 1), today=TODAY)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    assert plan.actions.get().due == date(2026, 12, 1)


def test_no_directive_is_given_on_a_plan_that_is_not_given_out(cast: Cast) -> None:
    plan = adopted(cast, task("Một", lead(cast.finance)))
    with pytest.raises(Refused):
        _directive(cast, plan)
    Directive.objects.create(plan=plan, given_on=TODAY, given_by="Chủ tịch", text="Làm ngay")
    with pytest.raises(Refused):
        services.remove_plan(cast.focal_officer, plan)


def test_a_directive_is_not_carried_out_in_the_future(cast: Cast) -> None:
    directive = _directive(cast, tracked(cast, task("Một", lead(cast.finance))))
    with pytest.raises(Refused):
        services.finish_directive(cast.leader, directive, date(2030, 1, 1), today=TODAY)
    assert services.finish_directive(cast.leader, directive, TODAY, today=TODAY).done_on == TODAY


def test_a_report_between_two_parts_stays_and_the_duties_come_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tracked(cast, *(task(f"Việc {n}", lead(cast.finance), **AHEAD) for n in range(5)))
    kept = Duty.objects.order_by("pk").last()
    monkeypatch.setattr(undoing, "PART", 2)
    give_way = undoing._is_used

    def meanwhile(duties: list[int]) -> bool:
        if Duty.objects.count() == 3:
            ProgressEntry.objects.get_or_create(duty=kept, on=TODAY, result="doing", text="Đã làm")
        return give_way(duties)

    monkeypatch.setattr(undoing, "_is_used", meanwhile)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    drain()
    plan.refresh_from_db()
    assert (plan.status, Duty.objects.count(), ProgressEntry.objects.count()) == (PlanStatus.ACTIVE, 5, 1)


def test_a_plan_is_not_given_out_while_it_is_undone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = activated(cast, task("Một", lead(cast.finance), **AHEAD), task("Hai", lead(cast.health)))
    late = [activating.duty_rows(plan, action, TRACKED, TODAY) for action in Action.objects.all()]
    with monkeypatch.context() as broken:
        broken.setattr(undoing, "_finish", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.undo_activation(cast.focal_officer, plan)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.UNDOING
    with pytest.raises(Refused):
        services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    assert not activating._write(plan, late[0])
    assert services.undo_activation(cast.focal_officer, plan) == 0
    plan.refresh_from_db()
    assert (plan.status, Duty.objects.count()) == (PlanStatus.DRAFT, 0)


def test_an_undo_does_not_end_while_a_duty_is_left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = activated(cast, task("Một", lead(cast.finance), **AHEAD))
    monkeypatch.setattr(undoing, "_removed_duties", lambda _plan: [])
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    plan.refresh_from_db()
    assert (plan.status, Duty.objects.count()) == (PlanStatus.UNDOING, 1)


@pytest.mark.django_db(transaction=True)
def test_an_undo_waits_for_a_report_that_is_being_written() -> None:
    cast = make_cast()
    plan = tracked(cast, task("Một", lead(cast.finance), **AHEAD))
    duty, report = only_duty(plan), Report(text="Đã làm")
    writing = Beside(lambda: services.report_progress(cast.finance_officer, duty, report, today=TODAY))
    with writing, pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    assert (ProgressEntry.objects.count(), Duty.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_giving_out_waits_for_a_phrase_that_is_being_resolved() -> None:
    cast = make_cast()
    plan = adopted(cast, task("Một", lead(cast.finance), open_phrase("các sở")))
    phrase = Responsibility.objects.get(resolved="open")
    with Beside(
        lambda: services.resolve_responsibility(cast.focal_officer, phrase, [cast.health], today=TODAY)
    ):
        services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    make_duties(plan.pk, _quiet, today=TODAY)
    assert Duty.objects.filter(unit=cast.health).count() == 1


@pytest.mark.django_db(transaction=True)
def test_closing_waits_for_a_decision_that_is_being_written() -> None:
    cast = make_cast()
    plan = tracked(cast, task("Một", lead(cast.finance), **AHEAD))
    duty = only_duty(plan)
    with Beside(lambda: services.suspend(cast.focal_officer, duty, "Chờ", today=TODAY)):
        services.close(cast.focal_officer, plan)
        assert DutyDecision.objects.count() == 1
