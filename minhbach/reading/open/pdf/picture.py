"""Pages of a PDF as pictures, as a person sees them: stamps and signatures included."""

from __future__ import annotations

import ctypes
import struct
import zlib
from typing import Any

import pypdfium2.raw as raw

from minhbach.reading.limits import DEFAULT, Limits
from minhbach.reading.open.ocr.pictures import as_pdf, picture_form
from minhbach.reading.open.pdf.reading import Document
from minhbach.reading.refusals import refuse
from minhbach.reading.shapes import Refusal

_WIDTHS = (16, 4000)  # pixels
_TALLEST = 12_000
_WHITE = 0xFFFFFFFF


def page_count(data: bytes) -> int | None:
    """How many pages a PDF has, None when it is none or cannot be opened."""
    if b"%PDF-" not in data[:1024]:
        return None
    try:
        with Document(data, DEFAULT) as document:
            return int(document.count)
    except Refusal:
        return None


def page_png(data: bytes, page: int, width: int, limits: Limits) -> bytes:
    """Page `page` (from 1) as PNG, `width` pixels wide (kept between 16 and 4000). Raises Refusal."""
    if picture_form(data) is not None:
        data = as_pdf(data, limits)
    if b"%PDF-" not in data[:1024]:
        raise refuse("no_pages")
    with Document(data, limits) as document:
        if not 1 <= page <= document.count:
            raise refuse("no_such_page")
        return png(*_painted(document, page - 1, min(max(width, _WIDTHS[0]), _WIDTHS[1])))


def page_pixels(document: Document, index: int, dpi: float) -> tuple[bytes, int, int, int]:
    """Page `index` (from 0) as rows of red, green, blue: pixels, width, height, bytes a row."""
    return _painted(document, index, max(round(document.size(index)[0] / 72 * dpi), 1))


def _painted(document: Document, index: int, width: int) -> tuple[bytes, int, int, int]:
    # Signature fields show only with form support; flattened they are part of the page.
    handle = raw.FPDF_LoadPage(document.handle, index)
    if handle and raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        raw.FPDF_ClosePage(handle)
        handle = raw.FPDF_LoadPage(document.handle, index)
    if not handle:
        raise refuse("damaged")
    try:
        return _pixels(handle, width)
    finally:
        raw.FPDF_ClosePage(handle)


def _pixels(handle: Any, width: int) -> tuple[bytes, int, int, int]:
    shown = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
    if min(shown) <= 0:
        raise refuse("damaged")
    height = min(max(round(width * shown[1] / shown[0]), 1), _TALLEST)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, flags)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        buffer = raw.FPDFBitmap_GetBuffer(bitmap)
        pixels = _bytes(buffer, stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return pixels, width, height, stride


def _bytes(buffer: Any, length: int) -> bytes:
    return ctypes.string_at(buffer, length)


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """RGB rows of `stride` bytes as a PNG file (RFC 2083); no picture library is needed for this."""
    rows = b"".join(b"\x00" + pixels[at * stride : at * stride + width * 3] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(rows, 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
