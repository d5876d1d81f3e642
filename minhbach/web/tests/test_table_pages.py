"""A table under unknown headers: doubted, mapped on its page, read again by a job, taken, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.intake import services
from minhbach.intake.models import Draft, Wording
from minhbach.reading.tests.papers import cell, para, row, table, word
from minhbach.shared import worker
from minhbach.web.tests.intake_scene import answers, text_of, uploaded

pytestmark = pytest.mark.django_db
LINES = (
    ("Số", "Đầu việc cụ thể", "Ai lo", "Bao giờ xong"),
    ("1", "Rà soát quy trình một cửa tại các chợ", "Sở Công Thương", "Trước 30/6/2026"),
    ("2", "Kiểm tra việc niêm yết giá ở các chợ", "Sở Y tế", "Quý III/2026"),
)
ROLES = {"cot-0": "number", "cot-1": "task", "cot-2": "lead", "cot-3": "time"}


@pytest.fixture
def strange(focal: Client, tmp_path: Path) -> Draft:
    return read(focal, tmp_path / "cho.docx", "năm 2026")


def read(focal: Client, path: Path, title: str) -> Draft:
    rows = (row(*(cell(para(text)) for text in line)) for line in LINES)
    path.write_bytes(word(para("KẾ HOẠCH"), para(f"Kiểm tra chợ {title}"), para("Phụ lục"), table(*rows)))
    draft = uploaded(focal, path)
    services.read(draft.pk)
    draft.refresh_from_db()
    return draft


def block_of(draft: Draft) -> int:
    return next(at for at, block in enumerate(draft.blocks) if block["kind"] == "table")


def mapped(focal: Client, draft: Draft) -> str:
    address = reverse("intake_table", args=[draft.pk, block_of(draft)])
    assert focal.post(address, {"header": "1"} | ROLES).status_code == 302
    assert "Đang đọc lại bảng" in text_of(focal.get(address))
    worker.drain()
    return text_of(focal.get(address))


def taken(focal: Client, draft: Draft) -> None:
    draft.refresh_from_db()
    address = reverse("intake_table_take", args=[draft.pk, block_of(draft)])
    focal.post(address, {"revision": draft.revision})
    draft.refresh_from_db()


def test_a_table_under_unknown_headers_is_asked_about_with_the_way_to_its_columns(
    focal: Client, strange: Draft
) -> None:
    page = text_of(focal.get(reverse("intake_draft", args=[strange.pk])))
    assert "Bảng có tiêu đề cột lạ" in page
    assert reverse("intake_table", args=[strange.pk, block_of(strange)]) in page
    listed = text_of(focal.get(reverse("intake_tables", args=[strange.pk])))
    assert "Đầu việc cụ thể" in listed
    assert "tiêu đề cột lạ" in listed


def test_the_table_is_read_again_by_a_job_and_changes_nothing_until_it_is_taken(
    focal: Client, strange: Draft
) -> None:
    page = mapped(focal, strange)
    assert "Đọc lại được 2 dòng" in page
    strange.refresh_from_db()
    assert strange.data["tasks"] == []
    taken(focal, strange)
    assert [(t["lead"], t["time"]["due"]) for t in strange.data["tasks"]] == [
        (["Sở Công Thương"], "2026-06-30"),
        (["Sở Y tế"], "2026-09-30"),
    ]
    assert not [d for d in strange.data["doubts"] if d["reason"] == "columns_unknown"]
    assert not [u for u in strange.data["unread"] if "Rà soát" in u["text"]]


def test_taking_a_table_is_one_step_that_is_taken_back_exactly(focal: Client, strange: Draft) -> None:
    before = strange.data
    mapped(focal, strange)
    taken(focal, strange)
    focal.post(reverse("intake_undo", args=[strange.pk]), {"revision": strange.revision})
    strange.refresh_from_db()
    assert strange.data == before


def test_a_draft_changed_meanwhile_is_looked_at_again_before_anything_is_lost(
    focal: Client, strange: Draft
) -> None:
    mapped(focal, strange)
    address = reverse("intake_table_take", args=[strange.pk, block_of(strange)])
    Draft.objects.filter(pk=strange.pk).update(revision=5)
    assert "vừa được sửa" in text_of(focal.post(address, {"revision": 0}, follow=True))
    focal.post(address, {"leave": "1"})
    strange.refresh_from_db()
    assert (strange.rereading, strange.data["tasks"]) == ({}, [])


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ({"cot-1": "lead"}, "Hai cột không thể"),
        ({"cot-1": ""}, "Hãy chỉ cột ghi nhiệm vụ"),
        ({"cot-1": "emperor"}, "không có trong danh sách"),
    ],
)
def test_columns_that_make_no_table_of_work_are_refused_with_a_sentence(
    focal: Client, strange: Draft, roles: dict[str, str], said: str
) -> None:
    address = reverse("intake_table", args=[strange.pk, block_of(strange)])
    page = text_of(focal.post(address, {"header": "1"} | ROLES | roles))
    assert said in page
    assert "Đang đọc lại" not in page


def test_headers_named_once_are_understood_in_the_next_document(
    focal: Client, strange: Draft, tmp_path: Path
) -> None:
    mapped(focal, strange)
    taken(focal, strange)
    focal.post(reverse("intake_paper", args=[strange.pk]), answers(strange))
    focal.post(reverse("intake_adopt", args=[strange.pk]))
    kept = {row.text: row.meaning["role"] for row in Wording.objects.filter(kind="column")}
    assert kept == {"Số": "number", "Đầu việc cụ thể": "task", "Ai lo": "lead", "Bao giờ xong": "time"}
    again = read(focal, tmp_path / "cho-2.docx", "sáu tháng cuối năm 2026")
    assert len(again.data["tasks"]) == 2
    page = text_of(focal.get(reverse("intake_table", args=[again.pk, block_of(again)])))
    assert "theo lần xác nhận ngày" in page


def test_a_table_page_asks_a_fixed_number_of_questions(
    focal: Client, strange: Draft, django_assert_num_queries: object
) -> None:
    for address in (
        reverse("intake_tables", args=[strange.pk]),
        reverse("intake_table", args=[strange.pk, block_of(strange)]),
    ):
        with django_assert_num_queries(13):
            assert focal.get(address).status_code == 200
    assert focal.get(reverse("intake_table", args=[strange.pk, 0])).status_code == 404


def test_a_table_that_was_read_wrongly_is_put_right_from_one_of_its_rows(
    focal: Client, tmp_path: Path
) -> None:
    """Its headers are known, but not what the authority means by them: who helps stands under "Chủ trì"."""
    lines = (("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"), *((*line[:3], "Sở Tài chính") for line in LINES[1:]))
    rows = (row(*(cell(para(text)) for text in line)) for line in lines)
    path = tmp_path / "dao-cot.docx"
    path.write_bytes(word(para("KẾ HOẠCH"), para("Kiểm tra chợ năm 2026"), para("Phụ lục"), table(*rows)))
    draft = uploaded(focal, path)
    services.read(draft.pk)
    draft.refresh_from_db()
    assert [task["lead"] for task in draft.data["tasks"]] == [["Sở Công Thương"], ["Sở Y tế"]]
    address = reverse("intake_table", args=[draft.pk, block_of(draft)])
    at_row = f"?xem=nhiem-vu&dong={draft.data['tasks'][1]['key']}"
    page = text_of(focal.get(reverse("intake_draft", args=[draft.pk]) + at_row))
    assert "Chỉ lại các cột của bảng" in page and address in page
    said = {"header": "1", "cot-0": "number", "cot-1": "task", "cot-2": "coordinating", "cot-3": "lead"}
    assert focal.post(address, said).status_code == 302
    worker.drain()
    taken(focal, draft)
    assert [(task["lead"], task["coordinating"]) for task in draft.data["tasks"]] == [
        (["Sở Tài chính"], ["Sở Công Thương"]),
        (["Sở Tài chính"], ["Sở Y tế"]),
    ]


def test_a_row_of_prose_offers_no_columns(focal: Client, tmp_path: Path) -> None:
    path = tmp_path / "van-xuoi.docx"
    body = "1. Sở Y tế chủ trì kiểm tra việc niêm yết giá ở các chợ, hoàn thành trước ngày 30/6/2026."
    path.write_bytes(word(para("KẾ HOẠCH"), para("Kiểm tra chợ năm 2026"), para("II. NHIỆM VỤ"), para(body)))
    draft = uploaded(focal, path)
    services.read(draft.pk)
    draft.refresh_from_db()
    key = draft.data["tasks"][0]["key"]
    page = text_of(focal.get(reverse("intake_draft", args=[draft.pk]) + f"?xem=nhiem-vu&dong={key}"))
    assert "Không phải nhiệm vụ" in page and "Chỉ lại các cột của bảng" not in page
