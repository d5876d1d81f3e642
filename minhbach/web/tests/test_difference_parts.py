"""Targets and report regimes of an amendment on the page of the difference, in Excel, and in the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from minhbach.indices.core.new_target import NewTarget
from minhbach.indices.models import TargetPair
from minhbach.indices.services import set_targets
from minhbach.plans import services
from minhbach.plans.models import Plan, PlanRelation
from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.models import RegimePair
from minhbach.reporting.services.regimes import set_regimes
from minhbach.web.tests.scene import Scene, make_scene
from tests.cast import adopted, lead, task

SATISFIED = "Tỷ lệ hài lòng <i>của người dân</i>"
ONLINE = "Tỷ lệ hồ sơ nộp trực tuyến toàn trình"
TARGET = NewTarget(
    name=SATISFIED, code="1", group="", scale_note="", measure="percent", direction="higher",
    baseline_year=None, baseline_value=None, baseline_rank=None, year=2026, op=">=", value=Decimal(80),
    rank_op="", rank=None, lead_raw="", source="table", place={}, units=(),
)  # fmt: skip
REGIME = NewRegime(
    role="unit_report", cycle="quarterly", who="Các sở, ban, ngành", to="Sở Tài chính", due_raw="ngày 20",
    due_day=20, due_month=None, month_offset=0, content=(), template_items=(), place={},
)  # fmt: skip


@pytest.fixture
def scene(db: None) -> Scene:
    scene = make_scene()
    officer = scene.cast.focal_officer
    set_targets(officer, scene.plan, [TARGET, replace(TARGET, name=ONLINE, value=Decimal(60))])
    set_regimes(officer, scene.plan, [REGIME])
    return scene


@pytest.fixture
def plan(scene: Scene) -> Plan:
    cast = scene.cast
    plan = adopted(cast, task("Mở đường dây nóng", lead(cast.health), code="9"), amends=scene.plan.pk)
    set_targets(cast.focal_officer, plan, [replace(TARGET, value=Decimal(85))])
    set_regimes(cast.focal_officer, plan, [replace(REGIME, cycle="monthly", due_raw="ngày 25", due_day=25)])
    return plan


def page(scene: Scene, plan: Plan, query: str = "", login: str = "focal_officer") -> str:
    answer = scene.browser(login).get(f"/ke-hoach/{plan.pk}/so-sanh/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def post(scene: Scene, plan: Plan, part: str = "targets", login: str = "focal_officer", **said: Any) -> int:
    return scene.browser(login).post(f"/ke-hoach/{plan.pk}/so-sanh/{part}/", said).status_code


def test_the_page_shows_what_changed_of_targets_and_regimes_beside_the_tasks(
    scene: Scene, plan: Plan
) -> None:
    shown = page(scene, plan)
    for words in ("<del>≥ 80</del>", "<ins>≥ 85</ins>", "<del>Hằng quý</del>", "<ins>Hằng tháng</ins>",
                  "<del>ngày 20</del>", "<ins>ngày 25</ins>", "&lt;i&gt;của người dân"):  # fmt: skip
        assert words in shown
    assert ONLINE not in shown
    kept = page(scene, plan, "?loc=kept")
    assert ONLINE in kept and "không nhắc tới, giữ nguyên" in kept
    assert (
        "3 dòng chưa xác nhận" in scene.browser("focal_officer").get(f"/ke-hoach/{plan.pk}/").content.decode()
    )


def test_a_target_that_names_no_measure_shows_none(scene: Scene, plan: Plan) -> None:
    set_targets(scene.cast.focal_officer, scene.draft, [replace(TARGET, measure="count")])
    services.set_relation(scene.cast.focal_officer, scene.draft, PlanRelation.AMENDS, scene.plan)
    shown = page(scene, scene.draft)
    assert shown.count("Đơn vị tính") == 1
    assert "số lượng" not in shown


def test_a_person_confirms_takes_back_drops_and_pairs_anew(scene: Scene, plan: Plan) -> None:
    rows = TargetPair.objects.filter(plan=plan)
    changed, kept = rows.get(kind="changed"), rows.get(kind="kept")
    assert post(scene, plan, sure="1") == 302
    assert rows.get(pk=changed.pk).confirmed_at
    post(scene, plan, back=changed.pk)
    assert rows.get(pk=changed.pk).confirmed_at is None
    post(scene, plan, chosen="1", row=[changed.pk])
    assert rows.get(pk=changed.pk).confirmed_at
    post(scene, plan, drop=kept.pk)
    assert rows.get(pk=kept.pk).kind == "left_out"
    assert f'<option value="{kept.earlier_id}"' in page(scene, plan, f"?muc=targets&ghep={changed.pk}")
    post(scene, plan, pair=changed.pk, earlier=kept.earlier_id)
    assert rows.get(pk=changed.pk).earlier_id == kept.earlier_id
    post(scene, plan, "regimes", one=RegimePair.objects.get(plan=plan).pk)
    assert RegimePair.objects.get(plan=plan).confirmed_at


@pytest.mark.parametrize(("login", "status"), [("", 302), ("finance_officer", 403), ("leader", 403)])
def test_only_the_focal_officer_confirms(scene: Scene, plan: Plan, login: str, status: int) -> None:
    scene.plan.published_on = plan.published_on = date(2026, 1, 2)
    scene.plan.save()
    plan.save()
    assert post(scene, plan, login=login, sure="1") == status
    assert not TargetPair.objects.confirmed().exists()


def test_a_row_of_another_amendment_or_of_no_part_is_not_reached(scene: Scene, plan: Plan) -> None:
    other = adopted(scene.cast, task("Mở lớp", lead(scene.cast.health), code="9"), amends=scene.plan.pk)
    row = TargetPair.objects.filter(plan=other).first()
    assert row is not None
    post(scene, plan, drop=row.pk)
    assert TargetPair.objects.get(pk=row.pk).kind == "kept"
    assert post(scene, plan, "actions", sure="1") == 404
    assert post(scene, scene.plan, sure="1") == 404


def test_the_rows_go_out_as_excel_with_the_tasks(scene: Scene, plan: Plan) -> None:
    answer = scene.browser("focal_officer").get(f"/ke-hoach/{plan.pk}/so-sanh/excel/?voi=amends")
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active]
    (target,) = [row for row in rows if "Chỉ tiêu: Có thay đổi" in row]
    assert "Mục tiêu: ≥ 80 → ≥ 85" in target


def test_the_plan_shows_its_regimes_and_what_was_changed_by_which_document(scene: Scene, plan: Plan) -> None:
    cast = scene.cast
    post(scene, plan, sure="1")
    post(scene, plan, "regimes", sure="1")
    services.activate(cast.focal_officer, plan, date(2026, 10, 1))
    services.give_out(plan.pk, lambda done, total, text: None)
    papers = f"/ke-hoach/{scene.plan.pk}/tep/"
    shown = scene.browser("focal_officer").get(papers).content.decode()
    for words in ("Hằng tháng", "<b>≥ 80</b>", "<b>≥ 85</b>", plan.number):
        assert words in shown
    regimes = f"/ke-hoach/{scene.plan.pk}/che-do-bao-cao/"
    assert "ngày 25" in scene.browser("focal_officer").get(regimes).content.decode()
    overview = scene.browser("focal_officer").get(f"/ke-hoach/{scene.plan.pk}/tong-quan/").content.decode()
    assert "≥ 85" in overview and "≥ 80" not in overview
    assert "<del>≥ 80</del>" in page(scene, plan)
