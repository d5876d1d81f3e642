"""Wrapped lines to paragraphs, by the wrap law: a line breaks because the next word did not fit."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right

from minhbach.reading.rebuild.lexicon import DASHED_NAMES, UNFINISHED
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.zones import is_capitals
from minhbach.reading.shapes import Zone

_MARK = re.compile(
    r"^(?:[-–•+*]\s*(?=\S)|[a-zđ]\)\s|\(?[a-zđ0-9]{1,2}\)\s|\d{1,2}(?:\.\d{1,2})*[.)]\s*(?=[^\W\d_])|\d{1,2}(?:\.\d{1,2})+[.:]?\s"
    r"|[IVXLC]+\s*[.\-)]\s|Điều\s+\d+\s*\.|Phụ lục\b|PHỤ LỤC\b|Nơi nhận|Trên đây là\b)"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+[^\W\d_a-zà-ỹ]")
_STOP = re.compile(r"[.;:!?…]['\"”’)\]]*$|/\./?$")
_UNFINISHED = re.compile(rf"(?:,|\b(?:{UNFINISHED}))$")
_DASHED_NAME = re.compile(rf"(?:{DASHED_NAMES})$")
_HYPHEN = re.compile(r"\d[\w&]*[-/]$|(?:^|[\s/])[A-ZĐƯƠ0-9&]+-$")
_FULL = 0.97  # share of the measure from which a line counts as full
_NEAR_FULL = 0.93  # the same where the next line opens as one that goes on
MEASURE_LINES = 12  # fewer wrapped lines than this teach no measure


def joined(left: str, right: str) -> str:
    """Two pieces of one paragraph; no blank after the hyphen of a number such as "6424/KH-"."""
    if not left or not right:
        return left or right
    if left[-1] in "-/–" and right[:1].isalnum():
        tail = left[-30:]
        if _HYPHEN.search(tail) or (right[:1].isdigit() and tail[-2:-1].isdigit()):
            return left + right
    return f"{left} {right}"


def starts_item(text: str) -> bool:
    """The line opens with a bullet, a number, a letter or another mark of its own paragraph."""
    return bool(_MARK.match(text))


def measure_of(lines: list[Line], zones: list[Zone]) -> int | None:
    """Width to which body lines are set: the one that most certain wraps agree on."""
    floor, ceiling = [], []
    for a, b in itertools.pairwise(lines):
        if b.text[:1].islower() and not starts_item(b.text) and len(a.text) > 40:
            floor.append(width(a.text))
            ceiling.append(width(a.text) + SPACE + width(b.words[0]))
    if len(floor) < MEASURE_LINES:
        return None
    return agreed_width(floor, ceiling)


def agreed_width(floor: list[int], ceiling: list[int], tolerance: float = 0.015) -> int:
    """The W for which most lines hold floor <= W < ceiling: what fitted, and what no longer did."""
    low, high = sorted(floor), sorted(ceiling)
    best, chosen = -1, 0
    for w in low:
        met = bisect_right(low, w * (1 + tolerance)) + len(high) - bisect_left(high, w * (1 - tolerance))
        if met > best:
            best, chosen = met, w
    return chosen


def goes_on(a: Line, b: Line, measure: int | None) -> bool:
    """Whether line `b` belongs to the paragraph that line `a` is the last line of so far."""
    left, right = a.text, b.text
    if starts_item(right):
        return _dash_inside(left, right) or _number_inside(left, right)
    if re.match(r"^(KẾ HOẠCH|CHƯƠNG TRÌNH|NGHỊ QUYẾT|QUYẾT ĐỊNH)$", left):
        return False
    if right[:1].islower() or right[:1] in ")]%":
        return not _STOP.search(left) or _fits_not(left, right, measure, _NEAR_FULL)
    if _UNFINISHED.search(left) or _HYPHEN.search(left):
        return True
    if is_capitals(left) and is_capitals(right):
        return len(left.split()) >= 4 and not _STOP.search(left)
    return _fits_not(left, right, measure, _FULL)


def _fits_not(left: str, right: str, measure: int | None, share: float) -> bool:
    return measure is not None and width(left) + SPACE + width(right.split()[0]) > measure * share


def _dash_inside(left: str, right: str) -> bool:
    """A dash between two halves of a name or a compound is no bullet: "kinh tế" / "- xã hội"."""
    if right[:1] not in "-–" or _STOP.search(left) or left.endswith(","):
        return False
    rest = right[1:].lstrip()
    half = _DASHED_NAME.search(left)
    whole = half and left[: half.start()].rstrip().endswith(("-", "–"))  # both halves stand already
    return rest[:1].islower() or bool(half and not whole and len(left.split()) > 2)


def _number_inside(left: str, right: str) -> bool:
    """A number that the sentence asked for ("tháng" / "6. ...") opens no item; but "1. Chuyển đổi số" asks
    for none that has a label's look."""
    asked = right[:1].isdigit() and re.search(r"\b(?:ngày|tháng|năm|số|quý|Điều|khoản|mục|phần)$", left)
    return bool(asked) and not (left.endswith("số") and _NUMBERED.match(right))


def paragraphs_of(lines: list[Line], measure: int | None) -> list[list[Line]]:
    """The lines of one zone, grouped into paragraphs."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and goes_on(groups[-1][-1], line, measure):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def text_of(group: list[Line]) -> str:
    """The words of a paragraph, its lines joined."""
    text = ""
    for line in group:
        text = joined(text, line.text)
    return text
