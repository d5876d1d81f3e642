"""A Word file of our own as PDF, by LibreOffice in a process of its own: neither web nor worker opens it."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from minhbach.reading.libreoffice import Turn, office, turned
from minhbach.reading.limits import Limits
from minhbach.reading.refusals import refuse

# LibreOffice moves what is left of a table at every page: one table of 4.000 rows takes it 40 seconds.
# PDF 1.4 is the least (Nghị định 30/2020, phụ lục I, phần II).
PRINTING = Limits(seconds=300)
_TURN = Turn("docx", "MS Word 2007 XML", "pdf:writer_pdf_Export")


def pdf_of(docx: bytes, *, limits: Limits = PRINTING) -> bytes:
    """The pages of a .docx as PDF. Raises Refusal: "no_office" where LibreOffice is not installed, "timeout",
    "not_converted"."""
    if office() is None:
        raise refuse("no_office")
    with tempfile.TemporaryDirectory(prefix="minhbach-paper-") as room:
        path = Path(room) / "paper.docx"
        path.write_bytes(docx)
        with turned(path, _TURN, limits, time.monotonic() + limits.seconds) as made:
            return made.read_bytes()
