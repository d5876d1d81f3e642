"""One cell that says who leads, who helps and who watches."""

from time import process_time

import pytest

from minhbach.reading.find.role_cells import split_roles

ROAD, MONEY, POLICE, INSPECTORS = "Sở Xây dựng", "Sở Tài chính", "Công an tỉnh", "Thanh tra tỉnh"


def said(cell):
    lead, helping = split_roles(cell)
    return lead.names, helping.names, helping.supervising


def test_one_cell_that_says_both_roles_is_parted():
    lead, helping = split_roles("Sở Y tế chủ trì, phối hợp với Sở Nội vụ, UBND cấp xã")
    assert (lead.names, helping.names) == (("Sở Y tế",), ("Sở Nội vụ", "UBND cấp xã"))
    assert split_roles("Sở Y tế, Sở Nội vụ") is None


@pytest.mark.parametrize(
    "cell",
    [
        "Chủ trì: Sở Xây dựng; phối hợp: Sở Tài chính, Công an tỉnh; theo dõi, đôn đốc: Thanh tra tỉnh",
        "- Chủ trì: Sở Xây dựng\n- Phối hợp: Sở Tài chính, Công an tỉnh\n- Theo dõi: Thanh tra tỉnh",
        "- Chủ trì: Sở Xây dựng - Phối hợp: Sở Tài chính, Công an tỉnh - Theo dõi: Thanh tra tỉnh",
        "A. Chủ trì: Sở Xây dựng\nB. Phối hợp: Sở Tài chính, Công an tỉnh\nC. Giám sát: Thanh tra tỉnh",
        "CQ chủ trì: Sở Xây dựng\nCQ phối hợp: Sở Tài chính; Công an tỉnh\nCQ đôn đốc: Thanh tra tỉnh",
        "Chủ trì: Sở Xây dựng. Phối hợp: Sở Tài chính, Công an tỉnh. Giám sát: Thanh tra tỉnh",
        "Chủ trì: Sở Xây dựng / Phối hợp: Sở Tài chính, Công an tỉnh / Kiểm tra: Thanh tra tỉnh",
        "Thực hiện: Sở Xây dựng; hỗ trợ: Sở Tài chính, Công an tỉnh; chỉ đạo: Thanh tra tỉnh",
        "Sở Xây dựng; phối hợp: Sở Tài chính, Công an tỉnh; hướng dẫn: Thanh tra tỉnh",
        "Sở Xây dựng chủ trì; Sở Tài chính, Công an tỉnh phối hợp; Thanh tra tỉnh giám sát",
        "Sở Xây dựng (chủ trì), Sở Tài chính, Công an tỉnh (phối hợp), Thanh tra tỉnh (kiểm tra)",
    ],
)
def test_a_cell_of_three_roles_is_parted_in_whatever_way_it_names_them(cell):
    assert said(cell) == ((ROAD,), (MONEY, POLICE), (INSPECTORS,))


def test_bodies_behind_a_marked_lead_help():
    assert said("Sở Xây dựng (chủ trì), Sở Tài chính") == ((ROAD,), (MONEY,), ())


@pytest.mark.parametrize(
    "cell",
    [
        "Ủy ban Kiểm tra Tỉnh ủy, Ban Chỉ đạo tỉnh",  # the names of bodies, not what they do
        "Sở Xây dựng",
        "Ban Chỉ đạo: Sở Xây dựng; Tổ giúp việc: Sở Tài chính",  # the label is half a name
        "Chủ trì, phối hợp: Sở Xây dựng, Sở Tài chính",  # one label for two roles parts nobody
        "",
        None,
    ],
)
def test_a_cell_without_told_roles_is_not_parted(cell):
    assert split_roles(cell) is None


def test_a_cell_of_blank_lines_takes_no_time():
    began = process_time()
    assert split_roles("Sở Xây dựng" + "\n" * 3000 + "x") is None
    assert process_time() - began < 1


def test_lines_that_are_joined_without_a_stop_still_part_at_a_label():
    assert said("Công an tỉnh Phối hợp: Sở Tài chính") == ((POLICE,), (MONEY,), ())
