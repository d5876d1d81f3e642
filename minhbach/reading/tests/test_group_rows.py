"""The row over a group of a table says whose the rows below it are."""

import pytest

from minhbach.reading.find.group_rows import Group


def lead_below(*headings):
    group = Group()
    for heading in headings:
        group = group.below(heading)
    return group.lead.names


@pytest.mark.parametrize(
    "heading",
    [
        "I Sở Xây dựng",
        "1. Sở Xây dựng:",
        "A. Nhiệm vụ của Sở Xây dựng",
        "II Các nhiệm vụ do Sở Xây dựng chủ trì thực hiện",
        "II Nội dung giao Sở Xây dựng",
        "III Đường giao thông (Sở Xây dựng chủ trì)",
        "IV Đơn vị chủ trì: Sở Xây dựng",
    ],
)
def test_a_group_that_names_a_body_gives_it_to_its_rows(heading):
    assert lead_below(heading) == ("Sở Xây dựng",)


@pytest.mark.parametrize(
    "heading",
    [
        "I Đường giao thông",
        "II Phát triển hạ tầng của các xã vùng cao",
        "Nhiệm vụ trọng tâm",
        "",
        "2. Đối với hộ gia đình",
        "Nhiệm vụ đối với doanh nghiệp",
    ],
)
def test_a_group_that_names_a_matter_gives_nobody(heading):
    assert lead_below(heading) == ()


def test_a_deeper_group_stays_with_the_body_above_and_the_next_one_does_not():
    assert lead_below("I Sở Xây dựng", "1. Đường tỉnh") == ("Sở Xây dựng",)
    assert lead_below("I Sở Xây dựng", "1. Đường tỉnh", "II Cây xanh") == ()
