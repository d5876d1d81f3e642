"""Tesseract as a process of its own: a grey picture goes in by a pipe, lines of words come back by a pipe.

Nothing is written to disk. The process inherits the bounds of the reading child and dies with its group.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from typing import Any

from minhbach.reading.open.ocr.hocr import TextLine, lines_of

_WHERE = "/usr/local/bin:/usr/bin:/bin"
_LONGEST = 60  # seconds for one page
# What else it saw at the place of each letter: a tenth more time.
_WITH_LETTERS = ("-c", "hocr_char_boxes=1", "-c", "lstm_choice_mode=2")


class Failed(Exception):
    """The engine made nothing of a picture: too small, too large, or it did not come to an end."""


@cache
def program() -> str | None:
    """Where Tesseract is, None where it is not installed."""
    return shutil.which("tesseract", path=_WHERE)


def languages() -> frozenset[str]:
    """What Tesseract has been taught on this machine: vie, osd, ..."""
    return _taught() if program() else frozenset()


@cache
def _taught() -> frozenset[str]:
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
        *_WITH_LETTERS,
        "hocr",
    ]
    return list(lines_of(_run(given, _pgm(picture)).decode("utf-8", "replace")))


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
