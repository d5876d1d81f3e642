"""Files that must not come in, made on the spot: each with real bytes of its kind."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from openpyxl import Workbook

from minhbach.reading.tests.papers import Sheet, para, pdf, word

MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECRET_WORDS = "Zqxj7 phương án di chuyển kho Zqxj7"  # found nowhere else
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def scan() -> bytes:
    sheet = Sheet()
    sheet.image = True
    return pdf(sheet)


def workbook(*rows: tuple[str, ...], category: str = "") -> bytes:
    book = Workbook()
    book.properties.category = category
    for cells in rows:
        book.active.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one part put in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
        new.writestr(name, content)
    return out.getvalue()


@cache
def bomb(name: str) -> bytes:
    """A small package with a part of 301 MB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(301):
            part.write(b" " * MEGABYTE)
    return out.getvalue()


def deep() -> bytes:
    return word("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000)


def locked_office() -> bytes:
    return OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


@cache
def for_every_door() -> dict[str, tuple[bytes, str]]:
    """name -> bytes and words of the refusal, wherever documents come in."""
    return {
        "rong.docx": (b"", "Tệp rỗng"),
        "khoang-trang.txt": (b" \r\n\t\n", "Tệp rỗng"),
        "gia.docx": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "không nhận loại tệp này"),
        "cat-cut.docx": (word(para("KẾ HOẠCH"))[:700], "Tệp hỏng"),
        "khoa.docx": (locked_office(), "đặt mật khẩu"),
        "khoa.pdf": (pdf(Sheet().text(60, 80, "KẾ HOẠCH"), locked=True), "đặt mật khẩu"),
        "bom.docx": (bomb("word/document.xml"), "300 MB"),
        "sau.docx": (deep(), "Tệp hỏng"),
        "thuc-the.docx": (
            with_part(word(para("x")), "word/document.xml", ENTITIES + b"<x>&c;</x>"), "khai báo DTD",
        ),
        "day.pdf": (pdf(*[Sheet(100, 100).text(9, 50, "x")] * 501), "500 trang"),
        "trang-web.pdf": (b"<!doctype html><html><body>x</body></html>", "trang web"),
    }  # fmt: skip


def some() -> dict[str, tuple[bytes, str]]:
    """One of each kind: every door asks the same reader."""
    names = ("rong.docx", "gia.docx", "cat-cut.docx", "khoa.pdf", "bom.docx", "day.pdf")
    return {name: for_every_door()[name] for name in names}


@cache
def workbooks() -> dict[str, tuple[bytes, str]]:
    good = workbook(("STT", "Nhiệm vụ"), ("1", "Rà soát"))
    return {
        "rong.xlsx": (b"", "Tệp rỗng"),
        "khoa.xlsx": (locked_office(), "đặt mật khẩu"),
        "cat-cut.xlsx": (good[:900], "Tệp hỏng"),
        "bom.xlsx": (bomb("xl/workbook.xml"), "300 MB"),
        "nat.xlsx": (with_part(good, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"), "Tệp hỏng"),
    }


@cache
def secrets() -> dict[str, bytes]:
    """Papers with the mark in every place and form; all hold SECRET_WORDS."""
    said = para(SECRET_WORDS)
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        "<cp:category>Tối mật</cp:category></cp:coreProperties>"
    )
    return {
        "Zqxj7-dau.docx": word(para("MẬT"), para("KẾ HOẠCH"), said),
        "Zqxj7-thuoc-tinh.docx": word(para("KẾ HOẠCH"), said, parts={"docProps/core.xml": core}),
        "Zqxj7-dau.pdf": pdf(Sheet().text(60, 60, "TUYỆT MẬT").text(60, 100, SECRET_WORDS)),
        "Zqxj7.txt": f"UBND TỈNH SÔNG LAM\nTỐI MẬT\nKẾ HOẠCH\n{SECRET_WORDS}\n".encode(),
    }


def secret_workbooks() -> dict[str, bytes]:
    return {
        "Zqxj7-dau.xlsx": workbook(("MẬT",), ("STT", "Nội dung"), ("1", SECRET_WORDS)),
        "Zqxj7-thuoc-tinh.xlsx": workbook((SECRET_WORDS, "x", "y"), category="MẬT"),
    }
