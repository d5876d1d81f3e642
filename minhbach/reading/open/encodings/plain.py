"""Plain text has no fonts: one table for the whole of it, and glyph numbers that a program wrote out."""

from __future__ import annotations

import re

from minhbach.reading.open.encodings import GLYPH_NUMBERS, OLD, Encoding
from minhbach.reading.open.encodings.judging import chosen, decoded, strange

# How programs write a letter that the PDF does not name: "(cid:87)", its glyph's number.
_CID = re.compile(r"\(cid:(\d{1,5})\)")
_BYTES = tuple(bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(0x100))


def of_bytes(data: bytes) -> tuple[str, tuple[Encoding, ...]]:
    """A text of 8 bits a letter in Unicode, and its encoding; none where no table makes words of it."""
    return of_text("".join([_BYTES[code] for code in data]))


def of_text(text: str) -> tuple[str, tuple[Encoding, ...]]:
    """A text whose letters may be those of an old font, pasted as they were."""
    if "(cid:" in text:
        return _CID.sub(_glyph, text), (GLYPH_NUMBERS,)
    if not strange((text,)):
        return text, ()
    lines = text.split("\n")
    found = chosen([[(0, line)] for line in lines], (*OLD, GLYPH_NUMBERS), {})
    if not found:
        return text, ()
    return "\n".join(decoded(line, found[0]) for line in lines), tuple(found.values())


def _glyph(number: re.Match[str]) -> str:
    """The letter of a glyph's number; the words as they stand where the font has no such glyph."""
    return GLYPH_NUMBERS.table.get(chr(int(number[1])), number[0]) if int(number[1]) < 0xD800 else number[0]
