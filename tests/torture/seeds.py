"""Whole documents from which mutants are made: small ones built here, and the product's own samples."""

from __future__ import annotations

import io

from docx import Document

from minhbach.reading.libreoffice import office
from tests.house import ROOT
from tests.torture.mutants import Seed

SAMPLES = ROOT / "samples"
OFFICE_FORMS = ROOT / "minhbach" / "reading" / "tests" / "old_forms"
SCANS = (("pdf", "PDF"), ("jpg", "JPEG"), ("png", "PNG"), ("tif", "TIFF"))
LARGEST = 400_000  # bytes: mutants of small files test as much and take less time
TEXT = """ỦY BAN NHÂN DÂN TỈNH SÔNG LAM
Số: 12/KH-UBND
Sông Lam, ngày 05 tháng 01 năm 2026
KẾ HOẠCH
Nâng cao chất lượng phục vụ người dân năm 2026
I. MỤC TIÊU
Tỷ lệ hồ sơ đúng hạn đạt trên 98%.
II. NHIỆM VỤ
1. Sở Nội vụ chủ trì, phối hợp với các sở, ngành rà soát thủ tục, hoàn thành trước ngày 30/6/2026.
2. Sở Tài chính bố trí kinh phí. Thường xuyên.
- UBND các xã, phường niêm yết công khai.
III. TỔ CHỨC THỰC HIỆN
Các đơn vị báo cáo trước ngày 15 tháng cuối quý về Sở Nội vụ.
"""


def seeds() -> list[Seed]:
    built = [
        Seed("plan.txt", TEXT.encode()),
        Seed("plan.md", _markdown().encode()),
        Seed("plan.docx", _word()),
        Seed("plan.pdf", _pdf()),
    ]
    return built + _samples() + _office_forms()


def _office_forms() -> list[Seed]:
    """A workbook, a scanned page as PDF and as pictures, and what LibreOffice opens where it is installed."""
    costly = ("plan.doc", "plan.rtf", "plan.odt", "annex.xls") if office() else ()
    annex = Seed("annex.xlsx", (OFFICE_FORMS / "annex.xlsx").read_bytes())
    pictures = [Seed(f"scan.{ending}", _scan(form), costly=True) for ending, form in SCANS]
    return [
        annex,
        *pictures,
        *(Seed(name, (OFFICE_FORMS / name).read_bytes(), costly=True) for name in costly),
    ]


def _scan(form: str) -> bytes:
    """A page of a sample as a picture of it."""
    import pypdfium2

    out = io.BytesIO()
    paper = pypdfium2.PdfDocument(SAMPLES / "minh-bach-2026.pdf")
    paper[0].render(scale=150 / 72).to_pil().convert("L").save(out, form, resolution=150)
    return out.getvalue()


def _samples() -> list[Seed]:
    if not SAMPLES.is_dir():
        return []
    found = sorted(p for p in SAMPLES.rglob("*") if p.suffix in {".docx", ".pdf", ".txt", ".md"})
    return [Seed(path.name, path.read_bytes()) for path in found if path.stat().st_size <= LARGEST]


def _rows() -> list[tuple[str, str, str, str]]:
    units = ("Sở Xây dựng", "Sở Y tế", "UBND các xã, phường", "Công an tỉnh")
    return [
        (str(n), f"Rà soát nhóm thủ tục {n}", units[n % 4], f"Quý {('I', 'II', 'III')[n % 3]}/2026")
        for n in range(1, 25)
    ]


def _markdown() -> str:
    lines = ["| STT | Nhiệm vụ | Chủ trì | Thời gian |", "|---|---|---|---|"]
    return TEXT + "\n".join(lines + ["| " + " | ".join(row) + " |" for row in _rows()])


def _word() -> bytes:
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=4)
    for cell, words in zip(
        table.rows[0].cells, ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"), strict=True
    ):
        cell.text = words
    for row in _rows():
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    table.cell(1, 2).merge(table.cell(3, 2))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    """A PDF of one page with ruling lines and ASCII words: enough for its structure to be spoilt."""
    marks = [
        f"BT /F1 11 Tf 60 {760 - 18 * n} Td (1.{n} So Xay dung ra soat thu tuc {n}) Tj ET" for n in range(30)
    ]
    lines = [f"50 {772 - 18 * n} m 550 {772 - 18 * n} l S" for n in range(31)]
    stream = "\n".join(marks + lines).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
