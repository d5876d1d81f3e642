"""Tables poured out cell after cell come back as they were."""

from __future__ import annotations

import random
from typing import Any

import pytest

from minhbach.reading.draft import draft_of
from minhbach.reading.open.text import open_text
from minhbach.reading.shapes import Merge, Source, Table
from minhbach.reading.tests.pouring import HEADINGS, Poured, made_rows, poured


def tables(source: Source) -> list[Table]:
    return [block for block in source.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in table.rows if not row.header]


def sample(seed: int, count: int, level: str = "province", empties: bool = False) -> Poured:
    rng = random.Random(seed)
    rooms = [
        2200,
        rng.randint(9000, 20000),
        rng.randint(3500, 5500),
        rng.randint(4000, 7500),
        rng.randint(4500, 9000),
        5000,
    ]
    return poured(made_rows(rng, count, empties, level), rooms, rng.randint(22, 40), glue=seed % 2 == 0)


def right(found: Poured) -> int:
    read = set(texts(tables(open_text(found.text))[0]))
    return sum(row in read for row in found.rows)


@pytest.mark.parametrize("level", ["province", "ministry", "commune"])
def test_nearly_every_row_of_a_poured_table_comes_back_word_for_word(level: str) -> None:
    samples = [sample(seed, 30, level, empties=seed % 3 == 0) for seed in range(6)]
    share = sum(map(right, samples)) / sum(len(one.rows) for one in samples)
    assert share >= 0.97


def test_no_row_is_lost_and_none_invented_over_page_breaks() -> None:
    for seed in range(4):
        one = sample(seed, 45)
        numbers = [row[0] for row in texts(tables(open_text(one.text))[0])]
        assert numbers == [row[0] for row in one.rows]


def test_a_table_whose_header_is_printed_once_is_read_to_its_end() -> None:
    rows = made_rows(random.Random(7), 12)
    one = poured(rows, [2200, 15000, 4500, 6000, 7000, 5000], 10_000)
    assert right(one) >= 11


def test_the_header_gives_the_columns_and_stands_once() -> None:
    table = tables(open_text(sample(3, 30).text))[0]
    assert [cell.text for cell in table.rows[0].cells] == list(HEADINGS)
    assert sum(row.header for row in table.rows) == 1


GROUPED = """
STT Chỉ tiêu Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian

1

Mức độ hài lòng của

người dân

1.1. Khảo sát ý kiến của người dân tại các thôn bản vùng cao về việc tiếp nhận hồ sơ

và công bố kết quả khảo sát để mọi người cùng theo dõi

Sở Nội vụ

Sở Tài chính

Thường xuyên

1.2. Tập huấn cho công chức ở bộ phận một cửa về cách trả lời bằng lời nói dễ hiểu

2

Số ngày chờ

2.1. Rà soát thời gian xử lý của từng bước trong quy trình cấp phép xây dựng nhà ở

Sở Xây dựng

UBND cấp xã

Quý II/2026
"""


def test_an_item_without_units_takes_those_above_it_and_says_so() -> None:
    rows = tables(open_text(GROUPED))[0].rows[1:]
    second = next(row for row in rows if row.cells[2].text.startswith("1.2."))
    assert [cell.text for cell in second.cells[3:]] == ["Sở Nội vụ", "Sở Tài chính", "Thường xuyên"]
    assert {cell.merge for cell in second.cells[3:]} == {Merge.INFERRED}
    draft = draft_of(open_text(GROUPED))
    at = next(n for n, task in enumerate(draft["tasks"]) if task["code"] == "1.2")
    asked = {d["path"] for d in draft["doubts"] if d["reason"] == "merged_or_empty"}
    assert asked == {f"tasks[{at}].{name}" for name in ("lead", "coordinating", "time")}
    assert second.cells[0].text == "1"


def test_a_group_does_not_lend_its_units_to_the_next_group() -> None:
    rows = tables(open_text(GROUPED))[0].rows[1:]
    third = next(row for row in rows if row.cells[2].text.startswith("2.1."))
    assert [cell.text for cell in third.cells[3:]] == ["Sở Xây dựng", "UBND cấp xã", "Quý II/2026"]
    assert third.cells[1].text == "Số ngày chờ"


def test_numbers_that_begin_again_under_each_section_are_all_found() -> None:
    rng = random.Random(11)
    first, second = made_rows(rng, 8), made_rows(rng, 7)
    rooms = [2200, 15000, 4500, 6000, 7000, 5000]
    above, below = poured(first, rooms, 10_000), poured(second, rooms, 10_000)
    _head, body = (
        below.text.split("hoàn thành \n\n", 1) if "hoàn thành \n\n" in below.text else ("", below.text)
    )
    start = body.index("\n1 ") + 1 if not body.startswith("1 ") else 0
    text = (
        above.text.replace("\n\n1 ", "\n\nI Việc thứ nhất \n\n1 ", 1)
        + "\n\nII Việc thứ hai \n\n"
        + body[start:]
    )
    rows = texts(tables(open_text(text))[0])
    assert [row[0] for row in rows] == ["I", *(r[0] for r in first), "II", *(r[0] for r in second)]


def test_a_heap_of_lines_under_a_header_is_bounded_in_time_and_kept() -> None:
    heap = "\n\n".join(f"dòng chữ {n} không thuộc ô nào cả" for n in range(1500))
    source = open_text("STT Nhiệm vụ Cơ quan chủ trì Thời gian thực hiện\n\n1 \n\n" + heap)
    words = sum(
        len(cell.text.split()) for table in tables(source) for row in table.rows for cell in row.cells
    )
    assert words >= 1500 * 8


def test_headers_without_any_row_under_them_are_no_table_to_fail_on() -> None:
    source = open_text("STT Nhiệm vụ Cơ quan chủ trì Phối hợp Thời gian\n\n" * 50)
    assert all(not texts(table) for table in tables(source))


def unnumbered(seed: int, level: str) -> Poured:
    """A poured table without a column of numbers, its columns in one of four orders."""
    rng = random.Random(seed)
    order = [(1, 2, 3, 4, 5), (1, 3, 4, 5), (1, 5, 2, 3, 4), (1, 3, 4, 5, 2)][seed % 4]
    rooms = [2200, rng.randint(9000, 20000), 4500, 6000, rng.randint(4500, 9000), 5000]
    rows = [tuple(row[i] for i in order) for row in made_rows(rng, 12 + seed, seed % 3 == 0, level)]
    headings = tuple(HEADINGS[i] for i in order)
    return poured(rows, [rooms[i] for i in order], rng.choice([24, 40, 10_000]), seed % 2 == 0, headings)


@pytest.mark.parametrize("level", ["province", "ministry", "commune"])
def test_rows_without_numbers_come_back_word_for_word(level: str) -> None:
    samples = [unnumbered(seed, level) for seed in range(8)]
    share = sum(map(right, samples)) / sum(len(one.rows) for one in samples)
    assert share >= 0.95


def test_a_row_without_a_number_that_a_page_break_cut_is_one_row() -> None:
    one = unnumbered(4, "province")
    assert one.text.count("Thời gian") > 1, "the table runs over pages"
    assert [row[0] for row in texts(tables(open_text(one.text))[0])] == [row[0] for row in one.rows]


def test_lines_below_a_header_that_do_not_read_as_rows_are_no_table() -> None:
    heap = "\n\n".join(f"Dòng chữ {n} không thuộc ô nào cả" for n in range(30))
    assert not tables(open_text("Nhiệm vụ\n\nCơ quan chủ trì\n\nThời gian thực hiện\n\n" + heap))


def test_work_below_a_lone_head_of_numbers_whose_table_was_not_rebuilt_is_doubted() -> None:
    opening = ["UBND XÃ BẢN NÀ", "Số: 12/KH-UBND", "KẾ HOẠCH", "Dọn kênh năm 2026", "I. DANH MỤC CÔNG TRÌNH"]
    heads = ["TT", "Công trình, dự án", "Hạng mục Bên làm", "Tiến độ năm 2026", "Quý I", "Quý II"]
    cells = ["Nạo vét kênh Bắc", "x", "Đắp bờ kênh Nam", "x x", "Thay cửa cống", "x"]
    draft: Any = draft_of(open_text("\n\n".join([*opening, *heads, *cells])))
    rows = [at for at, task in enumerate(draft["tasks"]) if task["text"].startswith(tuple(cells[::2]))]
    assert len(rows) == 3
    assert {f"tasks[{at}]" for at in rows} <= {doubt["path"] for doubt in draft["doubts"]}
