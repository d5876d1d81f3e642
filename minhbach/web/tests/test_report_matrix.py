"""Báo cáo của các đơn vị: the matrix as people see it, its filters, its exports, who may see it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from minhbach.plans.models import Plan
from minhbach.reporting.models import Report, ReportRegime, ReportReturn, ReportSlot, SlotException
from minhbach.web.tests.scene import Scene, make_scene
from minhbach.web.tests.slot_scene import TODAY, many_communes, reporting_units, sent, slot

pytestmark = pytest.mark.django_db
QUERIES = 19  # of the matrix page, session and frame included


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: TODAY)


@pytest.fixture
def scene() -> Scene:
    scene = make_scene()
    reporting_units(scene.cast, scene.plan)
    return scene


def words(answer: object) -> str:
    """What a page says, without its tags."""
    bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", bare)


def row(answer: object, name: str) -> str:
    found = re.search(rf"<tr[^>]*>(?:(?!</tr>).)*{name}.*?</tr>", answer.content.decode(), re.S)
    assert found, name
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def matrix(scene: Scene, question: str = "", who: str = "focal_officer") -> object:
    return scene.browser(who).get(f"/ke-hoach/{scene.plan.pk}/bao-cao-don-vi/{question}")


def test_each_unit_shows_sign_and_word_for_each_period(scene: Scene) -> None:
    page = matrix(scene)
    assert "không nộp" in row(page, "Sở Tài chính") and "quá hạn 48 ngày" in row(page, "Sở Tài chính")
    assert "trả lại 05/10" in row(page, "Sở Y tế")
    assert "30/09" in row(page, "UBND xã An Hạ") and "đã nhận" in row(page, "UBND xã An Hạ")
    assert "04/10, trễ 3 ngày" in row(page, "UBND phường Bình An")
    tax = row(page, "Thuế tỉnh Sông Mẫu")
    assert "chưa gửi" in tax and "quá hạn" not in tax


def test_the_head_names_the_merged_round_and_the_day_of_the_document(scene: Scene) -> None:
    said = words(matrix(scene))
    assert "Quý IV và năm 2026 trước 02/12" in said
    assert "Quý III trước 02/10" in said


def test_on_time_and_closed_stand_as_two_figures(scene: Scene) -> None:
    """Due: Q2 of finance and Q3 of four; on time: health and the commune; closed: the commune."""
    said = words(matrix(scene))
    assert "Đúng hạn 2 / 5 đã đến hạn (40%)" in said
    assert "Đã nhận 1 / 5 đã đến hạn (20%)" in said
    assert "Quá hạn 2 / 5 báo cáo đã đến hạn" in said


def test_departments_come_first_and_the_late_first_among_them(scene: Scene) -> None:
    said = words(matrix(scene))
    places = [said.index(name) for name in ("Sở Tài chính", "Sở Y tế", "UBND xã, phường 2", "được đề nghị 1")]
    assert places == sorted(places)


def test_complete_units_fold_and_keep_their_counts(scene: Scene) -> None:
    quarterly = ReportRegime.objects.get(cycle="quarterly")
    for unit in many_communes(6):
        slot(quarterly, unit, "2026-Q3", **sent(date(2026, 9, 29), accepted=date(2026, 10, 2)))
    page = matrix(scene)
    assert "6 đơn vị đã nộp đủ" in words(page) and "UBND xã Số 3" not in words(page)
    assert "6/6" in row(page, "6 đơn vị đã nộp đủ")
    assert "UBND xã Số 3" in words(matrix(scene, "?mo=1"))


def test_folding_never_hides_who_is_late(scene: Scene) -> None:
    quarterly = ReportRegime.objects.get(cycle="quarterly")
    for unit in many_communes(30):
        slot(quarterly, unit, "2026-Q3")
    assert words(matrix(scene)).count("UBND xã Số") == 30


def test_an_exception_says_its_reason_in_the_title(scene: Scene) -> None:
    quarterly = ReportRegime.objects.get(cycle="quarterly")
    excused = slot(quarterly, scene.cast.focal, "2026-Q3", excused_on=date(2026, 9, 1))
    SlotException.objects.create(slot=excused, kind="not_owed", reason="Mới lập tháng 9", on=date(2026, 9, 1))
    page = matrix(scene).content.decode()
    assert 'title="Mới lập tháng 9"' in page
    assert "không phải báo cáo" in page


@pytest.mark.parametrize(
    ("question", "there", "gone"),
    [
        ("?nhom=xa-phuong", "UBND xã An Hạ", "Sở Tài chính"),
        ("?trang-thai=qua-han", "Sở Tài chính", "Sở Y tế"),
        ("?trang-thai=cho-xem", "UBND phường Bình An", "UBND xã An Hạ"),
        ("?ky=2026-Q2", "Sở Tài chính", "UBND xã An Hạ"),
        ("?ky=khong-co&nhom=la&trang-thai=gi", "Sở Tài chính", "zzz"),
    ],
)
def test_the_matrix_shows_what_is_asked_for(scene: Scene, question: str, there: str, gone: str) -> None:
    table = re.search(r"<table.*</table>", matrix(scene, question).content.decode(), re.S)[0]
    assert there in table and gone not in table


def test_nothing_found_offers_the_way_back(scene: Scene) -> None:
    said = words(matrix(scene, "?trang-thai=ngoai-le"))
    assert "Không đơn vị nào khớp các điều kiện đang chọn" in said and "Bỏ lọc" in said


def test_one_unit_over_the_periods(scene: Scene) -> None:
    page = scene.browser("leader").get(f"/ke-hoach/{scene.plan.pk}/bao-cao-don-vi/{scene.cast.health.pk}/")
    said = words(page)
    assert "Năm 2026, gồm Quý IV/2026" in said
    assert "Trả lại ngày 05/10/2026." in said and "30/09/2026" in said


def test_a_unit_without_slots_has_no_such_page(scene: Scene) -> None:
    address = f"/ke-hoach/{scene.plan.pk}/bao-cao-don-vi/{scene.cast.province.pk}/"
    assert scene.browser("leader").get(address).status_code == 404


def test_the_sheet_holds_every_unit_unfolded(scene: Scene) -> None:
    answer = matrix(scene, "excel/")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    finance = next(r for r in rows if "Sở Tài chính" in r)
    assert finance[3:] == ("không nộp", "quá hạn 48 ngày", "chưa gửi", 2, 2, 0, 0)
    assert any("UBND xã An Hạ" in r and "đã nhận 30/09" in r for r in rows)


def test_the_csv_holds_one_line_a_slot(scene: Scene) -> None:
    text = matrix(scene, "csv/").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 11
    ward = next(x for x in lines if x["Đơn vị"] == "UBND phường Bình An" and x["Kỳ"] == "2026-Q3")
    assert (ward["Hạn cuối"], ward["Ngày gửi"], ward["Số ngày trễ"]) == ("2026-10-01", "2026-10-04", "3")


def test_a_regime_without_a_plan_shows_its_receiver_everything_and_a_unit_its_own(scene: Scene) -> None:
    cast = scene.cast
    alone = ReportRegime.objects.create(
        title="Báo cáo đường dây nóng", owner=cast.province, to_unit=cast.focal, role="unit_report",
        cycle="quarterly",
    )  # fmt: skip
    for unit in (cast.finance, cast.an_ha):
        slot(alone, unit, "2026-Q3")
    address = f"/che-do-bao-cao/{alone.pk}/don-vi/"
    assert "UBND xã An Hạ" in words(scene.browser("focal_officer").get(address))
    assert scene.browser("health_officer").get(address).status_code == 404


@pytest.mark.parametrize("units", [2, 40])
def test_the_page_asks_the_same_few_questions_whatever_the_size(scene: Scene, units: int) -> None:
    quarterly = ReportRegime.objects.get(cycle="quarterly")
    for n, unit in enumerate(many_communes(units)):
        slot(quarterly, unit, "2026-Q3", excused_on=date(2026, 9, 1) if n % 2 else None)
    browser: Client = scene.browser("focal_officer")
    address = f"/ke-hoach/{scene.plan.pk}/bao-cao-don-vi/"
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    assert len(seen) <= QUERIES, len(seen)


# All plans together


def test_a_month_shows_every_plan_and_regime_side_by_side(scene: Scene) -> None:
    alone = ReportRegime.objects.create(
        title="Báo cáo đường dây nóng", owner=scene.cast.focal, to_unit=scene.cast.focal, role="unit_report",
        cycle="annual",
    )  # fmt: skip
    slot(alone, scene.cast.finance, "2026")
    page = scene.browser("leader").get("/bao-cao/don-vi/?thang=2026-12")
    said = words(page)
    assert said.count("Quý IV và năm 2026") >= 2
    assert "Báo cáo đường dây nóng" in said and str(scene.plan.number) in said
    assert "Còn 2 báo cáo quá hạn của các tháng trước." in said
    assert 'title="gửi chậm nhất 01/12/2026; nơi nhận: Sở Khoa học và Công nghệ"' in page.content.decode()


def test_a_month_shows_the_focal_officer_only_own_plans(scene: Scene) -> None:
    Plan.objects.filter(pk=scene.plan.pk).update(focal_unit=scene.cast.health)
    ReportRegime.objects.update(to_unit=scene.cast.health)
    said = words(scene.browser("focal_officer").get("/bao-cao/don-vi/?thang=2026-12"))
    assert "Không báo cáo nào đến hạn trong tháng này" in said


@pytest.mark.parametrize("month", ["2026", "2026-Q4", "2026-13", "la"])
def test_what_is_no_month_has_no_page(scene: Scene, month: str) -> None:
    assert scene.browser("leader").get(f"/bao-cao/don-vi/?thang={month}").status_code == 404


def test_a_month_and_a_unit_go_into_sheet_and_csv(scene: Scene) -> None:
    browser = scene.browser("leader")
    assert browser.get("/bao-cao/don-vi/excel/?thang=2026-12").status_code == 200
    assert "2026" in browser.get("/bao-cao/don-vi/csv/?thang=2026-12").content.decode()
    assert "Quý II/2026" in words(browser.get(f"/bao-cao/don-vi/{scene.cast.finance.pk}/"))


# What was sent


def test_a_period_says_how_reports_came_and_how_much_they_say(scene: Scene) -> None:
    of_health = ReportSlot.objects.get(unit=scene.cast.health, period="2026-Q3")
    sheet = {"fields": [{"key": "a"}, {"key": "b"}, {"key": "c"}, {"key": "d", "is_gone": True}]}
    report = Report.objects.create(
        slot=of_health, unit=of_health.unit, plan=of_health.plan, period="2026-Q3", sheet=sheet,
        sent_answers={"a": {"text": "Đã công khai"}, "b": {"nothing": True}, "d": {"text": "cũ"}},
        revision_sent=1, via="zalo", received_on=date(2026, 9, 30), number="12/BC-SYT",
    )  # fmt: skip
    ReportReturn.objects.create(report=report, revision=1, on=date(2026, 10, 5), text="Thiếu số liệu")
    said = row(matrix(scene, "?ky=2026-Q3"), "Sở Y tế")
    assert "nhập thay, nhận qua Zalo ngày 30/09/2026, 12/BC-SYT" in said and "2/3" in said
    address = f"/ke-hoach/{scene.plan.pk}/bao-cao-don-vi/{scene.cast.health.pk}/"
    unit = words(scene.browser("focal_officer").get(address))
    assert "Trả lại ngày 05/10/2026: Thiếu số liệu" in unit and "2/3 mục có nội dung." in unit
