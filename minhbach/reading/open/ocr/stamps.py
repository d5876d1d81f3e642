"""The stamp of secrecy on a scan: the head of its first page is read before the file is kept.

The law keeps such papers off the network at all (decision 0005), so that one look is worth its second; the
rest of the scan is read later by a job, or never.
"""

from __future__ import annotations

from minhbach.reading.limits import Limits
from minhbach.reading.open.ocr import missing
from minhbach.reading.secrecy import mark_in_line

_HEAD = 0.42  # of the page: number, date and stamp stand in it (Decree 30/2020, annex I)
_DPI = 150
_SPARSE = 11  # Tesseract's mode for single pieces of text: a framed stamp is no line of a block


def stamp_on_scan(data: bytes, limits: Limits) -> str | None:
    """The words of the secrecy mark on the first page of a scanned PDF; None where none is made out."""
    if missing() or b"%PDF-" not in data[:1024]:
        return None
    from minhbach.reading.open.ocr.engine import Failed, read_lines
    from minhbach.reading.open.ocr.pages import darkest
    from minhbach.reading.open.ocr.straight import lean_of, levelled
    from minhbach.reading.open.pdf.reading import Document

    with Document(data, limits) as document:
        page = darkest(document, 0, _DPI)
    head = page[: round(page.shape[0] * _HEAD)]
    try:
        lines = read_lines(levelled(head, lean_of(head)), _DPI, _SPARSE)
    except Failed:
        return None
    return next((mark for line in lines if (mark := mark_in_line(line.text)) is not None), None)
