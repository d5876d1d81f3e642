"""Vietnamese figures and what compares them: "trên hoặc bằng 6,35", "tối thiểu 80 %", "top 10"."""

from __future__ import annotations

import re

from minhbach.reading.find.words import fold

_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
# The longest words first: "trên hoặc bằng" must not be read as "trên".
_OPS: tuple[tuple[str, str], ...] = (
    (
        r"(?:trên hoặc bằng|lớn hơn hoặc bằng|từ (?=[\d,. %]{1,12}trở lên)"
        r"|tối thiểu|ít nhất|không thấp hơn|không dưới|>=|≥)",
        ">=",
    ),
    (
        r"(?:dưới hoặc bằng|nhỏ hơn hoặc bằng|tối đa|nhiều nhất|không quá|không vượt quá|không cao hơn|<=|≤)",
        "<=",
    ),
    (r"(?:trên|hơn|lớn hơn|cao hơn|vượt|>)", ">"),
    (r"(?:dưới|nhỏ hơn|thấp hơn|ít hơn|<)", "<"),
)
COMPARATORS = tuple((re.compile(rf"(?:^|(?<=[\s(])){words}"), op) for words, op in _OPS)

_BEHIND = tuple(
    (re.compile(rf"\d\s*%?\s*({words})"), op) for words, op in (("trở lên", ">="), ("trở xuống", "<="))
)


def figure(text: str) -> float | None:
    """The first figure of `text` ("13,93%" -> 13.93, "1.200" -> 1200), None where there is none."""
    m = _FIGURE.search(text)
    return as_number(m[0]) if m else None


def as_number(digits: str) -> float:
    """A Vietnamese figure: comma for decimals, full stops between thousands."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    value = float(digits.replace(",", "."))
    return int(value) if value == int(value) else value


def comparator(text: str, default: str = "=") -> str:
    """The comparison a phrase makes; `default` where it makes none."""
    return compared(text)[1] or default


def compared(text: str) -> tuple[str, str]:
    """The words of a comparison, folded, and its sign: ("trên hoặc bằng", ">="); empty where none is made."""
    low = fold(text)
    for pattern, op in (*_BEHIND, *COMPARATORS):
        if m := pattern.search(low):
            return m[m.lastindex or 0], op
    return "", ""
