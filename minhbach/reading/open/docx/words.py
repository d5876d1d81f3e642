"""The words of one Word paragraph, run by run, as a person sees them with every change accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from minhbach.reading.open.docx.names import MC, W
from minhbach.reading.open.docx.styles import Styles
from minhbach.reading.open.encodings import Encoding
from minhbach.reading.open.encodings.judging import decoded
from minhbach.reading.open.wording import tidy

# Holders of runs which only wrap them: inserted text counts, content controls count.
_WRAPPERS = {
    W + name
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "fldSimple",
        "customXml",
        "sdtContent",
        "dir",
        "bdo",
    )
}
_TRACKED = {W + name for name in ("ins", "del", "moveTo", "moveFrom")}
_RUN, _PROPERTIES, _TEXT = W + "r", W + "rPr", W + "t"
_SOFT_HYPHEN = "\u00ad"
_PAGE_BREAKS = {"page"}
# Characters of the fonts Symbol and Wingdings, named by their private code.
_SYMBOLS = {0x2D: "-", 0xB7: "-", 0xA7: "-", 0xD8: "-", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB0: "°", 0xB4: "×"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one kind."""

    text: str
    bold: bool
    font: str = ""


@dataclass(slots=True)
class Words:
    """What a paragraph holds: lines of pieces, the text boxes anchored in it, whether a page broke."""

    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    boxes: list[etree._Element] = field(default_factory=list)
    broke_before: bool = False
    broke_after: bool = False
    tracked: bool = False

    def blank(self) -> bool:
        return not any(piece.text.strip() for line in self.lines for piece in line)

    def text_lines(self) -> list[tuple[str, bool, bool]]:
        """Every line that is not empty: its text, whether all of it is bold, whether it opens in bold."""
        out = []
        for line in self.lines:
            text = tidy("".join(piece.text for piece in line))
            if not text:
                continue
            weights = [piece.bold for piece in line if piece.text.strip()]
            out.append((text, all(weights), weights[0]))
        return out

    def take(self, other: Words) -> None:
        """Go on with the words of the next paragraph (its mark was deleted in a tracked change)."""
        self.lines[-1].extend(other.lines[0])
        self.lines.extend(other.lines[1:])
        self.boxes.extend(other.boxes)
        self.tracked = True


class WordsReader:
    """Reads paragraphs with the styles of one document."""

    def __init__(self, styles: Styles, encodings: Mapping[str, Encoding]) -> None:
        self._styles = styles
        self._encodings = encodings
        self.heard: list[Words] = []  # every paragraph, before any letter is changed

    def read(self, paragraph: etree._Element, style: str | None) -> Words:
        """The words of a w:p whose paragraph style is `style`."""
        words = Words()
        self._holder(paragraph, style, words)
        if self._encodings:
            words.lines = [list(self._decoded(line)) for line in words.lines]
        self.heard.append(words)
        return words

    def _decoded(self, line: list[Piece]) -> Iterator[Piece]:
        """The pieces in Unicode: one letter may stand in two runs of one font."""
        for (bold, font), same in groupby(line, lambda piece: (piece.bold, piece.font)):
            text = "".join(piece.text for piece in same)
            yield Piece(decoded(text, self._encodings.get(font)), bold, font)

    def _holder(self, holder: etree._Element, style: str | None, words: Words) -> None:
        for child in holder:
            tag = child.tag
            if tag in _TRACKED:
                words.tracked = True
            if tag == _RUN:
                self._run(child, style, words)
            elif tag in _WRAPPERS:
                self._holder(child, style, words)
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    self._holder(content, style, words)
            elif tag == MC + "AlternateContent":
                chosen = _chosen(child)
                if chosen is not None:
                    self._holder(chosen, style, words)

    def _run(self, run: etree._Element, style: str | None, words: Words) -> None:
        hidden, bold, font = self._styles.letters(next(run.iterchildren(_PROPERTIES), None), style)
        if hidden:
            return
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                words.lines[-1].append(Piece(child.text or "", bold, font))
            elif tag == W + "br":
                _line_break(child, words)
            elif tag == W + "cr":
                words.lines.append([])
            elif tag in (W + "tab", W + "ptab"):
                words.lines[-1].append(Piece(" ", bold, font))
            elif tag == W + "noBreakHyphen":
                words.lines[-1].append(Piece("-", bold, font))
            elif tag == W + "softHyphen":
                words.lines[-1].append(Piece(_SOFT_HYPHEN, bold, font))  # a letter in some fonts
            elif tag == W + "sym":
                words.lines[-1].append(Piece(_symbol(child), bold))
            elif tag in (W + "drawing", W + "pict", W + "object", MC + "AlternateContent"):
                words.boxes.extend(text_boxes(child))


def _line_break(element: etree._Element, words: Words) -> None:
    if element.get(W + "type") not in _PAGE_BREAKS:
        if element.get(W + "type") != "column":
            words.lines.append([])
    elif words.blank():
        words.broke_before = True
    else:
        words.broke_after = True
        words.lines.append([])


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, "")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _chosen(alternate: etree._Element) -> etree._Element | None:
    """A text box stands twice: Choice for new Word, Fallback for old, taken only where Choice has none."""
    choice = alternate.find(MC + "Choice")
    fallback = alternate.find(MC + "Fallback")
    if choice is None or (fallback is not None and not _holds_text(choice) and _holds_text(fallback)):
        return fallback
    return choice


def _holds_text(element: etree._Element) -> bool:
    return next(element.iter(W + "t"), None) is not None


def text_boxes(element: etree._Element) -> list[etree._Element]:
    """The contents of the text boxes below an element, each once."""
    if element.tag == MC + "AlternateContent":
        chosen = _chosen(element)
        return [] if chosen is None else text_boxes(chosen)
    if element.tag == W + "txbxContent":
        return [element]
    return [box for child in element for box in text_boxes(child)]
