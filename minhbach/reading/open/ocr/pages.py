"""The pictured pages of one document: painted, read two at a time, and told of while it goes on."""

from __future__ import annotations

import math
import statistics
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np

from minhbach.reading.limits import Limits
from minhbach.reading.open.ocr import Progress
from minhbach.reading.open.ocr.recognising import Recognised, Seen, letters_of, recognise
from minhbach.reading.open.ocr.straight import Grey
from minhbach.reading.open.pdf.page import Page
from minhbach.reading.open.pdf.picture import page_pixels
from minhbach.reading.open.pdf.reading import Document
from minhbach.reading.refusals import too_long_to_recognise

DPI = 200  # finer pictures cost more time and read no better (measured: docs/decisions/0007)
_MOST_POINTS = 9_000_000  # of a page's picture: A3 at 200 dots an inch is 7.7 million
_AT_ONCE = 2
_JUDGED_AFTER = 8  # pages: then it is known how long the rest will take
_SAME_SIZE = 0.22  # letters whose sizes differ less are of one size: the engine measures roughly
_BOLD = 1.3  # times the usual stroke
_UNSURE = 70  # the engine's own figure: a fifth of its wrong words lie below, 0,8 % of the right ones


def recognise_pages(
    document: Document, pages: Sequence[Page], limits: Limits, progress: Progress
) -> list[Page]:
    """These pages as their pictures show them. Raises Refusal where that takes longer than it may."""
    found = list(_read(document, pages, limits, progress))
    sizes = [word.size for one in found for line in one.words for word in line for _ in word.text]
    usual = statistics.median(sizes) if sizes else 0.0
    strokes = [
        word.stroke / word.size for one in found for line in one.words for word in line for _ in word.text
    ]
    stroke = statistics.median(strokes) if strokes else 0.0
    return [_page(one, usual, stroke) for one in found]


def _read(
    document: Document, pages: Sequence[Page], limits: Limits, progress: Progress
) -> Iterator[Recognised]:
    """PDFium paints in this thread alone; setting straight and reading go on beside it."""
    began = time.monotonic()
    waiting: deque[Future[Recognised]] = deque()
    done = 0
    progress(0, len(pages))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for page in [*pages, *[None] * _AT_ONCE]:
                if page is not None:
                    shown = document.size(page.number - 1)
                    picture = _grey(document, page.number - 1, _dpi(shown))
                    waiting.append(pool.submit(recognise, picture, page.number, shown))
                if waiting and (page is None or len(waiting) > _AT_ONCE):
                    yield waiting.popleft().result()
                    done += 1
                    progress(done, len(pages))
                    _bound(time.monotonic() - began, done, len(pages), limits)
        finally:
            pool.shutdown(cancel_futures=True)


def _grey(document: Document, index: int, dpi: float) -> Grey:
    """The red part of the picture: seals, stamps of receipt and red edges are white in it."""
    return np.ascontiguousarray(_colours(document, index, dpi)[:, :, 0])


def darkest(document: Document, index: int, dpi: float) -> Grey:
    """The picture with every colour dark: red stamps as well."""
    return np.ascontiguousarray(_colours(document, index, dpi).min(axis=2))


def _colours(document: Document, index: int, dpi: float) -> Any:
    pixels, width, height, stride = page_pixels(document, index, dpi)
    rows = np.frombuffer(pixels, np.uint8).reshape(height, stride)
    return rows[:, : width * 3].reshape(height, width, 3)


def _bound(spent: float, done: int, count: int, limits: Limits) -> None:
    """Raises Refusal as soon as it is plain that the rest cannot be read in time."""
    ahead = spent / done * count
    if spent > limits.ocr_seconds or (done == _JUDGED_AFTER and ahead > 1.5 * limits.ocr_seconds):
        raise too_long_to_recognise(limits, done, count)


def _dpi(size: tuple[float, float]) -> float:
    area = size[0] * size[1] / 72 / 72
    return min(DPI, math.sqrt(_MOST_POINTS / max(area, 0.1)))


def _page(found: Recognised, usual: float, stroke: float) -> Page:
    page = found.page
    page.straight = found.straight
    for line in found.words:
        size = statistics.median(word.size for word in line)
        size = usual if abs(size - usual) < _SAME_SIZE * usual else round(size)
        heavy = _heavy(line, stroke)
        page.chars.extend(letters_of(line, size, heavy))
        page.unsure.extend((word.text, word.box) for word in line if word.sure < _UNSURE)
    return page


def _heavy(line: Sequence[Seen], stroke: float) -> list[bool]:
    """Bold words by their stroke; a lone short word is judged by its line."""
    return [word.stroke / word.size > _BOLD * stroke for word in line]
