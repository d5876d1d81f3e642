"""Pages of report regimes: rounds with reasons, a change with what it moves, regimes without a plan."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.models import ReportRegime, ReportSlot
from minhbach.reporting.services.regimes import set_regimes
from minhbach.reporting.services.slots import settle_plan
from minhbach.web.tests.scene import Scene, make_scene
from tests.cast import TODAY

REGIMES = (
    NewRegime("unit_report", "quarterly", "các cơ quan chủ trì", "Sở Khoa học và Công nghệ",
              "trước ngày 02 của tháng đầu tiên quý tiếp theo", 2, None, 1, due_is_before=True),
    NewRegime("unit_report", "annual", "các cơ quan chủ trì", "Sở Khoa học và Công nghệ", "trước ngày 02/12",
              2, 12, None, due_is_before=True),
)  # fmt: skip


@pytest.fixture
def scene(db: None) -> Scene:
    scene = make_scene(units_each=2)
    set_regimes(scene.cast.focal_officer, scene.plan, REGIMES)
    settle_plan(scene.plan.pk, today=TODAY)
    return scene


def page(scene: Scene, address: str, login: str = "focal_officer") -> str:
    return scene.browser(login).get(address).content.decode()


def address(scene: Scene) -> str:
    return f"/ke-hoach/{scene.plan.pk}/che-do-bao-cao/"


def test_every_round_stands_with_its_data_its_days_and_its_reasons(scene: Scene) -> None:
    shown = page(scene, address(scene))
    for words in (
        "trước 02/10/2026, chậm nhất 01/10", "15/06/2026 - 14/09/2026", "gộp vào báo cáo Năm 2026",
        "gồm cả Quý IV/2026", "ước tính đến cuối kỳ", "Nghị định 09/2019", "trước ngày 02/12",
    ):  # fmt: skip
        assert words in shown, words


def test_a_unit_reads_the_regimes_and_changes_none(scene: Scene) -> None:
    shown = page(scene, address(scene), "finance_officer")
    regime = scene.plan.regimes.first()
    assert "Từng bước" in shown and f"/che-do-bao-cao/{regime.pk}/" not in shown
    assert scene.browser("finance_officer").get(f"/che-do-bao-cao/{regime.pk}/").status_code == 403


def typed(**values: object) -> dict[str, object]:
    return {
        "role": "unit_report", "cycle": "quarterly", "due_raw": "trước ngày 20", "due_is_before": "on",
        "due_day": "20", "month_offset": "1", "roll": "none", "window_rule": "usual", "merge": "auto",
        "who_rule": "leads", "to": "Sở Tài chính", "form_required": "either", **values,
    }  # fmt: skip


def test_a_preview_says_what_would_move_and_writes_nothing(scene: Scene) -> None:
    ReportSlot.objects.filter(plan=scene.plan).update(last_on_time=None)
    regime = scene.plan.regimes.first()
    answer = scene.browser("focal_officer").post(
        f"/che-do-bao-cao/{regime.pk}/", typed(verb="preview", merge="apart")
    )
    shown = answer.content.decode()
    assert "Nếu lưu" in shown and "Quý IV/2026" in shown and "19/01/2027" in shown
    regime.refresh_from_db()
    assert regime.due_day == 2


def test_saving_sets_the_regime_and_finds_the_unit_that_the_words_name(scene: Scene) -> None:
    regime = scene.plan.regimes.first()
    answer = scene.browser("focal_officer").post(f"/che-do-bao-cao/{regime.pk}/", typed(verb="save"))
    assert answer.status_code == 302
    regime.refresh_from_db()
    assert (regime.due_day, regime.to_unit_id) == (20, scene.cast.finance.pk)


def test_what_is_wrong_stands_at_its_field_and_keeps_what_was_typed(scene: Scene) -> None:
    regime = scene.plan.regimes.first()
    answer = scene.browser("focal_officer").post(
        f"/che-do-bao-cao/{regime.pk}/", typed(verb="save", due_month="2", due_day="31", cycle="annual")
    )
    shown = answer.content.decode()
    assert "Tháng đã chọn không có ngày này." in shown
    assert 'value="31"' in shown


def test_a_regime_ends_and_is_taken_up_again(scene: Scene) -> None:
    regime = scene.plan.regimes.first()
    browser = scene.browser("focal_officer")
    browser.post(f"/che-do-bao-cao/{regime.pk}/", {"verb": "end"})
    assert "đã thôi áp dụng" in page(scene, address(scene))
    browser.post(f"/che-do-bao-cao/{regime.pk}/", {"verb": "take_up"})
    assert "đã thôi áp dụng" not in page(scene, address(scene))


def test_a_report_without_a_plan_is_set_up_on_its_page(scene: Scene) -> None:
    units = [scene.cast.finance.pk, scene.cast.an_ha.pk]
    values = typed(title="Báo cáo giải ngân", cycle="monthly", who_rule="listed", units=units, year_to="2027")
    answer = scene.browser("focal_officer").post("/che-do-bao-cao/them/", values)
    assert answer.status_code == 302
    regime = ReportRegime.objects.get(plan=None)
    assert {unit.pk for unit in regime.units.all()} == set(units)
    assert "Báo cáo giải ngân" in page(scene, "/che-do-bao-cao/")


def test_the_page_asks_as_much_of_few_units_as_of_many(scene: Scene) -> None:
    browser = scene.browser("focal_officer")
    browser.get(address(scene))
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(address(scene))
    ReportSlot.objects.bulk_create(
        ReportSlot(regime=regime, plan=scene.plan, unit=unit, period=f"2020-{n:02d}", window_from=TODAY,
                   window_to=TODAY, opens_on=TODAY)
        for regime in scene.plan.regimes.all() for unit in scene.cast.units.values() for n in range(1, 13)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        browser.get(address(scene))
    assert len(many) == len(few) <= 24


def test_a_calendar_change_shows_every_round_that_it_would_move_before_it_is_saved(scene: Scene) -> None:
    first, annual = scene.plan.regimes.all()
    ReportRegime.objects.filter(pk=annual.pk).update(roll="next", due_is_before=False)
    ReportRegime.objects.filter(pk=first.pk).update(merge="apart")
    settle_plan(scene.plan.pk, today=TODAY)
    browser = scene.browser("administrator")
    values = {"verb": "preview", "kind": "holiday", "name": "Nghỉ", "source": ""}
    moved = browser.post("/quan-tri/lich/", {**values, "day": "02/12/2026"}).content.decode()
    assert "Năm 2026" in moved and "02/12/2026 → 03/12/2026" in moved
    advised = browser.post("/quan-tri/lich/", {**values, "day": "01/10/2026"}).content.decode()
    assert "Quý III/2026" in advised and "01/10/2026 → 30/09/2026" in advised
    calm = browser.post("/quan-tri/lich/", {**values, "day": "04/11/2026"}).content.decode()
    assert "Không kỳ báo cáo nào đổi ngày." in calm


def test_an_exception_is_made_with_its_reason_and_taken_back(scene: Scene) -> None:
    slot = ReportSlot.objects.get(plan=scene.plan, unit=scene.cast.finance, period="2026")
    browser, place = scene.browser("focal_officer"), f"/bao-cao/{slot.pk}/ngoai-le/"
    unit_page = f"/ke-hoach/{scene.plan.pk}/bao-cao-don-vi/{slot.unit_id}/"
    assert place in browser.get(unit_page).content.decode()
    missing = browser.post(place, {"kind": "other_day", "reason": "CV 12"}).content.decode()
    assert "Hãy ghi ngày gửi chậm nhất." in missing
    assert browser.post(place, {"kind": "not_owed", "reason": "Khắc phục bão số 9"}).status_code == 302
    assert "Khắc phục bão số 9" in browser.get(unit_page).content.decode()
    assert browser.post(place, {"kind": "lifted", "reason": "Đã ổn định"}).status_code == 302
    slot.refresh_from_db()
    assert slot.excused_on is None
    for login, answer in (("finance_officer", 403), ("health_officer", 404), ("leader", 403)):
        assert scene.browser(login).get(place).status_code == answer
