"""Reports that people wrote in Word are read into headings, paragraphs and tables, or refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from minhbach.reading.find.papers import paper_of
from minhbach.reading.open import open_document
from minhbach.reading.papers import ReadBlock, ReadHeading, ReadPaper, ReadParagraph, RowKind
from minhbach.reading.refusals import SecretDocument
from minhbach.reading.sandbox import read_paper
from minhbach.reading.shapes import Paragraph, Refusal, Source, Zone
from minhbach.reading.tests.corpus.catalogue import Form, documents
from minhbach.reading.tests.corpus.printing import printed
from minhbach.reading.tests.papers import cell, para, row, run, table, word
from minhbach.reading.tests.test_old_forms import installed
from minhbach.shared.text import fold

HEAD = table(
    row("UBND TỈNH SÔNG MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    row("Số: 15/BC-STC", "Sông Mẫu, ngày 01 tháng 10 năm 2026"),
    ruled=False,
)
FOOT = table(
    row(cell(para("Nơi nhận:") + para("- Như trên;")), cell(para("GIÁM ĐỐC") + para("Lê Văn Bảo"))),
    ruled=False,
)
TITLE = para(run("BÁO CÁO", bold=True)) + para(run("Kết quả thực hiện Quý III/2026", bold=True))


def read(*body: str) -> ReadPaper:
    return paper_of(open_document(word(HEAD, TITLE, *body)))


def said(paper: ReadPaper) -> list[str]:
    return [
        f"{b.level}:{b.words}" if isinstance(b, ReadHeading) else f"{b.sign}{b.text}"
        for b in paper.body
        if isinstance(b, ReadHeading | ReadParagraph)
    ]


def test_headings_are_known_by_their_look_and_label_however_they_were_typed() -> None:
    paper = read(
        para("Kính gửi: Ủy ban nhân dân tỉnh"),
        para(run("I. Kết quả đạt được", bold=True)),
        para("1. Đã công bố danh mục thủ tục hành chính."),
        para("II. KHÓ KHĂN, VƯỚNG MẮC"),
        para("Không có."),
        para("III. Đề xuất, kiến nghị: tăng biên chế."),
        para(run("Phần tự đánh giá", bold=True)),
        para("+ Đạt yêu cầu."),
        FOOT,
    )
    assert said(paper) == [
        "1:Kết quả đạt được",
        "1. Đã công bố danh mục thủ tục hành chính.",
        "1:KHÓ KHĂN, VƯỚNG MẮC",
        "Không có.",
        "1:Đề xuất, kiến nghị",
        "tăng biên chế.",
        "2:Phần tự đánh giá",
        "+Đạt yêu cầu.",
    ]
    assert paper.addressees == ("Ủy ban nhân dân tỉnh",)
    assert (paper.kind, paper.number, paper.issued) == ("Báo cáo", "15/BC-STC", "2026-10-01")
    assert (paper.recipients, paper.signed_as, paper.signer) == (("Như trên",), "GIÁM ĐỐC", "Lê Văn Bảo")


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    paper = read(
        para("I. KẾT QUẢ"), para(run("1. Công khai", bold=True)), para("Đã xong."), para("II. KIẾN NGHỊ"),
        para("Không."),
    )  # fmt: skip
    assert [getattr(b, "text", "") or b.words for b in paper.section("Kết quả")] == ["Công khai", "Đã xong."]
    assert [b.text for b in paper.section("kien nghi")] == ["Không."]


def test_tracked_changes_are_read_as_accepted_and_said_to_be_there() -> None:
    paper = read(
        para(
            run("Hoàn thành "),
            "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>",
            f"<w:ins>{run('13')}</w:ins>",
            run(" việc."),
        ),
        f"<w:ins>{para('Thêm một đoạn.')}</w:ins>",
    )
    assert said(paper) == ["Hoàn thành 13 việc.", "Thêm một đoạn."]
    assert paper.tracked


def test_a_table_keeps_its_heads_groups_and_sums() -> None:
    bold = cell(para(run("Tổng", bold=True))), cell(para(run("12", bold=True)))
    paper = read(
        para("I. KẾT QUẢ"),
        para(run("Bảng 1. Theo đơn vị", bold=True)),
        table(
            row("Đơn vị", "Số việc", props="<w:tblHeader/>"),
            row(cell("Sở, ngành", props='<w:gridSpan w:val="2"/>')),
            row("Sở Y tế", "12"),
            row(*bold),
        ),
    )
    found = paper.body[1]
    assert (found.caption, found.heads) == ("Bảng 1. Theo đơn vị", ("Đơn vị", "Số việc"))
    assert [(r.cells, r.kind) for r in found.rows] == [
        (("Sở, ngành",), RowKind.GROUP),
        (("Sở Y tế", "12"), RowKind.PLAIN),
        (("Tổng", "12"), RowKind.SUM),
    ]


def test_heads_on_three_levels_and_tables_that_are_all_heads_lose_no_words() -> None:
    head = "<w:tblHeader/>"
    three = table(
        row("Đơn vị", cell("Kết quả", props='<w:gridSpan w:val="2"/>'), props=head),
        row("Đơn vị", cell("Quý III", props='<w:gridSpan w:val="2"/>'), props=head),
        row("Đơn vị", "Đúng hạn", "Trễ hạn", props=head),
        row("Sở Y tế", "3", "1"),
    )
    found = read(
        para("I. KẾT QUẢ"), three, para("Hết."), table(row("A", "B", props=head), row("C", "D", props=head))
    )
    levels, all_heads = found.body[1], found.body[3]
    assert levels.groups == ("", "Kết quả / Quý III", "Kết quả / Quý III")
    assert (levels.heads, len(levels.rows)) == (("Đơn vị", "Đúng hạn", "Trễ hạn"), 1)
    assert (all_heads.heads, [r.cells for r in all_heads.rows]) == (("A", "B"), [("C", "D")])


def test_what_stands_behind_the_signature_without_a_heading_is_an_annex_without_a_name() -> None:
    paper = read(para("Nội dung báo cáo của Sở."), FOOT, table(row("Việc", "Hạn"), row("Rà soát", "Quý IV")))
    assert said(paper) == ["Nội dung báo cáo của Sở."]
    assert [(a.label, a.title, len(a.blocks)) for a in paper.annexes] == [("", "", 1)]


def test_a_file_without_letterhead_and_title_is_all_body() -> None:
    paper = paper_of(open_document(word(para("I. KẾT QUẢ"), para("Đã thực hiện 05 nhiệm vụ được giao."))))
    assert said(paper) == ["1:KẾT QUẢ", "Đã thực hiện 05 nhiệm vụ được giao."]


SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.docx"))


def words_of_source(source: Source) -> set[str]:
    texts = [b.text for b in source.blocks if isinstance(b, Paragraph) and b.zone is Zone.BODY]
    tables = (b for b in source.blocks if not isinstance(b, Paragraph))
    texts += [cell.text for table in tables for row in table.rows for cell in row.cells]
    return set(fold(" ".join(texts)).split())


def words_of_paper(paper: ReadPaper) -> set[str]:
    texts = [paper.kind, paper.subject, paper.number, *paper.addressees, *paper.bases, *paper.recipients]
    texts += [paper.signed_as, paper.signer, *(words for b in paper.body for words in words_of_block(b))]
    for annex in paper.annexes:
        texts += [annex.label, annex.title, annex.reference]
        texts += [words for block in annex.blocks for words in words_of_block(block)]
    return set(fold(" ".join(texts)).split())


def words_of_block(block: ReadBlock) -> list[str]:
    if isinstance(block, ReadHeading):
        return [block.label, block.words]
    if isinstance(block, ReadParagraph):
        return [block.text]
    return [block.caption, *block.heads, *block.groups, *(cell for row in block.rows for cell in row.cells)]


def lost(content: bytes) -> set[str]:
    source = open_document(content)
    paper = paper_of(source)
    assert ReadPaper.of(paper.as_json()) == paper
    return words_of_source(source) - words_of_paper(paper) - {"kinh", "gui"}  # of "Kính gửi" itself


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_word_of_a_paper_is_lost(sample: Path) -> None:
    assert lost(sample.read_bytes()) == set()


def test_no_word_of_any_layout_is_lost() -> None:
    """Letters, decisions, programmes: every layout of the corpus once."""
    of_layout = {d.layout: d for d in documents() if d.form is Form.WORD}
    missing = {layout: lost(printed(document)) for layout, document in of_layout.items()}
    assert not any(missing.values()), missing


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(Refusal) as refusal:
        read_paper(path)
    return refusal.value.code


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_hostile_and_foreign_files_are_refused_with_the_reasons_that_exist(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    entity = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert refused(path, b"") == "empty"
    assert refused(path, b"PK\x03\x04garbage") == "damaged"
    assert refused(path, word(para("Báo cáo"), head=entity)) == "entities"
    assert refused(path, "Báo cáo bằng chữ thường".encode()) == "not_word"
    assert refused(path, zipped(**{"ppt/presentation.xml": "x"})) == "slides"


def test_a_paper_with_a_secrecy_mark_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(word(para("MẬT"), TITLE, para("Nội dung.")))
    with pytest.raises(SecretDocument):
        read_paper(path)


@installed
def test_a_report_of_an_older_word_is_read_through_libreoffice() -> None:
    paper = read_paper(Path(__file__).parent / "old_forms" / "plan.doc")
    assert paper.kind == "Kế hoạch"
    assert any(isinstance(block, ReadHeading) for block in paper.body)
