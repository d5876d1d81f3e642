"""Opens PDF documents: characters and rulings by PDFium, everything above them here."""

from __future__ import annotations

from collections.abc import Sequence

from minhbach.reading.limits import DEFAULT, Limits
from minhbach.reading.open.pdf.assembly import PageText, blocks_of
from minhbach.reading.open.pdf.furniture import (
    fill_gaps,
    split_footnotes,
    without_page_numbers,
    without_running_heads,
)
from minhbach.reading.open.pdf.grids import grids_of
from minhbach.reading.open.pdf.lines import Line, lines_of
from minhbach.reading.open.pdf.page import Page
from minhbach.reading.open.pdf.paragraphs import Layout
from minhbach.reading.open.pdf.parts import Part, parts_of
from minhbach.reading.open.pdf.reading import Document
from minhbach.reading.open.placing import placed
from minhbach.reading.open.zones import with_foot
from minhbach.reading.refusals import refuse, too_many_rows
from minhbach.reading.secrecy import marks_among
from minhbach.reading.shapes import Block, Doubt, Form, Paragraph, Place, Source, Zone

_FULL_PAGE = 0.6  # of the page's area: an image this large is a scanned page
_FEW_LETTERS = 20  # a scanned page may bear a page number or a stamp in letters


def open_pdf(data: bytes, sha256: str = "", *, limits: Limits = DEFAULT) -> Source:
    """The document of a PDF. Raises Refusal where it is damaged, locked, too long, a scan or unreadable."""
    with Document(data, limits) as document:
        pages = [document.page(index) for index in range(document.count)]
        properties = document.properties()
    _refuse_unread(pages)
    texts, parts, left_over = _lines_and_tables(pages, limits)
    marks = marks_among(line.text for lines in texts for line in lines)
    texts = without_page_numbers(texts)
    texts, running = without_running_heads(texts)
    layout = Layout([(page.width, lines) for page, lines in zip(pages, texts, strict=True)])
    notes: list[Line] = []
    for index, page in enumerate(pages):
        left = layout.margins(page.width).left
        texts[index], found = split_footnotes(page, parts[index], texts[index], layout.size, left)
        notes.extend(found)
    contents = [
        PageText(page.width, page.height, lines, tables)
        for page, lines, tables in zip(pages, texts, parts, strict=True)
    ]
    blocks = [*with_foot(blocks_of(contents, layout)), *left_over]
    return Source(
        form=Form.PDF,
        blocks=placed(blocks),
        pages=len(pages),
        footnotes=tuple(line.text for line in notes),
        running=running,
        lines=marks,
        properties=properties,
        doubts=_doubts(pages),
        sha256=sha256,
    )


def _lines_and_tables(
    pages: Sequence[Page], limits: Limits
) -> tuple[list[list[Line]], list[list[Part]], list[Block]]:
    texts: list[list[Line]] = []
    tables: list[list[Part]] = []
    left_over: list[Block] = []
    rows = 0
    for page in pages:
        parts, outside = parts_of(page, grids_of(page))
        rows += sum(len(part.rows) for part in parts)
        if rows > limits.table_rows:
            raise too_many_rows(limits)
        lines = lines_of(outside, page.number)
        for text in [*fill_gaps(lines, page.stamped, page.number), *page.tilted]:
            if not text.isdigit():
                left_over.append(Paragraph(text, Place(page=page.number), Zone.STAMP))
        texts.append(lines)
        tables.append(parts)
    return texts, tables, left_over


def _refuse_unread(pages: Sequence[Page]) -> None:
    """Page-filling images without letters are a scan; a document without letters at all says nothing."""
    if any(len(page.chars) > _FEW_LETTERS for page in pages):
        return
    if any(page.image_share >= _FULL_PAGE for page in pages):
        raise refuse("scan")
    if not any(page.chars for page in pages):
        raise refuse("no_text")


def _doubts(pages: Sequence[Page]) -> tuple[Doubt, ...]:
    """Pages that were not read, or read from a layer which a machine guessed."""
    out = []
    for page in pages:
        image = page.image_share >= _FULL_PAGE
        if image and len(page.chars) <= _FEW_LETTERS:
            out.append(Doubt("document", "page_without_text", place=Place(page=page.number)))
        elif image and page.invisible > len(page.chars) / 2:
            out.append(Doubt("document", "ocr_layer", place=Place(page=page.number)))
    return tuple(out)
