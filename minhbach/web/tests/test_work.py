"""Reports, decisions and recording on behalf through the pages, by forms alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from minhbach.plans import services
from minhbach.plans.core.report import Report
from minhbach.plans.models import CoordinationRequest, Duty, Evidence, ProgressEntry, Result
from minhbach.reporting.models import ReturnedWorkbook, WorkbookBatch
from minhbach.shared.models import AuditEntry, Job
from minhbach.web.tests.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def duty_of(scene: Scene, code: str) -> Duty:
    return Duty.objects.select_related("plan").get(
        plan=scene.plan, action__code=code, unit=scene.cast.finance, coordinating=False
    )


def report(scene: Scene, duty: Duty, login: str = "finance_officer", **typed: str) -> object:
    browser = scene.browser(login)
    data = {"verb": "report", "version": str(duty.version), "result": "doing", **typed}
    return browser.post(f"/viec-cua-toi/?mo={duty.pk}", data)


def test_a_unit_saves_its_progress_in_place(scene: Scene) -> None:
    duty = duty_of(scene, "1")
    assert report(scene, duty, text="Đã công khai 3/4 dự toán", percent="75%").status_code == 302
    duty.refresh_from_db()
    assert (duty.percent, duty.entries.get().text) == (75, "Đã công khai 3/4 dự toán")


def test_done_without_proof_is_refused_beside_the_field_and_keeps_what_was_typed(scene: Scene) -> None:
    duty = duty_of(scene, "1")
    page = report(scene, duty, text="Đã xong hết", result="reported_done", done_on="01/03/2026")
    body = page.content.decode()
    assert page.status_code == 200
    assert "Đã xong hết" in body
    assert f'id="v{duty.pk}_files_error"' in body
    assert not ProgressEntry.objects.exists()


def test_a_wrong_day_is_named_beside_its_field(scene: Scene) -> None:
    page = report(scene, duty_of(scene, "1"), text="Xong", result="reported_done", done_on="31/02/2026")
    assert "Ghi ngày như 06/10/2026." in page.content.decode()


def test_another_unit_cannot_report_for_it(scene: Scene) -> None:
    duty = duty_of(scene, "1")
    report(scene, duty, login="health_officer", text="Không phải việc của tôi")
    assert not ProgressEntry.objects.exists()


def test_the_quick_grid_saves_good_rows_and_keeps_bad_ones(scene: Scene) -> None:
    good, bad = duty_of(scene, "2"), duty_of(scene, "3")
    data = {
        "verb": "quick", f"t-{good.pk}": "Đã trả lời 14 câu", f"v-{good.pk}": str(good.version),
        f"t-{bad.pk}": "Câu này tới muộn", f"v-{bad.pk}": str(bad.version + 7),
    }  # fmt: skip
    page = scene.browser("finance_officer").post("/viec-cua-toi/", data)
    assert [entry.text for entry in ProgressEntry.objects.all()] == ["Đã trả lời 14 câu"]
    assert "Câu này tới muộn" in page.content.decode()


def test_the_focal_officer_returns_with_a_reason_and_then_confirms(scene: Scene) -> None:
    duty = duty_of(scene, "1")
    report(scene, duty, text="Xong", result="reported_done", done_on="01/03/2026", number="12/BC-STC")
    focal = scene.browser("focal_officer")
    page = f"/nhiem-vu/{duty.action_id}/"
    refused = focal.post(page, {"verb": "return", "thing": duty.pk, "reason": ""})
    assert refused.status_code == 200
    focal.post(page, {"verb": "return", "thing": duty.pk, "reason": "Chưa có con số"})
    duty.refresh_from_db()
    assert duty.return_reason == "Chưa có con số"
    report(scene, duty, text="Xong, 4/4", result="reported_done", done_on="01/03/2026")
    focal.post(page, {"verb": "acknowledge", "thing": duty.pk})
    duty.refresh_from_db()
    assert duty.state(timezone.localdate()).result == Result.DONE


def test_a_new_date_needs_its_basis(scene: Scene) -> None:
    duty = duty_of(scene, "1")
    focal, page = scene.browser("focal_officer"), f"/nhiem-vu/{duty.action_id}/"
    assert (
        focal.post(page, {"verb": "due", "thing": duty.pk, "new_date": "01/12/2030", "basis": ""}).status_code
        == 200
    )
    focal.post(page, {"verb": "due", "thing": duty.pk, "new_date": "01/12/2030", "basis": "Công văn 12/UBND"})
    assert duty.due_changes.get().basis == "Công văn 12/UBND"


def test_coordination_is_asked_for_by_names_of_the_list(scene: Scene) -> None:
    duty = duty_of(scene, "1")
    focal, page = scene.browser("focal_officer"), f"/nhiem-vu/{duty.action_id}/"
    typed = {"verb": "coordination", "thing": duty.action_id, "text": "Cho danh mục", "due": "01/12/2030"}
    health, tax = scene.cast.health, scene.cast.tax
    assert (
        f'<option value="{health.pk}" data-words="health Sở Y tế">Sở Y tế</option>'
        in focal.get(page).content.decode()
    )
    refused = focal.post(page, typed | {"units": [str(health.pk), "KHONG-CO"]}).content.decode()
    assert "Có đơn vị không còn trong danh mục" in refused
    assert re.search(rf'<option value="{health.pk}"[^>]* selected', refused)
    focal.post(page, typed | {"units": [health.pk, tax.pk]})
    assert {request.unit for request in CoordinationRequest.objects.all()} == {health, tax}


def test_what_came_by_paper_is_recorded_and_the_unit_disputes_it(scene: Scene) -> None:
    duty = duty_of(scene, "2")
    data = {
        "via": "paper", "received_on": "01/04/2026", "number": "88/STC",
        f"t-{duty.pk}": "Theo báo cáo giấy: 9 câu", f"v-{duty.pk}": str(duty.version),
    }  # fmt: skip
    answer = scene.browser("focal_officer").post(f"/nhap-thay/?don-vi={duty.unit_id}", data)
    entry = ProgressEntry.objects.get()
    assert answer.status_code == 302
    assert (entry.via, entry.document_number, entry.on_behalf_of) == ("paper", "88/STC", duty.unit)
    unit = scene.browser("finance_officer")
    assert "Theo báo cáo giấy" in unit.get("/viec-cua-toi/").content.decode()
    unit.post(f"/ghi-thay/{entry.pk}/y-kien/", {"verb": "dispute", "text": "Chỉ có 8 câu"})
    entry.refresh_from_db()
    assert (entry.unit_answer, entry.unit_answer_text) == ("disputed", "Chỉ có 8 câu")


def recorded_on_behalf(scene: Scene, many: int) -> list[ProgressEntry]:
    """So many reports that the focal officer wrote down for the unit."""
    duty = duty_of(scene, "2")
    for n in range(many):
        duty.refresh_from_db()
        came = Report(text=f"Theo báo cáo giấy, lần {n + 1}")
        services.record_on_behalf(scene.cast.focal_officer, duty, came, "paper", date(2026, 4, 1), "88/STC")
    return list(ProgressEntry.objects.order_by("pk"))


def test_of_many_entries_to_confirm_three_stand_above_the_work_and_the_rest_is_folded(scene: Scene) -> None:
    recorded_on_behalf(scene, 5)
    shown = scene.browser("finance_officer").get("/viec-cua-toi/").content.decode()
    at_sight, _fold, folded = shown.partition("Còn 2 dòng nhập thay")
    assert at_sight.count("Không đồng ý") == 3
    assert folded.count("Không đồng ý") == 2
    assert folded.count("Đúng tất cả") == 1


def test_one_button_confirms_what_stood_on_the_page_and_nothing_that_came_later(scene: Scene) -> None:
    first, second, disputed, later = recorded_on_behalf(scene, 4)
    unit = scene.browser("finance_officer")
    unit.post(f"/ghi-thay/{disputed.pk}/y-kien/", {"verb": "dispute", "text": "Chưa đúng số"})
    seen = [entry.pk for entry in (first, second, disputed)]
    unit.post("/viec-cua-toi/", {"verb": "confirm_all", "entry": seen})
    answers = [entry.unit_answer for entry in ProgressEntry.objects.order_by("pk")]
    assert answers == ["confirmed", "confirmed", "disputed", ""]
    assert AuditEntry.objects.filter(verb="answer entry").count() == 3
    assert later.unit_answer == ""


def test_another_unit_confirms_none_of_them(scene: Scene) -> None:
    seen = [entry.pk for entry in recorded_on_behalf(scene, 2)]
    answer = scene.browser("health_officer").post("/viec-cua-toi/", {"verb": "confirm_all", "entry": seen})
    assert answer.status_code == 403
    assert not ProgressEntry.objects.exclude(unit_answer="").exists()


def test_a_coordinating_unit_adds_proof_without_a_report(scene: Scene) -> None:
    action, unit = duty_of(scene, "1").action, scene.browser("tax_officer")
    page = f"/nhiem-vu/{action.pk}/"
    assert "Thêm minh chứng" in unit.get(page).content.decode()
    paper = SimpleUploadedFile("bien-ban.txt", "Biên bản phối hợp ngày 02/03".encode())
    sent = {"verb": "evidence", "thing": action.pk, "number": "15/TB-T", "files": paper}
    assert unit.post(page, sent).status_code == 302
    proofs = Evidence.objects.order_by("pk")
    assert [(proof.unit, str(proof), proof.entry) for proof in proofs] == [
        (scene.cast.tax, "bien-ban.txt", None), (scene.cast.tax, "15/TB-T", None),
    ]  # fmt: skip
    assert "bien-ban.txt" in unit.get(page).content.decode()


def test_proof_that_is_refused_stands_beside_its_field_and_keeps_what_was_typed(scene: Scene) -> None:
    action, unit = duty_of(scene, "1").action, scene.browser("tax_officer")
    sent = {"verb": "evidence", "thing": action.pk, "number": "15/TB-T", "link": "khong-phai-lien-ket"}
    body = unit.post(f"/nhiem-vu/{action.pk}/", sent).content.decode()
    assert f'id="evidence{action.pk}_link_error"' in body
    assert "15/TB-T" in body and "khong-phai-lien-ket" in body
    empty = unit.post(f"/nhiem-vu/{action.pk}/", {"verb": "evidence", "thing": action.pk}).content.decode()
    assert f'id="evidence{action.pk}_files_error"' in empty
    assert not Evidence.objects.exists()


def test_a_unit_that_takes_no_part_adds_no_proof(scene: Scene) -> None:
    action, stranger = duty_of(scene, "2").action, scene.browser("tax_officer")
    page = f"/nhiem-vu/{action.pk}/"
    assert "Thêm minh chứng" not in stranger.get(page).content.decode()
    sent = {"verb": "evidence", "thing": action.pk, "number": "15/TB-T"}
    assert stranger.post(page, sent).status_code == 403
    assert not Evidence.objects.exists()


def test_a_plan_is_given_out_from_its_page_and_can_be_taken_back(scene: Scene) -> None:
    focal, page = scene.browser("focal_officer"), f"/ke-hoach/{scene.draft.pk}/giao-viec/"
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert focal.post(page, {"verb": "activate", "tracked_from": "hôm nay"}).status_code == 200
    focal.post(page, {"verb": "activate", "tracked_from": today})
    scene.draft.refresh_from_db()
    assert scene.draft.status == "activating"
    focal.post(page, {"verb": "undo"})
    scene.draft.refresh_from_db()
    assert scene.draft.status == "draft"


def test_publication_needs_a_decision_and_shows_no_unit(scene: Scene) -> None:
    focal, page = scene.browser("focal_officer"), f"/ke-hoach/{scene.plan.pk}/giao-viec/"
    assert focal.post(page, {"verb": "publish", "decision": ""}).status_code == 200
    focal.post(page, {"verb": "publish", "decision": "Quyết định 5/QĐ-UBND"})
    body = scene.browser("").get(f"/cong-khai/ke-hoach/{scene.plan.pk}/").content.decode()
    assert "Quyết định 5/QĐ-UBND" in body
    assert scene.cast.finance.name not in body


def test_a_one_time_link_signs_in_once_and_only_by_its_button(scene: Scene) -> None:
    admin = scene.browser("administrator")
    person = scene.cast.users["finance_officer"]
    page = admin.post(f"/quan-tri/tai-khoan/{person.pk}/", {"verb": "link"}).content.decode()
    link = page.split('id="link" readonly value="http://testserver')[1].split('"')[0]
    newcomer = scene.browser("")
    newcomer.get(link)  # a mail program that looks at links uses nothing up
    assert newcomer.post(link)["Location"] == "/tai-khoan/mat-khau-moi/"
    assert scene.browser("").post(link).status_code == 410
    typed = {"password": "cau ngan de nho 7", "again": "cau ngan de nho 7"}
    assert newcomer.post("/tai-khoan/mat-khau-moi/", typed)["Location"] == "/"


def test_the_list_goes_out_as_the_offices_own_form(scene: Scene) -> None:
    answer = scene.browser("focal_officer").get("/nhiem-vu/excel/")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer.content[:2] == b"PK"


def test_a_unit_finds_its_workbook_on_its_page_of_work(scene: Scene) -> None:
    browser = scene.browser("finance_officer")
    assert 'href="/viec-cua-toi/bieu.xlsx"' in browser.get("/viec-cua-toi/").content.decode()
    assert browser.get("/viec-cua-toi/bieu.xlsx").status_code == 200


def test_the_button_that_records_a_batch_comes_to_life_when_its_files_are_read(scene: Scene) -> None:
    """The page asks again for #bieu only: the button is a part of it."""
    focal = scene.cast.users["focal_officer"]
    unit = scene.cast.focal_officer.unit_id
    batch = WorkbookBatch.objects.create(unit_id=unit, made_by=focal, received_on=date(2026, 3, 1))
    ReturnedWorkbook.objects.create(batch=batch, name="stc.xlsx")
    Job.objects.create(name="reporting.read_workbooks", key=batch.job_key)
    body = scene.browser("focal_officer").get(f"/nhap-thay/bieu/{batch.pk}/").content.decode()
    assert 'hx-select="#bieu"' in body
    assert body.index('id="bieu"') < body.index("Ghi mọi dòng hợp lệ")
