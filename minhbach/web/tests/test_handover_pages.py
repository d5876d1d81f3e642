"""Đơn vị kế tục on the page of the difference: what it says, what its form does, and for whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from minhbach.organisation.models import Unit, UnitSuccession
from minhbach.plans import services
from minhbach.plans.core.report import Report
from minhbach.plans.models import Handover, Plan
from minhbach.plans.services import ReportItem
from minhbach.web.tests.scene import Scene, make_scene
from tests.cast import adopted, lead, only_duty, task, tracked


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def dated(*units: Unit) -> object:
    words = "Công khai dự toán của sở"
    due = date(2026, 12, 30)
    return task(words, lead(*units), code="1", timing="deadline", due=due, time_raw="30/12/2026")


@pytest.fixture
def plan(scene: Scene) -> Plan:
    """Finance reported and was taken in by health, which also reported and leads the task now."""
    cast, today = scene.cast, timezone.localdate()
    old = tracked(cast, dated(cast.finance, cast.health), tracked_from=date(2026, 1, 1), today=today)
    for actor, unit in ((cast.finance_officer, cast.finance), (cast.health_officer, cast.health)):
        item = ReportItem(only_duty(old, unit).pk, Report("Đã đăng", percent=40), None)
        services.report_many(actor, [item], today=today)
    UnitSuccession.objects.create(
        predecessor=cast.finance, successor=cast.health, kind="merged", effective_on=today, basis="NQ 5"
    )
    Unit.objects.filter(pk=cast.finance.pk).update(closed_on=today)
    return adopted(cast, dated(cast.health), replaces=old.pk)


def post(scene: Scene, plan: Plan, login: str = "focal_officer", **said: object) -> int:
    return scene.browser(login).post(f"/ke-hoach/{plan.pk}/so-sanh/don-vi-ke-tuc/", said).status_code


def key(scene: Scene, plan: Plan) -> str:
    return f"{plan.pairs.get(relation='replaces').pk}-{scene.cast.finance.pk}-{scene.cast.health.pk}"


def test_the_page_proposes_and_a_person_says_so_and_takes_it_back(scene: Scene, plan: Plan) -> None:
    at = f"/ke-hoach/{plan.pk}/so-sanh/"
    shown = scene.browser("focal_officer").get(at).content.decode()
    for words in (
        "Đơn vị kế tục",
        "hợp nhất, sáp nhập",
        "NQ 5",
        "40 %",
        "nhận việc của 2 đơn vị",
        key(scene, plan),
    ):
        assert words in shown
    assert post(scene, plan, one=key(scene, plan)) == 302
    assert Handover.objects.get().confirmed_by == scene.cast.users["focal_officer"]
    post(scene, plan, back=Handover.objects.get().pk)
    assert not Handover.objects.exists()
    post(scene, plan, chosen="1", row=[key(scene, plan)])
    assert Handover.objects.count() == 1
    assert "Bỏ xác nhận" in scene.browser("focal_officer").get(at).content.decode()


@pytest.mark.parametrize("row", ["", "1-2", "x-y-z", "1-2-3-4", "0-0-0", "999999-1-1"])
def test_a_row_that_is_none_says_nothing(scene: Scene, plan: Plan, row: str) -> None:
    assert post(scene, plan, one=row) == 302
    assert not Handover.objects.exists()


def test_only_the_focal_officer_says_so(scene: Scene, plan: Plan) -> None:
    for login, status in (("", 302), ("health_officer", 403), ("leader", 403), ("tax_officer", 404)):
        assert post(scene, plan, login, one=key(scene, plan)) == status
    assert not Handover.objects.exists()


def test_a_plan_that_replaces_none_has_no_such_form(scene: Scene, plan: Plan) -> None:
    assert post(scene, scene.plan, one=key(scene, plan)) == 404
