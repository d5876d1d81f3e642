"""The lines of a paper are those that Nghị định 30/2020/NĐ-CP asks for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from minhbach.reporting.core.lettering import broken, width_mm
from minhbach.reporting.core.paper_rules import (
    TYPE_CODES,
    addressee_lines,
    basis_lines,
    closed,
    date_words,
    labelled,
    number_words,
    recipient_lines,
    reference_line,
    roman,
    signature_lines,
    signer_of,
    subject_words,
    symbol_of,
)
from minhbach.reporting.core.papers import (
    Bullet,
    Heading,
    Level,
    Paragraph,
    Run,
    SignatureForm,
    Signer,
    bullet,
    paragraph,
)
from minhbach.reporting.tests.papers import COMMITTEE, DATED, HEAD, LATE, LETTER, REPORT, UNITS


def test_number_and_date_are_blank_until_they_are_recorded():
    assert number_words(HEAD) == "Số:        /BC-SVHTTDL"
    assert date_words("Sông Mẫu", None) == "Sông Mẫu, ngày      tháng      năm        "


@pytest.mark.parametrize(
    ("number", "words"),
    [("7", "07/BC-SVHTTDL"), ("118", "118/BC-SVHTTDL"), ("9/BC-STC", "09/BC-STC"), ("15a", "15a/BC-SVHTTDL")],
)
def test_numbers_below_ten_have_a_nought_before_them(number, words):
    assert number_words(replace(HEAD, number=number)) == f"Số: {words}"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 6), "ngày 06 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_nought_before_them(day, words):
    assert date_words("Sông Mẫu", day) == f"Sông Mẫu, {words}"


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (Signer("Giám đốc"), ("GIÁM ĐỐC",)),
        (Signer("Giám đốc", SignatureForm.ACTING), ("Q. GIÁM ĐỐC",)),
        (Signer("Giám đốc", SignatureForm.DEPUTY), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (
            Signer("Bộ trưởng", SignatureForm.DEPUTY, deputy="Thứ trưởng"),
            ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
        ),
        (
            Signer("Chủ tịch", SignatureForm.COLLECTIVE, "Ủy ban nhân dân"),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        (
            Signer("Chủ tịch", SignatureForm.COLLECTIVE_ACTING, "Ủy ban nhân dân"),
            ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
        ),
        (
            Signer("Chủ tịch", SignatureForm.COLLECTIVE_DEPUTY, "Ủy ban nhân dân"),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (
            Signer("Giám đốc Sở Tài chính", SignatureForm.BY_ORDER, "Chủ tịch"),
            ("TL. CHỦ TỊCH", "GIÁM ĐỐC SỞ TÀI CHÍNH"),
        ),
        (
            Signer("Chánh Văn phòng", SignatureForm.BY_ORDER_DEPUTY, "Chủ tịch"),
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            Signer("Giám đốc Sở Tài chính", SignatureForm.DELEGATED, "Chủ tịch"),
            ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ TÀI CHÍNH"),
        ),
    ],
)
def test_every_form_of_signature_has_its_lines(signer, lines):
    assert signature_lines(signer) == lines


@pytest.mark.parametrize("form", [f for f in SignatureForm if f.value.startswith(("coll", "by", "del"))])
def test_a_signature_for_another_names_whom(form):
    with pytest.raises(ValueError, match="names nobody"):
        signature_lines(Signer("Giám đốc", form))


def test_the_head_of_a_body_signs_in_its_own_right_that_of_a_committee_for_the_committee():
    assert signature_lines(signer_of("Sở Tài chính")) == ("GIÁM ĐỐC",)
    assert signature_lines(signer_of(COMMITTEE)) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert signature_lines(signer_of("UBND xã An Hạ")) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert signature_lines(signer_of("Hội Nông dân tỉnh")) == ("THỦ TRƯỞNG ĐƠN VỊ",)


def test_one_addressee_stands_behind_the_colon_several_below_it():
    assert addressee_lines(["Sở Tài chính"]) == ("Kính gửi: Sở Tài chính",)
    assert addressee_lines(["Sở Tài chính", "Sở Y tế."]) == ("Kính gửi:", "- Sở Tài chính;", "- Sở Y tế.")
    assert addressee_lines([]) == ()


def test_recipients_and_bases_end_as_lists_do():
    assert recipient_lines(["Như trên", "Lưu: VT, VP"]) == ("- Như trên;", "- Lưu: VT, VP.")
    assert basis_lines(["Căn cứ Luật A;", "Căn cứ Nghị định B"]) == ("Căn cứ Luật A;", "Căn cứ Nghị định B.")


def test_the_symbol_of_a_named_paper_has_the_code_of_its_type_and_a_letter_has_none():
    assert symbol_of("Báo cáo", "SKHCN") == "BC-SKHCN"
    assert symbol_of("", "SKHCN", "CNTT") == "SKHCN-CNTT"
    assert symbol_of("Báo cáo", "") == "BC-"
    assert len(set(TYPE_CODES.values())) == len(TYPE_CODES)


@pytest.mark.parametrize("before", ["Đ", "đ", "V/v đ", "Về việc đ"])
def test_the_abstract_of_a_letter_stands_behind_v_v(before):
    assert subject_words(replace(LETTER, subject=f"{before}ôn đốc báo cáo")) == "V/v đôn đốc báo cáo"


@pytest.mark.parametrize("end", ["", ".", ";", "./.", " . /."])
def test_the_body_ends_with_the_mark_of_the_end_once(end):
    (last,) = closed((paragraph(f"Kính báo cáo{end}"),))
    assert isinstance(last, Paragraph) and last.text == "Kính báo cáo./."
    (dash,) = closed((bullet(f"Kính báo cáo{end}"),))
    assert isinstance(dash, Bullet) and dash.text == "Kính báo cáo./."


def test_the_mark_of_the_end_is_set_plain_and_not_behind_a_table():
    (last,) = closed((Paragraph((Run("Kính "), Run("báo cáo.", bold=True))),))
    assert last.runs == (Run("Kính "), Run("báo cáo", bold=True), Run("./."))
    assert closed((UNITS,)) == (UNITS,)
    assert closed(()) == ()


def test_headings_are_counted_by_level_and_a_given_label_stays():
    heads = [
        Heading("A", Level.PART), Heading("B"), Heading("C", Level.ITEM), Heading("D", Level.POINT),
        Heading("E", Level.POINT), Heading("F", Level.ITEM, "1b."), Heading("G"), Heading("H", Level.ITEM),
    ]  # fmt: skip
    labels = [block.label for block in labelled(heads)]
    assert labels == ["Phần I", "I.", "1.", "a)", "b)", "1b.", "II.", "1."]


def test_points_are_lettered_by_the_vietnamese_alphabet():
    labels = [block.label for block in labelled([Heading("x", Level.POINT)] * 8)]
    assert labels == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]


def test_an_annex_says_what_it_belongs_to():
    paper = replace(REPORT, head=DATED)
    assert reference_line(paper, LATE) == (
        "(Kèm theo Báo cáo số 07/BC-SVHTTDL ngày 06 tháng 02 năm 2026 của Sở Văn hóa, Thể thao và Du lịch)"
    )
    assert reference_line(LETTER, LATE).startswith("(Kèm theo Công văn số        /UBND-KHCN ngày ")
    assert reference_line(paper, replace(LATE, reference="(Kèm theo)")) == "(Kèm theo)"


@given(st.integers(1, 89))
def test_roman_numbers_add_up(number):
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    signs = [values[sign] for sign in roman(number)]
    pairs = zip(signs, [*signs[1:], 0], strict=True)
    assert sum(-value if value < after else value for value, after in pairs) == number


@pytest.mark.parametrize(
    "words", ["CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap - Tu do - Hanh phuc", "So: 1/BC"]
)
def test_lengths_are_those_of_times_new_roman(words):
    assert width_mm(words, 13) == pytest.approx(stringWidth(words, "Times-Bold", 13) / 72 * 25.4)


def test_a_long_name_breaks_where_it_is_said_with_a_pause():
    assert broken("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 69, 12) == "SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH"
    assert broken(COMMITTEE.upper(), 69, 12) == "ỦY BAN NHÂN DÂN\nTỈNH SÔNG MẪU"
    assert broken("SỞ Y TẾ", 69, 12) == "SỞ Y TẾ"
    assert broken("(Kèm theo số        /BC)", 30, 13) == "(Kèm theo\nsố        /BC)"


@given(st.lists(st.text("ABCĐÊỞ", min_size=1, max_size=9), max_size=30).map(" ".join))
def test_breaking_keeps_every_word_and_the_room(name):
    lines = broken(name, 69, 12)
    assert lines.split() == name.split()
    assert all(width_mm(line, 12) <= 69 for line in lines.split("\n")) or len(lines.split("\n")) == 1
