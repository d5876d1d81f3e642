"""Unit phrases: split at bodies, groups kept whole, no word lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reading.find.units import only_units, split_units, units_at


def names(phrase):
    return list(split_units(phrase).names)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Các sở, ban, ngành; UBND huyện, thành phố", ["Các sở, ban, ngành", "UBND huyện, thành phố"]),
        ("Sở, ngành và UBND các xã, phường", ["Sở, ngành", "UBND các xã, phường"]),
        ("UBND cấp huyện, cấp xã", ["UBND cấp huyện", "UBND cấp xã"]),
        (
            "Các Sở: TN&MT, XD, Y tế và UBND huyện, thành phố",
            ["Sở TN&MT", "Sở XD", "Sở Y tế", "UBND huyện, thành phố"],
        ),
        (
            "Các sở, ngành: Nội vụ, Công an, CA tỉnh, Ban QL các KCN",
            ["Sở Nội vụ", "Công an", "CA tỉnh", "Ban QL các KCN"],
        ),
        ("Các sở Tài chính, Nội vụ và Tư pháp", ["Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp"]),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
        ),
        ("Sở Kế hoạch và Đầu tư Sở Nội vụ", ["Sở Kế hoạch và Đầu tư", "Sở Nội vụ"]),
        (
            "Hội Nông dân tỉnh Ban quản lý các khu du lịch",
            ["Hội Nông dân tỉnh", "Ban quản lý các khu du lịch"],
        ),
        (
            "Các cơ quan, đơn vị thuộc UBND tỉnh; Báo Hải Dương",
            ["Các cơ quan, đơn vị thuộc UBND tỉnh", "Báo Hải Dương"],
        ),
        ("Chủ tịch UBND huyện, thành phố, thị xã", ["Chủ tịch UBND huyện, thành phố, thị xã"]),
        ("Sở Tư pháp – ĐV đầu mối", ["Sở Tư pháp"]),
        ("- Sở Tài chính\n- Kho bạc Nhà nước tỉnh", ["Sở Tài chính", "Kho bạc Nhà nước tỉnh"]),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", ["Văn phòng Đoàn ĐBQH và HĐND tỉnh"]),
        ("Phòng Tài chính - Kế hoạch", ["Phòng Tài chính - Kế hoạch"]),
        ("", []),
    ],
)
def test_a_phrase_is_split_at_its_bodies(phrase, expected):
    assert names(phrase) == expected


@pytest.mark.parametrize(
    "phrase",
    ["Sở Nội vụ đôn đốc, hướng dẫn việc thực hiện", "Sở Nội vụ (kiểm tra, đôn đốc)", "Sở Nội vụ theo dõi"],
)
def test_a_body_told_to_guide_or_check_supervises(phrase):
    units = split_units(phrase)
    assert (units.names, units.supervising) == ((), ("Sở Nội vụ",))


def test_supervision_is_bounded_by_a_semicolon():
    units = split_units("Sở Y tế; Sở Nội vụ đôn đốc")
    assert (units.names, units.supervising) == (("Sở Y tế",), ("Sở Nội vụ",))


def test_words_that_are_no_body_are_named_as_unknown():
    assert split_units("Theo phân công tại Quyết định số 5").unknown


@pytest.mark.parametrize(
    "line", ["Tổ chức hội nghị", "Ban hành quy chế", "Báo cáo kết quả", "Phòng, chống thiên tai"]
)
def test_a_verb_that_looks_like_a_body_is_none(line):
    assert only_units(line) is None


def test_a_list_in_a_sentence_ends_before_the_verb():
    units, end = units_at("Sở Xây dựng, UBND cấp xã xây dựng phương án")
    assert units.names == ("Sở Xây dựng", "UBND cấp xã")
    assert "Sở Xây dựng, UBND cấp xã xây dựng phương án"[end:].strip() == "xây dựng phương án"


BODY = st.sampled_from(
    [
        "Sở Y tế",
        "Sở Kế hoạch và Đầu tư",
        "UBND tỉnh",
        "Công an tỉnh",
        "Các sở, ngành",
        "UBND các xã, phường",
        "Báo Hải Dương",
        "Hội Nông dân tỉnh",
        "Văn phòng UBND tỉnh",
        "Ban Quản lý các Khu công nghiệp",
        "Ban Thường vụ Tỉnh đoàn",
    ]
)


@given(st.lists(BODY, min_size=1, max_size=6, unique=True), st.sampled_from(["; ", ", ", " và "]))
def test_joined_bodies_are_split_into_the_same_bodies(bodies, glue):
    assert names(glue.join(bodies)) == bodies


@given(st.lists(BODY, min_size=1, max_size=5))
def test_splitting_what_was_split_changes_nothing(bodies):
    once = names("; ".join(bodies))
    assert names("; ".join(once)) == once


PIECES = "Sở|Các|UBND|tỉnh|huyện|,|;|và|(|)|:|-|Nội vụ|Tài chính|của|thuộc|cấp xã|đơn vị|ngành"
WORD = st.sampled_from(tuple(PIECES.split("|")))


@given(st.lists(WORD, max_size=14).map(" ".join))
def test_any_phrase_is_split_without_error_and_adds_no_word(phrase):
    units = split_units(phrase)
    known = set(re.findall(r"\w+", phrase.lower())) | {"sở"}  # "Các Sở: A" lends its head
    assert set(re.findall(r"\w+", " ".join(units.names + units.supervising).lower())) <= known


@pytest.mark.parametrize("name", ["Trung tâm dạy nghề huyện", "Trung tâm quan trắc tài nguyên"])
def test_a_verb_behind_the_head_of_a_name_in_a_cell_goes_on_with_the_name(name):
    assert split_units(name).names == (name,)


def test_a_name_of_one_last_letter_ends_with_its_sentence():
    assert units_at("Chi cục Thú y. - Phối hợp: Sở Nội vụ")[0].names == ("Chi cục Thú y",)
