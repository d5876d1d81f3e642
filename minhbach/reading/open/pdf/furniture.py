"""What a page carries besides its text: page numbers, running heads, footnotes, signing matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minhbach.reading.open.pdf.lines import Line, line_of, lines_of
from minhbach.reading.open.pdf.page import Char, Page
from minhbach.reading.open.pdf.parts import Part

_NUMBER = re.compile(r"^\W*(?:trang\s*)?(\d{1,4})\W*(?:/\s*\d{1,4}\W*)?$", re.IGNORECASE)
_AT_THE_EDGE = 2  # lines
_SHORT_RULE = 0.42  # of the page's width: the rule over footnotes
_NOTE = re.compile(r"(\d{1,2}) (?=[^\W\d_])")
_LOWEST = 0.35  # of the page's height: footnotes of a report may fill most of a page
_STAMP_REACH = 14.0  # points between a stamp's baseline and the line it fills
_STAMP_WORD = re.compile(r"^\d{1,6}[A-Za-zđĐ]?(?:[/.-]\w+)*$")
_WORD_GAP = 0.35  # of the size
_ROOM = 0.4  # of a stamp's width: the least gap that was left for it
_GAP_LINE = re.compile(r"(?:số|ngày|tháng)\b", re.IGNORECASE)


def without_page_numbers(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Lone numbers at the top or bottom that count with the pages are taken off."""
    found: list[tuple[int, Line, int]] = []
    for index, lines in enumerate(pages):
        for line in {id(line): line for line in [*lines[:_AT_THE_EDGE], *lines[-_AT_THE_EDGE:]]}.values():
            match = _NUMBER.match(line.text)
            if match:
                found.append((index, line, int(match.group(1)) - index))
    offsets = Counter(offset for _, _, offset in found)
    counted = {offset for offset, times in offsets.items() if times >= 2 or offset == 1}
    # A document may begin anew to count with its annex, so more than one offset may be right.
    off = {id(line) for _, line, offset in found if offset in counted}
    return [[line for line in lines if id(line) not in off] for lines in pages]


def without_running_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """First or last lines that most pages share are running heads; their words are handed back once."""
    if len(pages) < 3:
        return list(pages), ()
    edges = Counter(
        key
        for lines in pages
        for key in {_key(line) for line in [*lines[:1], *lines[-1:]]}
        if len(key[0]) > 3
    )
    shared = {key for key, times in edges.items() if times >= 3 and times > len(pages) / 2}
    running = [line.text for lines in pages for line in [*lines[:1], *lines[-1:]] if _key(line) in shared]
    kept = [
        [line for at, line in enumerate(lines) if not (_key(line) in shared and at in (0, len(lines) - 1))]
        for lines in pages
    ]
    return kept, tuple(dict.fromkeys(running))


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"[\W\d]+", "", line.text.casefold()), round(line.y / 6)


def split_footnotes(
    page: Page, parts: Sequence[Part], lines: list[Line], body_size: float, left: float
) -> tuple[list[Line], list[Line]]:
    """Body lines and footnotes: lines below a short rule at the left margin, all smaller than the body.

    A border of a table is no such rule: notes under a table belong to the body.
    """
    rules = [
        rule
        for rule in page.across
        if rule.at > _LOWEST * page.height
        and 30 < rule.high - rule.low < _SHORT_RULE * page.width
        and abs(rule.low - left) < 12
        and not any(part.top - 2 <= rule.at <= part.bottom + 2 for part in parts)
    ]
    for rule in sorted(rules, key=lambda rule: rule.at):
        below = [line for line in lines if line.y > rule.at]
        if below and all(line.size < body_size - 0.5 for line in below):
            return [line for line in lines if line.y <= rule.at], below
    return _without_marked_notes(parts, lines)


def _without_marked_notes(parts: Sequence[Part], lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The same where no rule is drawn: the last lines of a page, numbered by the raised marks in its text."""
    cells = (cell for part in parts for row in part.rows for cell in row)
    marks = {
        mark
        for line in (*lines, *(x for cell in cells for x in cell.lines))
        for mark in line.notes
        if mark.isdecimal()
    }
    lowest = max((part.bottom for part in parts), default=0.0)
    for at, line in enumerate(lines):
        number = _NOTE.match(line.text)
        first = number and number[1] == min(marks, key=int, default="")
        if number and first and line.y > lowest and line.text[number.end()].isupper():
            return lines[:at], lines[at:]
    return lines, []


def fill_gaps(lines: list[Line], stamped: Sequence[Char], page: int) -> list[str]:
    """Put number and day stamps into the gaps they were set on; what is left is signing matter.

    Changes `lines` in place: a person sees the stamp in its gap, so it counts as written there.
    """
    left = []
    for stamp in lines_of(stamped, page):
        words = _words(stamp)
        if all(_STAMP_WORD.match("".join(char.text for char in word)) for word in words):
            words = [word for word in words if not _filled(lines, word)]
        if words:
            left.append(" ".join("".join(char.text for char in word) for word in words))
    return left


def _words(line: Line) -> list[list[Char]]:
    words: list[list[Char]] = []
    for char in line.chars:
        if words and not char.spaced and char.x0 - words[-1][-1].x1 < _WORD_GAP * char.size:
            words[-1].append(char)
        else:
            words.append([char])
    return words


def _filled(lines: list[Line], word: list[Char]) -> bool:
    """Set one stamped word into the gap it covers; False when it covers none."""
    y, middle = word[0].y, (word[0].x0 + word[-1].x1) / 2
    near = [
        line
        for line in lines
        if abs(line.y - y) <= _STAMP_REACH
        and line.x0 < middle <= line.x1 + 60
        and _GAP_LINE.search(line.text)
    ]
    for home in sorted(near, key=lambda line: abs(line.y - y)):
        before = max((c for c in home.chars if (c.x0 + c.x1) / 2 <= middle), key=lambda c: c.x1, default=None)
        after = min((c for c in home.chars if (c.x0 + c.x1) / 2 > middle), key=lambda c: c.x0, default=None)
        low = home.x0 if before is None else before.x1
        high = word[-1].x1 + 1 if after is None else after.x0
        if high - low < _ROOM * (word[-1].x1 - word[0].x0):
            continue
        _squeeze(
            word,
            low,
            high,
            home.y,
            before is None or before.text == "/",
            after is not None and after.text == "/",
        )
        filled = line_of([*home.chars, *word], home.page)
        if filled is not None:
            lines[next(at for at, line in enumerate(lines) if line is home)] = filled
            return True
    return False


def _squeeze(word: list[Char], low: float, high: float, y: float, clings: bool, clasped: bool) -> None:
    """Set a stamp between its neighbours, so that no letter changes places: it is often wider than its gap.
    Where a neighbour is the slash of a number or a date, no space is left to it."""
    step = (high - low) / (len(word) + 2)
    start = low if clings else low + step
    end = high if clasped else high - step
    width = (end - start) / len(word)
    for at, char in enumerate(word):
        char.x0, char.x1, char.y = start + width * at, start + width * (at + 1), y
        char.spaced = at == 0 and not clings
