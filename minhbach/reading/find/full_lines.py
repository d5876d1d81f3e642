"""Paragraphs that ran together because the last line of the first was full.

On paper nothing parts them. Where the other paragraphs say one sentence each, a sentence that ends just where
a line ends was most likely a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from minhbach.reading.find.assigning import said_by
from minhbach.reading.find.words import label_of, squash
from minhbach.reading.shapes import Paragraph

_ENDS = re.compile(r"[^\W\dA-ZĐ]\.\s*$|\d\.\s*$")
_FEW = 4  # fewer paragraphs than this show no habit

Block = tuple[int, Paragraph]


def parted(blocks: list[Block]) -> list[Block]:
    """The blocks of a body, paragraphs of several sentences cut where a line ends with one."""
    plain = [paragraph for _, paragraph in blocks if _is_plain(paragraph)]
    several = [paragraph for paragraph in plain if _cuts(paragraph)]
    if len(plain) < _FEW or 3 * len(several) > len(plain):
        return blocks
    return [(at, part) for at, paragraph in blocks for part in _parts(paragraph)]


def _is_plain(paragraph: Paragraph) -> bool:
    text = squash(paragraph.text)
    loose = not paragraph.bold and label_of(text) is None and text.endswith((".", ";", "/."))
    return loose and said_by(text) is None


def _cuts(paragraph: Paragraph) -> list[int]:
    """The lines of a paragraph that begin with a new sentence."""
    text = paragraph.text
    return [
        line
        for line, (above, at) in enumerate(pairwise(paragraph.breaks), start=1)
        if text[at : at + 1].isupper() and _ENDS.search(text[above:at])
    ]


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    boxes, breaks = paragraph.place.bbox, paragraph.breaks
    cuts = _cuts(paragraph) if _is_plain(paragraph) and len(boxes) == len(breaks) else []
    if not cuts:
        yield paragraph
        return
    for first, last in zip([0, *cuts], [*cuts, len(breaks)], strict=True):
        start, end = breaks[first], breaks[last] if last < len(breaks) else len(paragraph.text)
        text = paragraph.text[start:end].strip()
        yield replace(
            paragraph,
            text=text,
            place=replace(
                paragraph.place, bbox=boxes[first:last], start=start, end=start + len(text), quote=text
            ),
            breaks=tuple(at - start for at in breaks[first:last]),
        )
