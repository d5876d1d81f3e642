"""Markdown and delimited tables, whole and broken."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.reading.open.markdown import open_markdown
from minhbach.reading.open.text import open_text
from minhbach.reading.shapes import Merge, Paragraph, Source, Table, Zone

PAPER = """# ỦY BAN NHÂN DÂN XÃ TÂN LẬP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

## KẾ HOẠCH

**1.** Mở lớp học bơi cho học sinh tiểu học trước

kỳ nghỉ hè.

**Phụ lục****DANH MỤC VIỆC PHẢI LÀM***(Kèm theo Kế hoạch số 5/KH-UBND)*

| TT | Nhiệm vụ | Chủ trì | Thời gian |
|---|---|---|---|
| **I** | **Dạy bơi** | | |
| 1. | Thuê bể bơi của huyện; | Phòng Kinh tế | Tháng 4/2026 |
| | ký thoả thuận với chủ bể | | |
| 2. | Chọn thầy dạy | Hội Phụ nữ xã |
| 3. | Mua phao | Phòng Kinh tế | Tháng 5/2026 |
"""


def table(source: Source) -> Table:
    return next(block for block in source.blocks if isinstance(block, Table))


def rows(source: Source) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table(source).rows]


def test_headings_bold_runs_and_cut_paragraphs() -> None:
    source = open_markdown(PAPER)
    words = [block.text for block in source.blocks if isinstance(block, Paragraph)]
    assert "KẾ HOẠCH" in words
    assert "1. Mở lớp học bơi cho học sinh tiểu học trước kỳ nghỉ hè." in words
    assert words[-3:] == ["Phụ lục", "DANH MỤC VIỆC PHẢI LÀM", "(Kèm theo Kế hoạch số 5/KH-UBND)"]


def test_a_row_cut_by_a_page_break_is_one_row_and_a_short_row_is_filled() -> None:
    read = rows(open_markdown(PAPER))
    assert [row[0] for row in read] == ["TT", "I", "1.", "2.", "3."]
    assert read[2][1] == "Thuê bể bơi của huyện; ký thoả thuận với chủ bể"
    assert read[3] == ["2.", "Chọn thầy dạy", "Hội Phụ nữ xã", ""]


def test_a_group_row_spans_the_table() -> None:
    group = table(open_markdown(PAPER)).rows[1]
    assert group.cells[1].text == "Dạy bơi"
    assert [cell.merge for cell in group.cells[2:]] == [Merge.SPANNED, Merge.SPANNED]


def test_cells_parted_by_tabs_keep_items_of_a_group_apart() -> None:
    text = (
        "STT\tChỉ tiêu\tNhiệm vụ\tChủ trì\tThời gian\n"
        "1\tHài lòng\t1.1. Hỏi ý kiến\tPhòng Nội vụ\tThường xuyên\n"
        "\t\t1.2. Trả lời thư\t\t\n"
        "2\tĐúng hạn\t2.1. Nhắc việc\tVăn phòng\tHàng tháng\n"
        "\t\tvà báo cáo\t\t\n"
    )
    read = rows(open_text(text))
    assert read[2] == ["1", "Hài lòng", "1.2. Trả lời thư", "Phòng Nội vụ", "Thường xuyên"]
    merges = [cell.merge for cell in table(open_text(text)).rows[2].cells]
    assert merges == [Merge.INFERRED, Merge.INFERRED, Merge.OWN, Merge.INFERRED, Merge.INFERRED]
    assert read[3][2] == "2.1. Nhắc việc và báo cáo"
    assert len(read) == 4


def test_cells_parted_by_bare_pipes_and_a_group_that_repeats_its_name() -> None:
    text = "TT | Việc | Chủ trì | Hạn\n\nI | Nước sạch | Nước sạch | Nước sạch\n\n1 | Đào giếng | Sở Y tế | 2026\n"  # noqa: E501
    read = rows(open_text(text))
    assert read[1] == ["I", "Nước sạch", "", ""]
    assert read[2] == ["1", "Đào giếng", "Sở Y tế", "2026"]


def test_a_letterhead_table_is_no_table() -> None:
    text = (
        "| BỘ Y TẾ ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ------- |\n| --- | --- |\n"
        "| Số: 9/KH-BYT | Hà Nội, ngày 6 tháng 8 năm 2026 |\n"
    )
    blocks = open_markdown(text).blocks
    assert [b.zone for b in blocks if isinstance(b, Paragraph)] == [
        Zone.LETTERHEAD_LEFT,
        Zone.LETTERHEAD_RIGHT,
        Zone.LETTERHEAD_LEFT,
        Zone.LETTERHEAD_RIGHT,
    ]
    assert blocks[0].text == "BỘ Y TẾ"  # type: ignore[union-attr]


@settings(max_examples=150, deadline=None)
@given(st.text("|-*#\t\n ab1.TĐ:_<>b/", max_size=200))
def test_no_heap_of_signs_makes_it_fail(text: str) -> None:
    open_markdown(text)
    open_text(text)
