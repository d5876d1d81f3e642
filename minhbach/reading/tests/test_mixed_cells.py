"""Times in cells of bodies: taken out where they are one, left where they belong to a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reading.find.mixed_cells import without_times
from minhbach.reading.find.moments import PlanYears

YEAR = PlanYears(2027, 2027)


@pytest.mark.parametrize(
    ("cell", "bodies", "times"),
    [
        ("Sở Y tế\nQuý II/2027", "Sở Y tế", ("Quý II/2027",)),
        ("Chi cục Thủy lợi Xong trong tháng 8/2027", "Chi cục Thủy lợi", ("Xong trong tháng 8/2027",)),
        ("Sở Y tế; Thời gian: Quý II, III/2027", "Sở Y tế", ("Quý II, III/2027",)),
        ("Quý I/2027 Phòng Kinh tế", "Phòng Kinh tế", ("Quý I/2027",)),
        ("Thanh tra tỉnh (Thường xuyên)", "Thanh tra tỉnh", ("Thường xuyên",)),
        ("Trước 30/6/2027: Sở Nội vụ", "Sở Nội vụ", ("Trước 30/6/2027",)),
        ("Sở Y tế; 15/3/2027\nSở Nội vụ; 20/4/2027", "Sở Y tế\nSở Nội vụ", ("15/3/2027", "20/4/2027")),
        ("Trạm Thú y - khi có dịch, theo lệnh của Sở Y tế", "Trạm Thú y",
         ("khi có dịch, theo lệnh của Sở Y tế",)),
    ],
)  # fmt: skip
def test_a_time_beside_bodies_is_taken_out(cell, bodies, times):
    assert without_times(cell, YEAR) == (bodies, times)


@pytest.mark.parametrize(
    "cell",
    [
        "Ban Chỉ đạo các Chương trình mục tiêu quốc gia giai đoạn 2021 - 2025",
        "Ban Tổ chức Năm Du lịch quốc gia 2027",
        "Sở Y tế (theo chức năng, nhiệm vụ)",
        "UBND các xã trong khu vực",
        "Đầu mối: Sở Y tế",
        "Phòng Văn hóa - Xã hội",
    ],
)
def test_words_of_a_name_are_no_time(cell):
    assert without_times(cell, YEAR) == (cell, ())


@given(st.text(alphabet="Sởtế QuýIV0123456789/-+ ().,;:\ntrướcđếnhằng", max_size=80))
def test_any_cell_is_parted_without_error_and_nothing_is_added(cell):
    rest, times = without_times(cell, YEAR)
    assert not set("".join((rest, *times))) - set(cell) - {" "}
