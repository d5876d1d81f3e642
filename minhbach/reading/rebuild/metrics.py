"""Width of a line in Times (Adobe font metrics for Times-Roman), in thousandths of the font size.

Official documents are set in Times New Roman (Nghị định 30/2020, phụ lục I, mục I.2), whose
advance widths equal these. An accented letter is as wide as its base letter; ơ and ư carry a horn.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SPACE = 250

_BY_WIDTH = {
    180: "'",
    250: ",. ",
    278: "/:;ijlt\\",
    333: "!()-I[]`fr‘’",
    389: "Js",
    408: '"',
    444: "?acez“”",
    500: "#$*0123456789_bdghknopquvxyđ–•",
    541: "|~",
    556: "FPS",
    564: "+<=>≤≥",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_WIDTH = {char: width for width, chars in _BY_WIDTH.items() for char in chars}
_HORN = "\u031b"
_HORN_WIDTH = 50
_UNKNOWN = 500


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if char in _WIDTH:
        return _WIDTH[char]
    parts = unicodedata.normalize("NFD", char)
    width = _WIDTH.get(parts[0], _UNKNOWN)
    return width + _HORN_WIDTH if _HORN in parts else width


@lru_cache(maxsize=65536)
def width(text: str) -> int:
    """Width of `text` set in Times, in thousandths of the font size."""
    return sum(map(_char_width, text))
