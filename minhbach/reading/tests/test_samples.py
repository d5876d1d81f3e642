"""The real plans kept beside the repository: Word and PDF of one plan give the same tables and paragraphs."""

from __future__ import annotations

import re

import pytest

from minhbach.reading.draft import draft_of
from minhbach.reading.find.columns import Role
from minhbach.reading.find.tables import sheet_of
from minhbach.reading.shapes import Merge, Paragraph, Source, Table
from minhbach.reading.tests.plans import SHARED, opened

SAMPLES = SHARED / "samples"
REAL = SHARED / "real"

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no plans beside this repository")
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real papers are not beside this repository")
PLANS = {  # rows and columns of their tables
    "000": [(19, 7), (58, 6)],
    "001": [(20, 6)],
    "002": [(16, 5)],
    "003": [(81, 9)],
    "004": [(10, 3)],
}


def tables(source: Source) -> list[Table]:
    return [block for block in source.blocks if isinstance(block, Table)]


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def rows(source: Source) -> list[list[str]]:
    return [[letters(cell.text) for cell in row.cells] for table in tables(source) for row in table.rows]


def paragraphs(source: Source) -> list[str]:
    return [letters(block.text) for block in source.blocks if isinstance(block, Paragraph)]


@needs_samples
@pytest.mark.parametrize("plan", PLANS)
def test_every_cell_and_paragraph_of_word_and_pdf_is_equal(plan: str) -> None:
    word, pdf = opened(SAMPLES / f"{plan}.docx"), opened(SAMPLES / f"{plan}.pdf")
    shapes = [(len(table.rows), len(table.rows[0].cells)) for table in tables(word)]
    assert shapes == PLANS[plan]
    assert rows(pdf) == rows(word)
    assert paragraphs(pdf) == paragraphs(word)


@needs_samples
@pytest.mark.parametrize("plan", PLANS)
def test_what_the_pdf_reader_infers_it_says(plan: str) -> None:
    """A merged cell that only the layout suggests carries a doubt at the field that it fills."""
    source = opened(SAMPLES / f"{plan}.pdf")
    draft = draft_of(source)
    asked = {d["path"] for d in draft["doubts"] if d["reason"] == "merged_or_empty"}
    rows = {(t["place"].get("table"), t["place"].get("row")): n for n, t in enumerate(draft["tasks"])}
    for number, table in enumerate(tables(source)):
        sheet = sheet_of(table)
        for role, name in ((Role.LEAD, "lead"), (Role.COORDINATING, "coordinating"), (Role.TIME, "time")):
            inferred = (
                at
                for at, row in enumerate(sheet.rows)
                if (cell := sheet.cell(row, role)) and cell.merge is Merge.INFERRED
            )
            for at in inferred:
                if (number, at + sheet.first) in rows:
                    assert f"tasks[{rows[number, at + sheet.first]}].{name}" in asked


@needs_real
def test_one_table_over_27_pages_keeps_every_row_once() -> None:
    source = opened(REAL / "bnv-12094-phuluc.pdf")
    (table,) = tables(source)
    assert source.pages == 27
    assert [row.cells[0].text for row in table.rows] == ["STT", *(f"{number}." for number in range(1, 76))]


@needs_real
def test_the_number_and_the_day_stamped_on_an_annex_are_read() -> None:
    (named,) = [text for text in paragraphs(opened(REAL / "bnv-12094-phuluc.pdf")) if "kèmtheo" in text]
    assert "số12094/bnv-cchc" in named and "ngày15/12/2025" in named


@needs_real
def test_every_real_paper_is_opened() -> None:
    for path in sorted(REAL.iterdir()):
        if path.name != "README.md":
            assert opened(path).blocks, path.name
