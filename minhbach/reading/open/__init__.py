"""The door of the reader: any file's bytes to a `Source`, its form known by its content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace

from minhbach.reading.limits import DEFAULT, MEGABYTE, Limits
from minhbach.reading.open.docx import open_docx
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.encodings import Encoding, doubts_of, plain
from minhbach.reading.open.letters import unreadable
from minhbach.reading.open.markdown import open_markdown
from minhbach.reading.open.ocr import missing
from minhbach.reading.open.ocr.pictures import as_pdf, picture_form
from minhbach.reading.open.pdf import open_pdf
from minhbach.reading.open.text import open_text
from minhbach.reading.refusals import refuse, too_large
from minhbach.reading.secrecy import marks_among
from minhbach.reading.shapes import Form, Merge, Paragraph, Refusal, Source
from minhbach.reading.watching import Watch

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The streams by which a compound file says whose it is ([MS-DOC] 2.1, [MS-XLS] 2.1.2).
_OLE_STREAMS = (
    ("WordDocument".encode("utf-16-le"), "old_word"),
    ("Workbook".encode("utf-16-le"), "old_workbook"),
)
# A part named "mimetype" stands first and unpacked in an OpenDocument file (ODF 1.3, part 2, 3.3).
_OPEN_FORMS = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "open_text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "open_workbook"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_SAMPLE = 4000  # bytes
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
    return _form_of_text(decoded(data)[0])


def open_document(data: bytes, *, limits: Limits = DEFAULT, watch: Watch | None = None) -> Source:
    """Any supported file as a `Source`. Raises Refusal with a code and a Vietnamese sentence."""
    source = _opened(data, limits, watch or Watch())
    if (code := unreadable_as(source)) is not None:
        raise refuse(code)
    return source


def unreadable_as(source: Source) -> str | None:
    """The code of the refusal where the letters of a document are no words, None where they are."""
    garbled = [doubt for doubt in source.doubts if doubt.reason == "letters_unread"]
    if is_readable(source) and not (garbled and len(garbled) == source.pages):
        return None
    return "layer" if source.form is Form.PDF and missing() else "letters"


def is_readable(source: Source) -> bool:
    """Whether its letters are words: not those of an old font or of a broken text layer."""
    return not unreadable(_words(source))


def open_evidence(data: bytes, *, limits: Limits = DEFAULT) -> Source:
    """The same for a file in any language: nobody takes tasks from it, so its letters are not judged, and
    those of its pictures are not read."""
    return _opened(data, limits, None)


def _opened(data: bytes, limits: Limits, watch: Watch | None) -> Source:
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large(limits)
    sha256 = hashlib.sha256(data).hexdigest()
    if picture_form(data) is not None:
        return open_pdf(as_pdf(data, limits), sha256, limits=limits, watch=watch)
    form = form_of(data)
    if form is Form.WORD:
        return _open_package(data, sha256, limits)
    if form is Form.PDF:
        return open_pdf(data, sha256, limits=limits, watch=watch)
    text, encodings = decoded(data)
    source = (open_markdown if form is Form.MARKDOWN else open_text)(text, sha256)
    doubts = (*source.doubts, *doubts_of(encodings))
    return replace(source, lines=marks_among(text.splitlines()), doubts=doubts)


def _words(source: Source) -> str:
    texts = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts.extend(cell.text for row in block.rows for cell in row.cells if cell.merge is Merge.OWN)
    return " ".join(texts)


def decoded(data: bytes) -> tuple[str, tuple[Encoding, ...]]:
    """The letters of a text file, composed, and what they stood in besides Unicode: one of the encodings of
    8 bits that came before it, or letters of a broken text layer. Raises Refusal for any other."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        elif (wide := _wide_encoding(data)) is not None:
            text = data.decode(wide)
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, encodings = plain.of_bytes(data) if _is_text(data) else ("", ())
        if not encodings:
            raise refuse("encoding" if _is_text(data) else "unknown_form") from error
    else:
        text, encodings = plain.of_text(text)
    if (
        text.count("\x00")
        or sum(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f\v" for c in text[:4000]) > 8
    ):
        raise refuse("unknown_form")
    return unicodedata.normalize("NFC", text), encodings


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of spaces and line ends is zero."""
    head = data[:2000]
    if head.count(b" \x00") + head.count(b"\n\x00") > 5 and head[1::2].count(0) > len(head) / 10:
        return "utf-16-le"
    if head.count(b"\x00 ") + head.count(b"\x00\n") > 5 and head[::2].count(0) > len(head) / 10:
        return "utf-16-be"
    return None


def _is_text(data: bytes) -> bool:
    """Whether bytes that are no Unicode may be letters: few control codes, and blanks between them."""
    places = (0, len(data) // 2, max(len(data) - _SAMPLE, 0))
    samples = [data[at : at + _SAMPLE] for at in places]
    return all(
        sum(byte < 9 or 13 < byte < 32 for byte in sample) <= 40
        and (len(sample) < _SAMPLE or b" " in sample or b"\n" in sample)
        for sample in samples
    )


def _form_of_text(text: str) -> Form:
    if _WEB_PAGE.match(text):
        raise refuse("web_page")
    return Form.MARKDOWN if _MARKDOWN.search(text) else Form.TEXT


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse("encrypted_word")
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            raise refuse("macros")
        raise refuse(next((code for name, code in _OLE_STREAMS if name in data), "old_office"))
    if data.startswith(b"{\\rtf"):
        raise refuse("rich_text")
    if data.startswith(_PICTURES):
        raise refuse("picture")


def _open_package(data: bytes, sha256: str, limits: Limits) -> Source:
    """A zip file as the Word document or the workbook it holds."""
    package = Package(data, limits)
    names = package.names
    for start, code in _OPEN_FORMS:
        if data[30:].startswith(start):
            raise _refused_open_form(package, code)
    if any(name.startswith("word/") for name in names):
        return open_docx(data, sha256, limits=limits)
    if any(name.startswith("xl/") for name in names):
        from minhbach.reading.open.workbook import open_workbook  # openpyxl takes time to load

        return open_workbook(data, sha256, limits=limits)
    if any(name.startswith("ppt/") for name in names):
        raise refuse("slides")
    if "[Content_Types].xml" not in names:
        raise refuse("archive")
    return open_docx(data, sha256, limits=limits)


def _refused_open_form(package: Package, code: str) -> Refusal:
    """Why an OpenDocument file is not read here: locked, with macros, or for LibreOffice to open."""
    if b"encryption-data" in (package.bytes_of("META-INF/manifest.xml") or b""):
        return refuse("encrypted_word")
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        return refuse("macros")
    return refuse(code)
