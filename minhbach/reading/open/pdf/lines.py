"""Characters to lines by baseline, with a space logic of our own; superscripts are taken off."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from minhbach.reading.open.pdf.page import BBox, Char
from minhbach.reading.open.wording import tidy

_SPACE_SEEN = 0.03  # of the size: a gap this wide is a space where PDFium saw one as well
_SPACE_ALONE = 0.12  # ... and this wide where it saw none (0.2 loses spaces in justified Word lines)
_SAME_LINE = 0.18
_RAISED = (0.12, 0.7)  # how far above the line a footnote mark stands, in sizes of the line
_SMALL = 0.8
_LEFT, _BASELINE = attrgetter("x0"), attrgetter("y")


@dataclass(slots=True)
class Line:
    """One line of text on its baseline. first_word: width of its first word."""

    chars: list[Char]
    page: int
    text: str = ""
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    lead_bold: bool = False
    first_word: float = 0.0
    notes: list[str] = field(default_factory=list)  # footnote marks taken off

    def bbox(self) -> BBox:
        """The box of the line, points from the top left."""
        top, bottom = self.y - 0.9 * self.size, self.y + 0.25 * self.size
        return round(self.x0, 1), round(top, 1), round(self.x1, 1), round(bottom, 1)

    def fits(self, follower: Line, right: float, slack: float) -> bool:
        """Whether the first word of `follower` would have had room at the end of this line."""
        return self.x1 + 0.22 * self.size + follower.first_word + slack < right


def lines_of(chars: Iterable[Char], page: int) -> list[Line]:
    """The lines of an area from top to bottom, without superscripts."""
    groups = _by_baseline(sorted(chars, key=_BASELINE))
    lines = [line for group in groups if (line := line_of(group, page)) is not None]
    return without_superscripts(lines)


def _by_baseline(chars: Sequence[Char]) -> list[list[Char]]:
    groups: list[list[Char]] = []
    at = -1e9
    for char in chars:
        if groups and char.y - at <= max(_SAME_LINE * char.size, 1.2):
            groups[-1].append(char)
        else:
            groups.append([char])
            at = char.y
    return groups


def line_of(chars: list[Char], page: int) -> Line | None:
    """Characters of one baseline as a line; None when they show nothing."""
    chars = sorted(chars, key=_LEFT)
    size = _middle([char.size for char in chars])
    parts: list[str] = []
    last: Char | None = None
    first_end: float | None = None
    for char in chars:
        if last is not None:
            if last.text == char.text and abs(last.x0 - char.x0) < 0.15 * last.size:
                continue  # bold made by painting twice
            gap = char.x0 - last.x1
            if gap > _SPACE_ALONE * size or (char.spaced and gap > _SPACE_SEEN * size):
                parts.append(" ")
                first_end = last.x1 if first_end is None else first_end
        parts.append(char.text)
        last = char
    text = tidy("".join(parts))
    if not text:
        return None
    x0, x1 = chars[0].x0, max(char.x1 for char in chars)
    return Line(
        chars=chars,
        page=page,
        text=text,
        x0=x0,
        x1=x1,
        y=_middle([char.y for char in chars]),
        size=size,
        bold=all(char.bold for char in chars),
        lead_bold=chars[0].bold,
        first_word=(x1 if first_end is None else first_end) - x0,
    )


def _middle(values: list[float]) -> float:
    """The median; nearly always all letters of a line say the same."""
    first = values[0]
    return first if values.count(first) == len(values) else statistics.median(values)


def without_superscripts(lines: list[Line]) -> list[Line]:
    """Small raised digits next to a bigger line are footnote marks: off, except after m (m2, m3)."""
    out: list[Line] = []
    for at, line in enumerate(lines):
        home = _home_of(line, lines[at + 1 : at + 3]) if line.text.replace(" ", "").isdigit() else None
        if home is None:
            out.append(line)
            continue
        home.notes.append(line.text)
        before = max((c for c in home.chars if c.x1 <= line.x0 + 1.5), key=lambda c: c.x1, default=None)
        if before is not None and before.text == "m" and line.text in ("2", "3"):
            line.chars[0].spaced = False
            rebuilt = line_of([*home.chars, *line.chars], home.page)
            if rebuilt is not None:
                home.text, home.x1 = rebuilt.text, rebuilt.x1
    return out


def _home_of(mark: Line, below: Sequence[Line]) -> Line | None:
    for line in below:
        raised = (line.y - mark.y) / line.size if line.size else 0.0
        near = line.x0 - line.size <= mark.x0 and mark.x1 <= line.x1 + line.size
        if mark.size <= _SMALL * line.size and _RAISED[0] <= raised <= _RAISED[1] and near:
            return line
    return None
