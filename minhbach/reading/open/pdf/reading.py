"""One document through PDFium: pages as plain values, and the refusals that need no look at words."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import Any

import pypdfium2.raw as raw

from minhbach.reading.limits import Limits
from minhbach.reading.open.pdf.characters import read_characters
from minhbach.reading.open.pdf.drawings import read_drawings
from minhbach.reading.open.pdf.page import Page, View
from minhbach.reading.refusals import refuse, too_many_pages

_READY = False
_STAMPS = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT)


class Document:
    """An open PDF. Close it; PDFium is not thread-safe, so one process reads one document at a time."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        _initialise()
        self._data = ctypes.create_string_buffer(data, len(data))  # PDFium reads from it while open
        self._handle = raw.FPDF_LoadMemDocument64(self._data, len(data), None)
        if not self._handle:
            locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
            raise refuse("encrypted_pdf" if locked else "damaged")
        self.count = raw.FPDF_GetPageCount(self._handle)
        if self.count > limits.pages:
            self.close()
            raise too_many_pages(limits)

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the document back to PDFium."""
        if self._handle:
            raw.FPDF_CloseDocument(self._handle)
            self._handle = None

    @property
    def handle(self) -> Any:
        """PDFium's handle of the open document."""
        return self._handle

    def size(self, index: int) -> tuple[float, float]:
        """Width and height in points of page `index` as shown."""
        size = raw.FS_SIZEF()
        if not raw.FPDF_GetPageSizeByIndexF(self._handle, index, size) or min(size.width, size.height) <= 0:
            raise refuse("damaged")
        return size.width, size.height

    def page(self, index: int) -> Page:
        """Page `index` from 0. A page that cannot be loaded refuses the document: nothing is left out."""
        handle = raw.FPDF_LoadPage(self._handle, index)
        if not handle:
            raise refuse("damaged")
        try:
            view = _view(handle)
            page = Page(index + 1, *view.shown)
            self._fill(handle, view, page)
            if page.turns != view.turns and sum(map(len, page.tilted)) > len(page.chars):
                # A sheet whose words lie sideways though the page does not say that it is turned.
                view = replace(view, turns=page.turns)
                page = Page(index + 1, *view.shown)
                self._fill(handle, view, page)
            if (
                _has_stamps(handle)
                and raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
            ):
                raw.FPDF_ClosePage(handle)
                handle = raw.FPDF_LoadPage(self._handle, index)
                _read_stamps(handle, view, page)
        finally:
            if handle:
                raw.FPDF_ClosePage(handle)
        return page

    def _fill(self, handle: Any, view: View, page: Page) -> None:
        text_page = raw.FPDFText_LoadPage(handle)
        if not text_page:
            raise refuse("damaged")
        try:
            page.chars = read_characters(text_page, view, page)
        finally:
            raw.FPDFText_ClosePage(text_page)
        read_drawings(self._handle, handle, view, page)

    def properties(self) -> dict[str, str]:
        """Title, subject, keywords, author and producer, as far as given."""
        out = {}
        for name in ("Title", "Subject", "Keywords", "Author", "Creator", "Producer"):
            length = raw.FPDF_GetMetaText(self._handle, name.encode(), None, 0)
            if 2 < length < 20_000:
                buffer = ctypes.create_string_buffer(length)
                raw.FPDF_GetMetaText(self._handle, name.encode(), buffer, length)
                text = buffer.raw[: length - 2].decode("utf-16-le", "replace").strip()
                if text:
                    out[name.lower()] = text
        return out


def _initialise() -> None:
    global _READY
    if not _READY:
        raw.FPDF_InitLibrary()
        _READY = True


def _view(handle: Any) -> View:
    box = raw.FS_RECTF()
    turns = raw.FPDFPage_GetRotation(handle)
    width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
    if turns % 2:
        width, height = height, width
    left = bottom = 0.0
    if raw.FPDF_GetPageBoundingBox(handle, box):
        left, bottom = min(box.left, box.right), min(box.bottom, box.top)
    return View(left, bottom, width, height, turns % 4)


def _has_stamps(handle: Any) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(handle), 1000)):
        annotation = raw.FPDFPage_GetAnnot(handle, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _STAMPS:
            return True
    return False


def _read_stamps(handle: Any, view: View, page: Page) -> None:
    """The characters that flattening added: what signature fields and stamps show."""
    text_page = raw.FPDFText_LoadPage(handle) if handle else None
    if not text_page:
        return
    try:
        known = {(char.text, round(char.x0), round(char.y)) for char in page.chars}
        after = read_characters(text_page, view, Page(page.number, page.width, page.height))
        page.stamped = [char for char in after if (char.text, round(char.x0), round(char.y)) not in known]
    finally:
        raw.FPDFText_ClosePage(text_page)
