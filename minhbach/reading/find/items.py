"""The items of one cell: numbered paragraphs, dashes, and what belongs to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minhbach.reading.find.words import Label, Rank, label_of, squash, unlabelled
from minhbach.reading.shapes import Cell, Paragraph


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a text cell: its label, its words and the paragraphs they stand in."""

    label: Label | None
    text: str
    paragraphs: tuple[Paragraph, ...]


_NUMBERED = (Rank.ROMAN, Rank.DECIMAL, Rank.DECIMAL_2, Rank.DECIMAL_3, Rank.LETTER)


def split_items(cell: Cell, dashes_too: bool) -> list[Item]:
    """The items of a text cell: numbered paragraphs each on its own, dashes only where asked.

    Unlabelled paragraphs belong to the item above; so do dashes below a numbered item.
    """
    groups: list[tuple[Label | None, list[Paragraph]]] = []
    for paragraph in _inline_items(cell):
        label = label_of(squash(paragraph.text))
        if not groups or _opens(label, groups, dashes_too):
            groups.append((label, [paragraph]))
        else:
            groups[-1][1].append(paragraph)
    items = [_item(label, paragraphs) for label, paragraphs in groups]
    return [i for i in items if _says_something(i.text)]


_LONE_FIGURE = re.compile(r"[\s(]*(?:(?:trên|dưới)(?: hoặc bằng)?|tối thiểu|tối đa|đạt)?[\s\d.,%()]*", re.I)


def _says_something(text: str) -> bool:
    """A figure left over from the column of goals is no task."""
    return bool(text) and not _LONE_FIGURE.fullmatch(text)


def _opens(label: Label | None, groups: list[tuple[Label | None, list[Paragraph]]], dashes_too: bool) -> bool:
    first = groups[0][0]
    if label is None or first is None:
        return False
    if label.rank in _NUMBERED:
        return first.rank == label.rank
    return dashes_too and first.rank == label.rank


def _item(label: Label | None, paragraphs: list[Paragraph]) -> Item:
    words = " ".join(squash(p.text) for p in paragraphs)
    return Item(label, unlabelled(words)[1], tuple(paragraphs))


def _inline_items(cell: Cell) -> list[Paragraph]:
    """The paragraphs of a cell, cut where "8.2." follows an item 8.1 inside one paragraph."""
    out: list[Paragraph] = []
    for paragraph in cell.paragraphs:
        text = squash(paragraph.text)
        m = re.match(r"(\d{1,3})\.(\d{1,3})\.?\s", text)
        while m:
            following = re.search(rf"(?<=[.;:,\w])\s+(?={m[1]}\.{int(m[2]) + 1}\.\s)", text)
            if not following:
                break
            out.append(replace(paragraph, text=text[: following.start()]))
            text = text[following.end() :]
            m = re.match(r"(\d{1,3})\.(\d{1,3})\.?\s", text)
        if text:
            out.append(replace(paragraph, text=text))
    return out
