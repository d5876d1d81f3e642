"""Papers for tests, of a made-up province, and how their Word files are looked at."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

from docx import Document
from lxml import etree

from minhbach.reporting.core.papers import (
    Annex,
    Column,
    Head,
    Heading,
    Holds,
    Level,
    Paper,
    Paragraph,
    Run,
    Signer,
    Table,
    bullet,
    group_row,
    paragraph,
    row,
    sum_row,
)
from minhbach.reporting.writers.paper import paper_docx

COMMITTEE = "Ủy ban nhân dân tỉnh Sông Mẫu"
CULTURE = "Sở Văn hóa, Thể thao và Du lịch"
HEAD = Head(CULTURE, "BC-SVHTTDL", "Sông Mẫu", parent=COMMITTEE)
DATED = replace(HEAD, number="7", dated=date(2026, 2, 6))
UNITS = Table(
    (
        Column("Đơn vị", 40),
        Column("Được giao", 15, Holds.NUMBERS),
        Column("Đúng hạn", 15, Holds.NUMBERS, "Đã hoàn thành"),
        Column("Trễ hạn", 15, Holds.NUMBERS, "Đã hoàn thành"),
        Column("Ngày", 15, Holds.MARKS),
    ),
    (
        group_row("Sở, ban, ngành"),
        row("Sở Tài chính", "1.204", "8", "1", "06/10/2026"),
        row("Sở Y tế\n(mới hợp nhất)", "11", "4", "–", "07/10/2026"),
        sum_row("Tổng cộng", ("1.215", "12", "1", "")),
    ),
    caption="Bảng 1. Kết quả theo đơn vị",
    key="units",
)
BODY = (
    paragraph("Thực hiện Kế hoạch số 118/KH-UBND, Sở báo cáo kết quả Quý III/2026 như sau:", key="opening"),
    Heading("Kết quả thực hiện", key="results"),
    Heading("Công khai quy hoạch", Level.ITEM),
    paragraph("Đã công bố 46/46 đồ án quy hoạch trên Cổng thông tin điện tử tỉnh.", key="tasks.12.late"),
    bullet("Đăng 31 văn bản, chậm nhất 02 ngày làm việc;"),
    bullet("Trả lời 27 câu hỏi của doanh nghiệp.", deeper=True),
    UNITS,
    Heading("Khó khăn, vướng mắc", key="difficulties"),
    paragraph("Nhân lực công nghệ thông tin còn thiếu."),
    Heading("Đề xuất, kiến nghị", key="proposals"),
    Paragraph((Run("Đề nghị "), Run("Ủy ban nhân dân tỉnh", bold=True), Run(" xem xét, chỉ đạo."))),
)
REPORT = Paper(
    head=HEAD,
    kind="Báo cáo",
    subject="Kết quả thực hiện Kế hoạch số 118/KH-UBND Quý III/2026",
    addressees=(COMMITTEE,),
    body=BODY,
    signer=Signer("Giám đốc", name="Nguyễn Thị Hoa Mai"),
    recipients=("Như trên", "Lưu: VT, VP"),
    code="118-061026-A1B2C3",
)
LATE = Annex(
    "Danh sách nhiệm vụ quá hạn",
    (Table((Column("TT", 8, Holds.MARKS), Column("Nhiệm vụ", 92)), (row("1", "Rà soát biểu mẫu"),)),),
)
LETTER = Paper(
    head=Head(COMMITTEE, "UBND-KHCN", "Sông Mẫu"),
    subject="Đôn đốc thực hiện các nhiệm vụ quá hạn tại Kế hoạch số 118/KH-UBND",
    addressees=("Sở Tài chính", CULTURE, "Ủy ban nhân dân các xã, phường"),
    body=(paragraph("Qua theo dõi, còn 3 nội dung quá hạn."), paragraph("Yêu cầu các đơn vị thực hiện.")),
    signer=Signer("Chủ tịch", name="Trần Văn Bình"),
    recipients=("Như trên", "Lưu: VT"),
    annexes=(LATE, replace(LATE, title="Danh sách nhiệm vụ chưa cập nhật", landscape=True)),
)


def opened(paper):
    return Document(BytesIO(paper_docx(paper)))


def lines_of(cell):
    """The words of a cell with the size, weight and slant of each line, as its style sets them."""
    return [(p.text, *look_of(p)) for p in cell.paragraphs if p.text.strip()]


def look_of(line):
    """Size in points, bold, italic: of the first run, else of the style."""
    font, style = line.runs[0].font, line.style.font
    size = font.size or style.size
    return size.pt if size else None, bool(font.bold or style.bold), bool(font.italic or style.italic)


def line_of(document, words):
    return next(p for p in document.paragraphs if words in p.text)


def xml_of(paper, part="word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(BytesIO(paper_docx(paper))).read(part))
