"""Signs that the engine takes for others, looked at in the picture: the strokes of a Roman numeral, the bar
below "≥". The engine knows no "≥", and reads the strokes of "III", which hang together, as "IH" or "11".
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from minhbach.reading.open.ocr.straight import DARK

_STROKES = re.compile(r"([IHl1|\[\]]{1,4})(?=$|[./,;:)])")
_NO_FIGURE = re.compile(r"[IHl|\[\]]+\Z")
_MIDDLE = (0.2, 0.8)  # of the height: without serifs
_UPRIGHT = 0.8  # of the middle is dark in the columns of a stroke; of a slash less
_MOST = 3  # strokes: "IV" is read well
_BAR = 0.7  # of the width of the sign; no row of "<" and ">" has so much
_WITH_BAR = {">": "≥", "<": "≤"}


def as_shown(text: str, before: str, picture: Any) -> tuple[str, int]:
    """A word with its signs as its picture shows them, and how many of its letters that settles.

    before: the word before it.
    """
    if text[0] in _WITH_BAR:
        return (_WITH_BAR[text[0]] + text[1:] if _has_bar(picture) else text), 1
    said = _STROKES.match(text)
    if said is None or not _is_numeral(said[1], before):
        return text, 0
    strokes = _strokes(picture)
    if not 1 <= strokes <= _MOST:
        return text, 0
    rest = text[said.end() :].lstrip("/")
    slash = "/" if text[said.end() :].startswith("/") else ""
    return "I" * strokes + slash + rest, len(text) - len(rest)


def _is_numeral(said: str, before: str) -> bool:
    """Behind "Quý" all strokes are one, elsewhere several that are no figures."""
    return before.lower() == "quý" or (len(said) > 1 and _NO_FIGURE.match(said) is not None)


def _strokes(picture: Any) -> int:
    """How many upright strokes stand at the left of a word, up to what is none."""
    dark = picture < DARK
    top, bottom = (round(part * dark.shape[0]) for part in _MIDDLE)
    columns = dark[top:bottom].mean(axis=0) if bottom > top else np.zeros(0)
    count = 0
    for start, end in _runs(columns > 0):
        if columns[start:end].max() < _UPRIGHT:
            break
        count += 1
    return count


def _has_bar(picture: Any) -> bool:
    """Whether a bar lies below the first sign of a word."""
    dark = picture < DARK
    sign = next(iter(_runs(dark.any(axis=0))), None)
    if sign is None:
        return False
    lower = dark[dark.shape[0] // 2 :, sign[0] : sign[1]]
    return bool(len(lower) and lower.mean(axis=1).max() >= _BAR)


def _runs(marked: Any) -> list[tuple[int, int]]:
    """Where marked columns begin and end."""
    change = np.diff(np.concatenate(([0], marked.astype(np.int8), [0])))
    return list(zip(np.nonzero(change == 1)[0].tolist(), np.nonzero(change == -1)[0].tolist(), strict=True))
