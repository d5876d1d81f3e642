"""Pages whose fonts say other letters than they show: each font read by the table that makes words of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from minhbach.reading.open.encodings import BROKEN, OLD, Encoding, of_font
from minhbach.reading.open.encodings.judging import chosen, strange
from minhbach.reading.open.pdf.page import Char, Page

_BASELINE = attrgetter("y")
_FONT = attrgetter("font")


def mend(pages: Sequence[Page]) -> tuple[Encoding, ...]:
    """Put the letters that are meant into the pages; the encodings that were found."""
    named = {font: encoding for page in pages for font, name in page.fonts.items()
             if (encoding := of_font(name)) is not None}  # fmt: skip
    if not named and not any(strange(char.text for char in page.chars) for page in pages):
        return ()
    lines = [line for page in pages for line in _lines(page.chars)]
    found = chosen(lines, (*OLD, *BROKEN), named)
    for page in pages if found else ():
        page.chars = list(_mended(page.chars, found))
        page.stamped = list(_mended(page.stamped, found))
    return tuple(dict.fromkeys(found.values()))


def _lines(chars: Sequence[Char]) -> Iterator[list[tuple[int, str]]]:
    """Letters on one baseline as they follow each other, by font."""
    for _, line in groupby(chars, _BASELINE):
        yield [
            (font, "".join(" " + char.text if char.spaced else char.text for char in same))
            for font, same in groupby(line, _FONT)
        ]


def _mended(chars: Sequence[Char], found: Mapping[int, Encoding]) -> Iterator[Char]:
    spaced = False
    for char in _read(chars, found):
        char.spaced = char.spaced or spaced
        if spaced := char.text == " ":
            continue
        yield char


def _read(chars: Sequence[Char], found: Mapping[int, Encoding]) -> Iterator[Char]:
    """The letters, one for each two signs where an encoding has such."""
    for (font, _), same in groupby(chars, lambda char: (char.font, char.y)):
        if (encoding := found.get(font)) is None:
            yield from same
            continue
        words = list(_words(same))
        meant = encoding.letters(["".join(char.text[:1] for char in word) for word in words])
        for word, letters in zip(words, meant, strict=True):
            yield from _meant(word, letters)


def _meant(word: list[Char], letters: list[tuple[int, str]]) -> Iterator[Char]:
    at = 0
    for count, letter in letters:
        first = word[at]
        first.text, first.x1 = letter + first.text[1:], max(char.x1 for char in word[at : at + count])
        at += count
        yield first


def _words(chars: Iterator[Char]) -> Iterator[list[Char]]:
    word: list[Char] = []
    for char in chars:
        if word and char.spaced:
            yield word
            word = []
        word.append(char)
    if word:
        yield word
