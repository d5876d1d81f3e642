"""Numbers as Vietnamese offices write them: 1.234,5. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

_VIETNAMESE = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")  # 1.234,5  1234,5  1.234
_POINT = re.compile(r"[+-]?\d+\.\d+")  # 3.33 as documents also write; 1.234 was taken above
_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(\D|$))")


def vn_number(value: Decimal | int | float, places: int | None = None) -> str:
    """1234.5 -> "1.234,5". places: digits after the comma, half up; None keeps the value's own.

    Raises ValueError for infinity and NaN: they are no figures for a page.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"not a figure: {value}")
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if number == 0:
        number = abs(number)  # no "-0"
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def parse_vn_number(text: str) -> Decimal:
    """ "1.234,5" -> 1234.5. A point before exactly three digits groups thousands ("1.234" is 1234).

    A point elsewhere is read as a decimal point ("3.33"), spaces between groups and a final % are
    taken off. Raises ValueError where the text is no number.
    """
    bare = text.strip().removesuffix("%").strip().replace("\u2212", "-")
    bare = _SPACED.sub("", bare)
    if not bare.isascii():
        raise ValueError(f"not a number: {text!r}")
    if _VIETNAMESE.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(bare):
        return Decimal(bare)
    raise ValueError(f"not a number: {text!r}")


def spans(numbers: Iterable[int]) -> str:
    """{1, 2, 3, 7} -> "1-3, 7": pages as a person names them."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("-".join(map(str, span)) for span in found)
