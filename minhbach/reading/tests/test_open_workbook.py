"""A workbook with a task table is read as the annex of a plan, as a printed sheet shows it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from minhbach.reading.draft import draft_of
from minhbach.reading.limits import Limits
from minhbach.reading.open import open_document
from minhbach.reading.shapes import Form, Refusal, Table
from minhbach.reading.tests.scoring import score

HEAD = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")
ROWS = [
    (1, "Kê khai đập nước nhỏ", "Sở Nông nghiệp và Môi trường", "UBND cấp xã", date(2026, 6, 30), "Danh mục"),
    (2, "Lắp thước đo mực nước", "UBND cấp xã", None, "Quý III/2026", "Biên bản"),
]


def saved(*fill: Callable[[Worksheet], Any], names: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    for at, write in enumerate(fill):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = names[at] if names else f"Biểu {at + 1}"
        write(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def listed(sheet: Worksheet, *rows: tuple[Any, ...]) -> None:
    for row in rows or (HEAD, *ROWS):
        sheet.append(row)


def annex(sheet: Worksheet) -> None:
    """The whole paper: letterhead, title across the sheet, table, recipients and signature."""
    sheet["A1"], sheet["D1"] = "ỦY BAN NHÂN DÂN TỈNH LÂM SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["D2"] = "Độc lập - Tự do - Hạnh phúc"
    sheet["A4"] = "DANH MỤC NHIỆM VỤ BẢO ĐẢM AN TOÀN ĐẬP NĂM 2026"
    sheet.merge_cells("A4:F4")
    sheet["A5"] = "(Kèm theo Kế hoạch số 45/KH-UBND ngày 12/01/2026 của UBND tỉnh Lâm Sơn)"
    for column, words in enumerate(HEAD, 1):
        sheet.cell(7, column, words)
    for at, row in enumerate(ROWS):
        for column, value in enumerate(row, 1):
            sheet.cell(8 + at, column, value)
    sheet["A12"], sheet["E12"] = "Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN"
    sheet["E13"], sheet["E16"] = "CHỦ TỊCH", "Trần Văn Lâm"


def drafted(data: bytes) -> dict[str, Any]:
    return draft_of(open_document(data))


def tasks(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = drafted(data)["tasks"]
    return found


def test_an_annex_in_a_workbook_gives_the_draft_that_its_paper_would_give() -> None:
    draft = drafted(saved(annex))
    expected = {
        "document": {"kind": "Kế hoạch", "number": "45/KH-UBND", "issued": "2026-01-12"},
        "signer": {"name": "Trần Văn Lâm"},
        "tasks": [
            {
                "code": "1",
                "text": "Kê khai đập nước nhỏ",
                "lead": ["Sở Nông nghiệp và Môi trường"],
                "coordinating": ["UBND cấp xã"],
                "product": "Danh mục",
                "time": {"kind": "deadline", "due": "2026-06-30"},
            },
            {
                "code": "2",
                "text": "Lắp thước đo mực nước",
                "lead": ["UBND cấp xã"],
                "coordinating": [],
                "time": {"kind": "period", "start": "2026-07-01", "due": "2026-09-30"},
            },
        ],
    }
    found = score(expected, draft)
    assert found.hit and not found.wrong, found.report()
    assert draft["form"] == "xlsx" and draft["doubts"] == []
    assert not any("Kê khai" in left["text"] for left in draft["unread"])


def test_merged_cells_hand_their_value_to_the_rows_they_span() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(
            sheet, HEAD, (1, "Đo đạc", "Sở Xây dựng", None, "Quý I/2026"), (2, "Cắm mốc", None, None, None)
        )
        sheet.merge_cells("C2:C3")
        sheet.merge_cells("E2:E3")

    second = tasks(saved(fill))[1]
    assert (second["lead"], second["time"]["due"]) == (["Sở Xây dựng"], "2026-03-31")


def test_a_header_of_two_rows_names_its_columns_from_top_to_bottom() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(
            sheet,
            ("STT", "Nội dung công việc", "Phân công", None, "Thời hạn"),
            (None, None, "Chủ trì", "Phối hợp", None),
            ("1", "Vớt rác kênh chính", "Xã Bản Mạ", "Xã Nà Lĩnh", "Trước 15/4/2026"),
            ("2", "Nạo vét mương nhánh", "Xã Nà Lĩnh", "Xã Bản Mạ", "Trước 20/5/2026"),
        )
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            sheet.merge_cells(area)

    assert [(t["lead"], t["coordinating"]) for t in tasks(saved(fill))] == [
        (["Xã Bản Mạ"], ["Xã Nà Lĩnh"]),
        (["Xã Nà Lĩnh"], ["Xã Bản Mạ"]),
    ]


def test_what_is_hidden_is_not_read() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(sheet, HEAD, *ROWS, (3, "Việc đã bỏ", "Sở Y tế", None, "Quý I/2026"))
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["F"].hidden = True

    def draft_sheet(sheet: Worksheet) -> None:
        listed(sheet, HEAD, (9, "Nháp", "Sở Y tế", None, "Quý I/2026"))
        sheet.sheet_state = "hidden"

    found = tasks(saved(fill, draft_sheet))
    assert [(t["code"], t["product"]) for t in found] == [("1", None), ("2", None)]


def test_every_visible_sheet_is_read_and_so_are_two_tables_on_one() -> None:
    def two(sheet: Worksheet) -> None:
        listed(sheet, HEAD, ROWS[0], (), ("Phụ lục II",), HEAD, ROWS[1])

    def third(sheet: Worksheet) -> None:
        listed(sheet, HEAD, (7, "Trồng cỏ mái đập", "UBND cấp xã", None, "Quý IV/2026"))

    assert [t["code"] for t in tasks(saved(two, third))] == ["1", "2", "7"]


def test_values_are_shown_as_the_sheet_prints_them() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(
            sheet,
            HEAD,
            (1.1, "Đo đạc", "Sở Xây dựng", None, date(2026, 9, 1)),
            (1.2, "Cắm mốc", "Sở Xây dựng", None, date(2026, 10, 5)),
        )
        sheet["E2"].number_format = "mm/yyyy"

    first, second = tasks(saved(fill))
    assert (first["code"], first["time"]["start"], first["time"]["due"]) == (
        "1.1",
        "2026-09-01",
        "2026-09-30",
    )
    assert (second["code"], second["time"]["due"]) == ("1.2", "2026-10-05")


def test_a_table_of_indicators_keeps_percentages_and_commas() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(
            sheet,
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2026"),
            (1, "Tỷ lệ đập có quy trình vận hành", "%", 0.95),
            (2, "Điểm đánh giá an toàn", "điểm", 8.5),
        )
        sheet["D2"].number_format = "0%"

    draft = drafted(saved(fill))
    assert [i["target"]["value"] for i in draft["indicators"]] == [95, 8.5]
    assert draft["tasks"] == []


def test_a_formula_that_was_never_counted_is_a_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(sheet, HEAD, ROWS[0], ("=A2+1", *ROWS[1][1:]))

    draft = drafted(saved(fill))
    assert [d["reason"] for d in draft["doubts"] if d["path"] == "document"] == ["formula_without_value"]
    assert len(draft["tasks"]) == 2


def test_a_workbook_without_a_task_table_yields_no_task() -> None:
    def prices(sheet: Worksheet) -> None:
        listed(
            sheet,
            ("BẢNG GIÁ VẬT TƯ QUÝ I NĂM 2026",),
            ("STT", "Tên vật tư", "Đơn vị tính", "Số lượng", "Đơn giá"),
            (1, "Ống nhựa", "m", 120, 45000),
            (2, "Xi măng", "bao", 300, 92000),
        )

    draft = drafted(saved(prices))
    assert draft["tasks"] == []
    assert any("Xi măng" in left["text"] for left in draft["unread"])


def test_a_workbook_of_empty_sheets_says_so() -> None:
    with pytest.raises(Refusal) as caught:
        open_document(saved(lambda sheet: None))
    assert caught.value.code == "no_text"


def test_more_rows_than_may_be_read_are_refused_and_empty_rows_do_not_count() -> None:
    def far(sheet: Worksheet) -> None:
        listed(sheet)
        sheet.cell(900, 1, 3)
        sheet.cell(900, 2, "Tổng kết")
        sheet.cell(900, 3, "Sở Nông nghiệp và Môi trường")

    limits = Limits(table_rows=4)
    source = open_document(saved(far), limits=limits)
    assert source.form is Form.WORKBOOK
    assert [len(b.rows) for b in source.blocks if isinstance(b, Table)] == [4]
    with pytest.raises(Refusal) as caught:
        open_document(saved(lambda sheet: listed(sheet, *[HEAD] * 5)), limits=limits)
    assert caught.value.code == "too_many_rows"
