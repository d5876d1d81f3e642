"""Crosses of poured-out tables: their places come back where the empty cells around them are all there."""

import pytest

from minhbach.reading.rebuild.crossed import crossed_columns, with_times
from minhbach.reading.rebuild.lines import read_lines
from minhbach.reading.rebuild.roles import columns_of

HEADER = ["TT", "Công trình", "Chủ đầu tư", "Tiến độ năm 2026", "Quý I", "Quý II", "Quý III", "Quý IV"]
CROSSED = crossed_columns(columns_of(HEADER))


def times(*lines):
    return [line.text for line in with_times(read_lines("\n\n".join(lines)), CROSSED)]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["x ", " ", " ", " "], "Quý I/2026"),
        ([" ", "x x ", " "], "Quý II/2026 - Quý III/2026"),
        ([" ", " ", " ", "x "], "Quý IV/2026"),
        (["x ", " ", "x ", " "], "Quý I/2026, Quý III/2026"),
    ],
)
def test_crosses_stand_for_the_heads_above_them(cells, said):
    assert times("Lát sân ", *cells, "Đóng kè ") == ["Lát sân", said, "Đóng kè"]


def test_crosses_behind_words_on_one_line_are_read_like_those_on_their_own():
    assert times("1 Lát sân UBND xã Lộc An X X ", " ", " ", "2 Đóng kè ") == [
        "1 Lát sân UBND xã Lộc An",
        "Quý I/2026 - Quý II/2026",
        "2 Đóng kè",
    ]


def test_crosses_without_their_empty_cells_stay_as_they_are():
    assert times("Lát sân ", "x x ", " ", "Đóng kè ") == ["Lát sân", "x x", "Đóng kè"]


def test_a_header_without_moments_at_its_end_has_no_crosses():
    assert crossed_columns(columns_of(["TT", "Công trình", "Chủ đầu tư", "Thời gian thực hiện"])) is None
