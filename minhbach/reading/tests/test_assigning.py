"""Lines that only assign, and lines that merely look so."""

import pytest

from minhbach.reading.draft import draft_of
from minhbach.reading.find.assigning import said_by
from minhbach.reading.shapes import Form, Paragraph, Place, Source


def said(text):
    found = said_by(text)
    return found and (
        found.lead.names if found.lead else (),
        found.helping.names if found.helping else (),
        found.time,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phân công: Sở Y tế chủ trì, Công an tỉnh phối hợp; thời gian: Quý I.",
         (("Sở Y tế",), ("Công an tỉnh",), "Quý I")),
        ("(Giao Sở Y tế chủ trì tham mưu; hoàn thành trước ngày 30/6/2026).",
         (("Sở Y tế",), (), "hoàn thành trước ngày 30/6/2026")),
        ("(Sở Y tế; quý II/2026)", (("Sở Y tế",), (), "quý II/2026")),
        ("Phối hợp: Sở Tư pháp; Kho bạc Nhà nước; các cơ quan, đơn vị liên quan.",
         ((), ("Sở Tư pháp", "Kho bạc Nhà nước", "các cơ quan, đơn vị liên quan"), None)),
        ("Sở Y tế chủ trì , phối hợp với Sở Tài chính thực hiện các nội dung trên",
         (("Sở Y tế",), ("Sở Tài chính",), None)),
        ("Hoàn thành trước ngày 30/6/2026.", ((), (), "Hoàn thành trước ngày 30/6/2026")),
        ("Trách nhiệm thực hiện: Trung tâm Vớt bèo chủ trì; xong trong quý III.",
         (("Trung tâm Vớt bèo",), (), "xong trong quý III")),
    ],
)  # fmt: skip
def test_a_line_says_who_leads_who_helps_and_until_when(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh lập danh sách.",
        "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh:",
        "Thường xuyên kiểm điểm các công việc đã thực hiện.",
        "Phân công rõ người, rõ việc, rõ kết quả.",
        "Hoàn thành việc rà soát trước ngày 30/6/2026.",
        "Đôn đốc các đơn vị thực hiện.",
    ],
)
def test_a_line_with_work_of_its_own_assigns_nothing(text):
    assert said(text) is None


def draft(*texts):
    blocks = tuple(Paragraph(text, place=Place(block=at, quote=text)) for at, text in enumerate(texts))
    return draft_of(Source(Form.WORD, blocks, sha256="0" * 64))


HEAD = ("KẾ HOẠCH", "Dọn kênh mương năm 2026", "II. NHIỆM VỤ")


def test_a_line_of_roles_that_no_rule_reads_is_doubted_at_the_work_above_it():
    line = "Phân công: chủ trì theo lịch của Ban điều hành; thời gian: theo con nước."
    read = draft(*HEAD, "1. Vớt bèo ở cống số 2.", line, "2. Sở Y tế phun thuốc.")
    doubted = {doubt["path"] for doubt in read["doubts"]}
    assert {"tasks[0].lead", "tasks[0].time"} <= doubted


def test_a_role_behind_the_name_of_a_body_with_a_short_last_word_is_no_part_of_it():
    dashes = (
        "- Chủ trì: Chi cục Chăn nuôi và Thú y.",
        "- Phối hợp: UBND cấp xã.",
        "- Thời gian: Quý II/2026.",
    )
    task = draft(*HEAD, "1. Tiêm phòng cho đàn trâu.", *dashes, "2. Sở Y tế phun thuốc.")["tasks"][0]
    assert (task["lead"], task["coordinating"]) == (["Chi cục Chăn nuôi và Thú y"], ["UBND cấp xã"])
    assert task["time"]["due"] == "2026-06-30"
