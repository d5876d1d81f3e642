"""Slips are suggested where the document itself speaks for the word that was meant, and nowhere else."""

from __future__ import annotations

import pytest

from minhbach.reading.find.misread import Misread, meant, misread
from minhbach.reading.find.spelling import Slip, slips
from minhbach.reading.find.toned import from_telex, is_near, is_syllable, key

DOCUMENT = [
    "Sở Tài chính tổng hợp kết quả hoạt động của các đơn vị và báo cáo kết quả hoạt động với Ủy ban.",
    "Văn phòng kiểm tra kết quả hoạt động của các phòng; nâng cao hiệu quả hoạt động của từng phòng.",
    "Các đơn vị nghiệp vụ hướng dẫn doanh nghiệp trên trang website của tỉnh.",
]


def suggested(text: str) -> list[tuple[str, str, str]]:
    found = slips([*DOCUMENT, text], [("tasks[0].text", text)])
    return [(slip.text, slip.suggestion, slip.reason) for slip in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đánh giá kết quả hoạt đông của các đơn vị", ("đông", "động", "phrase")),
        ("Đánh giá kết quả hoạt độngg của các đơn vị", ("độngg", "động", "syllable")),
        ("Mở rộng đườgn làng", ("đườgn", "đường", "syllable")),
        ("Hỗ trợ doanh nghieejp", ("nghieejp", "nghiệp", "telex")),
        ("Rà soát các các quy định", ("các các", "các", "doubled")),
    ],
)
def test_a_slip_is_suggested_with_the_one_word_that_was_meant(text, expected) -> None:
    assert suggested(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Cập nhật website, fanpage và email của tỉnh",
        "Từng bước dần dần nâng cao chất lượng",
        "Rà soát các, các đơn vị tự làm",
        "Kết quả hoạt hình thiếu nhi",
        "Theo Quyết định số 12/QĐ-UBND của UBND tỉnh Lâm Sơn",
        "Tổ chức mùa đông ấm cho học sinh vùng cao",
        "Rà soát cơsở vật chất",
    ],
)
def test_what_is_right_or_foreign_is_left_alone(text: str) -> None:
    assert suggested(text) == []


def test_a_slip_names_its_place_in_its_field() -> None:
    text = "Rà soát các các quy định"
    assert slips(DOCUMENT, [("tasks[4].text", text)]) == [
        Slip("tasks[4].text", text.index("các"), "các các", "các", "doubled")
    ]


def test_a_document_that_is_wrong_all_over_gives_no_suggestions() -> None:
    text = ". ".join(["Rà soát các các quy định"] * 40)
    assert slips([text], [("tasks[0].text", text)]) == []


@pytest.mark.parametrize(
    "syllable", ["nghiệp", "quốc", "gì", "giếng", "quyết", "khuyến", "hoà", "hòa", "ươm", "uỷ"]
)
def test_syllables_of_the_language_are_known(syllable: str) -> None:
    assert is_syllable(syllable)


@pytest.mark.parametrize("letters", ["nghiệpp", "thưc", "website", "hoạh", "đươc", "trìinh"])
def test_what_cannot_be_a_syllable_is_noticed(letters: str) -> None:
    assert not is_syllable(letters)


def test_where_the_tone_is_written_makes_no_difference() -> None:
    assert key("hòa") == key("hoà")
    assert from_telex("ddeer") == key("để")
    assert from_telex("portal") is None


def test_one_slip_of_the_finger_is_near_two_are_not() -> None:
    assert is_near("đông", "động")
    assert is_near("thực", "thục")
    assert is_near("nghệp", "nghiệp")
    assert not is_near("đong", "động")


@pytest.mark.parametrize(
    ("read", "suggested"),
    [
        ("tố chức", "tổ chức"),
        ("Tố chức", "Tổ chức"),
        ("kiếm tra", "kiểm tra"),
        ("thay đối", "thay đổi"),
        ("tổ chức", None),
        ("đối với", None),
        ("bảo cáo", "báo cáo"),
        ("to chuc", None),
        ("tìm kiếm", None),
        ("báo giá", None),
    ],
)
def test_a_tone_that_an_engine_took_for_another_is_suggested_by_the_word_beside_it(
    read: str, suggested: str | None
) -> None:
    assert meant(*read.split()) == suggested


def test_only_rows_of_recognised_pages_are_looked_at_for_tones() -> None:
    row = {"text": "Rà soát, tố chức hội nghị", "place": {"page": 2}, "lead": ["Chỉ cục Kiểm lâm"]}
    draft = {"tasks": [row], "indicators": []}
    assert not list(misread(draft, frozenset({1})))
    found = list(misread(draft, frozenset({2})))
    assert found == [
        Misread("tasks[0].text", 9, "tố chức", "tổ chức"),
        Misread("tasks[0].lead", 0, "Chỉ cục", "Chi cục"),
    ]
