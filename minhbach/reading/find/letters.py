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
    about = _about(blocks, at)
    addressed = _addressed(blocks, at)
    used = (at, *addressed, *(i for i, _ in about))
    title = _ABOUT.sub("", " ".join(text for _, text in about), count=1) if about else None
    return Letter(at, title, used, max((at, *addressed)) + 1)


def _about(blocks: list[tuple[int, Paragraph]], at: int) -> list[tuple[int, str]]:
    """The lines of "V/v ...": in the narrow half of a letterhead they are several."""
    head = [(i, p, squash(p.text)) for i, p in blocks if i < at]
    start = next((n for n, (_, _, text) in enumerate(head) if _ABOUT.match(text)), None)
    if start is None:
        return []
    found = [head[start]]
    for line in head[start + 1 :]:
        if line[1].zone is not Zone.LETTERHEAD_LEFT or line[2].isupper():  # "DỰ THẢO" below it
            break
        found.append(line)
    return [(i, text) for i, _, text in found]


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
