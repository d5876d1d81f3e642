"""The Word file of a paper has the page, fonts, sizes and blocks of Nghị định 30/2020/NĐ-CP, phụ lục I."""

from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from minhbach.reporting.core.papers import (
    Heading,
    Level,
    SignatureForm,
    Signer,
    paragraph,
)
from minhbach.reporting.tests.papers import (
    COMMITTEE,
    DATED,
    HEAD,
    LETTER,
    REPORT,
    line_of,
    lines_of,
    look_of,
    opened,
    xml_of,
)


@pytest.mark.parametrize("paper", [REPORT, LETTER])
def test_the_page_is_a4_with_margins_of_20_20_30_20(paper):
    for section in opened(paper).sections:
        sides = sorted([section.page_width, section.page_height])
        assert [round(side / Mm(1)) for side in sides] == [210, 297]
        margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
        assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 20]


def test_the_font_is_times_new_roman_in_vietnamese_and_black():
    styles = xml_of(REPORT, "word/styles.xml")
    fonts = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    assert set(fonts.attrib.values()) == {"Times New Roman"}
    assert styles.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert xml_of(REPORT).find(f".//{qn('w:rFonts')}") is None
    assert xml_of(REPORT).find(f".//{qn('w:color')}") is None


def test_the_letterhead_names_both_agencies_the_nation_and_its_motto():
    document = opened(replace(REPORT, head=DATED))
    issuer, nation = document.tables[0].rows[0].cells
    assert lines_of(issuer) == [
        ("UBND TỈNH SÔNG MẪU", 12, False, False),
        ("SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH", 12, True, False),
    ]
    assert lines_of(nation) == [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
    ]
    number, dated = document.tables[0].rows[1].cells
    assert lines_of(number) == [("Số: 07/BC-SVHTTDL", 13, False, False)]
    assert lines_of(dated) == [("Sông Mẫu, ngày 06 tháng 02 năm 2026", 13, False, True)]
    assert all(p.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER for p in number.paragraphs)


def test_the_authority_itself_has_no_agency_above_it():
    issuer = opened(LETTER).tables[0].rows[0].cells[0]
    assert lines_of(issuer) == [("ỦY BAN NHÂN DÂN\nTỈNH SÔNG MẪU", 12, True, False)]


def test_a_body_issues_papers_by_its_full_name():
    short = replace(HEAD, issuer="UBND xã An Hạ", parent="")
    assert opened(replace(REPORT, head=short)).tables[0].rows[0].cells[0].text.startswith("ỦY BAN NHÂN DÂN")


def length_mm(rule, room_mm):
    """Of a line drawn under a paragraph: the room less its indents."""
    indent = rule.find(qn("w:pPr")).find(qn("w:ind"))
    taken = int(indent.get(qn("w:left"))) + int(indent.get(qn("w:right")))
    return room_mm - taken / 56.693


def rules_of(cell):
    return [p for p in cell._tc.iter(qn("w:p")) if p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None]


def test_lines_under_the_motto_and_the_issuer_are_as_long_as_their_words_ask():
    issuer, nation = opened(REPORT).tables[0].rows[0].cells
    (motto,) = rules_of(nation)
    assert length_mm(motto, 160 * 0.56) == pytest.approx(55.9, abs=1)  # as long as the words
    (below,) = rules_of(issuer)
    assert 49 / 3 <= length_mm(below, 160 * 0.44) <= 49 / 2  # a third to a half of 49 mm


@pytest.mark.parametrize(
    "place", ["Sông Mẫu", "Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu thuộc Thành phố Hồ Chí Minh"]
)
def test_a_long_place_has_the_room_that_its_line_needs(place):
    document = opened(replace(REPORT, head=replace(DATED, place=place)))
    widths = [int(w.get(qn("w:w"))) for w in document.tables[0]._tbl.iter(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(160 * 56.693, abs=3) and min(widths) > 0
    dated = document.tables[0].rows[1].cells[-1]
    assert dated.text.startswith(place)


def test_a_report_has_its_type_and_abstract_in_bold_in_the_middle():
    document = opened(REPORT)
    kind, subject = line_of(document, "BÁO CÁO"), line_of(document, "Kết quả thực hiện Kế hoạch")
    assert (look_of(kind), look_of(subject)) == ((14, True, False), (14, True, False))
    for line in (kind, subject):
        assert line.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert look_of(line_of(document, "Kính gửi: "))[0] == 14


def test_a_letter_has_its_abstract_below_the_number_and_no_type():
    document = opened(LETTER)
    number = document.tables[0].rows[1].cells[0]
    assert [look[1:] for look in lines_of(number)] == [(13, False, False), (12, False, False)]
    about = number.paragraphs[1]
    assert about.text.replace("\n", " ").startswith("V/v đôn đốc thực hiện")
    assert about.style.paragraph_format.space_before == Pt(6)
    assert not any(p.text.isupper() for p in document.paragraphs if "PHỤ LỤC" not in p.text.upper()[:7]
                   and not p.text.startswith("DANH SÁCH"))  # fmt: skip


def test_several_addressees_stand_below_the_colon_in_one_line_each():
    document = opened(LETTER)
    head = line_of(document, "Kính gửi:")
    names = [p for p in document.paragraphs if p.text.startswith("- ")]
    assert [p.text for p in names] == [
        "- Sở Tài chính;",
        "- Sở Văn hóa, Thể thao và Du lịch;",
        "- Ủy ban nhân dân các xã, phường.",
    ]
    dashes = {p.paragraph_format.left_indent + p.paragraph_format.first_line_indent for p in names}
    (dash,) = dashes
    colon = head.paragraph_format.left_indent + Mm(18)  # where "Kính gửi" ends at 14 points
    assert abs(dash - colon) < Mm(2)


def test_the_body_is_flush_on_both_sides_its_first_lines_indented_six_points_apart():
    document = opened(REPORT)
    body = line_of(document, "Nhân lực công nghệ").style
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(body.paragraph_format.first_line_indent / Cm(1), 2) == 1.27
    assert body.paragraph_format.space_before >= Pt(6)
    assert 1 <= body.paragraph_format.line_spacing <= 1.5
    assert look_of(line_of(document, "Nhân lực công nghệ")) == (14, False, False)


def test_headings_are_set_by_their_level_and_known_to_words_outline():
    deeper = (Heading("Chung", Level.PART), *REPORT.body, Heading("Chỉ tiêu", Level.POINT), paragraph("x"))
    document = opened(replace(REPORT, body=deeper))
    heads = {
        "Phần I": (True, "0"), "I. KẾT QUẢ THỰC HIỆN": (True, "0"),
        "1. Công khai quy hoạch": (True, "1"), "a) Chỉ tiêu": (False, "2"),
    }  # fmt: skip
    for words, (bold, level) in heads.items():
        line = line_of(document, words)
        assert look_of(line)[:2] == (14, bold)
        assert line.style.element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == level
        assert line.style.paragraph_format.keep_with_next
    assert line_of(document, "CHUNG").style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_legal_bases_stand_in_italics():
    paper = replace(REPORT, bases=("Căn cứ Luật Tổ chức chính quyền địa phương", "Căn cứ Nghị định B"))
    assert look_of(line_of(opened(paper), "Căn cứ Luật")) == (14, False, True)
    assert line_of(opened(paper), "Căn cứ Nghị định").text.endswith("B.")


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (Signer("Giám đốc", name="Lê A"), ["GIÁM ĐỐC", "Lê A"]),
        (Signer("Giám đốc", SignatureForm.ACTING, name="Lê A"), ["Q. GIÁM ĐỐC", "Lê A"]),
        (Signer("Giám đốc", SignatureForm.DEPUTY), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (
            Signer("Chủ tịch", SignatureForm.COLLECTIVE_DEPUTY, "Ủy ban nhân dân", name="Lê A"),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê A"],
        ),
        (
            Signer("Giám đốc Sở Khoa học và Công nghệ", SignatureForm.BY_ORDER, "Chủ tịch"),
            ["TL. CHỦ TỊCH", "GIÁM ĐỐC SỞ KHOA HỌC\nVÀ CÔNG NGHỆ"],
        ),
        (
            Signer("Giám đốc Sở Y tế", SignatureForm.DELEGATED, "Chủ tịch", name="Lê A"),
            ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ Y TẾ", "Lê A"],
        ),
    ],
)
def test_the_signature_stands_in_bold_beside_the_recipients(signer, lines):
    recipients, signed = opened(replace(REPORT, signer=signer)).tables[-1].rows[0].cells
    assert [(text, *look) for text, *look in lines_of(signed)] == [(line, 14, True, False) for line in lines]
    assert lines_of(recipients) == [
        ("Nơi nhận:", 12, True, True),
        ("- Như trên;", 11, False, False),
        ("- Lưu: VT, VP.", 11, False, False),
    ]


def test_the_last_words_stay_with_the_signature():
    document = opened(REPORT)
    assert line_of(document, "./.").paragraph_format.keep_with_next


def test_the_committee_is_written_out_where_there_is_room():
    short = replace(HEAD, parent="Ủy ban nhân dân xã Mẫu")
    assert (
        opened(replace(REPORT, head=short))
        .tables[0]
        .rows[0]
        .cells[0]
        .text.startswith("ỦY BAN NHÂN DÂN XÃ MẪU")
    )
    assert COMMITTEE.upper() not in opened(REPORT).tables[0].rows[0].cells[0].text
