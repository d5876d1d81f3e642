"""Text laid out with spaces is a table only where a header and numbers say so."""

from __future__ import annotations

import pytest

from minhbach.reading.open.spaced import with_bars

TABLE = """Phân công như sau:

 TT  Nội dung việc         Đơn vị chủ trì      Thời hạn
 1   Lợp lại mái nhà kho   Phòng Hậu cần       20/3/2026
     bị tốc sau bão        tỉnh
 2   Sơn cửa               Văn phòng           Quý II/2026

Các đơn vị nghiêm túc thực hiện theo phân công nêu trên và báo cáo về tỉnh."""


def test_lines_of_one_cell_come_together_and_the_text_below_stays_text() -> None:
    rows = [line for line in with_bars(TABLE).split("\n") if line.startswith("|")]
    assert rows[2] == "| 1 | Lợp lại mái nhà kho bị tốc sau bão | Phòng Hậu cần tỉnh | 20/3/2026 |"
    assert len(rows) == 4
    assert with_bars(TABLE).rstrip().endswith("báo cáo về tỉnh.")


def test_a_text_without_such_a_table_is_left_as_it_is() -> None:
    letter = "Kính gửi:  Sở Y tế\n\nSTT  của hồ sơ  ghi ở góc trên.\n\n1  Một dòng thường."
    assert with_bars(letter) == letter


def test_rows_whose_numbers_stand_in_the_middle_are_not_guessed() -> None:
    centred = """STT  Nội dung việc        Chủ trì      Thời hạn
     Lợp lại mái nhà
1    kho bị tốc sau        Sở Y tế      Quý I/2026
     cơn bão số 3
     Sơn lại cửa và
2    cổng của nhà kho      Sở Y tế      Quý I/2026
     phía tây"""
    assert with_bars(centred) == centred


def test_a_heap_of_pieces_is_bounded() -> None:
    heap = "STT  a  b  c\n" + "\n".join(f"{n % 900}  x  y  z  w" for n in range(9000))
    assert with_bars(heap) == heap


@pytest.mark.parametrize("below", ["", "\n\nPHỤ LỤC\n", "\nI. Nội dung\n", "\nNơi nhận:\n"])
def test_a_header_with_nothing_below_it_is_no_table(below):
    header = "STT     Nhiệm vụ                 Đơn vị chủ trì      Thời gian" + below
    assert with_bars(header) == header
