"""Papers become PDF through LibreOffice, or the reader is told what is missing."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from minhbach.reading.limits import Limits
from minhbach.reading.printing import pdf_of
from minhbach.reading.shapes import Refusal
from minhbach.reading.tests.test_old_forms import installed
from minhbach.reporting.core.papers import Annex, Column, Holds, Row, Table, group_row, row
from minhbach.reporting.tests.papers import LETTER
from minhbach.reporting.writers.paper import paper_docx
from minhbach.reporting.writers.pdf import paper_pdf


def page_words(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@installed
def test_a_letter_is_printed_with_its_annexes_each_on_paper_and_pages_of_its_own():
    pdf = paper_pdf(LETTER)
    pages = page_words(pdf)
    assert pdf[:8] >= b"%PDF-1.4"
    assert ["Phụ lục" in words for words in pages] == [False, True, True]
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(pdf)]
    assert [width > height for width, height in sizes] == [False, False, True]
    assert sorted(round(side / 72 * 25.4) for side in sizes[0]) == [210, 297]


def test_without_libreoffice_the_sentence_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal) as refused:
        paper_pdf(LETTER)
    assert refused.value.code == "no_office"
    assert refused.value.sentence == (
        "Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; hãy tải bản Word, hoặc nhờ quản trị máy chủ cài"
        " libreoffice-writer."
    )


@installed
def test_a_long_table_is_printed_whole_with_its_heads_on_every_page():
    rows = [line for unit in range(30) for line in unit_rows(unit)]
    long = Table((Column("TT", 10, Holds.MARKS), Column("Nhiệm vụ", 90)), tuple(rows))
    pages = page_words(paper_pdf(replace(LETTER, annexes=(Annex("Danh sách", (long,)),))))[1:]
    assert all("Nhiệm vụ" in words for words in pages)
    printed = re.findall(r"việc (\d+\.\d+)", "\n".join(pages))
    assert printed == [f"{unit}.{line}" for unit in range(30) for line in range(10)]


def unit_rows(unit: int) -> list[Row]:
    return [group_row(f"Đơn vị {unit}"), *(row(str(line), f"việc {unit}.{line}") for line in range(10))]


@installed
def test_printing_that_takes_too_long_ends_in_a_sentence():
    with pytest.raises(Refusal) as refused:
        pdf_of(paper_docx(LETTER), limits=Limits(seconds=0))
    assert refused.value.code == "timeout"
