"""Tesseract as a process of its own: a grey picture goes in by a pipe, lines of words come back by a pipe.

Nothing is written to disk. The process inherits the bounds of the reading child and dies with its group.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from typing import Any

from minhbach.reading.open.wording import tidy

_WHERE = "/usr/local/bin:/usr/bin:/bin"
_LONGEST = 60  # seconds for one page
_LINE = re.compile(
    r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*title=\"([^\"]*)\"[^>]*>(.*?)"
    r"(?=<span class='ocr_|</p>)",
    re.DOTALL,
)
_WORD = re.compile(
    r"<span class='ocrx_word'[^>]*title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'[^>]*>(.*?)</span>",
    re.DOTALL,
)
_BASELINE = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+); baseline (\S+) (\S+); x_size ([\d.]+)")
_TAG = re.compile(r"<[^>]+>")


class Failed(Exception):
    """The engine made nothing of a picture: too small, too large, or it did not come to an end."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read. Box in points of the picture; sure: 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: int


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


@cache
def program() -> str | None:
    """Where Tesseract is, None where it is not installed."""
    return shutil.which("tesseract", path=_WHERE)


@cache
def languages() -> frozenset[str]:
    """What Tesseract has been taught on this machine: vie, osd, ..."""
    if program() is None:
        return frozenset()
    out = _run(["--list-langs"], b"")
    return frozenset(out.decode("utf-8", "replace").split()[1:])


def read_lines(picture: Any, dpi: float, mode: int) -> list[TextLine]:
    """The lines of a straight grey picture. mode: Tesseract's page segmentation mode. Raises Failed."""
    given = [
        "stdin",
        "stdout",
        "-l",
        "vie",
        "--oem",
        "1",
        "--psm",
        str(mode),
        "--dpi",
        str(round(dpi)),
        "hocr",
    ]
    out = _run(given, _pgm(picture)).decode("utf-8", "replace")
    return [line for match in _LINE.finditer(out) if (line := _line(*match.groups())) is not None]


def quarter_turns(picture: Any, dpi: float) -> int:
    """How many quarter turns clockwise set the picture upright; 0 where that cannot be told."""
    if "osd" not in languages():
        return 0
    try:
        out = _run(["stdin", "stdout", "--psm", "0", "--dpi", str(round(dpi))], _pgm(picture))
    except Failed:
        return 0
    found = dict(line.split(b":", 1) for line in out.splitlines() if b":" in line)
    try:
        sure = float(found[b"Orientation confidence"])
        return int(found[b"Rotate"]) // 90 % 4 if sure > 1.0 else 0
    except (KeyError, ValueError):
        return 0


def _line(title: str, inner: str) -> TextLine | None:
    said = _BASELINE.search(title)
    words = tuple(word for match in _WORD.finditer(inner) if (word := _word(*match.groups())) is not None)
    if said is None or not words:
        return None
    left, _, right, bottom = (int(said.group(n)) for n in range(1, 5))
    slope, offset = float(said.group(5)), float(said.group(6))
    return TextLine(words, bottom + offset + slope * (right - left) / 2, float(said.group(7)))


def _word(left: str, top: str, right: str, bottom: str, sure: str, inner: str) -> Word | None:
    text = tidy(html.unescape(_TAG.sub("", inner)))
    return Word(text, int(left), int(top), int(right), int(bottom), int(sure)) if text else None


def _pgm(picture: Any) -> bytes:
    height, width = picture.shape
    return b"P5 %d %d 255\n" % (width, height) + bytes(picture)


def _run(given: list[str], data: bytes) -> bytes:
    found = program()
    if found is None:
        raise FileNotFoundError("tesseract")
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, no words from outside
            [found, *given],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                "OMP_THREAD_LIMIT": "1",
                "PATH": _WHERE,
                **{k: v for k, v in os.environ.items() if k == "TESSDATA_PREFIX"},
            },
            check=True,
            timeout=_LONGEST,
        )
    except subprocess.SubprocessError as error:
        raise Failed from error
    return bytes(done.stdout)
