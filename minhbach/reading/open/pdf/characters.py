"""Every character of a page singly: PDFium's own lines and words are of no use for Vietnamese papers."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from minhbach.reading.open.pdf.page import Char, Page, View

_HYPHEN = "\x02"  # PDFium's mark for a hyphen at a line's end
_HYPHEN_IN_TEXT = 0xFFFE  # the same mark where PDFium gives the whole text
_INVISIBLE = 3  # text render mode of OCR layers
_LEVEL = 0.12  # radians a line may lean and still be horizontal (scans are never quite straight)
_TINY = 4.0  # makers that scale by the matrix give font sizes of 1

# The same functions with plain addresses: building pointer objects for every letter costs more than the call.
_address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


@dataclass(frozen=True, slots=True)
class _Run:
    """What all letters of one text object share."""

    y: float | None  # baseline in user space, None where it must be asked letter by letter
    size: float
    bold: bool
    level: bool
    invisible: bool
    turns: int


class _Runs:
    """Text objects of one page, each asked once."""

    def __init__(self, text_page: Any, turns: int) -> None:
        self._page = text_page
        self._turn = math.radians(90 * turns)
        self._known: dict[int, _Run] = {}
        self._bold: dict[int, bool] = {}
        self.turns: dict[int, int] = {}  # quarter turns of the letters -> how many letters

    def upright(self) -> int:
        """The quarter turns at which most letters of the page run from left to right."""
        return max(self.turns, key=lambda turn: self.turns[turn], default=0)

    def of(self, address: int, index: int) -> _Run:
        run = self._known.get(address)
        if run is None:
            run = self._known[address] = self._read(index)
        self.turns[run.turns] = self.turns.get(run.turns, 0) + 1
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
        return _Run(y, max(size, 0.5), self._is_bold(thing), level, invisible, turns)

    def _is_bold(self, thing: Any) -> bool:
        """The font-weight call answers nothing for subsets of LibreOffice: the name of the font does."""
        font = raw.FPDFTextObj_GetFont(thing)
        if not font:
            return False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._bold:
            name = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, name, 256)
            said = name.value.lower()
            self._bold[key] = b"bold" in said or b"black" in said or b"-bd" in said
        return self._bold[key]


def read_characters(text_page: Any, view: View, page: Page) -> list[Char]:
    """The level characters of a text page; `page` gets the count of invisible ones and the tilted text."""
    count = raw.FPDFText_CountChars(text_page)
    letters = _letters(text_page, count)
    runs = _Runs(text_page, view.turns)
    box = raw.FS_RECTF()
    out: list[Char] = []
    tilted: list[str] = []
    spaced = False
    plain = view.turns == 0
    top = view.bottom + view.height
    for index in range(count):
        letter = letters[index]
        if letter in " \u00a0\r\n\t\u3000":
            spaced = True
            continue
        address = _address(text_page, index)
        if not address:
            continue  # a character PDFium made up itself
        run = runs.of(address, index)
        if not run.level:
            tilted.append((" " if spaced else "") + letter)
            spaced = False
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        if plain and run.y is not None:
            x0, x1, y = box.left - view.left, box.right - view.left, top - run.y
        else:
            x0, x1, y = _turned(text_page, index, box, view)
        if run.invisible:
            page.invisible += 1
        hyphen = letter == _HYPHEN
        out.append(Char("-" if hyphen else letter, x0, x1, y, run.size, run.bold, spaced, hyphen))
        spaced = False
    if tilted:
        page.tilted.append("".join(tilted).strip())
    page.turns = runs.upright()
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
    return [_letter(code) for code in codes]


def _letter(code: int) -> str:
    if code == _HYPHEN_IN_TEXT:
        return _HYPHEN
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < _HYPHEN_IN_TEXT else "\ufffd"


def _composed(chars: list[Char]) -> list[Char]:
    """A combining mark rides on the base before it in the stream; it is never placed by its own x."""
    out: list[Char] = []
    for char in chars:
        if unicodedata.combining(char.text) and out:
            out[-1].text = unicodedata.normalize("NFC", out[-1].text + char.text)
        else:
            out.append(char)
    return out
