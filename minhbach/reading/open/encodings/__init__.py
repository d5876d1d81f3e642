"""Letters of before Unicode, and of fonts that PDF writers broke: known by table, turned to Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from minhbach.reading.open.encodings import tables
from minhbach.reading.shapes import Doubt

# Fonts of symbols keep their bytes in the private use area.
_PRIVATE = {0xF000 + code: bytes((code,)).decode("cp1252", "replace") for code in range(0x20, 0x100)}
# No class of white space: some of it is a letter in VISCII.
_WORD = re.compile(r"[^ \t\r\n/.,;:()]+")
# Prefix of a subset, then the family; what follows a comma is the weight.
_OLD_NAME = re.compile(r"(?:[A-Z]{6}\+)?(?P<family>\.?Vn(?=[A-Z])|VNI[- ]|VISCII|VI[- ])(?P<rest>[^,;]*)")
# Letters that no byte of an old font stands for: whoever typed them typed Unicode.
_MODERN = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)


@dataclass(frozen=True, eq=False)
class Encoding:
    """name: as people call it. broken: no encoding but a fault, its letters are not told for certain.
    capitals: every letter of the font is a capital, whatever was typed."""

    name: str
    table: Mapping[str, str] = field(repr=False)
    broken: bool = False
    capitals: bool = False

    @cached_property
    def _signs(self) -> re.Pattern[str]:
        longest_first = sorted(self.table, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) + "|.", re.DOTALL)

    def letters(self, words: list[str]) -> list[list[tuple[int, str]]]:
        """The letters of the words of a line, each with the number of signs that it stands for."""
        return [self._letters(*one) for one in zip(words, _large(self, words), strict=True)]

    def _letters(self, word: str, large: bool) -> list[tuple[int, str]]:
        signs = self._signs.findall(word.translate(_PRIVATE))
        meant = (self.table.get(sign, sign) for sign in signs)
        return [(len(s), one.upper() if large else one) for s, one in zip(signs, meant, strict=True)]

    def decode(self, text: str) -> str:
        """The text in Unicode; what is Unicode already stays."""
        if self.broken:  # its words are parted by signs that mean something else as well
            return self._signs.sub(lambda sign: self.table.get(sign[0], sign[0]), text)
        if is_modern(text):
            return text
        words = iter(self.letters(_WORD.findall(text)))
        return _WORD.sub(lambda _: "".join(letter for _, letter in next(words)), text)


def is_modern(text: str) -> bool:
    """Whether letters stand in a text that only Unicode has."""
    return _MODERN.search(text) is not None


def _large(encoding: Encoding, words: list[str]) -> list[bool]:
    """Which words are of capitals. TCVN3 has toned capitals in fonts of their own alone: in other fonts the
    toned letters of such words are small ("HO¹CH"), and of a short one beside them as well ("KÕ HO¹CH")."""
    if encoding.capitals or encoding.table is not tables.TCVN3:
        return [encoding.capitals] * len(words)
    plain = [[letter for letter in word if letter.isascii() and letter.isalpha()] for word in words]
    shouted = [all(letter.isupper() for letter in letters) and bool(letters) for letters in plain]
    sure = [loud and len(letters) > 1 for loud, letters in zip(shouted, plain, strict=True)]
    sung = [one and any(encoding.table.get(x, "").islower() for x in word)
            for one, word in zip(sure, words, strict=True)]  # fmt: skip
    return [one or (shouted[at] and any(sung[max(at - 1, 0) : at + 2])) for at, one in enumerate(sure)]


TCVN3 = Encoding("TCVN3", tables.TCVN3)
TCVN3_CAPITALS = Encoding("TCVN3", tables.TCVN3, capitals=True)
VNI = Encoding("VNI", tables.VNI)
VISCII = Encoding("VISCII", tables.VISCII)
WINDOWS_1258 = Encoding("Windows-1258", tables.WINDOWS_1258)
GLYPH_NUMBERS = Encoding("glyph numbers", tables.GLYPH_NUMBERS, broken=True)
MAC_ROMAN = Encoding("Mac Roman", tables.MAC_ROMAN, broken=True)

OLD = (TCVN3, VNI, VISCII, WINDOWS_1258)
BROKEN = (GLYPH_NUMBERS, MAC_ROMAN)


def of_font(name: str) -> Encoding | None:
    """The encoding that a font's name tells of; None where it tells nothing."""
    found = _OLD_NAME.match(name)
    if not found:
        return None
    if found["family"].endswith("Vn"):
        # .VnTimeH: the capitals are a font of their own.
        return TCVN3_CAPITALS if re.search(r"[a-z]H\b", found["rest"]) else TCVN3
    return VNI if found["family"].startswith("VNI") else VISCII


def doubts_of(encodings: Iterable[Encoding]) -> tuple[Doubt, ...]:
    """What the draft says of letters that are not those of the file."""
    found = tuple(dict.fromkeys(encodings))
    names = tuple(dict.fromkeys(one.name for one in found if not one.broken))
    converted = (Doubt("document", "letters_converted", names),) if names else ()
    slipped = (Doubt("document", "word_slip"),) if any(one.broken for one in found) else ()
    return (*converted, *slipped)
