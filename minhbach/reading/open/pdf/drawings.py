"""The drawn things of a page: rulings for tables, and how much of the page its images cover."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from minhbach.reading.open.pdf.page import Page, Ruling, View

THIN = 2.5  # points: Word draws borders as filled boxes half a point thick; thicker boxes are shading
_SHORTEST = 3.0  # points: Word cuts borders at every corner, yet its crumbs are joined later
_DEEPEST = 8
_MOST_OBJECTS = 60_000
_WHITE = 250
_EVERY = 61  # one point in so many is looked at
_SOLID = 200  # of 255
FULL_PAGE = 0.6  # of the page's area: images this large are a scanned page
_KINDS = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT)
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Box = tuple[float, float, float, float]


def read_drawings(document: Any, page_handle: Any, view: View, page: Page) -> None:
    """Fill the rulings of `page` and what its pictures cover."""
    area = view.width * view.height or 1.0
    texts = below = 0
    for kind, thing, matrix in _objects(page_handle):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing, matrix)
            if box is not None:
                share = (box[2] - box[0]) * (box[3] - box[1]) / area
                page.image_share = min(page.image_share + share, 1.0)
                if texts > below and page.image_share >= FULL_PAGE and _hides(document, page_handle, thing):
                    below = texts
        else:
            for box in _thin_boxes(thing, matrix):
                _add(page, view.box(*box))
    page.covered = below > texts / 2


def _hides(document: Any, page_handle: Any, image: Any) -> bool:
    """Whether what lies below an image cannot be seen: most of a watermark is transparent."""
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(document, page_handle, image)
    if not bitmap:
        return False
    try:
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return True
        size = raw.FPDFBitmap_GetStride(bitmap) * raw.FPDFBitmap_GetHeight(bitmap)
        alpha = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)[3 :: 4 * _EVERY]
        return sum(one >= _SOLID for one in alpha) > len(alpha) / 2
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _add(page: Page, box: Box) -> None:
    x0, y0, x1, y1 = box
    if y1 - y0 <= THIN < x1 - x0:
        page.across.append(Ruling((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= THIN < y1 - y0:
        page.down.append(Ruling((x0 + x1) / 2, y0, y1))
    elif x1 - x0 <= THIN and y1 - y0 <= THIN:
        # A corner crumb: it closes the gap between two pieces whichever way they run.
        page.across.append(Ruling((y0 + y1) / 2, x0, x1))
        page.down.append(Ruling((x0 + x1) / 2, y0, y1))


def _objects(page_handle: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """Paths, images and pieces of text in the order of painting, those inside forms too, with the matrix
    that leads to the page."""
    stack: list[tuple[Any, Matrix, int]] = []
    budget = _MOST_OBJECTS
    for index in range(raw.FPDFPage_CountObjects(page_handle)):
        stack.append((raw.FPDFPage_GetObject(page_handle, index), _SAME, 0))
        while stack and budget > 0:
            thing, matrix, depth = stack.pop()
            kind = raw.FPDFPageObj_GetType(thing)
            if kind in _KINDS:
                budget -= 1
                yield kind, thing, matrix
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = _times(_matrix(thing), matrix)
                for child in reversed(range(raw.FPDFFormObj_CountObjects(thing))):
                    stack.append((raw.FPDFFormObj_GetObject(thing, child), inner, depth + 1))


def _matrix(thing: Any) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _through(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, matrix: Matrix) -> Box | None:
    values = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *values):
        return None
    left, bottom, right, top = (value.value for value in values)
    if matrix is _SAME:
        return left, bottom, right, top
    corners = [_through(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _thin_boxes(path: Any, matrix: Matrix) -> Iterator[Box]:
    """Boxes thin enough for a ruling: stroked segments, and filled boxes that are no shading."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value) or _is_white(path, bool(stroke.value)):
        return
    whole = _bounds(path, matrix)
    if whole is None:
        return
    # Bounds include the pen, so a stroked line is a thin box as well.
    if min(whole[2] - whole[0], whole[3] - whole[1]) <= THIN:
        yield whole
        return
    to_page = _times(_matrix(path), matrix)
    for points, closed in _subpaths(path, to_page):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if not stroke.value:
            if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                yield box
            continue
        ends = [*points, points[0]] if closed else points
        for (ax, ay), (bx, by) in itertools.pairwise(ends):
            if abs(ax - bx) <= THIN or abs(ay - by) <= THIN:
                yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _subpaths(path: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    points: list[tuple[float, float]] = []
    closed = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, closed
            points, closed = [], False
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            points = []  # a curve is no ruling
            continue
        points.append(_through(matrix, x.value, y.value))
        closed = closed or bool(raw.FPDFPathSegment_GetClose(segment))
    if points:
        yield points, closed


def _is_white(path: Any, stroked: bool) -> bool:
    """Whether nothing can be seen: white paint or none."""
    values = [ctypes.c_uint() for _ in range(4)]
    ask = raw.FPDFPageObj_GetStrokeColor if stroked else raw.FPDFPageObj_GetFillColor
    if not ask(path, *values):
        return False
    red, green, blue, alpha = (value.value for value in values)
    return alpha == 0 or min(red, green, blue) >= _WHITE
