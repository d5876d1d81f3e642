"""The stops behind the numbers of items and headings, which a coarse picture loses or makes commas of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minhbach.reading.open.ocr.seen import Seen

_ROMAN = re.compile(r"[IVX]{1,5}")
_COMMA_LAST = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2},$")
_COMMA_INSIDE = re.compile(r"(\d{1,2}),\d{1,2}\.$")
_ENDS = (".", ";", ":")
_MENDED = 50  # how sure such a number is: a doubt


def with_stops(line: list[Seen], before: Sequence[Seen]) -> None:
    """Puts back the stop of the number that opens a line. before: the line above."""
    if len(line) < 2 or not before:
        return
    text = line[0].text
    if _has_comma(text, line[1].text, before):
        line[0] = replace(line[0], text=text.rstrip(",").replace(",", ".").rstrip(".") + ".", sure=_MENDED)
    elif len(line) > 2 and _ROMAN.fullmatch(text) and all(word.text.isupper() for word in line[1:]):
        line[0] = replace(line[0], text=f"{text}.")


def _has_comma(text: str, after: str, before: Sequence[Seen]) -> bool:
    """ "5, Giao Sở ..." below a line that has come to its end, "5,1. Giao ..." below the item 5."""
    if not after[0].isupper():
        return False
    inside = _COMMA_INSIDE.match(text)
    if inside is not None:
        return before[0].text == f"{inside[1]}."
    return _COMMA_LAST.match(text) is not None and before[-1].text.endswith(_ENDS)
