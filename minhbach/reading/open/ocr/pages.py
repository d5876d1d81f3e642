"""The pictured pages of one document: painted, read two at a time, and told of while it goes on."""

from __future__ import annotations

import math
import resource
import statistics
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np

from minhbach.reading.limits import Limits
from minhbach.reading.open.ocr.keeping import line_of, page_of
from minhbach.reading.open.ocr.numbering import with_stops
from minhbach.reading.open.ocr.recognising import Recognised, letters_of, recognise
from minhbach.reading.open.ocr.rivals import agreed
from minhbach.reading.open.ocr.seen import Seen
from minhbach.reading.open.ocr.straight import Grey
from minhbach.reading.open.pdf.page import Page
from minhbach.reading.open.pdf.picture import page_pixels
from minhbach.reading.open.pdf.reading import Document
from minhbach.reading.refusals import too_long_to_recognise
from minhbach.reading.shapes import UNSURE
from minhbach.reading.watching import Unfinished, Watch

DPI = 200  # finer pictures cost more time and read no better (measured: docs/decisions/0007)
_MOST_POINTS = 9_000_000  # of a page's picture: A3 at 200 dots an inch is 7.7 million
_AT_ONCE = 2
_JUDGED_AFTER = 8  # pages: then it is known how long the rest will take
_SAME_SIZE = 0.13  # letters whose sizes differ less are of one size: the engine measures roughly
_BOLD = 1.3  # times the usual stroke; bold lines have 1.5, plain ones up to 1.1
_NEAR_SIZE = 0.3  # of figures, which the engine measures as if they were small letters
_SHORT = 2  # letters of a word whose stroke tells little; words of a line that tells little of its size


def recognise_pages(document: Document, pages: Sequence[Page], limits: Limits, watch: Watch) -> list[Page]:
    """These pages as their pictures show them. Raises Refusal where a page takes longer than it may, and
    Unfinished where the time of this run does not do for all."""
    found = list(_seen(document, pages, limits, watch))
    for one, words in zip(found, agreed([one.words for one in found]), strict=True):
        one.words = words
    lines = [line for one in found for line in one.words]
    usual = usual_sizes([(_size(line), sum(len(word.text) for word in line)) for line in lines])
    strokes = [word.stroke / word.size for line in lines for word in line for _ in word.text]
    stroke = statistics.median(strokes) if strokes else 0.0
    return [_page(one, usual, stroke) for one in found]


def usual_sizes(lines: Iterable[tuple[float, int]]) -> list[float]:
    """The sizes in which a document is set, the most used first. lines: size as measured, letters.

    The engine measures a line by the letters that happen to stand in it, so one size comes out as many.
    """
    rest = sorted(lines)
    usual: list[float] = []
    while rest:
        weights = [(sum(n for other, n in rest if abs(other - size) <= _SAME_SIZE * size), size)
                   for size in {round(size, 1) for size, _ in rest}]  # fmt: skip
        middle = max(weights)[1]
        near = [(size, n) for size, n in rest if abs(size - middle) <= _SAME_SIZE * middle]
        usual.append(statistics.median(size for size, n in near for _ in range(n)) if near else middle)
        rest = [one for one in rest if one not in near] if near else []
    return usual


def _size(line: Sequence[Seen]) -> float:
    return statistics.median(word.size for word in line)


def _seen(document: Document, pages: Sequence[Page], limits: Limits, watch: Watch) -> Iterator[Recognised]:
    """The pages in their order: those that an earlier run saw, and the others."""
    kept = [(page, page_of(watch.kept.get(page.number, ""))) for page in pages]
    fresh = _read(document, [page for page, found in kept if found is None], limits)
    began, worked = time.monotonic(), _worked()
    new = 0
    watch.tell(0, len(pages))
    for done, (_, found) in enumerate(kept, start=1):
        if found is None:
            found = next(fresh)
            new += 1
            watch.keep(line_of(found))
            watch.tell(done, len(pages))
            _bound(time.monotonic() - began, (_worked() - worked) / new, new, done, len(pages), limits)
        yield found


def _read(document: Document, pages: Sequence[Page], limits: Limits) -> Iterator[Recognised]:
    """PDFium paints in this thread alone; setting straight and reading go on beside it."""
    waiting: deque[Future[Recognised]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for page in [*pages, *[None] * _AT_ONCE]:
                if page is not None:
                    shown = document.size(page.number - 1)
                    picture = _grey(document, page.number - 1, _dpi(shown))
                    waiting.append(pool.submit(recognise, picture, page.number, shown))
                if waiting and (page is None or len(waiting) > _AT_ONCE):
                    yield waiting.popleft().result()
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


def _worked() -> float:
    """Processor time of this process and of the engines it ran: other work on the machine does not count."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _bound(spent: float, a_page: float, new: int, done: int, count: int, limits: Limits) -> None:
    """Raises Refusal where pages take too long, Unfinished where this run has had its time and some are left.

    spent: seconds of this run, a_page: of processor time for each of its `new` pages; done: of all runs."""
    if done == count:
        return
    if a_page > limits.ocr_page_seconds and (new == _JUDGED_AFTER or spent > limits.ocr_seconds):
        raise too_long_to_recognise(limits, done, count)
    if spent > limits.ocr_seconds:
        raise Unfinished


def _dpi(size: tuple[float, float]) -> float:
    area = size[0] * size[1] / 72 / 72
    return min(DPI, math.sqrt(_MOST_POINTS / max(area, 0.1)))


def _page(found: Recognised, usual: Sequence[float], stroke: float) -> Page:
    page = found.page
    page.straight = found.straight
    size = usual[0] if usual else 0.0
    for before, line in pairwise(([], *map(list, found.words))):
        with_stops(line, before)
        if not _is_unmeasured(line, size):
            size = min(usual, key=lambda one: abs(one - _size(line)))
        page.chars.extend(letters_of(line, size, _heavy(line, stroke)))
        page.unsure.extend((word.text, word.box, word.sure) for word in line if word.sure < UNSURE)
    return page


def _is_unmeasured(line: Sequence[Seen], above: float) -> bool:
    """Whether a line says little of its size, and that may be the one above: figures, a few capitals."""
    said = any(letter.islower() for word in line for letter in word.text)
    return not said and len(line) <= _SHORT and abs(_size(line) - above) < _NEAR_SIZE * above


def _heavy(line: Sequence[Seen], stroke: float) -> list[bool]:
    """Bold words by their stroke; a short word is judged by its line."""
    ratios = [word.stroke / word.size / (stroke or 1.0) for word in line]
    if statistics.median(ratios) > _BOLD:
        return [True] * len(line)
    return [ratio > _BOLD and len(word.text) > _SHORT for word, ratio in zip(line, ratios, strict=True)]
