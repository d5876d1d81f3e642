"""What this machine reads beside what is always read: the door for who tells people before they wait."""

from __future__ import annotations

from minhbach.reading.libreoffice import office


def reads_old_forms() -> bool:
    """Whether files of older office programs are read: LibreOffice is installed."""
    return office() is not None


def prints_pdf() -> bool:
    """Whether papers are given as PDF: LibreOffice is installed."""
    return office() is not None


def reads_pictures() -> bool:
    """Whether scans and photographs are read: Tesseract, its Vietnamese and what it needs are installed."""
    from minhbach.reading.open.ocr import missing  # loads every reader, which a command seldom needs

    return not missing()
