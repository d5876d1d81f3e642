"""The lines of a text, cleaned at the door: composed letters (NFC), plain blanks, no control signs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")
_RUN = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    number: 0-based line of the file. blank: empty lines before it. gaps: widths of the lines made
    of blanks only that stand before it (an empty cell or paragraph leaves one). open_end: blanks
    at its own end, beyond one (empty cells to its right leave them). page_start: the first line of
    a page, as far as the text tells. rule: a footnote rule stands before it.
    """

    text: str
    number: int
    blank: int = 0
    gaps: tuple[int, ...] = ()
    open_end: int = 0
    page_start: bool = False
    rule: bool = False

    @property
    def words(self) -> list[str]:
        return self.text.split()


def clean(text: str) -> str:
    """NFC, one kind of blank, LF line ends; a form feed stays where it stands."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n").replace("\x85", "\n")
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text))


def squeeze(text: str) -> str:
    """One blank between words, none outside."""
    return _RUN.sub(" ", text).strip()


_RULE = 20  # blanks or strokes in a line that is a footnote rule
_PAGE_HOLE = 3  # lines without even a blank, one after the other: a page ends


def read_lines(text: str) -> list[Line]:
    """All lines with words, each with what stood before it. `text` must be clean()."""
    found: list[Line] = []
    blank, empty, gaps, rule, cut = 0, 0, [], False, False
    for number, raw in enumerate(text.split("\n")):
        cut = cut or "\x0c" in raw
        raw = raw.replace("\x0c", "").replace("\t", " ")
        words = squeeze(raw)
        if not words or set(words) == {"_"}:
            rule = rule or len(raw) >= _RULE
            empty = 0 if raw else empty + 1
            cut = cut or empty >= _PAGE_HOLE
            blank += 1
            if raw:
                gaps.append(len(raw))
            continue
        # A page that an extractor glued to the one before opens with a blank and no empty line.
        cut = cut or (raw.startswith(" ") and blank == 0 and bool(found))
        end = len(raw) - len(raw.rstrip(" "))
        found.append(Line(words, number, blank, tuple(gaps), max(0, end - 1), cut, rule))
        blank, empty, gaps, rule, cut = 0, 0, [], False, False
    return found
