"""A paper that was written, edited in Word and read again says what it said, and what was edited."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.reading.find.papers import paper_of
from minhbach.reading.open import open_document
from minhbach.reading.open.wording import tidy
from minhbach.reading.papers import ReadPaper, bookmark_of, key_of
from minhbach.reading.sandbox import read_paper
from minhbach.reporting.core.paper_rules import closed, labelled
from minhbach.reporting.core.papers import Heading, Level, Run, Table, bullet, paragraph, row
from minhbach.reporting.core.returned import blocks_of
from minhbach.reporting.tests.papers import BODY, LETTER, REPORT, UNITS
from minhbach.reporting.writers.paper import paper_docx
from minhbach.shared.text import fold

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặềếểễệốồổỗộớờởỡợứừửữựỳýỷỹỵ"
SENTENCES = st.text(alphabet=LETTERS + LETTERS.upper() + " ,<>&\"'%()0123456789", min_size=1).map(
    lambda words: tidy(f"Nội {words} dung.")
)

SAID = st.tuples(st.sampled_from([paragraph, bullet]), SENTENCES)


def read(content: bytes) -> ReadPaper:
    return paper_of(open_document(content))


def as_read(blocks):
    """What blocks look like when they come back: capitals stay, bold inside a paragraph does not."""
    for block in labelled(closed(blocks)):
        if isinstance(block, Heading) and block.level <= Level.SECTION:
            yield replace(block, words=block.words.upper())
        elif isinstance(block, Heading | Table):
            yield block
        else:
            yield replace(block, runs=(Run(block.text),))


def without_widths(block):
    if not isinstance(block, Table):
        return block
    return replace(block, columns=tuple(replace(column, share=0) for column in block.columns))


def test_a_report_comes_back_as_it_was_written():
    back = read(paper_docx(REPORT))
    assert (back.kind, back.subject, back.code) == ("Báo cáo", REPORT.subject, REPORT.code)
    assert back.addressees == REPORT.addressees
    assert (back.signed_as, back.signer) == ("GIÁM ĐỐC", "Nguyễn Thị Hoa Mai")
    assert back.recipients == REPORT.recipients
    came = [without_widths(block) for block in blocks_of(back.body)]
    assert came == [without_widths(block) for block in as_read(BODY)]


def test_a_letter_comes_back_with_its_subject_addressees_and_annexes():
    back = read(paper_docx(LETTER))
    assert fold(back.subject) == fold(LETTER.subject)
    assert back.addressees == LETTER.addressees
    assert [(a.label, fold(a.title)) for a in back.annexes] == [
        ("Phụ lục I", fold(LETTER.annexes[0].title)),
        ("Phụ lục II", fold(LETTER.annexes[1].title)),
    ]
    assert back.annexes[0].reference.startswith("(Kèm theo Công văn số")
    assert back.annexes[0].blocks[0].rows[0].cells == ("1", "Rà soát biểu mẫu")


def test_what_the_child_hands_over_is_the_paper_itself(tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(paper_docx(REPORT))
    assert read_paper(file) == read(paper_docx(REPORT))


def test_added_changed_and_removed_paragraphs_stand_under_the_heading_where_they_were_put():
    paper = Document(BytesIO(paper_docx(REPORT)))
    places = {p.text: p for p in paper.paragraphs}
    places["Nhân lực công nghệ thông tin còn thiếu."].insert_paragraph_before("Kinh phí chậm được cấp.")
    changed = places["Đã công bố 46/46 đồ án quy hoạch trên Cổng thông tin điện tử tỉnh."]
    changed.runs[0].text = "Đã công bố 45/46 đồ án."
    changed.runs[0].font.name = "Arial"
    removed = places["- Đăng 31 văn bản, chậm nhất 02 ngày làm việc;"]._p
    removed.getparent().remove(removed)
    back = saved(paper)
    assert [b.text for b in back.section("difficulties")] == [
        "Kinh phí chậm được cấp.",
        "Nhân lực công nghệ thông tin còn thiếu.",
    ]
    by_key = {block.key: block for block in back.body if block.key}
    assert by_key["tasks.12.late"].text == "Đã công bố 45/46 đồ án."
    assert not any("Đăng 31 văn bản" in getattr(block, "text", "") for block in back.body)


def test_a_section_is_found_by_its_key_when_its_heading_was_reworded_and_by_its_words_without_a_key():
    paper = Document(BytesIO(paper_docx(REPORT)))
    heading = next(p for p in paper.paragraphs if p.text.startswith("II."))
    heading.runs[0].text = "II. TỒN TẠI, HẠN CHẾ"
    back = saved(paper)
    assert [b.text for b in back.section("difficulties")] == ["Nhân lực công nghệ thông tin còn thiếu."]
    assert back.section("tồn tại, hạn chế") == back.section("difficulties")
    assert back.section("không có mục này") == ()


def saved(paper) -> ReadPaper:
    buffer = BytesIO()
    paper.save(buffer)
    return read(buffer.getvalue())


@settings(max_examples=40, deadline=None)
@given(st.lists(SAID, min_size=1, max_size=6), SENTENCES)
def test_any_words_survive_writing_and_reading(said, cell):
    cells = Table((UNITS.columns[0], UNITS.columns[1]), (row(cell, "1"), row("Sở Y tế", cell)))
    body = (*(make(words) for make, words in said), cells)
    back = read(paper_docx(replace(REPORT, body=body, annexes=())))
    assert [without_widths(b) for b in blocks_of(back.body)][:-1] == [without_widths(b) for b in body][:-1]
    assert [r.cells for r in back.body[-1].rows] == [(cell, "1"), ("Sở Y tế", cell)]


@given(st.text(alphabet="abc019._-", min_size=1, max_size=36))
def test_every_key_is_borne_by_a_bookmark_that_word_allows(key):
    bookmark = bookmark_of(key)
    assert key_of(bookmark) == key
    assert len(bookmark) <= 40 and bookmark.replace("_", "a").isalnum()


def test_a_key_that_no_bookmark_can_bear_is_left_out_and_others_bookmarks_are_no_keys():
    assert bookmark_of("Khó khăn") == bookmark_of("a" * 37) == ""
    assert key_of("_Toc123") == key_of("GoBack") == ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_nothing_is_lost_when_libreoffice_saves_the_paper(tmp_path):
    file = tmp_path / "report.docx"
    file.write_bytes(paper_docx(replace(REPORT, annexes=LETTER.annexes)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    form, out = "docx:MS Word 2007 XML", str(tmp_path / "out")
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", out, str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert read((tmp_path / "out" / "report.docx").read_bytes()) == read(file.read_bytes())
