"""The mark of a state secret is found as a stamp or a property, and never inside a sentence."""

from __future__ import annotations

import pytest

from minhbach.reading.open import open_document
from minhbach.reading.secrecy import mark_in_line, mark_in_properties, secrecy_mark
from minhbach.reading.tests.papers import Sheet, para, pdf, row, run, table, word

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>'
)


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT  MẬT",
        "[ MẬT ]",
        "* TỐI MẬT *",
        "Độ mật: Tối mật",
        "ĐỘ MẬT: MẬT",
        "MẬT (bản số 02)",
        "M Ậ T",
        "T Ố I M Ậ T",
        "TUYỆT MẬT - HỎA TỐC",
        "MẬT, KHẨN",
    ],
)
def test_a_stamp_line_is_a_mark(line: str) -> None:
    assert mark_in_line(line) == " ".join(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "Nghị quyết về bảo vệ bí mật nhà nước",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "MẬT KHẨU",
        "Mật khẩu phải đổi sau 90 ngày",
        "MẬT MÃ",
        "Danh mục bí mật nhà nước độ Mật, Tối mật",
        "mật",
        "Không đưa tài liệu MẬT vào hệ thống",
        "Số: lượng hồ sơ có dấu MẬT đã giải mật",
        "MẬT ONG",
        "M Ậ T K",
        "",
    ],
)
def test_words_in_a_sentence_are_no_mark(line: str) -> None:
    assert mark_in_line(line) is None


@pytest.mark.parametrize(
    "line", ["Số: 12/KH-UBND MẬT", "Số:      MẬT", "MẬT Sông Lam, ngày 02 tháng 3 năm 2026"]
)
def test_a_stamp_that_plain_text_ran_into_the_number_or_the_date_is_a_mark(line: str) -> None:
    assert mark_in_line(line) == "MẬT"


@pytest.mark.parametrize(
    ("properties", "found"),
    [
        ({"title": "MẬT"}, "MẬT"),
        ({"keywords": "kế hoạch; tối mật"}, "tối mật"),
        ({"category": "Mật"}, "Mật"),
        ({"custom:Phân loại": "Độ mật: Tuyệt mật"}, "Tuyệt mật"),
        ({"title": "Kế hoạch bảo vệ bí mật nhà nước"}, None),
        ({"title": "Đặt lại mật khẩu"}, None),
        ({"creator": "Mật"}, None),
    ],
)
def test_properties(properties: dict[str, str], found: str | None) -> None:
    assert mark_in_properties(properties) == found


def test_a_stamp_is_found_in_word_body_letterhead_box_header_and_properties() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = f"<w:r><w:pict><w:txbxContent>{para('TỐI MẬT')}</w:txbxContent></w:pict></w:r>"
    letterhead = table(row("UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), row("MẬT", "x"), ruled=False)
    papers = {
        "MẬT": word(letterhead, para("KẾ HOẠCH")),
        "TỐI MẬT": word(para("KẾ HOẠCH", box)),
        "TUYỆT MẬT": word(para("x"), parts={"header.xml": f"<w:hdr {space}>{para('TUYỆT MẬT')}</w:hdr>"}),
        "Mật": word(para("x"), parts={"docProps/core.xml": CORE.format("<cp:category>Mật</cp:category>")}),
    }
    for mark, data in papers.items():
        assert secrecy_mark(open_document(data)) == mark


def test_a_stamp_drawn_across_the_pages_of_a_word_file_is_found() -> None:
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    drawn = '<w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>'
    header = f"<w:hdr {space}>{para(drawn)}</w:hdr>"
    assert secrecy_mark(open_document(word(para("KẾ HOẠCH"), parts={"header.xml": header}))) == "TỐI MẬT"


def test_a_stamp_is_found_where_its_line_is_joined_with_others() -> None:
    broken = para(run("SỞ Y TẾ"), "<w:r><w:br/></w:r>", run("MẬT"))
    centred = Sheet().text(250, 60, "UBND TỈNH SÔNG LAM").text(280, 75, "MẬT").text(280, 90, "KẾ HOẠCH")
    plain = "UBND TỈNH SÔNG LAM\nMẬT\nKẾ HOẠCH\nRà soát thủ tục hành chính\n"
    marked = "# KẾ HOẠCH\nMẬT\nRà soát\n\n| STT | Việc |\n|---|---|\n| 1 | Rà soát |\n"
    for data in (word(broken, para("KẾ HOẠCH")), pdf(centred), plain.encode(), marked.encode()):
        assert secrecy_mark(open_document(data)) == "MẬT"


def test_a_stamp_is_found_on_a_pdf_page_and_in_an_annotation() -> None:
    body = Sheet().text(60, 200, "KẾ HOẠCH").text(60, 240, "Nội dung về bảo vệ bí mật nhà nước")
    assert secrecy_mark(open_document(pdf(body))) is None
    assert secrecy_mark(open_document(pdf(body, Sheet().text(80, 60, "TỐI MẬT")))) == "TỐI MẬT"
    assert secrecy_mark(open_document(pdf(body.stamp(80, 60, "MẬT")))) == "MẬT"
    assert (
        secrecy_mark(open_document(pdf(Sheet().text(60, 80, "x"), properties={"Keywords": "Mật"}))) == "Mật"
    )


def test_a_list_of_papers_with_their_degrees_is_no_secret_paper() -> None:
    listed = table(row("STT", "Tên", "Độ mật", "Ghi chú"), row("1", "Báo cáo", "MẬT", "x"))
    assert secrecy_mark(open_document(word(para("DANH MỤC"), listed))) is None
