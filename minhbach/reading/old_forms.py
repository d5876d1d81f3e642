"""Files of older or other office programs, turned into .docx or .xlsx by LibreOffice where it is installed.

The reading child knows such a file and refuses it; then LibreOffice writes the new form, and the child reads
that. Nothing here looks at the file's bytes but to sum them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from minhbach.reading.libreoffice import Turn, office, turned
from minhbach.reading.limits import Limits
from minhbach.reading.shapes import Form, Refusal


@dataclass(frozen=True, slots=True)
class OldForm:
    """One form: the filter that must read it whatever its name says, and what it becomes."""

    form: Form
    reads: str
    writes: str


_DOCUMENT, _WORKBOOK = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
# By the code with which the reading child refuses them.
OLD_FORMS = {
    "old_word": OldForm(Form.OLD_WORD, "MS Word 97", _DOCUMENT),
    "rich_text": OldForm(Form.RICH_TEXT, "Rich Text Format", _DOCUMENT),
    "open_text": OldForm(Form.OPEN_TEXT, "writer8", _DOCUMENT),
    "old_workbook": OldForm(Form.OLD_WORKBOOK, "MS Excel 97", _WORKBOOK),
    "open_workbook": OldForm(Form.OPEN_WORKBOOK, "calc8", _WORKBOOK),
}


@contextmanager
def converted(path: Path, old: OldForm, limits: Limits, deadline: float) -> Iterator[Path]:
    """The file in its new form, as long as the context lasts. Raises Refusal.

    deadline: of time.monotonic().
    """
    with turned(path, Turn(old.form.value, old.reads, old.writes), limits, deadline) as made:
        yield made


def origin_of(path: Path, old: OldForm) -> dict[str, str]:
    """What the draft says of where it came from: the form and the sum of the file that was handed in."""
    with path.open("rb") as file:
        return {"form": old.form.value, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def is_convertible(refusal: Refusal) -> bool:
    """Whether LibreOffice can open what the reading child could not."""
    return refusal.code in OLD_FORMS and office() is not None
