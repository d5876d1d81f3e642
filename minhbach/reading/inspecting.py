"""A look at any file that comes in: its form, its pages, whether it bears a secrecy mark."""

from __future__ import annotations

from typing import Any

from minhbach.reading.limits import Limits
from minhbach.reading.open import open_evidence, unreadable_as
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.docx.properties import properties_of
from minhbach.reading.open.ocr import missing
from minhbach.reading.open.ocr.pictures import picture_form
from minhbach.reading.open.ocr.stamps import stamp_on_scan
from minhbach.reading.refusals import refuse
from minhbach.reading.secrecy import mark_in_line, mark_in_properties, secrecy_mark
from minhbach.reading.shapes import Form, Place, Refusal, Source

_PACKAGES = (("xl/", "xlsx"), ("ppt/", "pptx"))
# Such a file holds no text to judge by, which is no fault of evidence.
_NO_WORDS = {"scan", "no_text"}
_NOT_AS_SHOWN = {"ocr_layer", "letters_unread", "page_without_text"}


def inspect_bytes(data: bytes, limits: Limits) -> dict[str, Any]:
    """What `sandbox.Inspection` holds, as plain values. Raises Refusal where the file cannot be kept."""
    if data.startswith(b"GIF8"):
        return _found("gif", silent="picture")
    if (form := picture_form(data)) is not None:
        return _found(form, silent=_unless_read("picture"))
    if data.startswith(b"PK"):
        package = Package(data, limits)
        for folder, form in _PACKAGES:
            if any(name.startswith(folder) for name in package.names):
                return _office(package, form, data, limits)
    try:
        source = open_evidence(data, limits=limits)
    except Refusal as refusal:
        if refusal.code in _NO_WORDS:
            form = "pdf" if b"%PDF-" in data[:1024] else "docx"
            silent = _unless_read("scan") if refusal.code == "scan" else refusal.code
            return _found(form, secrecy=stamp_on_scan(data, limits), silent=silent, pages=_pages(data))
        raise
    silent = unreadable_as(source)
    if source.form is not Form.PDF:
        return _found(source.form.value, secrecy=secrecy_mark(source), pages=source.pages, silent=silent)
    mark = secrecy_mark(source)
    if mark is None and (silent or _is_guessed(source)):
        mark = stamp_on_scan(data, limits)
    return _found("pdf", secrecy=mark, pages=source.pages, silent=_unless_read(silent) if silent else None)


def _is_guessed(source: Source) -> bool:
    """Whether the letters of the first page are not those that it shows: its stamp may be among them."""
    return any(doubt.reason in _NOT_AS_SHOWN and doubt.place == Place(page=1) for doubt in source.doubts)


def _unless_read(code: str) -> str | None:
    """The code of a refusal, None where this machine reads letters out of pictures."""
    return code if missing() else None


def _office(package: Package, form: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """A workbook or slides: a workbook's cells, headers and boxes may bear a stamp as well."""
    if any(name.endswith("vbaProject.bin") for name in package.names):
        raise refuse("macros")
    mark = mark_in_properties(properties_of(package))
    if mark is None and form == "xlsx":
        from minhbach.reading.open.xlsx_marks import lone_lines  # openpyxl takes time to load

        marks = (mark_in_line(line) for line in lone_lines(package, data, limits))
        mark = next((found for found in marks if found is not None), None)
    return _found(form, secrecy=mark, silent=None if form == "xlsx" else "slides")


def _found(
    form: str, *, secrecy: str | None = None, pages: int | None = None, silent: str | None = None
) -> dict[str, Any]:
    return {"form": form, "secrecy": secrecy, "pages": pages, "silent": silent}


def _pages(data: bytes) -> int | None:
    from minhbach.reading.open.pdf.picture import page_count

    return page_count(data)
