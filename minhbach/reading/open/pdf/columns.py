"""Letterhead and foot: two columns without rulings whose baselines do not match.

The x where no character of the area stands is found first, then each side is read by itself; cutting lines
at wide gaps is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from minhbach.reading.open.pdf.lines import Line, lines_of
from minhbach.reading.open.pdf.page import Char
from minhbach.reading.open.pdf.paragraphs import opens_annex, paragraph, stands_alone
from minhbach.reading.open.wording import LABEL
from minhbach.reading.open.zones import Area, area_of, folded, is_motto, is_signer, opens_recipients, zones_of
from minhbach.reading.shapes import Paragraph, Zone

_GUTTER = 6.0  # points
_BAND = (0.22, 0.68)  # of the page's width: where a gutter may lie
_TALLEST = 190.0  # points of a letterhead
_LETTERHEAD_END = re.compile(r"\btháng\b|\bSố\s*:|/[A-ZĐ]{2,}", re.IGNORECASE)
_ADDRESS = re.compile(r"^\s*Kính gửi", re.IGNORECASE)


def gutter(chars: Sequence[Char], width: float) -> float | None:
    """The middle of the widest empty strip near the middle of the page, None when there is none."""
    low, high = _BAND[0] * width, _BAND[1] * width
    best: tuple[float, float] | None = None
    reach: float | None = None
    for char in sorted(chars, key=lambda char: char.x0):
        if reach is not None and char.x0 - reach >= _GUTTER and low <= (reach + char.x0) / 2 <= high:
            gap = char.x0 - reach
            if best is None or gap > best[0]:
                best = (gap, (reach + char.x0) / 2)
        reach = char.x1 if reach is None else max(reach, char.x1)
    return None if best is None else best[1]


def letterhead(lines: Sequence[Line], width: float) -> tuple[int, int, list[Paragraph]] | None:
    """The letterhead among the lines of a page: first line, line after the last, its paragraphs by column."""
    motto = next((at for at, line in enumerate(lines) if is_motto(line.text)), None)
    if motto is None:
        return None
    start = motto
    while start > 0 and lines[motto].y - lines[start - 1].y < 3 * lines[motto].size:
        start -= 1
    end = motto + 1
    last = motto + 1
    while end < len(lines) and lines[end].y - lines[start].y < _TALLEST:
        text = lines[end].text
        if stands_alone(text) or _ADDRESS.match(text):
            break
        if gutter([char for line in lines[start : end + 1] for char in line.chars], width) is None:
            break
        end += 1
        if _LETTERHEAD_END.search(text) or is_motto(text):
            last = end
    sides = _sides(lines[start:last], width)
    if sides is None:
        return None
    return start, last, _read(sides, Area.LETTERHEAD)


def foot(lines: Sequence[Line], width: float) -> tuple[int, int, list[Paragraph]] | None:
    """Recipients and signature, side by side: from "Nơi nhận" to an annex or the end of the lines."""
    start = next((at for at, line in enumerate(lines) if _opens_foot(line)), None)
    if start is None:
        return None
    while start > 0 and lines[start - 1].x0 > 0.4 * width and is_signer(lines[start - 1].text):
        start -= 1
    end = start + 1
    while end < len(lines) and not opens_annex(lines[end].text) and not stands_alone(lines[end].text):
        end += 1
    sides = _sides(lines[start:end], width)
    if sides is None:
        return None
    texts = ["\n".join(line.text for line in side) for side in sides]
    if area_of(texts) is not Area.FOOT:
        return None
    return start, end, _read(sides, Area.FOOT)


def _opens_foot(line: Line) -> bool:
    return opens_recipients(line.text) or line.text.startswith("Nơi nhận")


def _sides(lines: Sequence[Line], width: float) -> list[list[Line]] | None:
    chars = [char for line in lines for char in line.chars]
    at = gutter(chars, width)
    if at is None or not lines:
        return None
    page = lines[0].page
    return [lines_of([c for c in chars if c.x0 < at], page), lines_of([c for c in chars if c.x0 >= at], page)]


def _read(sides: list[list[Line]], area: Area) -> list[Paragraph]:
    out: list[Paragraph] = []
    zones = zones_of(["\n".join(line.text for line in side) for side in sides], area)
    for zone, side in zip(zones, sides, strict=True):
        groups = _recipients(side) if zone is Zone.RECIPIENTS else _by_line(side)
        out.extend(paragraph(group, zone) for group in groups)
    return out


def _by_line(lines: Sequence[Line]) -> list[list[Line]]:
    """Every line for itself; only the national name is known to go on when a narrow column wraps it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and folded(groups[-1][-1].text).endswith("XA HOI CHU NGHIA"):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _recipients(lines: Sequence[Line]) -> list[list[Line]]:
    """One paragraph a recipient; a line without a label goes on with the one above."""
    groups: list[list[Line]] = []
    for line in lines:
        begins = not groups or LABEL.match(line.text) or opens_recipients(groups[-1][0].text)
        if begins:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
