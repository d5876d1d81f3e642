"""Unit reports through the pages, by forms alone: written, handed up, sent, returned, accepted."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.reporting.models import Report, ReportSlot
from minhbach.reporting.tests.report_scene import key_of, slot_of
from minhbach.web.tests.report_scene import Scene, browser, make_scene, open_now

FAR = "31/12/2027"


@pytest.fixture
def scene(db: None) -> Scene:
    return open_now(make_scene())


def typed(scene: Scene, **more: str) -> dict[str, str]:
    """The form of finance, filled in whole."""
    late, ongoing = key_of(scene, "1.1"), key_of(scene, "6.3")
    data = {f"{key}.seen": "1" for key in (late, ongoing, "q-shortcomings", "q-proposals")}
    return data | {
        "version": "0", "verb": "save",
        f"{late}.text": "Đã công khai 9/12 dự toán", f"{late}.why": "Thiếu 3 mẫu biểu",
        f"{late}.expected_on": FAR, f"{ongoing}.text": "Đã trả lời 27/27 câu hỏi",
        "q-shortcomings.text": "Thiếu 02 cán bộ", "q-proposals.nothing": "1", **more,
    }  # fmt: skip


def send(scene: Scene) -> None:
    browser("finance_head").post(f"/bao-cao/{scene.finance.pk}/", typed(scene, verb="send"))


def test_the_form_stands_filled_and_is_saved_as_a_draft(scene: Scene) -> None:
    client = browser("finance_officer")
    page = client.get(f"/bao-cao/{scene.finance.pk}/").content.decode()
    assert "Công khai dự toán" in page and "Trình thủ trưởng duyệt" in page
    assert client.post(f"/bao-cao/{scene.finance.pk}/", typed(scene)).status_code == 302
    assert Report.objects.get().typed()["q-shortcomings"].text == "Thiếu 02 cán bộ"


def test_what_is_missing_is_named_and_linked(scene: Scene) -> None:
    client = browser("finance_officer")
    here = f"/bao-cao/{scene.finance.pk}/"
    key = key_of(scene, "1.1")
    answer = client.post(here, typed(scene, verb="prepare", **{f"{key}.why": ""}), follow=True)
    page = answer.content.decode()
    assert "Việc quá hạn phải nêu nguyên nhân." in page and f'href="#{key}"' in page
    assert Report.objects.get().prepared_on is None


def test_the_head_approves_and_sends_in_one_step_and_pressing_twice_sends_once(scene: Scene) -> None:
    send(scene)
    version = Report.objects.get().version
    send(scene)
    report = Report.objects.get()
    assert (report.submitted_on is not None, report.version, report.signer) == (True, version, "finance_head")


def test_the_form_saves_by_itself_and_says_so(scene: Scene) -> None:
    client = browser("finance_officer")
    page = client.post(f"/bao-cao/{scene.finance.pk}/tu-luu/", typed(scene)).content.decode()
    assert "Tự lưu lúc" in page and 'name="version" value="1"' in page
    assert f'id="g-{key_of(scene, "6.3")}" hx-swap-oob="true"' in page
    assert Report.objects.get().version == 1


def test_a_second_editor_chooses_between_two_texts(scene: Scene) -> None:
    here = f"/bao-cao/{scene.finance.pk}/"
    browser("finance_officer").post(here, typed(scene))
    browser("finance_second").post(
        here, typed(scene, version="1", **{"q-shortcomings.text": "Của người kia"})
    )
    mine = typed(scene, version="1", **{"q-shortcomings.text": "Của tôi"})
    answer = browser("finance_officer").post(here, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(
        words in page for words in ("finance_second", "Của người kia", "Của tôi", "q-shortcomings.take")
    )
    version = str(Report.objects.get().version)
    theirs = mine | {"version": version, "q-shortcomings.take": "theirs"}
    browser("finance_officer").post(here, theirs)
    assert Report.objects.get().typed()["q-shortcomings"].text == "Của người kia"
    browser("finance_officer").post(here, mine | {"version": version})
    assert Report.objects.get().typed()["q-shortcomings"].text == "Của tôi"


def test_the_autosave_of_a_second_editor_overwrites_nothing(scene: Scene) -> None:
    here = f"/bao-cao/{scene.finance.pk}/"
    browser("finance_officer").post(here, typed(scene))
    browser("finance_second").post(
        here, typed(scene, version="1", **{"q-shortcomings.text": "Của người kia"})
    )
    said = browser("finance_officer").post(
        f"{here}tu-luu/", typed(scene, version="1", **{"q-shortcomings.text": "Của tôi"})
    )
    assert "vừa sửa cùng mục" in said.content.decode()
    assert Report.objects.get().typed()["q-shortcomings"].text == "Của người kia"


def test_the_focal_officer_returns_with_a_reason_at_the_field_and_then_accepts(scene: Scene) -> None:
    send(scene)
    focal, key = browser("focal_officer"), key_of(scene, "6.3")
    there = f"/bao-cao/{scene.finance.pk}/xem/"
    assert "Nhận báo cáo" in focal.get(there).content.decode()
    focal.post(there, {"verb": "return", f"r-{key}": "Chưa có tổng số câu hỏi", "until": FAR})
    page = browser("finance_officer").get(f"/bao-cao/{scene.finance.pk}/").content.decode()
    assert "Trả lại lần 1" in page and "Chưa có tổng số câu hỏi" in page
    again = typed(scene, verb="send", version=str(Report.objects.get().version))
    browser("finance_deputy").post(f"/bao-cao/{scene.finance.pk}/", again)
    focal.post(there, {"verb": "accept"})
    report = Report.objects.get()
    assert (report.revision, report.signed_as, len(report.snapshot_sha256)) == (2, "deputy", 64)
    assert report.snapshot_sha256[:12] in focal.get(there).content.decode()


def test_a_return_without_any_reason_is_refused_with_a_sentence(scene: Scene) -> None:
    send(scene)
    page = browser("focal_officer").post(f"/bao-cao/{scene.finance.pk}/xem/", {"verb": "return"})
    assert "Ghi lý do trả lại" in page.content.decode()


def test_another_unit_neither_reads_nor_writes_it(scene: Scene) -> None:
    send(scene)
    client = browser("health_officer")
    for path in ("", "xem/", "ban-in/", "bao-cao.docx", "ban-ky/", "ban-ky/tep/", "da-duyet/", "nhap-thay/"):
        assert client.get(f"/bao-cao/{scene.finance.pk}/{path}").status_code == 404, path


def test_a_draft_is_the_units_own(scene: Scene) -> None:
    browser("finance_officer").post(f"/bao-cao/{scene.finance.pk}/", typed(scene))
    for login in ("focal_officer", "leader"):
        assert browser(login).get(f"/bao-cao/{scene.finance.pk}/xem/").status_code == 404


def test_a_report_that_came_on_paper_is_recorded_for_the_unit(scene: Scene) -> None:
    key = key_of(scene, "6.3")
    data = {
        "via": "paper", "received_on": "12/11/2026", "number": "12/BC-STC", "sent_on": "11/11/2026",
        f"{key}.seen": "1", f"{key}.text": "Như văn bản: 27 câu",
    }  # fmt: skip
    client = browser("focal_officer")
    assert client.get(f"/bao-cao/{scene.finance.pk}/nhap-thay/").status_code == 200
    client.post(f"/bao-cao/{scene.finance.pk}/nhap-thay/", data)
    report = Report.objects.get()
    assert (report.number, report.via, report.sent_typed()[key].text) == (
        "12/BC-STC", "paper", "Như văn bản: 27 câu",
    )  # fmt: skip
    assert ReportSlot.objects.get(pk=scene.finance.pk).first_sent_on.isoformat() == "2026-11-11"


def test_the_signed_copy_is_kept_and_given_back_as_it_came(scene: Scene) -> None:
    send(scene)
    paper = browser("finance_officer").get(f"/bao-cao/{scene.finance.pk}/bao-cao.docx").content
    file = SimpleUploadedFile("bc.docx", paper)
    browser("finance_officer").post(
        f"/bao-cao/{scene.finance.pk}/ban-ky/",
        {"number": "12/BC-STC", "dated_on": "12/11/2026", "stored": file},
    )
    got = browser("focal_officer").get(f"/bao-cao/{scene.finance.pk}/ban-ky/tep/")
    assert b"".join(got.streaming_content) == paper


def test_the_head_who_approved_elsewhere_is_recorded_by_the_officer(scene: Scene) -> None:
    client, here = browser("finance_officer"), f"/bao-cao/{scene.finance.pk}/"
    client.post(here, typed(scene, verb="prepare"))
    client.post(f"{here}da-duyet/", {"signer": "Lê Thị Mai", "signed_as": "deputy"})
    client.post(here, {"verb": "submit"})
    report = Report.objects.get()
    assert (report.signer, report.signed_as, report.submitted_on is not None) == (
        "Lê Thị Mai",
        "deputy",
        True,
    )


def test_a_correction_stands_beside_what_was_accepted(scene: Scene) -> None:
    send(scene)
    browser("focal_officer").post(f"/bao-cao/{scene.finance.pk}/xem/", {"verb": "accept"})
    browser("finance_officer").post(f"/bao-cao/{scene.finance.pk}/dinh-chinh/", {"text": "Đúng là 28 câu"})
    assert (
        "Đúng là 28 câu" in browser("focal_officer").get(f"/bao-cao/{scene.finance.pk}/xem/").content.decode()
    )


def test_the_word_file_says_what_the_form_says(scene: Scene) -> None:
    send(scene)
    client = browser("finance_officer")
    archive = ZipFile(BytesIO(client.get(f"/bao-cao/{scene.finance.pk}/bao-cao.docx").content))
    words = archive.read("word/document.xml").decode()
    for said in ("Đã trả lời 27/27 câu hỏi", "Thiếu 3 mẫu biểu", "Nơi nhận", "Chưa phát sinh trong kỳ."):
        assert said in words
    assert "Đã trả lời 27/27 câu hỏi" in client.get(f"/bao-cao/{scene.finance.pk}/ban-in/").content.decode()


def test_the_list_names_what_waits_for_whom(scene: Scene) -> None:
    assert "Phải gửi" in browser("finance_officer").get("/bao-cao/").content.decode()
    focal = browser("focal_officer").get("/bao-cao/").content.decode()
    assert "Chưa đến" in focal and "Nhập thay" in focal
    send(scene)
    assert "Chờ xem" in browser("focal_officer").get("/bao-cao/").content.decode()


COUNTS = {
    "/bao-cao/": ("focal_officer", 20),
    "/bao-cao/{slot}/": ("finance_officer", 22),
    "/bao-cao/{slot}/xem/": ("focal_officer", 22),
    "/bao-cao/{slot}/ban-in/": ("finance_officer", 25),
}


@pytest.mark.parametrize("address", COUNTS)
@pytest.mark.parametrize("times", [1, 3])
def test_a_page_asks_no_more_of_the_database_than_it_may(scene: Scene, address: str, times: int) -> None:
    send(scene)
    for _more in range(times):
        slot_of(scene.regime, scene.cast.finance, period=f"202{_more + 7}", opens_on=scene.finance.opens_on)
    who, most = COUNTS[address]
    client, path = browser(who), address.format(slot=scene.finance.pk)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    assert len(seen) <= most, len(seen)


def test_the_word_file_that_was_edited_comes_back_into_its_fields(scene: Scene) -> None:
    client, here = browser("finance_officer"), f"/bao-cao/{scene.finance.pk}/"
    client.post(here, typed(scene))
    paper = client.get(f"{here}bao-cao.docx").content
    edited = changed_in(paper, "Đã trả lời 27/27 câu hỏi", "Đã trả lời 31/31 câu hỏi")
    file = SimpleUploadedFile("bao-cao.docx", edited)
    page = client.post(f"{here}tep-word/", {"file": file})
    body, key = page.content.decode(), key_of(scene, "6.3")
    assert "Đã trả lời 31/31 câu hỏi" in body and f'name="{key}.seen" value="1" checked' in body
    assert Report.objects.get().typed()[key].text == "Đã trả lời 27/27 câu hỏi"
    proposed = {one.field.key: one.answer for one in page.context["proposals"]}
    assert proposed[key_of(scene, "1.1")].why == "Thiếu 3 mẫu biểu."
    assert proposed["q-proposals"].nothing
    confirmed = {"version": "1", "verb": "save", f"{key}.seen": "1", f"{key}.text": proposed[key].text}
    client.post(here, confirmed)
    assert Report.objects.get().typed()[key].text == "Đã trả lời 31/31 câu hỏi."


def test_an_old_excel_form_is_refused_with_the_way_out(scene: Scene) -> None:
    file = SimpleUploadedFile("bieu-cu.xls", b"\xd0\xcf\x11\xe0")
    page = browser("finance_officer").post(f"/bao-cao/{scene.finance.pk}/tep-word/", {"file": file})
    assert "Biểu Excel không đọc vào báo cáo được." in page.content.decode()


def changed_in(paper: bytes, before: str, after: str) -> bytes:
    """The same package with other words in its document, as Word would leave it."""
    out = BytesIO()
    with ZipFile(BytesIO(paper)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                assert before in content.decode()
                content = content.decode().replace(before, after).encode()
            new.writestr(name, content)
    return out.getvalue()


def test_a_form_is_built_part_by_part_and_asked_of_a_regime(scene: Scene) -> None:
    client = browser("focal_officer")
    page = client.post("/quan-tri/mau-bao-cao/", {"verb": "make", "title": "Mẫu của Sở", "blank": "on"})
    here = page["Location"]
    client.post(here, {"verb": "section", "thing": "Số liệu", "version": "0"})
    part = {"verb": "add", "version": "1", "section": "0", "kind": "number", "label": "Số văn bản đã đăng"}
    assert client.post(here, part | {"kind": "choice"}).status_code == 200  # a choice without choices
    client.post(here, part | {"unit": "văn bản", "is_required": "on"})
    client.post(here, {"verb": "use", "thing": str(scene.regime.pk)})
    assert "Thôi dùng" in client.get(here).content.decode()
    assert (
        "Con số (văn bản)" in browser("finance_officer").get(f"/bao-cao/{scene.finance.pk}/").content.decode()
    )
