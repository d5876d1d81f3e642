"""A paper as PDF with the habits of Word's own export, drawn directly.

Text comes run by run and cell by cell; blanks are glyphs of their own; the font changes inside
words; rulings are thin filled boxes cut at every corner. Seals, signatures and stamps lie over the
text; a turned page says so by its rotation.
"""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from minhbach.reading.tests.corpus.forms import stamps
from minhbach.reading.tests.corpus.forms.flow import BOLD, OTHER, PLAIN, broken, load_fonts, wide
from minhbach.reading.tests.corpus.forms.ruled import RuledTable
from minhbach.reading.tests.corpus.paper import Block, Case, Grid, Line, Paper

_SIZE, _STEP, _INDENT = 13.0, 17.0, 28.0
_LEFT, _RIGHT, _TOP, _LOW = 85.0, 57.0, 57.0, 62.0
_SWITCH_EVERY = 9  # a word in so many changes its font between two letters


def as_export(case: Case, fault: str = "") -> bytes:
    """The PDF of a case; `fault` plants what its sheets can bear."""
    load_fonts()
    return Press(case.paper, fault).printed()


class Press:
    """The sheets of one paper, filled from the top; y runs downwards."""

    def __init__(self, paper: Paper, fault: str) -> None:
        self.paper, self.fault = paper, fault
        self.width, self.height = (842.0, 595.0) if paper.landscape else (595.0, 842.0)
        if fault in ("rows cut by pages", "small page"):
            self.height *= 0.62
        self.out = io.BytesIO()
        self.turned = fault == "rotated page"
        size = (self.height, self.width) if self.turned else (self.width, self.height)
        self.canvas = Canvas(self.out, pagesize=size, invariant=1)
        self.pages = 0
        self.words = 0
        self.notes: list[str] = []  # footnotes of this page
        self._open()

    # -- sheets ---------------------------------------------------------------------------------------

    def _open(self) -> None:
        self.pages += 1
        self.y = _TOP
        if self.turned:
            self.canvas.setPageRotation(90)
            self.canvas.transform(0, 1, -1, 0, self.height, 0)
        if self.pages > 1:
            self.said(str(self.pages), self.width / 2, 36.0, PLAIN, _SIZE)
            self.y += 6

    def turn(self) -> None:
        """Close this page and open the next."""
        self._foot()
        self.canvas.showPage()
        self._open()

    def _foot(self) -> None:
        low = self.bottom + 14
        if self.notes:
            self.bar(_LEFT, low - 12, _LEFT + 144, low - 12)
        for note in self.notes:
            self.said(note, _LEFT, low, PLAIN, 9)
            low += 11
        self.notes = []

    @property
    def bottom(self) -> float:
        return self.height - _LOW - 11 * len(self.notes)

    @property
    def left(self) -> float:
        return _LEFT

    @property
    def room(self) -> float:
        return self.width - _LEFT - _RIGHT

    def needs(self, height: float) -> bool:
        """Whether so much no longer goes on this page."""
        return self.y + height > self.bottom

    # -- marks ----------------------------------------------------------------------------------------

    def said(self, text: str, x: float, y: float, font: str, size: float, stretch: float = 0.0) -> None:
        """One line, run by run: words and blanks apart, the font changed within some words."""
        self.canvas.setFillGray(0)
        for at, word in enumerate(text.split(" ")):
            if at:
                self._glyphs(" ", x, y, font, size)
                x += wide(" ", font, size) + stretch
            self.words += 1
            if font == PLAIN and self.words % _SWITCH_EVERY == 0 and len(word) > 3:
                self._glyphs(word[:2], x, y, PLAIN, size)
                self._glyphs(word[2:], x + wide(word[:2], PLAIN, size), y, OTHER, size)
            else:
                self._glyphs(word, x, y, font, size)
            x += wide(word, font, size)

    def _glyphs(self, text: str, x: float, y: float, font: str, size: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def bar(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.48) -> None:
        """A ruling: a thin filled box."""
        self.canvas.setFillGray(0)
        self.canvas.rect(x0, self.height - y1 - thick, max(x1 - x0, thick), max(y1 - y0, thick), 0, 1)

    # -- blocks ---------------------------------------------------------------------------------------

    def printed(self) -> bytes:
        self._letterhead()
        for block in self.paper.blocks:
            self._block(block)
        self._closing()
        for n, block in enumerate(self.paper.annexes):
            if n == 0 or (isinstance(block, Line) and block.text.startswith("Phụ lục")):
                self.turn()
            self._block(block)
        self._foot()
        self.canvas.save()
        return self.out.getvalue()

    def _block(self, block: Block) -> None:
        if isinstance(block, Grid):
            self.y += 4
            RuledTable(self, block, self.fault).drawn()
            self.y += 12
        elif block.centre:
            for line in broken(block.shown, BOLD, _SIZE, self.room):
                self._centred(line, self.left, self.room, BOLD)
            self.y += 3
        else:
            self._paragraph(block)

    def _paragraph(self, line: Line) -> None:
        font = BOLD if line.bold else PLAIN
        lines = broken(line.shown, font, _SIZE, self.room, _INDENT)
        if line.note:
            self.notes.append(f"{len(self.notes) + 1} {line.note}")
        for at, text in enumerate(lines):
            if self.needs(_STEP):
                self.turn()
            self.y += _STEP
            indent = _INDENT if at == 0 else 0.0
            gaps = text.count(" ")
            spare = self.room - indent - wide(text, font, _SIZE)
            stretch = spare / gaps if gaps and at + 1 < len(lines) and not line.bold else 0.0
            self.said(text, self.left + indent, self.y, font, _SIZE, stretch)
        if line.note:
            end = self.left + (_INDENT if len(lines) == 1 else 0) + wide(lines[-1], font, _SIZE)
            self._glyphs(str(len(self.notes)), end, self.y - 5, PLAIN, 8)
        self.y += 3

    def _centred(self, text: str, x: float, room: float, font: str, size: float = _SIZE) -> None:
        if self.needs(_STEP):
            self.turn()
        self.y += _STEP
        self.said(text, x + (room - wide(text, font, size)) / 2, self.y, font, size)

    def _letterhead(self) -> None:
        half = self.room * 0.42
        top = self.y
        for text in self.paper.issuer:
            self._centred(text, self.left, half, BOLD, 12)
        self._centred(f"Số: {self.paper.number}", self.left, half, PLAIN)
        low, self.y = self.y, top
        right = (self.left + half, self.room - half)
        self._centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *right, BOLD, 11)
        self._centred("Độc lập - Tự do - Hạnh phúc", *right, BOLD)
        self._centred(self.paper.dated, *right, PLAIN)
        self.y = max(self.y, low) + 14
        if self.fault == "signed-by stamp":
            stamps.signed_by(self)

    def _closing(self) -> None:
        authority, name = self.paper.signer
        if self.needs(9 * _STEP):
            self.turn()
        top = self.y = self.y + 10
        for text in ("Nơi nhận:", *(f"- {r};" for r in self.paper.recipients)):
            self.y += 13
            self.said(text, self.left, self.y, BOLD if text.endswith(":") else PLAIN, 11)
        low, self.y = self.y, top
        half = self.room / 2
        for text in authority.split(" / "):
            self._centred(text, self.left + half, half, BOLD)
        if self.fault == "QR code":
            stamps.code(self, self.left + half - 70, self.y + 10)
        if self.fault in ("seal over the text", "seal in colour"):
            stamps.seal(self, self.left + half + 40, self.y - 20)
        if self.fault == "signature widget":
            stamps.widget(self, self.left + half + 20, self.y + 8)
        self.y += 3 * _STEP
        self._centred(name, self.left + half, half, BOLD)
        self.y = max(self.y, low)
