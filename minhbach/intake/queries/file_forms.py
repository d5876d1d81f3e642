"""What this machine can read: said where a file is dropped, before anybody waits for a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.reading.machine import reads_old_forms, reads_pictures

_ALWAYS = (".docx", ".xlsx", ".pdf", ".txt", ".md")
_BY_OFFICE = (".doc", ".xls", ".odt", ".ods", ".rtf")
_BY_OCR = (".png", ".jpg", ".jpeg", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Takes:
    """old: files of older office programs are read; pictures: scans and photographs are."""

    old: bool
    pictures: bool

    @property
    def endings(self) -> str:
        """For the `accept` of a file field."""
        return ",".join(_ALWAYS + _BY_OFFICE * self.old + _BY_OCR * self.pictures)


def takes() -> Takes:
    return Takes(old=reads_old_forms(), pictures=reads_pictures())
