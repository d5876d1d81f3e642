"""What one file may cost. The values are a household's rules, not the reader's: callers pass their own."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading. Sizes in megabytes (1024 * 1024 bytes), times in seconds."""

    file_mb: int = 50
    unzipped_mb: int = 300
    pages: int = 500
    table_rows: int = 20_000
    seconds: int = 60
    memory_mb: int = 1024
    ocr_seconds: int = 300  # of one run that reads the letters of pictured pages; a long scan takes several
    ocr_page_seconds: int = 8  # of processor time for a pictured page, on the average of a run

    def as_dict(self) -> dict[str, int]:
        """The limits as plain values, to hand them to the child process."""
        return asdict(self)


DEFAULT = Limits()


def written(number: int) -> str:
    """A whole number as Vietnamese papers write it: 20000 -> 20.000."""
    return f"{number:,}".replace(",", ".")
