"""Words as every opener hands them on: composed letters, single spaces, labels known by shape."""

from __future__ import annotations

import re
import unicodedata

# Zero-width characters and the soft hyphen are typesetting, not words.
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")

# A label opens an item: "1.", "2.1.", "a)", "IV.", or a dash, plus or bullet with a word after it.
LABEL = re.compile(
    r"^\s*(?:[-–—+•*▪●]\s*(?=\S)|\d{1,3}(?:\.\d{1,3}){0,4}[.)](?=\s|\D)|[A-Za-zđĐ][.)](?=\s)|[IVXL]{1,6}[.)](?=\s))"
)


# "6424/KH-" + "UBND", "2021-" + "2025": no Vietnamese word is broken by a hyphen, so this one is real.
_CLINGING = re.compile(r"[^\W_]-$")


def tidy(text: str) -> str:
    """One line of composed letters with single spaces and nothing invisible."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def joined(lines: list[str]) -> str:
    """Lines as one text: one space between, none after a hyphen that clings to its word ("6424/KH-")."""
    parts: list[str] = []
    for line in lines:
        if parts and not (_CLINGING.search(parts[-1][-2:]) and line[:1].isalnum()):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)
