"""How long words are in Times New Roman, and where a name in capitals breaks over lines.

Lines under a name are as long as a part of it, and a long name must not leave one word alone, so the paper
has to know lengths before Word does.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

# Widths in thousandths of the size, bold (Adobe's metrics of Times-Bold, which Times New Roman follows).
_WIDTHS = {
    **dict.fromkeys("ilj/'", 278), **dict.fromkeys(" .,", 250), **dict.fromkeys("-()!ft;:j", 333),
    **dict.fromkeys("agovxyk0123456789_$*?“”–", 500), **dict.fromkeys("bdhknpquS", 556),
    **dict.fromkeys("cerz", 444), **dict.fromkeys("sI", 389), **dict.fromkeys("FP", 611),
    **dict.fromkeys("BELTZ", 667), **dict.fromkeys("ACDNRUVXYw", 722), **dict.fromkeys("GHKOQ", 778),
    "m": 833, "J": 500, "M": 944, "W": 1000, "|": 220,
}  # fmt: skip
_ONE_SPACE = re.compile("(?<! ) (?! )")
_MOST_LINES = 8
_HORN = "\u031b"  # of ơ and ư, outside the letter
_POINT_MM = 25.4 / 72
_BREAKS_BEFORE = frozenset(
    {"VÀ", "TỈNH", "XÃ", "PHƯỜNG", "HUYỆN", "QUẬN", "ĐẶC", "HỘI", "TRỰC", "SỞ", "VỀ", "NĂM", "QUÝ", "THEO"}
)


def width_mm(words: str, size: float) -> float:
    """The width of a line in Times New Roman bold of this size in points; the longest line of several."""
    return max((_thousandths(line) for line in words.split("\n")), default=0) * size * _POINT_MM / 1000


@lru_cache(maxsize=4096)
def _thousandths(line: str) -> int:
    bare = unicodedata.normalize("NFD", line.replace("Đ", "D").replace("đ", "d"))
    return sum(
        100 if c == _HORN else _WIDTHS.get(c, 600) for c in bare if c == _HORN or not unicodedata.combining(c)
    )


def broken(words: str, room_mm: float, size: float) -> str:
    """Words on as few lines as hold them, of like length, broken where they are said with a pause.

    A newline in them stays, and so do blanks to write on; a word longer than the room is left to Word.
    """
    return "\n".join(_broken(_ONE_SPACE.split(line.strip()), room_mm, size) for line in words.split("\n"))


def _broken(words: list[str], room_mm: float, size: float) -> str:
    """The cheapest way for each first part of the words, with one line more each round, until all fit."""
    before: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    whole = width_mm(" ".join(words), size)
    for lines in range(1, _MOST_LINES + 1):
        even = whole / max(lines, math.ceil(whole / room_mm))
        reached: dict[int, tuple[float, list[str]]] = {}
        for start, (cost, way) in before.items():
            for end in range(start + 1, len(words) + 1):
                line = " ".join(words[start:end])
                width = width_mm(line, size)
                if width > room_mm:
                    break
                dearer = cost + (width - even) ** 2 + _cost_of_break(words, end)
                if end not in reached or dearer < reached[end][0]:
                    reached[end] = (dearer, [*way, line])
        if len(words) in reached:
            return "\n".join(reached[len(words)][1])
        before = reached
    return " ".join(words)


def _cost_of_break(words: list[str], end: int) -> float:
    """Square millimetres: 600, as for lines that differ by 35, where the words belong together."""
    if end == len(words) or words[end - 1].endswith((",", ";")) or words[end].upper() in _BREAKS_BEFORE:
        return 0
    return 600
