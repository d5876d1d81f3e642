"""Documents of the catalogue in their forms, as bytes."""

from __future__ import annotations

from collections.abc import Sequence

from minhbach.reading.tests.corpus.catalogue import Document, Form
from minhbach.reading.tests.corpus.forms import export, layers, scan, text, word
from minhbach.reading.tests.corpus.forms.office import as_office_pdfs

_PICTURED = {Form.PHONE: scan.as_phone, Form.PICTURE: scan.as_picture, Form.OLD_LAYER: layers.as_old_layer,
             Form.BROKEN: layers.as_broken}  # fmt: skip


def printed(document: Document) -> bytes:
    """One document in its form. LibreOffice takes many at once: see `all_printed`."""
    case, fault = document.case, document.fault
    if document.form is Form.WORD:
        return word.as_word(case, fault)
    if document.form is Form.TEXT:
        return text.as_text(case, fault)
    if document.form is Form.EXPORT:
        return export.as_export(case, fault)
    if document.form is Form.OFFICE:
        return as_office_pdfs({document.name: word.as_word(case, fault)})[document.name]
    if document.form in _PICTURED:
        return _PICTURED[document.form](case, fault)
    return scan.as_scan(case, fault, photo=document.form is Form.PHOTO)


def all_printed(documents: Sequence[Document]) -> dict[str, bytes]:
    """Every document in its form by its name, those of LibreOffice in one call."""
    by_office = {d.name: word.as_word(d.case, d.fault) for d in documents if d.form is Form.OFFICE}
    made = as_office_pdfs(by_office) if by_office else {}
    return made | {d.name: printed(d) for d in documents if d.form is not Form.OFFICE}
