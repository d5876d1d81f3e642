"""Tables, annexes, page numbers and properties of the Word file of a paper."""

from dataclasses import replace

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.reporting.core.papers import (
    Annex,
    Column,
    Heading,
    Holds,
    Picture,
    Signer,
    Table,
    paragraph,
    row,
)
from minhbach.reporting.tests.papers import (
    HEAD,
    LATE,
    LETTER,
    REPORT,
    UNITS,
    line_of,
    look_of,
    opened,
    xml_of,
)
from minhbach.reporting.writers.paper import paper_docx

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "050001a5f645400000000049454e44ae426082"
)


def test_page_numbers_stand_in_the_middle_of_the_top_hidden_on_the_first_page_of_each_part():
    for section in opened(LETTER).sections:
        assert section.different_first_page_header_footer
        header = section.header.paragraphs[0]
        assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert "PAGE" in "".join(t.text for t in header._p.iter(qn("w:instrText")))
        assert section.first_page_header.paragraphs[0].text == ""
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_annexes_have_sections_of_their_own_each_lying_as_it_is_told():
    sections = list(opened(LETTER).sections)
    assert [s.orientation for s in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]


def test_annexes_are_numbered_only_where_there_are_two():
    two, one = opened(LETTER), opened(replace(LETTER, annexes=(LATE,)))
    assert [p.text for p in two.paragraphs if p.text.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert [p.text for p in one.paragraphs if p.text.startswith("Phụ lục")] == ["Phụ lục"]
    assert look_of(line_of(one, "Phụ lục")) == (14, True, False)
    assert look_of(line_of(one, "DANH SÁCH")) == (13, True, False)
    assert look_of(line_of(one, "(Kèm theo Công văn")) == (13, False, True)


def test_the_break_before_an_annex_takes_no_line_of_the_page():
    ends = xml_of(LETTER).iterfind(f".//{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")
    breaks = [end.getparent() for end in ends]
    assert len(breaks) == 2
    for one in breaks:
        spacing = one.find(qn("w:spacing"))
        assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("20", "exact")


def test_heads_of_a_table_repeat_and_no_row_breaks_over_pages():
    table = opened(REPORT).tables[1]
    rows = list(table._tbl.iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] * 2 + [False] * 4
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert [c.text for c in table.rows[0].cells] == ["Đơn vị", "Được giao", *["Đã hoàn thành"] * 2, "Ngày"]
    assert [c.text for c in table.rows[1].cells] == ["Đơn vị", "Được giao", "Đúng hạn", "Trễ hạn", "Ngày"]


def test_words_stand_left_numbers_right_and_dates_in_the_middle():
    cells = opened(REPORT).tables[1].rows[3].cells
    left, centre, right = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    aligned = [cell.paragraphs[0].style.paragraph_format.alignment for cell in cells]
    assert aligned == [left, right, right, right, centre]
    assert [p.text for p in opened(REPORT).tables[1].rows[4].cells[0].paragraphs] == [
        "Sở Y tế",
        "(mới hợp nhất)",
    ]


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError):
        paper_docx(replace(REPORT, body=(replace(UNITS, rows=(row("một"),)),)))


def test_a_draft_says_so_in_a_frame_and_a_paper_does_not():
    number = opened(replace(REPORT, draft="Dự thảo 2")).tables[0].rows[1].cells[0]
    framed = next(p for p in number.paragraphs if p.text == "DỰ THẢO 2")
    assert len(framed._p.find(f".//{qn('w:pBdr')}")) == 4
    assert "DỰ THẢO" not in opened(REPORT).tables[0].rows[1].cells[0].text


def test_the_file_tells_the_document_system_what_it_is():
    about = opened(REPORT).core_properties
    assert about.title == f"Báo cáo {REPORT.subject}"
    assert about.subject == f"Mã bản chốt {REPORT.code}"
    assert opened(LETTER).core_properties.title.startswith("V/v đôn đốc")


def test_a_picture_is_shown_and_said_in_words():
    paper = replace(REPORT, body=(Picture(PIXEL, 120, 40, 'Biểu đồ "tiến độ"'), *REPORT.body))
    document = opened(paper)
    (shape,) = document.inline_shapes
    assert (round(shape.width / Mm(1)), round(shape.height / Mm(1))) == (120, 40)
    assert shape._inline.docPr.get("descr") == 'Biểu đồ "tiến độ"'
    assert PIXEL in [part.blob for part in document.part.package.iter_parts()]


def test_the_same_paper_gives_the_same_bytes():
    assert paper_docx(LETTER) == paper_docx(LETTER)


WORDS = st.text(min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_no_words_whatever_break_the_file(words, cell, subject):
    table = Table((Column(words, 1), Column("Số", 1, Holds.NUMBERS)), (row(cell, words),), caption=words)
    paper = replace(
        REPORT, subject=subject, body=(paragraph(words), Heading(cell), table), recipients=(words,),
        head=replace(HEAD, issuer=words, parent=cell, place=words), draft=cell, code=words,
        signer=Signer(words, name=cell), addressees=(words, cell), bases=(cell,),
        annexes=(Annex(words, (table,)),),
    )  # fmt: skip
    opened(paper)
