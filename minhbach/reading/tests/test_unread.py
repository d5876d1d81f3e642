"""Every word of what was read stands in some field, or is listed and doubted where it is missing."""

import pytest

from minhbach.reading.draft import draft_of
from minhbach.reading.shapes import Cell, Form, Paragraph, Place, Row, Source, Table

HEAD = ("Nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "Ghi chú")


def cell(text, row, at):
    place = Place(block=1, table=0, row=row, cell=at, quote=text)
    return Cell((Paragraph(text, place),) if text else (), place=place)


def table(*rows, head=HEAD):
    lines = (head, *rows)
    return Table(
        tuple(Row(tuple(cell(text, n, at) for at, text in enumerate(line))) for n, line in enumerate(lines)),
        Place(block=1),
    )


def drafted(*blocks):
    """Paragraphs by their text; each block knows where it stands."""
    placed = [
        Paragraph(b, Place(block=n, start=0, end=len(b), quote=b)) if isinstance(b, str) else b
        for n, b in enumerate(blocks)
    ]
    return draft_of(Source(Form.WORD, tuple(placed)))


def doubts(made, reason):
    return [(d["path"], d["candidates"]) for d in made["doubts"] if d["reason"] == reason]


def texts(made):
    return [one["text"] for one in made["unread"]]


def test_a_note_that_no_field_takes_is_listed_and_doubts_nothing():
    made = drafted("KẾ HOẠCH", table(("Sửa cầu", "Sở Xây dựng", "Quý II/2026", "Vốn xã hội hóa")))
    assert "Vốn xã hội hóa" in texts(made)
    assert not doubts(made, "words_left_out")


def test_a_heading_that_only_says_what_stands_below_it_is_not_left_over():
    head = ("KẾ HOẠCH", "Sửa cầu năm 2026", "I. MỤC ĐÍCH, YÊU CẦU", "1. Đi lại an toàn.")
    made = drafted(*head, "II. NHIỆM VỤ", "1. Sở Xây dựng sửa cầu.")
    assert texts(made) == ["1. Đi lại an toàn."]


def test_a_comparison_that_became_the_sign_of_an_aim_is_not_left_over():
    head = ("Chỉ tiêu", "Năm 2025", "Mục tiêu năm 2026", "Cơ quan chủ trì")
    made = drafted("KẾ HOẠCH", table(("Điểm minh bạch", "6,1", "Trên hoặc bằng 6,5", "Sở Nội vụ"), head=head))
    assert (made["indicators"][0]["target"]["op"], texts(made)) == (">=", [])


def test_a_comparison_that_is_not_the_sign_of_the_aim_is_left_over():
    head = ("Chỉ tiêu", "Năm 2025", "Mục tiêu năm 2026", "Cơ quan chủ trì", "Ghi chú")
    row = ("Điểm minh bạch", "6,1", "Trên hoặc bằng 6,5", "Sở Nội vụ", "năm sau dưới 7")
    assert "năm sau dưới" in " ".join(texts(drafted("KẾ HOẠCH", table(row, head=head))))


def test_a_row_that_was_read_whole_leaves_nothing():
    made = drafted("KẾ HOẠCH", table(("Sửa cầu", "Sở Xây dựng", "Quý II/2026", "")))
    assert texts(made) == []


def test_words_of_an_item_that_went_into_no_field_are_listed_at_its_row():
    """The body that hands the work on stands before the colon; only the one that does it leads."""
    said = "- Sở Giao thông: Giao Phòng Kế hoạch chủ trì, phối hợp với Công an tỉnh sửa cầu Lâm Sơn."
    made = drafted("KẾ HOẠCH", "Sửa cầu năm 2026", "II. NHIỆM VỤ", said)
    assert made["tasks"][0]["lead"] == ["Phòng Kế hoạch"]
    assert texts(made) == ["Sở Giao thông"]
    assert doubts(made, "words_left_out") == [("tasks[0]", ["Sở Giao thông"])]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 0, 2)])
def test_work_below_a_header_without_its_table_is_doubted_as_a_whole(order):
    heads = [HEAD[at] for at in order]
    made = drafted("KẾ HOẠCH", "Sửa cầu năm 2026", "II. NHIỆM VỤ", *heads, "Sửa cầu treo bản Nà",
                   "Sở Xây dựng Quý II/2026", "III. KINH PHÍ", "Sở Tài chính bố trí vốn.")  # fmt: skip
    weak = {path for path, _ in doubts(made, "geometry_weak")}
    inside = {f"tasks[{n}]" for n, t in enumerate(made["tasks"]) if t["section"] == "II. NHIỆM VỤ"}
    assert inside
    assert weak == inside


def test_plain_lines_are_no_header_of_a_table():
    made = drafted("KẾ HOẠCH", "Sửa cầu năm 2026", "II. NHIỆM VỤ", "Sở Xây dựng", "Sửa cầu treo bản Nà")
    assert not doubts(made, "geometry_weak")
