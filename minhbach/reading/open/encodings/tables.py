"""How Vietnamese letters stand in the encodings that came before Unicode, and in two faults of PDF writers.

A table maps what a Unicode file holds (a byte shown as Windows-1252, one or two of them, or a glyph's
number) to the letter that was meant. Sources: TCVN 5712:1993 as the .Vn fonts use it (VN3), the table of the
VNI fonts, RFC 1456 (VISCII), the vendor's table of Windows-1258, Apple's glyph order of TrueType ("post",
format 1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_BASES = "aăâeêioôơuưy"
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES = (_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT)

# Five toned letters for each base, in the order of _TONES.
_TCVN3_TONED = (
    "µ¶·¸¹" "»¼½¾Æ" "ÇÈÉÊË" "ÌÎÏÐÑ" "ÒÓÔÕÖ" "×ØÜÝÞ"
    "ßáâãä" "åæçèé" "êëìíî" "ïñòóô" "õö÷øù" "úûüýþ"
)  # fmt: skip
_TCVN3_OTHER = {
    "¨": "ă", "©": "â", "ª": "ê", "«": "ô", "¬": "ơ", "\u00ad": "ư", "®": "đ",
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
    # The same signs as other programs keep them: the bullet operator, the Greek letter.
    "\u2219": "ã", "\u03bc": "à",
}  # fmt: skip

_VNI_TONES = dict(zip(_TONES, "øûõùï", strict=True))
# Base, rounded letter, the sign that rounds it, and those that also bear a tone.
_VNI_ROUNDED = (("a", "â", "â", "àåãáä"), ("e", "ê", "â", "àåãáä"), ("o", "ô", "â", "àåãáä"),
                ("a", "ă", "ê", "èúüéë"))  # fmt: skip
_VNI_ALONE = {"ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö"}

_VISCII_SMALL = (
    ("a", "e0e4e3e1d5"), ("ă", "a2c6c7a1a3"), ("â", "a5a6e7a4a7"), ("e", "e8eba8e9a9"), ("ê", "abacadaaae"),
    ("i", "ecefeeedb8"), ("o", "f2f6f5f3f7"), ("ô", "b0b1b2afb5"), ("ơ", "b6b7debefe"), ("u", "f9fcfbfaf8"),
    ("ư", "d7d8e6d1f1"), ("y", "cfd6dbfddc"),
)  # fmt: skip
_VISCII_CAPITALS = (
    ("A", "c0c4c3c180"), ("Ă", "8202058183"), ("Â", "8586068487"), ("E", "c8cb88c989"), ("Ê", "8b8c8d8a8e"),
    ("I", "cc9bcecd98"), ("O", "d299a0d39a"), ("Ô", "9091928f93"), ("Ơ", "9697b39594"), ("U", "d99c9dda9e"),
    ("Ư", "bbbcffbab9"), ("Y", "9f1419dd1e"),
)  # fmt: skip
_VISCII_OTHER = {"ă": 0xE5, "â": 0xE2, "ê": 0xEA, "ô": 0xF4, "ơ": 0xBD, "ư": 0xDF, "đ": 0xF0,
                 "Ă": 0xC5, "Â": 0xC2, "Ê": 0xCA, "Ô": 0xD4, "Ơ": 0xB4, "Ư": 0xBF, "Đ": 0xD0}  # fmt: skip

_MARKS_1258 = {_GRAVE: 0xCC, _HOOK: 0xD2, _TILDE: 0xDE, _ACUTE: 0xEC, _DOT: 0xF2}
_ALONE_1258 = {"ă": 0xE3, "đ": 0xF0, "ơ": 0xF5, "ư": 0xFD, "Ă": 0xC3, "Đ": 0xD0, "Ơ": 0xD5, "Ư": 0xDD,
               "₫": 0xFE}  # fmt: skip

# Times New Roman of Windows: Apple's order without the no-break space and the apple, letters of Latin
# Extended-A, those with a horn, and the block of Vietnamese letters in the order of Unicode.
_ASCII_FROM, _APPLE_FROM = 29, 30  # a byte of Mac Roman less the glyph's number, before and behind DEL
_LEFT_OUT = (172, 210)
_APPLE_BEHIND = {235: "Ý", 236: "ý", 240: "×", 242: "²", 243: "³", 244: "½", 257: "đ"}
_GLYPHS_ALONE = {258: "Ă", 259: "ă", 264: "Đ", 428: "Ĩ", 429: "ĩ", 457: "Ũ", 458: "ũ",
                 1130: "Ơ", 1131: "ơ", 1132: "Ư", 1133: "ư"}  # fmt: skip
_BLOCK = range(0x1EA0, 0x1EFA)
_BLOCK_FROM = 6652


def _toned(base: str) -> list[str]:
    return [unicodedata.normalize("NFC", base + tone) for tone in _TONES]


def _byte(code: int) -> tuple[str, ...]:
    """A byte as Unicode files hold it: by Windows-1252, and as the code itself where programs kept that."""
    shown = bytes((code,)).decode("cp1252", "ignore")
    return tuple({chr(code), shown} - {""})


def _tcvn3() -> dict[str, str]:
    toned = (letter for base in _BASES for letter in _toned(base))
    return dict(zip(_TCVN3_TONED, toned, strict=True)) | _TCVN3_OTHER


def _vni() -> dict[str, str]:
    table: dict[str, str] = {}
    for base in "aeouyơư":
        sign = _VNI_ALONE.get(base, base)
        for tone, mark in _VNI_TONES.items():
            table[sign + mark] = unicodedata.normalize("NFC", base + tone)
    for base, rounded, mark, signs in _VNI_ROUNDED:
        table[base + mark] = rounded
        for tone, sign in zip(_TONES, signs, strict=True):
            table[base + sign] = unicodedata.normalize("NFC", rounded + tone)
    table |= {sign: letter for letter, sign in _VNI_ALONE.items()}
    del table["yï"]  # the font has a sign of its own for it
    large = {key.upper(): letter.upper() for key, letter in table.items()}
    # A capital at the head of a word often keeps the small sign.
    mixed = {key[0].upper() + key[1]: letter.upper() for key, letter in table.items() if len(key) == 2}
    return table | mixed | large


def _viscii() -> dict[str, str]:
    pairs: list[tuple[str, int]] = list(_VISCII_OTHER.items())
    for base, codes in (*_VISCII_SMALL, *_VISCII_CAPITALS):
        pairs += zip(_toned(base), bytes.fromhex(codes), strict=True)
    return {sign: letter for letter, code in pairs for sign in _byte(code)}


def _windows_1258() -> dict[str, str]:
    table = {sign: letter for letter, code in _ALONE_1258.items() for sign in _byte(code)}
    shown = {letter: sign for sign, letter in table.items()}
    for base in _BASES + _BASES.upper():
        for tone, code in _MARKS_1258.items():
            for sign in _byte(code):
                table[shown.get(base, base) + sign] = unicodedata.normalize("NFC", base + tone)
    return table


def _glyph_numbers() -> dict[str, str]:
    table = {chr(code - _ASCII_FROM): chr(code) for code in range(0x20, 0x7F)}
    apple = {code - _APPLE_FROM: bytes((code,)).decode("mac_roman") for code in range(0x80, 0x100)}
    for number, letter in (apple | _APPLE_BEHIND).items():
        if number not in _LEFT_OUT:
            table[chr(number - sum(number > gone for gone in _LEFT_OUT))] = letter
    table |= {chr(number): letter for number, letter in _GLYPHS_ALONE.items()}
    return table | {chr(code - _BLOCK_FROM): chr(code) for code in _BLOCK}


def _mac_roman() -> dict[str, str]:
    high = (bytes((code,)) for code in range(0x80, 0x100))
    pairs = ((byte.decode("mac_roman"), byte.decode("cp1252", "ignore")) for byte in high)
    return {seen: meant for seen, meant in pairs if meant and seen != meant}


TCVN3: Mapping[str, str] = _tcvn3()
VNI: Mapping[str, str] = _vni()
VISCII: Mapping[str, str] = _viscii()
WINDOWS_1258: Mapping[str, str] = _windows_1258()
GLYPH_NUMBERS: Mapping[str, str] = _glyph_numbers()
MAC_ROMAN: Mapping[str, str] = _mac_roman()
