"""Tổng hợp in the browser's place: the list, the text under hand, its edits, the way to the Chairman."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from minhbach.reporting.models import Consolidation
from minhbach.reporting.services import consolidating
from minhbach.reporting.tests.consolidation_scene import Scene, accept, scene
from minhbach.web.tests.scene import BACKEND
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    return scene(make_cast())


def browser(here: Scene, login: str = "focal_officer") -> Client:
    client = Client()
    client.force_login(here.cast.users[login], backend=BACKEND)
    return client


def started(here: Scene) -> Consolidation:
    return consolidating.start(here.cast.focal_officer, here.consolidated, today=timezone.localdate())


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def seen_of(html: str) -> str:
    return re.search(r'name="seen" value="([^"]+)"', html)[1]


def test_the_list_says_how_many_are_in_and_names_who_is_missing(here: Scene) -> None:
    accept(here.slots["finance"])
    html = page_of(browser(here), "/tong-hop/")
    assert "<b>1</b>/3" in html
    assert "Sở Y tế, UBND xã An Hạ" in html
    assert "Báo cáo tổng hợp Quý IV/2026" in html


def test_the_focal_officer_assembles_edits_and_assembles_again(here: Scene) -> None:
    client = browser(here)
    begun = client.post(f"/tong-hop/ky/{here.consolidated.pk}/", {"as_of": "15/11/2026"})
    one = Consolidation.objects.get()
    assert begun.headers["Location"] == f"/tong-hop/{one.pk}/"
    opened = page_of(client, f"/tong-hop/{one.pk}/?sua=general.tasks")
    sent = {"words": "Kế hoạch triển khai đúng tiến độ.", "seen": seen_of(opened), "verb": "save"}
    saved = client.post(f"/tong-hop/{one.pk}/doan/general.tasks/", sent)
    assert saved.headers["Location"].endswith("#d-general-tasks")
    accept(here.slots["an_ha"])
    client.post(f"/tong-hop/{one.pk}/tong-hop-lai/", {"as_of": "15/11/2026"})
    html = page_of(client, f"/tong-hop/{one.pk}/")
    assert "Kế hoạch triển khai đúng tiến độ." in html and "đã sửa" in html
    assert "1/3 đơn vị đã gửi báo cáo" in html


def test_what_another_wrote_meanwhile_is_shown_beside_what_was_typed(here: Scene) -> None:
    one, client = started(here), browser(here)
    seen = seen_of(page_of(client, f"/tong-hop/{one.pk}/?sua=general.tasks"))
    consolidating.edit_passage(here.cast.focal_officer, one, "general.tasks", "Câu của người khác.", seen)
    sent = {"words": "Câu của tôi.", "seen": seen, "verb": "save"}
    answer = client.post(f"/tong-hop/{one.pk}/doan/general.tasks/", sent)
    html = answer.content.decode()
    assert answer.status_code == 200 and "Người khác vừa sửa đoạn này" in html
    assert ">Câu của tôi.</textarea>" in html
    assert "<del>người khác.</del>" in html and "<ins>tôi.</ins>" in html
    again = sent | {"seen": seen_of(html)}
    assert client.post(f"/tong-hop/{one.pk}/doan/general.tasks/", again).status_code == 302


def test_sources_of_a_sentence_lead_to_the_duties_it_counts(here: Scene) -> None:
    one = started(here)
    html = page_of(browser(here), f"/tong-hop/{one.pk}/?nguon=behind.overdue")
    duty = here.plan.duties.get(unit=here.cast.finance)
    assert f"/nhiem-vu/{duty.action_id}/#viec-{duty.pk}" in html


def test_conflicts_stand_first_and_are_settled_on_the_page(here: Scene) -> None:
    one, client = started(here), browser(here)
    seen = one.under_hand().passage("general.came").seen
    consolidating.edit_passage(here.cast.focal_officer, one, "general.came", "Chưa có báo cáo.", seen)
    accept(here.slots["finance"])
    client.post(f"/tong-hop/{one.pk}/tong-hop-lai/", {"as_of": "15/11/2026"})
    html = page_of(client, f"/tong-hop/{one.pk}/")
    assert "1 đoạn đã sửa tay mà số liệu đổi" in html and "1/3 đơn vị đã gửi báo cáo" in html
    refused = client.post(f"/tong-hop/{one.pk}/kiem-tra/", {"version": Consolidation.objects.get().version})
    assert "chờ chọn" in refused.content.decode()
    client.post(f"/tong-hop/{one.pk}/doan/general.came/", {"verb": "keep", "seen": seen_of(html)})
    assert "đã sửa tay mà số liệu đổi" not in page_of(client, f"/tong-hop/{one.pk}/")


def test_the_check_lists_figures_typed_by_hand(here: Scene) -> None:
    one = started(here)
    consolidating.add_passage(here.cast.focal_officer, one, "general", "", "Đã họp 14 cuộc.")
    html = page_of(browser(here), f"/tong-hop/{one.pk}/kiem-tra/")
    assert "Số gõ tay, không có nguồn" in html and ">14<" in html


def test_the_word_file_has_the_words_and_the_annexes(here: Scene) -> None:
    accept(here.slots["finance"], proposals="Bổ sung kinh phí số hóa.")
    one = started(here)
    answer = browser(here).get(f"/tong-hop/{one.pk}/bao-cao.docx")
    paper = Document(BytesIO(answer.content))
    text = "\n".join(p.text for p in paper.paragraphs)
    assert "II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU" in text
    assert "- Bổ sung kinh phí số hóa (Sở Tài chính)." in text
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "Dự thảo".upper() in "\n".join(cells).upper() + text.upper()
    assert "Chưa gửi, đã quá hạn" in cells


def test_the_annexes_as_a_workbook_have_every_unit_and_its_group(here: Scene) -> None:
    one = started(here)
    answer = browser(here).get(f"/tong-hop/{one.pk}/phu-luc.xlsx")
    book = load_workbook(BytesIO(answer.content))
    sheet = next(sheet for sheet in book if "từng nhiệm vụ" in sheet.title.lower())
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0][0] == "Đơn vị, nhóm"
    assert ("Sở Tài chính", "1.1") in [row[:2] for row in rows]


def test_the_signed_report_is_recorded_and_sent_from_its_page(here: Scene) -> None:
    one, client = started(here), browser(here)
    today = f"{timezone.localdate():%d/%m/%Y}"
    client.post(f"/tong-hop/{one.pk}/kiem-tra/", {"version": one.version})
    way = f"/tong-hop/{one.pk}/ky-gui/"
    bad = client.post(way, {"verb": "signed", "number": "", "dated": today})
    assert bad.status_code == 200 and "err" in bad.content.decode()
    client.post(
        way, {"verb": "signed", "number": "118/BC-SKHCN", "dated": today, "signer_name": "Trần Văn A"}
    )
    assert client.post(way, {"verb": "send", "on": today}).status_code == 302
    html = page_of(client, way)
    assert "Đã gửi" in html and "118/BC-SKHCN" in html
    assert 'href="?sua=' not in page_of(client, f"/tong-hop/{one.pk}/")


def test_the_outline_of_the_paper_is_kept(here: Scene) -> None:
    one, client = started(here), browser(here)
    html = page_of(client, f"/tong-hop/{one.pk}/the-thuc/")
    assert "Chủ tịch UBND tỉnh Sông Mẫu" in html
    typed = {
        "subject": "Kết quả quý IV", "issuer": "Sở Khoa học và Công nghệ", "parent": "", "agency": "SKHCN",
        "place": "Sông Mẫu", "addressees": "Chủ tịch UBND tỉnh", "recipients": "Như trên\nLưu: VT",
        "form": "deputy", "principal": "", "position": "Giám đốc", "deputy": "", "tasks": "by_unit",
    }  # fmt: skip
    assert client.post(f"/tong-hop/{one.pk}/the-thuc/", typed).status_code == 302
    paper = Document(BytesIO(client.get(f"/tong-hop/{one.pk}/bao-cao.docx").content))
    cells = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert "KT. GIÁM ĐỐC" in cells and "PHÓ GIÁM ĐỐC" in cells


def test_others_do_not_see_the_report_and_leaders_only_read_it(here: Scene) -> None:
    one = started(here)
    for login in ("finance_officer", "tax_officer", "commune_clerk"):
        assert browser(here, login).get(f"/tong-hop/{one.pk}/").status_code == 404
    html = page_of(browser(here, "leader"), f"/tong-hop/{one.pk}/")
    assert 'href="?sua=' not in html and "tong-hop-lai" not in html
    for page in ("kiem-tra", "the-thuc"):
        assert browser(here, "leader").get(f"/tong-hop/{one.pk}/{page}/").status_code == 404


@pytest.mark.parametrize("page", ["", "kiem-tra/", "ky-gui/", "the-thuc/", "bao-cao.docx", "phu-luc.xlsx"])
def test_nobody_reads_it_without_signing_in(here: Scene, page: str) -> None:
    answer = Client().get(f"/tong-hop/{started(here).pk}/{page}")
    assert answer.status_code == 302 and "dang-nhap" in answer.headers["Location"]


PAGE_QUERIES, LIST_QUERIES = 14, 16


def test_the_queries_of_the_pages_do_not_grow_with_units(here: Scene, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    one, client = started(here), browser(here)
    page_of(client, "/tong-hop/")
    for name in here.slots:
        accept(here.slots[name])
    with django_assert_num_queries(PAGE_QUERIES):
        page_of(client, f"/tong-hop/{one.pk}/")
    with django_assert_num_queries(LIST_QUERIES):
        page_of(client, "/tong-hop/")
