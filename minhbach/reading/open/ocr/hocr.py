"""What Tesseract says of a picture (hOCR): lines, words, letters, and what else each letter may be."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from minhbach.reading.open.wording import tidy

_LINE = re.compile(
    r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*title=\"([^\"]*)\"[^>]*>(.*?)"
    r"(?=<span class='ocr_|</p>)",
    re.DOTALL,
)
_BASELINE = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+); baseline (\S+) (\S+); x_size ([\d.]+)")
_WORD = re.compile(r"<span class='ocrx_word'[^>]*title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'[^>]*>")
_LETTER = re.compile(r"<span class='ocrx_cinfo' title='x_bboxes [^>]*x_conf ([\d.]+)'>([^<]*)</span>")
_CHOICE = re.compile(r"<span class='ocrx_cinfo' id='choice_[^>]*x_confs ([\d.]+)'>([^<]*)</span>")
_STEEP = 7  # so Tesseract makes the sureness of a word from that of its least sure letter
_SEEN = 2.0  # of 100: what the engine took for possible at all


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read. Box in points of the picture; sure: 0 to 100. rivals: for each letter of the text those
    that the engine took for possible in its place. sures: of each letter; that of the word is the least."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: int
    rivals: tuple[str, ...] = ()
    sures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline. base: its height at the line's middle; size: of the letters, in points."""

    words: tuple[Word, ...]
    base: float
    size: float

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)


def lines_of(said: str) -> Iterator[TextLine]:
    """The lines that have words."""
    for match in _LINE.finditer(said):
        title, inner = match.groups()
        measured = _BASELINE.search(title)
        words = tuple(_words(inner))
        if measured is not None and words:
            left, _, right, bottom = (int(measured.group(n)) for n in range(1, 5))
            slope, offset = float(measured.group(5)), float(measured.group(6))
            middle = bottom + offset + slope * (right - left) / 2
            yield TextLine(words, middle, float(measured.group(7)))


def _words(inner: str) -> Iterator[Word]:
    found = list(_WORD.finditer(inner))
    ends = [match.start() for match in found[1:]] + [len(inner)]
    for match, end in zip(found, ends, strict=True):
        letters = list(_letters(inner[match.end() : end]))
        text = "".join(letter for letter, _, _ in letters)
        if text:
            left, top, right, bottom, sure = map(int, match.groups())
            rivals = tuple(others for letter, others, _ in letters for _ in letter)
            sures = tuple(one for letter, _, one in letters for _ in letter)
            yield Word(text, left, top, right, bottom, sure, rivals, sures)


def _letters(inner: str) -> Iterator[tuple[str, str, int]]:
    """Each letter of a word with its rivals, the likeliest first, and how sure it is."""
    found = list(_LETTER.finditer(inner))
    ends = [match.start() for match in found[1:]] + [len(inner)]
    for match, end in zip(found, ends, strict=True):
        letter = _plain(match[2])
        others = [(float(sure), _plain(other)) for sure, other in _CHOICE.findall(inner, match.end(), end)]
        seen = sorted((one for one in others if one[0] >= _SEEN and len(one[1]) == 1), reverse=True)
        rivals = "".join(dict.fromkeys(other for _, other in seen if other != letter))
        yield letter, rivals, max(round(100 - _STEEP * (100 - float(match[1]))), 0)


def _plain(letter: str) -> str:
    return tidy(html.unescape(letter)).replace("\u2044", "/")  # a slash is a slash
