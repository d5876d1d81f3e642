"""Opens PDF documents: characters and rulings by PDFium, everything above them here."""

from __future__ import annotations

from collections.abc import Sequence

from minhbach.reading.limits import DEFAULT, Limits
from minhbach.reading.open.encodings import doubts_of
from minhbach.reading.open.pdf.assembly import PageText, blocks_of
from minhbach.reading.open.pdf.furniture import (
    fill_gaps,
    split_footnotes,
    without_page_numbers,
    without_running_heads,
)
from minhbach.reading.open.pdf.grids import grids_of
from minhbach.reading.open.pdf.lettering import mend
from minhbach.reading.open.pdf.lines import Line, lines_of
from minhbach.reading.open.pdf.page import Page
from minhbach.reading.open.pdf.paragraphs import Layout
from minhbach.reading.open.pdf.parts import Part, parts_of
from minhbach.reading.open.pdf.pictured import doubts_of_pages, is_pictured, refuse_unread, with_recognised
from minhbach.reading.open.pdf.reading import Document
from minhbach.reading.open.pdf.unruled import draw_missing
from minhbach.reading.open.placing import moved, placed
from minhbach.reading.open.zones import with_foot
from minhbach.reading.refusals import too_many_rows
from minhbach.reading.secrecy import marks_among
from minhbach.reading.shapes import Block, Form, Paragraph, Place, Source, Unsure, Zone
from minhbach.reading.watching import Watch


def open_pdf(
    data: bytes, sha256: str = "", *, limits: Limits = DEFAULT, watch: Watch | None = None
) -> Source:
    """The document of a PDF. Raises Refusal where it is damaged, locked, too long, a scan or unreadable.

    watch: waits while pages are recognised from their pictures; without it these stay unread.
    """
    with Document(data, limits) as document:
        pages = [document.page(index) for index in range(document.count)]
        properties = document.properties()
        encodings = mend([page for page in pages if not is_pictured(page)])
        if watch is not None:
            pages = with_recognised(document, pages, limits, watch)
    refuse_unread(pages)
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
    shown = {page.number: page.straight.shown for page in pages if page.straight is not None}
    return Source(
        form=Form.PDF,
        blocks=placed(moved(blocks, shown)),
        pages=len(pages),
        footnotes=tuple(line.text for line in notes),
        running=running,
        lines=marks,
        properties=properties,
        doubts=(*doubts_of_pages(pages), *doubts_of(encodings)),
        unsure=tuple(
            Unsure(Place(page.number, (shown[page.number](box),), quote=text), sure)
            for page in pages
            for text, box, sure in page.unsure
            if any(letter.isalnum() for letter in text)
        ),
        sha256=sha256,
        sizes=tuple((page.width, page.height) for page in pages),
    )


def _lines_and_tables(
    pages: Sequence[Page], limits: Limits
) -> tuple[list[list[Line]], list[list[Part]], list[Block]]:
    texts: list[list[Line]] = []
    tables: list[list[Part]] = []
    left_over: list[Block] = []
    rows = 0
    read = [_cut(page) for page in pages]
    for index in draw_missing(pages, [lines for _, lines in read]):
        read[index] = _cut(pages[index])
    for page, (parts, lines) in zip(pages, read, strict=True):
        rows += sum(len(part.rows) for part in parts)
        if rows > limits.table_rows:
            raise too_many_rows(limits)
        for text in [*fill_gaps(lines, page.stamped, page.number), *page.tilted]:
            if not text.isdigit():
                left_over.append(Paragraph(text, Place(page=page.number), Zone.STAMP))
        texts.append(lines)
        tables.append(parts)
    return texts, tables, left_over


def _cut(page: Page) -> tuple[list[Part], list[Line]]:
    """The tables of a page, and the lines outside them."""
    parts, outside = parts_of(page, grids_of(page))
    return parts, lines_of(outside, page.number)
