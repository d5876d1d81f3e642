"""PDF tables without rulings: seen where header and gutters say so, nowhere else."""

from __future__ import annotations

from minhbach.reading.draft import draft_of
from minhbach.reading.open import open_document
from minhbach.reading.shapes import Merge, Source, Table
from minhbach.reading.tests.papers import Sheet, pdf

COLUMNS = (56.0, 90.0, 300.0, 440.0)
HEAD = ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian")


def at(sheet: Sheet, y: float, *cells: str) -> Sheet:
    """Words of ten points at the left edges of the columns."""
    for x, words in zip(COLUMNS, cells, strict=False):
        if words:
            sheet.text(x, y, words, 10)
    return sheet


def opened(*sheets: Sheet) -> Source:
    return open_document(pdf(*sheets))


def rows(source: Source) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for block in source.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_rows_that_only_their_numbers_part_are_told_apart() -> None:
    sheet = at(Sheet(), 100, *HEAD)
    at(sheet, 113, "1", "Nạo vét kênh chính trước", "Công ty thủy nông", "Quý I/2026")
    at(sheet, 126, "", "mùa mưa bão", "Lâm Sơn", "")
    at(sheet, 139, "2", "Gia cố mái đê", "Sở Xây dựng", "Quý II/2026")
    assert rows(opened(sheet))[1:] == [
        ["1", "Nạo vét kênh chính trước mùa mưa bão", "Công ty thủy nông Lâm Sơn", "Quý I/2026"],
        ["2", "Gia cố mái đê", "Sở Xây dựng", "Quý II/2026"],
    ]


def test_numbers_in_the_middle_of_their_rows_go_by_the_gaps_between_rows() -> None:
    sheet = at(Sheet(), 100, *HEAD)
    at(sheet, 125, "", "Nạo vét kênh chính", "", "")
    at(sheet, 138, "1", "trước mùa mưa", "Sở Xây dựng", "Quý I/2026")
    at(sheet, 151, "", "và mùa bão", "", "")
    at(sheet, 176, "", "Gia cố mái đê", "", "")
    at(sheet, 189, "2", "ở các đoạn xung yếu", "Sở Xây dựng", "Quý II/2026")
    at(sheet, 202, "", "của tỉnh", "", "")
    assert [row[1] for row in rows(opened(sheet))[1:]] == [
        "Nạo vét kênh chính trước mùa mưa và mùa bão",
        "Gia cố mái đê ở các đoạn xung yếu của tỉnh",
    ]


def test_numbers_in_the_middle_of_rows_without_gaps_are_not_guessed_at() -> None:
    sheet = at(Sheet(), 100, *HEAD)
    works = ("Nạo vét kênh", "chính trước", "mùa mưa bão", "Gia cố mái đê", "ở các đoạn", "xung yếu")
    for n, (number, work) in enumerate(zip(("", "1", "", "", "2", ""), works, strict=True)):
        y = 113 + 13 * n
        at(sheet, y, number, work, "Sở Xây dựng" if number else "", "Quý I/2026" if number else "")
    assert rows(opened(sheet)) == []


def test_a_row_cut_by_the_page_goes_on_below_the_repeated_header() -> None:
    first, second = at(Sheet(), 760, *HEAD), at(Sheet(), 60, *HEAD)
    at(first, 780, "1", "Nạo vét kênh chính và các kênh nhánh,", "Sở Xây dựng", "Quý I/2026")
    at(second, 80, "", "đắp lại bờ", "", "")
    at(second, 100, "2", "Gia cố mái đê", "Sở Xây dựng", "Quý II/2026")
    found = rows(opened(first, second))
    assert [row[1] for row in found[1:]] == [
        "Nạo vét kênh chính và các kênh nhánh, đắp lại bờ",
        "Gia cố mái đê",
    ]


def test_a_row_without_bodies_takes_those_above_and_says_so() -> None:
    sheet = at(Sheet(), 100, *HEAD)
    at(sheet, 120, "1", "Nạo vét kênh", "Sở Xây dựng", "Quý I/2026")
    at(sheet, 140, "2", "Đắp lại bờ", "", "")
    at(sheet, 160, "3", "Gia cố mái đê", "Sở Xây dựng", "")
    found = opened(sheet)
    last = next(block for block in found.blocks if isinstance(block, Table)).rows
    assert [c.text for c in last[2].cells] == ["2", "Đắp lại bờ", "Sở Xây dựng", "Quý I/2026"]
    assert last[2].cells[2].merge is Merge.INFERRED
    doubts = {(d["path"], d["reason"]) for d in draft_of(found)["doubts"]}
    assert {("tasks[1].lead", "merged_or_empty"), ("tasks[2].time", "merged_or_empty")} <= doubts


def test_running_text_below_the_table_stays_text() -> None:
    sheet = at(Sheet(), 100, *HEAD)
    at(sheet, 113, "1", "Nạo vét kênh", "Sở Xây dựng", "Quý I/2026")
    at(sheet, 126, "2", "Đắp lại bờ", "Sở Xây dựng", "Quý II/2026")
    sheet.text(56, 150, "Các đơn vị nghiêm túc thực hiện và báo cáo kết quả về tỉnh trước ngày 15", 10)
    sheet.text(56, 163, "hằng tháng.", 10)
    found = opened(sheet)
    assert len(rows(found)) == 3
    assert found.blocks[-1].text.endswith("hằng tháng.")  # type: ignore[union-attr]


def test_letterhead_and_prose_with_wide_blanks_are_no_table() -> None:
    sheet = Sheet()
    sheet.text(60, 60, "UBND TỈNH LÂM SƠN").text(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.text(60, 75, "SỞ XÂY DỰNG").text(330, 75, "Độc lập - Tự do - Hạnh phúc")
    for n in range(8):
        for x in (56, 190, 330, 450):
            sheet.text(x + n, 120 + n * 15, "rà soát lại hồ sơ", 12)
    assert rows(opened(sheet)) == []
