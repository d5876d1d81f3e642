"""A page as it was seen, as a line of text: so that a scan goes on where an earlier run of it ended.

The line is written and read by reading children alone; whoever keeps it does not look into it. A line that
cannot be read is a page that was not kept.
"""

from __future__ import annotations

import json
import re
from dataclasses import astuple

from minhbach.reading.open.ocr.recognising import Recognised
from minhbach.reading.open.ocr.seen import Seen
from minhbach.reading.open.ocr.straight import Straight
from minhbach.reading.open.pdf.page import Page, Ruling

_NUMBER = re.compile(r'\{"page": (\d{1,5}),')


def line_of(found: Recognised) -> str:
    """A page as one line."""
    page = found.page
    said = {
        "page": page.number,
        "size": (page.width, page.height),
        "straight": astuple(found.straight),
        "across": [astuple(one) for one in page.across],
        "down": [astuple(one) for one in page.down],
        "words": [[astuple(word) for word in line] for line in found.words],
    }
    return json.dumps(said, ensure_ascii=False)


def number_of(line: str) -> int | None:
    """The number of the page of a whole line."""
    found = _NUMBER.match(line)
    return int(found[1]) if found and line.endswith("\n") else None


def page_of(line: str) -> Recognised | None:
    """The page of a line; None where it is no such line."""
    try:
        said = json.loads(line)
        page = Page(said["page"], *said["size"])
        page.across = [Ruling(*one) for one in said["across"]]
        page.down = [Ruling(*one) for one in said["down"]]
        words = [[_word(*word) for word in line] for line in said["words"]]
        width, height, turns, lean, flat, fine = said["straight"]
        straight = Straight(width, height, turns, lean, tuple(flat) if flat else None, fine)
    except (ValueError, KeyError, TypeError):
        return None
    return Recognised(straight, words, page)


def _word(
    text: str, box: list[float], base: float, size: float, sure: int, stroke: float, rivals: list[str]
) -> Seen:
    left, top, right, bottom = box
    return Seen(text, (left, top, right, bottom), base, size, sure, stroke, tuple(rivals))
