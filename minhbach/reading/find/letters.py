"""An official letter (công văn): no kind of paper stands above it, it opens with "Kính gửi".

Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.5 and II.9: "V/v ..." below the number, "Kính gửi" above the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minhbach.reading.find.units import only_units
from minhbach.reading.find.words import label_of, squash
from minhbach.reading.shapes import Paragraph, Zone

_GREETS = re.compile(r"Kính gửi\s*:?", re.I)
_ABOUT = re.compile(r"V/v\s*:?\s*|Về việc\s+", re.I)
_MOST_LINES = 40  # a letter greets on its first page


@dataclass(frozen=True, slots=True)
class Letter:
    """Where a letter greets, what it is about, the blocks of its head and the first block of its body."""

    at: int
    title: str | None
    used: tuple[int, ...]
    body_from: int


def letter(blocks: list[tuple[int, Paragraph]]) -> Letter | None:
    """The head of an official letter, None where the paper is none."""
    at = next(
        (i for i, p in blocks[:_MOST_LINES] if p.zone is Zone.BODY and _GREETS.match(squash(p.text))), None
    )
    if at is None:
        return None
    about = next(((i, squash(p.text)) for i, p in blocks if i < at and _ABOUT.match(squash(p.text))), None)
    addressed = _addressed(blocks, at)
    used = (at, *addressed, *((about[0],) if about else ()))
    title = _ABOUT.sub("", about[1], count=1) if about else None
    return Letter(at, title, used, max((at, *addressed)) + 1)


def _addressed(blocks: list[tuple[int, Paragraph]], at: int) -> list[int]:
    """The lines of those it is addressed to: short, with a dash or nothing but bodies."""
    found = []
    for i, p in blocks:
        text = squash(p.text)
        if i <= at or not text:
            continue
        label = label_of(text)
        said = text[label.length :] if label else text
        listed = (label and label.number is None) or only_units(said)
        if len(text) > 160 or not listed or said.rstrip().endswith(":"):
            break
        found.append(i)
    return found
