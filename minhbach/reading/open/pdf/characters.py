"""Every character of a page singly: PDFium's own lines and words are of no use for Vietnamese papers."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as raw

from minhbach.reading.open.pdf.page import Char, Page, View

_HYPHEN = "\x02"  # PDFium's mark for a hyphen at a line's end
_HYPHEN_IN_TEXT = 0xFFFE  # the same mark where PDFium gives the whole text
_INVISIBLE = 3  # text render mode of OCR layers
_FIRST_MARK = "\u0300"  # no letter before it combines
_LEVEL = 0.12  # radians a line may lean and still be horizontal (scans are never quite straight)
_CLOSE = 0.03  # of the size: a letter this near behind a mark stands where the mark's room ends
_TINY = 4.0  # makers that scale by the matrix give font sizes of 1

_BLANKS = frozenset(" \u00a0\r\n\t\u3000")

# The same functions with plain addresses: building pointer objects for every letter costs more than the call.
_address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
_loose_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


@dataclass(slots=True)
class _Run:
    """What all letters of one text object share."""

    y: float | None  # baseline in user space, None where it must be asked letter by letter
    size: float
    bold: bool
    level: bool
    invisible: bool
    turns: int
    font: int
    letters: int = 0  # how many were met


_NO_RUN = _Run(None, 0.0, False, False, False, 0, 0)


class _Runs:
    """Text objects of one page, each asked once."""

    def __init__(self, text_page: Any, turns: int) -> None:
        self._page = text_page
        self._turn = math.radians(90 * turns)
        self._known: dict[int, _Run] = {}
        self.fonts: dict[int, str] = {}
        self._numbers: dict[int, int] = {}

    def upright(self) -> int:
        """The quarter turns at which most letters of the page run from left to right."""
        turns: Counter[int] = Counter()
        for run in self._known.values():
            turns[run.turns] += run.letters
        return max(turns, key=lambda turn: turns[turn], default=0)

    def of(self, address: int, index: int) -> _Run:
        run = self._known.get(address)
        if run is None:
            run = self._known[address] = self._read(index)
        return run

    def _read(self, index: int) -> _Run:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._page, index, matrix)
        size = raw.FPDFText_GetFontSize(self._page, index)
        scale = math.hypot(matrix.c, matrix.d)
        if size * 1.0 < _TINY and scale > 0:
            size *= scale
        lean = math.atan2(matrix.b, matrix.a)
        level = abs(math.remainder(lean - self._turn, math.tau)) < _LEVEL
        turns = round(lean / (math.pi / 2)) % 4
        straight = level and abs(matrix.b) < 1e-4 and self._turn == 0
        thing = raw.FPDFText_GetTextObject(self._page, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(thing)
        invisible = mode == _INVISIBLE
        y = matrix.f if straight else None
        font = self._font(thing)
        bold = _is_bold(self.fonts[font])
        return _Run(y, max(size, 0.5), bold, level, invisible, turns, font)

    def _font(self, thing: Any) -> int:
        """A number for a text object's font, its name noted. The address alone would not do: PDFium may
        give it to another font once a page is closed."""
        font = raw.FPDFTextObj_GetFont(thing)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if address not in self._numbers:
            name = ctypes.create_string_buffer(256)
            if font:
                raw.FPDFFont_GetBaseFontName(font, name, 256)
            said = name.value.decode("latin-1")
            self._numbers[address] = hash((address, said))
            self.fonts[self._numbers[address]] = said
        return self._numbers[address]


@lru_cache(maxsize=256)
def _is_bold(name: str) -> bool:
    """The font-weight call answers nothing for subsets of LibreOffice: the name of the font does."""
    said = name.lower()
    return "bold" in said or "black" in said or "-bd" in said


def read_characters(text_page: Any, view: View, page: Page) -> list[Char]:
    """The level characters of a text page; `page` gets the count of invisible ones and the tilted text."""
    count = raw.FPDFText_CountChars(text_page)
    letters = _letters(text_page, count)
    runs = _Runs(text_page, view.turns)
    box = raw.FS_RECTF()
    room = ctypes.addressof(box)
    out: list[Char] = []
    tilted: list[str] = []
    spaced = False
    plain = view.turns == 0
    left, top = view.left, view.bottom + view.height
    last, run = 0, _NO_RUN
    for index, letter in enumerate(letters):
        if letter in _BLANKS:
            spaced = True
            continue
        address = _address(text_page, index)
        if not address:
            continue  # a character PDFium made up itself
        if address != last:
            last, run = address, runs.of(address, index)
        run.letters += 1
        if not run.level:
            tilted.append((" " if spaced else "") + letter)
            spaced = False
            continue
        _loose_box(text_page, index, room)
        if plain and run.y is not None:
            x0, x1, y = box.left - left, box.right - left, top - run.y
        else:
            x0, x1, y = _turned(text_page, index, box, view)
        if run.invisible:
            page.invisible += 1
        if letter == _HYPHEN:
            out.append(Char("-", x0, x1, y, run.size, run.bold, spaced, True, run.font))
        else:
            out.append(Char(letter, x0, x1, y, run.size, run.bold, spaced, False, run.font))
        spaced = False
    if tilted:
        page.tilted.append("".join(tilted).strip())
    page.turns = runs.upright()
    page.fonts = runs.fonts
    return _composed(out)


def _turned(text_page: Any, index: int, box: Any, view: View) -> tuple[float, float, float]:
    left, _, right, _ = view.box(box.left, box.bottom, box.right, box.top)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return left, right, view.point(x.value, y.value)[1]


def _letters(text_page: Any, count: int) -> list[str]:
    """The letters by character index; one call for all where indices and letters match."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text_page, 0, count, buffer) == count + 1:
        codes = list(buffer[:count])
    else:
        codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    return list(map(_letter, codes))


@lru_cache(maxsize=1024)
def _letter(code: int) -> str:
    if code == _HYPHEN_IN_TEXT:
        return _HYPHEN
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < _HYPHEN_IN_TEXT else "\ufffd"


def _composed(chars: list[Char]) -> list[Char]:
    """A combining mark rides on the base before it in the stream; it is never placed by its own x."""
    out: list[Char] = []
    reach = 0.0  # of the marks on the last letter
    for char in chars:
        if char.text >= _FIRST_MARK and unicodedata.combining(char.text) and out:
            out[-1].text = unicodedata.normalize("NFC", out[-1].text + char.text)
            reach = max(reach, char.x1)
            continue
        if out and reach > out[-1].x1 and abs(char.x0 - reach) < _CLOSE * char.size:
            out[-1].x1 = reach  # LibreOffice shares a letter's room with its mark
        out.append(char)
        reach = 0.0
    return out
