"""PDFs: letters and rulings to blocks. The papers are written by hand; every letter is half its size wide."""

from __future__ import annotations

import pytest

from minhbach.reading.limits import Limits
from minhbach.reading.open import open_document
from minhbach.reading.open.letters import syllable_share
from minhbach.reading.open.pdf.characters import _composed
from minhbach.reading.open.pdf.lines import line_of
from minhbach.reading.open.pdf.page import Char, Page
from minhbach.reading.open.pdf.pictured import is_illegible, is_pictured
from minhbach.reading.open.pdf.reading import Document
from minhbach.reading.open.wording import joined
from minhbach.reading.shapes import Merge, Paragraph, Refusal, Source, Table, Zone
from minhbach.reading.tests.papers import Sheet, pdf

COLUMNS = [50.0, 90.0, 320.0, 545.0]
HEAD = ("STT", "Nhiệm vụ", "Cơ quan chủ trì")
FULL = "Công khai đầy đủ thủ tục hành chính"  # 35 letters of 6 points fill the second column of COLUMNS


def texts(source: Source, zone: Zone = Zone.BODY) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Paragraph) and block.zone is zone]


def tables(source: Source) -> list[Table]:
    return [block for block in source.blocks if isinstance(block, Table)]


def grid(found: Table) -> list[list[str]]:
    return [[one.text for one in line.cells] for line in found.rows]


def head(sheet: Sheet, top: float) -> Sheet:
    for x, words in zip(COLUMNS, HEAD, strict=False):
        sheet.text(x + 5, top + 15, words, bold=True)
    return sheet


def fill(sheet: Sheet, top: float, *cells: str) -> Sheet:
    for x, words in zip(COLUMNS, cells, strict=False):
        sheet.lines(x + 5, top + 15, *words.split("\n"))
    return sheet


def test_words_and_marks_come_out_as_written() -> None:
    words = "Nâng cao Chỉ số cải cách hành chính, ưu tiên đột phá"
    assert texts(open_document(pdf(Sheet().text(60, 100, words)))) == [words]


def test_an_empty_cell_is_empty_and_a_merged_one_hands_down() -> None:
    sheet = fill(
        fill(fill(head(Sheet(), 100), 130, "1", "Công bố", "Sở Tư pháp"), 160, "", "Đăng tải", ""),
        190,
        "2",
        "Rà soát",
        "",
    )
    for y in (100, 130, 190, 220):
        sheet.rule(50, y, 545, y)
    sheet.rule(90, 160, 545, 160)  # not under the first column: 1 spans two rows
    for x in COLUMNS:
        sheet.rule(x, 100, x, 220)
    (found,) = tables(open_document(pdf(sheet)))
    assert grid(found) == [
        list(HEAD),
        ["1", "Công bố", "Sở Tư pháp"],
        ["1", "Đăng tải", ""],
        ["2", "Rà soát", ""],
    ]
    assert found.rows[2].cells[0].merge is Merge.HANDED_DOWN
    assert found.rows[1].cells[0].rowspan == 2
    assert found.rows[2].cells[2].merge is Merge.OWN


def test_borders_painted_as_thin_boxes_count_and_shading_does_not() -> None:
    sheet = (
        Sheet().text(60, 115, "STT").text(210, 115, "Nhiệm vụ").text(60, 145, "1").text(210, 145, "Công bố")
    )
    for y in (100.0, 130.0, 160.0):
        sheet._marks.append(f"50 {842 - y} 300 0.5 re f")
    for x in (50.0, 200.0, 350.0):
        sheet._marks.append(f"{x} {842 - 160} 0.5 60 re f")
    sheet._marks.insert(0, "1 1 1 rg 55 700 100 20 re f 0 g")
    (found,) = tables(open_document(pdf(sheet)))
    assert grid(found) == [["STT", "Nhiệm vụ"], ["1", "Công bố"]]


def two_pages(last: tuple[str, ...], first: tuple[str, ...], header: bool = True) -> Table:
    """A table whose page break lies between two rows of cells."""
    one = fill(fill(head(Sheet(), 640), 670, "1", "Công bố", "Sở Tư pháp"), 700, "2", "Rà soát", "Sở Nội vụ")
    one = fill(one, 730, *last).grid(COLUMNS, [640, 670, 700, 730, 790])
    top = 60.0
    two = Sheet()
    if header:
        head(two, top)
        top += 30
    fill(two, top, *first)
    fill(two, top + 40, "4", "Tổng hợp", "Sở Y tế")
    two.grid(COLUMNS, [60, *([90] if header else []), top + 40, top + 70])
    (found,) = tables(open_document(pdf(one, two)))
    return found


@pytest.mark.parametrize("header", [True, False])
def test_a_row_cut_by_the_page_is_one_row_and_a_repeated_header_stands_once(header: bool) -> None:
    found = two_pages(("3", FULL, "Sở Y tế"), ("", "trên cổng thông tin", ""), header)
    assert [line[0] for line in grid(found)] == ["STT", "1", "2", "3", "4"]
    assert grid(found)[3][1] == f"{FULL} trên cổng thông tin"


def test_a_row_that_begins_on_the_next_page_stays_a_row() -> None:
    found = two_pages(("", "Đăng tải", "Sở Y tế"), ("3", "trên cổng", "Sở Y tế"))
    assert [line[0] for line in grid(found)][-2:] == ["3", "4"]


def test_tables_under_different_headings_stay_apart() -> None:
    one = fill(head(Sheet(), 640), 670, "1", "Công bố", "Sở Tư pháp").grid(COLUMNS, [640, 670, 700])
    two = Sheet()
    for x, words in zip(COLUMNS, ("TT", "Chỉ tiêu", "Mục tiêu"), strict=False):
        two.text(x + 5, 75, words)
    fill(two, 90, "1", "Minh bạch", "Đạt 7 điểm").grid(COLUMNS, [60, 90, 120])
    assert len(tables(open_document(pdf(one, two)))) == 2


LINE = "Các sở ngành và Ủy ban nhân dân các huyện chủ động triển khai thực hiện kế hoạch"


def full_page(number: int) -> Sheet:
    """A page full of one paragraph, every line with its own words."""
    sheet = Sheet().text(295, 40, str(number)) if number > 1 else Sheet()
    return sheet.lines(60, 80, *[f"{LINE} {chr(96 + number) * 2}" for _ in range(45)])


def test_page_numbers_go_and_a_paragraph_runs_over_the_page() -> None:
    source = open_document(pdf(*[full_page(number) for number in (1, 2, 3)]))
    assert texts(source) == [" ".join(f"{LINE} {mark}" for mark in ("aa", "bb", "cc") for _ in range(45))]


def test_a_running_head_is_kept_apart() -> None:
    pages = [full_page(number).text(60, 30, "Dự thảo lần 2") for number in (1, 2, 3)]
    source = open_document(pdf(*pages))
    assert source.running == ("Dự thảo lần 2",)
    assert "Dự thảo" not in " ".join(texts(source))


def test_a_wrapped_document_number_keeps_no_space() -> None:
    sheet = Sheet().lines(
        60, 80, "Thực hiện các nội dung được giao theo Kế hoạch số 6424/KH-", "UBND của tỉnh"
    )
    assert texts(open_document(pdf(sheet))) == [
        "Thực hiện các nội dung được giao theo Kế hoạch số 6424/KH-UBND của tỉnh"
    ]


def test_a_stamped_number_stands_in_its_gap_and_signing_matter_does_not() -> None:
    sheet = (
        Sheet()
        .text(60, 100, "Số:")
        .text(110, 100, "/KH-UBND")
        .text(60, 140, "Nội dung")
        .stamp(84, 104, "402")
    )
    source = open_document(pdf(sheet.stamp(300, 60, "Ký bởi: Văn phòng")))
    assert texts(source)[0] == "Số: 402/KH-UBND"
    assert texts(source, Zone.STAMP) == ["Ký bởi: Văn phòng"]


@pytest.mark.parametrize("sideways", [False, True])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(turned: int, sideways: bool) -> None:
    sheet = fill(head(Sheet(842, 595, turned), 100), 130, "1", "Công bố", "Sở Tư pháp").grid(
        COLUMNS, [100, 130, 160]
    )
    sheet.text(60, 60, "Phụ lục")
    sheet.sideways = sideways
    source = open_document(pdf(sheet))
    assert texts(source) == ["Phụ lục"]
    assert grid(tables(source)[0]) == [list(HEAD), ["1", "Công bố", "Sở Tư pháp"]]
    x0, _, _, bottom = source.blocks[0].place.bbox[0]
    assert (x0, round(bottom)) == (60, 63)


def test_a_footnote_mark_is_no_digit_of_the_word_and_square_metres_stay() -> None:
    sheet = (
        Sheet()
        .text(60, 100, "Theo Quyết định")
        .text(150, 95, "1", size=7)
        .text(60, 120, "Rộng 50 m")
        .text(118, 115, "2", size=7)
    )
    assert texts(open_document(pdf(sheet))) == ["Theo Quyết định", "Rộng 50 m2"]


def test_footnotes_stand_apart() -> None:
    sheet = Sheet().lines(
        60, 80, *["Nội dung kế hoạch được triển khai thực hiện đồng bộ tại các cơ quan, đơn vị"] * 12
    )
    sheet.rule(60, 700, 204, 700).text(60, 715, "Quyết định số 12/QĐ-UBND ngày 01/3/2024", size=9)
    source = open_document(pdf(sheet))
    assert source.footnotes == ("Quyết định số 12/QĐ-UBND ngày 01/3/2024",)
    assert not any("12/QĐ-UBND" in text for text in texts(source))


def test_letterhead_and_foot_are_read_by_column_though_their_baselines_differ() -> None:
    sheet = (
        Sheet()
        .text(80, 60, "UBND TỈNH A")
        .text(290, 62, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        .text(80, 90, "Số: 12/KH-UBND")
        .text(300, 92, "A, ngày 02 tháng 7 năm 2023")
        .text(270, 140, "KẾ HOẠCH", bold=True)
        .text(60, 180, "Nội dung kế hoạch của tỉnh")
        .text(60, 640, "Nơi nhận:")
        .text(380, 636, "KT. CHỦ TỊCH")
        .text(60, 655, "- Như trên;", size=11)
        .text(380, 652, "PHÓ CHỦ TỊCH")
    )
    source = open_document(pdf(sheet))
    assert texts(source, Zone.LETTERHEAD_LEFT) == ["UBND TỈNH A", "Số: 12/KH-UBND"]
    assert texts(source, Zone.LETTERHEAD_RIGHT)[1] == "A, ngày 02 tháng 7 năm 2023"
    assert texts(source) == ["KẾ HOẠCH", "Nội dung kế hoạch của tỉnh"]
    assert texts(source, Zone.RECIPIENTS) == ["Nơi nhận:", "- Như trên;"]
    assert texts(source, Zone.SIGNATURE) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_bold_is_known_by_the_name_of_the_font() -> None:
    first, second = open_document(
        pdf(Sheet().text(60, 80, "I. MỤC ĐÍCH", bold=True).text(60, 120, "Nội dung"))
    ).blocks
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert (first.bold, second.bold) == (True, False)


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        open_document(data, limits=limits or Limits())
    assert caught.value.sentence.endswith(".")
    return caught.value.code


def scan() -> bytes:
    sheet = Sheet()
    sheet.image = True
    return pdf(sheet)


def test_without_an_engine_a_scan_is_refused_and_a_scanned_page_among_others_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("minhbach.reading.open.ocr.engine.program", lambda: None)
    assert refused(scan()) == "scan"
    mixed = Sheet()
    mixed.image = True
    source = open_document(pdf(Sheet().text(60, 80, "Kế hoạch cải cách hành chính năm 2024"), mixed))
    assert [(doubt.reason, doubt.place and doubt.place.page) for doubt in source.doubts] == [
        ("page_without_text", 2)
    ]


def test_locked_empty_damaged_and_long_papers_are_refused() -> None:
    assert refused(pdf(Sheet().text(60, 80, "x"), locked=True)) == "encrypted_pdf"
    assert refused(pdf(Sheet())) == "no_text"
    assert refused(b"%PDF-1.7\nnothing here") == "damaged"
    assert refused(pdf(Sheet().text(60, 80, "x"), Sheet()), Limits(pages=1)) == "too_many_pages"


def test_too_many_rows_are_refused() -> None:
    sheet = fill(head(Sheet(), 100), 130, "1", "Công bố", "Sở").grid(COLUMNS, [100, 130, 160])
    assert refused(pdf(sheet), Limits(table_rows=1)) == "too_many_rows"


def test_a_broken_text_layer_is_refused() -> None:
    broken = "xqz4 hfo wrtk ~n zcao chw sptr nl vcg cznh trfnh"
    assert refused(pdf(Sheet().lines(60, 80, *[broken] * 20))) == "letters"


def test_the_judge_of_letters_tells_vietnamese_from_noise() -> None:
    good = syllable_share("Nâng cao chỉ số cải cách hành chính của Ủy ban nhân dân tỉnh, ngoèo, khuya, giếng")
    assert good[0] == 1.0 and good[1] > 0.2
    assert syllable_share("xqz ho ch ng cao ch wfp")[0] < 0.6


def test_a_word_cut_in_two_by_a_narrow_cell_is_one_word() -> None:
    assert joined(["Sản phẩ", "m đầu ra"]) == "Sản phẩm đầu ra"
    assert joined(["Thường x", "uyên"]) == "Thường xuyên"
    assert joined(["Sở Nông ngh-", "iệp"]) == "Sở Nông nghiệp"


def test_words_that_merely_meet_at_the_end_of_a_line_stay_apart() -> None:
    for lines in (["dài 50", "m"], ["tại điểm c", "ai cũng biết"], ["Hà", "Nội"], ["Điểm", "a) việc"]):
        assert joined(lines) == " ".join(lines)
    assert joined(["kinh tế-", "xã hội"]) == "kinh tế-xã hội"
    assert joined(["6424/KH-", "UBND"]) == "6424/KH-UBND"


def test_marks_written_apart_from_their_letters_open_no_gap() -> None:
    def char(text: str, x0: float, x1: float) -> Char:
        return Char(text, x0, x1, y=0, size=10, bold=False, spaced=False)

    line = line_of(_composed([char("a", 0, 3), char("\u0301", 3, 6), char("o", 6.2, 11)]), 1)
    assert line is not None and line.text == "áo"


def test_a_mark_that_hangs_over_its_letter_closes_no_gap_behind_it() -> None:
    def char(text: str, x0: float, x1: float) -> Char:
        return Char(text, x0, x1, y=0, size=12, bold=False, spaced=False)

    line = line_of(_composed([char("e", 0, 5.3), char("\u0302", 3.4, 7.2), char("p", 8.3, 14.3)]), 1)
    assert line is not None and line.text == "ê p"
    line = line_of(_composed([char("u", 0, 6), char("\u031b", 5.9, 7.9), char("d", 9, 15)]), 1)
    assert line is not None and line.text == "ư d"


@pytest.mark.parametrize("bold", [True, False])
def test_a_title_in_the_middle_does_not_run_into_the_first_chapter(bold: bool) -> None:
    sheet = (
        Sheet().text(272, 100, "KẾ HOẠCH", 12, bold).text(170, 115, "Chăm lo người già năm 2026", 12, bold)
    )
    sheet.text(56, 130, "I. MỤC ĐÍCH", 12, bold).text(
        56, 145, "Các cụ già trong tỉnh được khám bệnh hằng năm."
    )
    assert texts(open_document(pdf(sheet)))[1:3] == ["Chăm lo người già năm 2026", "I. MỤC ĐÍCH"]


PLAIN_PAGE = "Sở Tư pháp rà soát thủ tục hành chính về đất đai, hoàn thành trước ngày 30/6/2026"


@pytest.mark.parametrize(
    ("words", "illegible"),
    [
        (PLAIN_PAGE, False),
        ("VPĐP CCHC UBMTTQ QLNN, ĐVSN, ƯBKT " * 5, False),
        ("Ch\ufffd t\ufffdch \ufffdy ban nh\ufffdn d\ufffdn t\ufffdnh L\ufffdm S\ufffdn", True),
        ("(cid:12)(cid:33) (cid:8)(cid:91)(cid:17)(cid:3) (cid:41)", True),
        ("\ue011\ue002\ue013 \ue044\ue006 " * 6, True),
        ("\uf053\uf0ea\uf020\uf054 " * 8, True),
        ("\uf0b7 " + PLAIN_PAGE, False),
        ("Pdu Lrtc tghnh oefm sbu vuiq xwez, mbto cdno tgheq kqrt " * 2, True),
    ],
)
def test_a_page_whose_letters_make_no_words_is_told_from_one_of_words(words: str, illegible: bool) -> None:
    page = Page(1, 595, 842)
    page.chars = [
        Char(one, 6.0 * at, 6.0 * at + 5, 80, 11, False, spaced=words[at - 1 : at] == " ")
        for at, one in enumerate(words)
        if one != " "
    ]
    assert is_illegible(page) is illegible


def covering(image_last: bool) -> Page:
    """A page with a line of words and an image over all of it, painted before the words or behind them."""
    sheet = Sheet().text(60, 80, PLAIN_PAGE, size=8)
    sheet.image = True
    data = pdf(sheet)
    if not image_last:
        data = pdf(Sheet().picture().text(60, 80, PLAIN_PAGE, size=8))
    with Document(data, Limits()) as document:
        return document.page(0)


@pytest.mark.parametrize("image_last", [True, False])
def test_words_below_a_picture_of_the_page_are_not_those_that_it_shows(image_last: bool) -> None:
    page = covering(image_last)
    assert (page.image_share, page.covered, is_pictured(page)) == (1.0, image_last, image_last)


def test_a_scan_cut_into_strips_is_a_scan() -> None:
    sheet = Sheet()
    for n in range(5):
        sheet.picture(0, n * 168, 595, 169)
    with Document(pdf(sheet), Limits()) as document:
        assert is_pictured(document.page(0))
