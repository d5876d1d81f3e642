"""Word files as LibreOffice prints them, many in one call."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

_AT_ONCE = 120  # of more than some 250 files LibreOffice leaves the last out without a word


def office_found() -> bool:
    return shutil.which("soffice") is not None


def as_office_pdfs(words: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF of each Word file, by the same names."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        names = {f"paper{n}": name for n, name in enumerate(words)}
        for stem, name in names.items():
            (folder / f"{stem}.docx").write_bytes(words[name])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        papers = sorted(str(path) for path in folder.glob("*.docx"))
        office = [shutil.which("soffice") or "soffice", profile, "--headless", "--convert-to", "pdf"]
        for first in range(0, len(papers), _AT_ONCE):
            some = papers[first : first + _AT_ONCE]
            subprocess.run(
                [*office, "--outdir", str(folder), *some], check=True, capture_output=True, timeout=600
            )
        return {name: (folder / f"{stem}.pdf").read_bytes() for stem, name in names.items()}
