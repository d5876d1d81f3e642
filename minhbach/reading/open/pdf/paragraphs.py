"""Lines to paragraphs. Labels, gaps, room at the end of a line, indents and weight tell where one ends."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from minhbach.reading.find.words import is_period
from minhbach.reading.open.pdf.lines import Line
from minhbach.reading.open.wording import joined_with_breaks
from minhbach.reading.shapes import Paragraph, Place, Zone

# Decree 30/2020, article 7, and the headings of annexes: alone on their line they stand alone.
_KIND = re.compile(
    r"^(?:KẾ HOẠCH|THÔNG BÁO|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|ĐỀ ÁN|BÁO CÁO"
    r"|TỜ TRÌNH|HƯỚNG DẪN|PHƯƠNG ÁN|QUY CHẾ|QUY ĐỊNH|DANH MỤC|DỰ THẢO"
    r"|(?:PHỤ LỤC|Phụ lục)(?: (?:SỐ |số )?[0-9IVXLA-Z]{1,5})?)[.:]?$"
)
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục)\b(?!.*[;,])")
_DASH = re.compile(r"^[-–—+•*▪●]\s?")
_NUMBERED = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)](?=\s?\D)|\d{1,3}(?:\.\d{1,3}){1,4}\s(?=[A-ZÀ-ỸĐ])"
    r"|[A-Za-zđĐ]{1,2}[.)]\s|[IVXL]{1,6}[.)]\s"
    r"|(?:Điều|Hoạt động|Nhiệm vụ|Phần|Chương|Mục) (?:\d{1,3}|[IVX]{1,5})(?:[.:]|$))"
)
_LAST_WORDS = re.compile(r"^(?:Trên đây là|Thừa lệnh)\b")  # they close a paper in a paragraph of their own
_STOPPED = re.compile(r"[.;:,!?…)\"”]$")
_PITCH = 1.28  # of the usual pitch: a wider gap parts paragraphs
_INDENT = 10.0  # points
_CENTRE = 8.0
_CHAPTER = re.compile(r"^(?:[IVXL]{1,6}\.|(?:Phần|PHẦN|Chương|CHƯƠNG) [IVXL\d]{1,5}\b)\s*[A-ZÀ-ỸĐ]")


def stands_alone(text: str) -> bool:
    """Whether a line is the kind of a document or the number of an annex."""
    return _KIND.match(text) is not None


def opens_annex(text: str) -> bool:
    """Whether a line opens an annex."""
    return _ANNEX.match(text) is not None and len(text) < 60


@dataclass(frozen=True, slots=True)
class Margins:
    """The text margins of pages of one width."""

    left: float
    right: float

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, with room on both sides."""
        middle = abs((line.x0 + line.x1) / 2 - (self.left + self.right) / 2)
        return middle < _CENTRE and line.x0 - self.left > 15 and self.right - line.x1 > 15


class Layout:
    """What the body of a document is like: margins by page width, line pitch by size, size of the body."""

    def __init__(self, pages: Sequence[tuple[float, list[Line]]]) -> None:
        self._margins: dict[int, Margins] = {}
        widths: dict[int, list[Line]] = {}
        for width, lines in pages:
            widths.setdefault(round(width), []).extend(lines)
        for key, lines in widths.items():
            self._margins[key] = _margins(key, lines)
        self._pitch = _pitches(lines for _, lines in pages)
        sizes = Counter(
            round(line.size * 2) for _, lines in pages for line in lines for _ in range(len(line.text))
        )
        self.size = sizes.most_common(1)[0][0] / 2 if sizes else 12.0

    def margins(self, width: float) -> Margins:
        """The margins of pages of this width."""
        return self._margins.get(round(width)) or Margins(0.1 * width, 0.9 * width)

    def pitch(self, size: float) -> float:
        """The usual distance of baselines at a font size."""
        return self._pitch.get(round(size * 2), 1.15 * size)


def _margins(width: int, lines: list[Line]) -> Margins:
    long = [line for line in lines if line.x1 - line.x0 > 0.5 * width] or lines
    if not long:
        return Margins(0.1 * width, 0.9 * width)
    left = Counter(round(line.x0) for line in long).most_common(1)[0][0]
    rights = sorted(line.x1 for line in long)
    return Margins(left, rights[int(0.95 * (len(rights) - 1))])


def _pitches(pages: Iterable[list[Line]]) -> dict[int, float]:
    """Per font size over the whole document: single pages fail where the last one is short."""
    gaps: dict[int, list[float]] = {}
    for lines in pages:
        for above, below in itertools.pairwise(lines):
            size, gap = round(above.size * 2), below.y - above.y
            if size == round(below.size * 2) and 0.8 * above.size < gap < 3 * above.size:
                gaps.setdefault(size, []).append(gap)
    return {size: sorted(found)[len(found) // 3] for size, found in gaps.items() if len(found) >= 3}


def body_breaks(above: Line, below: Line, layout: Layout, margins: Margins, *, same_page: bool) -> bool:
    """Whether a new paragraph begins with `below`."""
    if stands_alone(above.text) or stands_alone(below.text) or abs(above.size - below.size) > 1.2:
        return True
    if same_page and below.y - above.y > _PITCH * layout.pitch(above.size):
        return True
    centred, centred_below = margins.centred(above), margins.centred(below)
    room = above.fits(below, margins.right, 0.5)
    if centred and centred_below:
        return above.bold != below.bold or not same_page
    short = above.fits(below, margins.right, above.size)
    if centred or (centred_below and short):
        return True
    if _CHAPTER.match(below.text) and above.x0 - below.x0 > 2 * _INDENT:
        return True  # a title set in the middle, right above the first chapter
    indented = below.x0 > margins.left + _INDENT
    stopped = _STOPPED.search(above.text) is not None
    if _labelled(below.text):
        return room or indented or stopped
    if stopped and (_LAST_WORDS.match(below.text) or is_period(below.text)):
        return True
    if (above.bold != below.bold and room) or (above.bold and not below.lead_bold):
        return True
    if short:
        return True
    hanging = _labelled(above.text) and not room
    return indented and below.x0 - above.x0 > _INDENT and not hanging


def _labelled(text: str) -> bool:
    dash = _DASH.match(text)
    return (dash is not None and dash.end() < len(text)) or _NUMBERED.match(text) is not None


def cell_breaks(above: Line, below: Line, right: float) -> bool:
    """Whether a new paragraph begins inside a cell: at a label, a dash only before a capital, since
    "kinh tế / - xã hội" and "2026 / - 2030" are wrapped words."""
    dash = _DASH.match(below.text)
    if dash is not None:
        rest = below.text[dash.end() :]
        return rest[:1].isupper() or (below.text[0] in "+•▪●" and rest[:1].isalpha())
    if _NUMBERED.match(below.text):
        return above.fits(below, right, 0.5) or _STOPPED.search(above.text) is not None
    return _STOPPED.search(above.text) is not None and above.fits(below, right, 2 * above.size)


def grouped(lines: Sequence[Line], breaks: Iterable[bool]) -> Iterator[list[Line]]:
    """Lines in paragraphs; `breaks` says for every line but the first whether it begins one."""
    group: list[Line] = []
    for line, begins in zip(lines, [True, *breaks], strict=True):
        if begins and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def paragraph(
    lines: Sequence[Line], zone: Zone = Zone.BODY, margins: Margins | None = None, page_start: bool = False
) -> Paragraph:
    """Lines as one paragraph with one box a line."""
    text, breaks = joined_with_breaks([line.text for line in lines])
    return Paragraph(
        text=text,
        place=Place(page=lines[0].page, bbox=tuple(line.bbox() for line in lines)),
        zone=zone,
        bold=all(line.bold for line in lines),
        lead_bold=lines[0].lead_bold,
        centred=None if margins is None else all(margins.centred(line) for line in lines),
        indent=None if margins is None else round(lines[0].x0 - margins.left, 1),
        page_start=page_start,
        breaks=breaks,
    )
