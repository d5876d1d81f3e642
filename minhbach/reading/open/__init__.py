"""The door of the reader: any file's bytes to a `Source`, its form known by its content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace

from minhbach.reading.limits import DEFAULT, MEGABYTE, Limits
from minhbach.reading.open.docx import open_docx
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.letters import unreadable
from minhbach.reading.open.markdown import open_markdown
from minhbach.reading.open.pdf import open_pdf
from minhbach.reading.open.text import open_text
from minhbach.reading.refusals import refuse, too_large
from minhbach.reading.secrecy import marks_among
from minhbach.reading.shapes import Form, Merge, Paragraph, Refusal, Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_PDF_WITHIN = 1024  # readers accept a PDF whose header stands in the first kilobyte (ISO 32000, annex H)
_MARKDOWN = re.compile(r"^ {0,3}(?:#{1,6} +\S|\|.*\|\s*$\n^ {0,3}\|?[ :|-]*-{3,}[ :|-]*$)", re.MULTILINE)
_WEB_PAGE = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)


def form_of(data: bytes) -> Form:
    """The form of a file by its content, never by its name. Raises Refusal for every other form."""
    if not data.strip(b"\x00\t\r\n "):
        raise refuse("empty")
    if data.startswith(b"PK"):
        return Form.WORD
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Form.PDF
    _refuse_foreign(data)
    return _form_of_text(decoded(data))


def open_document(data: bytes, *, limits: Limits = DEFAULT) -> Source:
    """Any supported file as a `Source`. Raises Refusal with a code and a Vietnamese sentence."""
    source = open_evidence(data, limits=limits)
    if not is_readable(source):
        raise refuse("letters")
    return source


def is_readable(source: Source) -> bool:
    """Whether its letters are words: not those of an old font or of a broken text layer."""
    return not unreadable(_words(source))


def open_evidence(data: bytes, *, limits: Limits = DEFAULT) -> Source:
    """The same for a file in any language: nobody takes tasks from it, so its letters are not judged."""
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large(limits)
    form = form_of(data)
    sha256 = hashlib.sha256(data).hexdigest()
    if form is Form.WORD:
        _refuse_other_packages(data, limits)
        return open_docx(data, sha256, limits=limits)
    if form is Form.PDF:
        return open_pdf(data, sha256, limits=limits)
    text = decoded(data)
    source = (open_markdown if form is Form.MARKDOWN else open_text)(text, sha256)
    return replace(source, lines=marks_among(text.splitlines()))


def _words(source: Source) -> str:
    texts = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts.extend(cell.text for row in block.rows for cell in row.cells if cell.merge is Merge.OWN)
    return " ".join(texts)


def decoded(data: bytes) -> str:
    """The letters of a text file in UTF-8 or UTF-16, composed. Raises Refusal for any other encoding."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        elif (wide := _wide_encoding(data)) is not None:
            text = data.decode(wide)
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_text(data) from error
    if (
        text.count("\x00")
        or sum(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f\v" for c in text[:4000]) > 8
    ):
        raise refuse("unknown_form")
    return unicodedata.normalize("NFC", text)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of spaces and line ends is zero."""
    head = data[:2000]
    if head.count(b" \x00") + head.count(b"\n\x00") > 5 and head[1::2].count(0) > len(head) / 10:
        return "utf-16-le"
    if head.count(b"\x00 ") + head.count(b"\x00\n") > 5 and head[::2].count(0) > len(head) / 10:
        return "utf-16-be"
    return None


def _not_text(data: bytes) -> Refusal:
    strange = sum(byte < 9 or 13 < byte < 32 for byte in data[:4000])
    return refuse("unknown_form" if strange > 40 else "encoding")


def _form_of_text(text: str) -> Form:
    if _WEB_PAGE.match(text):
        raise refuse("web_page")
    return Form.MARKDOWN if _MARKDOWN.search(text) else Form.TEXT


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse("encrypted_word")
        raise refuse("old_word" if "WordDocument".encode("utf-16-le") in data else "old_office")
    if data.startswith(b"{\\rtf"):
        raise refuse("rich_text")
    if data.startswith(_PICTURES):
        raise refuse("picture")


def _refuse_other_packages(data: bytes, limits: Limits) -> None:
    names = Package(data, limits).names
    if any(name.startswith("word/") for name in names):
        return
    for folder, code in (("xl/", "spreadsheet"), ("ppt/", "slides")):
        if any(name.startswith(folder) for name in names):
            raise refuse(code)
    if "[Content_Types].xml" not in names:
        raise refuse("archive")
