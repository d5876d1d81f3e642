"""Which pages are read from their pictures: scans, and pages whose letters are not those they show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from minhbach.reading.limits import Limits
from minhbach.reading.open.letters import is_garbled, syllable_share
from minhbach.reading.open.ocr import missing
from minhbach.reading.open.pdf.drawings import FULL_PAGE
from minhbach.reading.open.pdf.page import Page
from minhbach.reading.open.pdf.reading import Document
from minhbach.reading.refusals import refuse
from minhbach.reading.shapes import Doubt, Place
from minhbach.reading.watching import Watch

_FEW_LETTERS = 20  # a scanned page may bear a page number or a stamp in letters
_LARGE = 0.3  # of the page's area: a picture this large on a page without letters may be a photographed paper


def is_pictured(page: Page) -> bool:
    """Whether a page shows a picture of words rather than words: a scan, or one with a guessed layer."""
    if len(page.chars) <= _FEW_LETTERS:
        return page.image_share >= _LARGE
    guessed = page.covered or page.invisible > len(page.chars) / 2
    return page.image_share >= FULL_PAGE and guessed


def is_illegible(page: Page) -> bool:
    """Whether the letters of a page make no words: signs that no table maps, letters of a broken font."""
    return is_garbled(words_of(page))


def words_of(page: Page) -> str:
    """The letters of a page as they come, line by line."""
    lines = (
        "".join(" " + char.text if char.spaced else char.text for char in line)
        for _, line in groupby(page.chars, attrgetter("y"))
    )
    return "\n".join(lines)


def with_recognised(document: Document, pages: list[Page], limits: Limits, watch: Watch) -> list[Page]:
    """The pages, those whose letters cannot be taken from the file read from their pictures."""
    asked = [page for page in pages if is_pictured(page) or is_illegible(page)]
    if not asked or missing():
        return pages
    from minhbach.reading.open.ocr.pages import recognise_pages

    read = {page.number: page for page in recognise_pages(document, asked, limits, watch)}
    return [_better(page, read.get(page.number)) for page in pages]


def _better(page: Page, read: Page | None) -> Page:
    """The page as recognised; as it was where that makes more words, as with another language."""
    if read is None or is_pictured(page):
        return read or page
    return read if _syllables(read) > _syllables(page) else page


def _syllables(page: Page) -> float:
    share, _, words = syllable_share(words_of(page))
    return share * words


def refuse_unread(pages: Sequence[Page]) -> None:
    """Page-filling images without letters are a scan; a document without letters at all says nothing."""
    if any(len(page.chars) > _FEW_LETTERS for page in pages):
        return
    if any(page.image_share >= FULL_PAGE for page in pages):
        raise refuse("scan")
    if not any(page.chars for page in pages):
        raise refuse("no_text")


def doubts_of_pages(pages: Sequence[Page]) -> tuple[Doubt, ...]:
    """Pages that were not read, read from a picture or a layer that a machine guessed, or make no words."""
    return tuple(
        Doubt("pages" if reason == "ocr_layer" else "document", reason, place=Place(page=page.number))
        for page in pages
        if (reason := _reason(page)) is not None
    )


def _reason(page: Page) -> str | None:
    image = page.image_share >= FULL_PAGE
    if page.straight is not None and page.chars:
        return "ocr_layer"
    if (image or page.straight is not None) and len(page.chars) <= _FEW_LETTERS:
        return "page_without_text"
    if image and is_pictured(page):
        return "ocr_layer"
    return "letters_unread" if is_illegible(page) else None
