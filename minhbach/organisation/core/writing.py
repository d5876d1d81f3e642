"""One form for the many ways of writing a unit's name. Pure.

Two writings mean the same where their keys are equal: Unicode form, case, place of the tone mark
("hoà", "hòa"), y and i ("lí", "lý"), spaces, dots, hyphens, "&", "và" and "các" do not count, and
shortenings are written out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from minhbach.organisation.core.abbreviations import AFTER, FIELDS, OFFICES, SILENT, WORDS
from minhbach.shared.text import fold, nfc

Tokens = tuple[str, ...]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W_]+")
_LONGEST_RUN = 6


def plain_tokens(text: str) -> Tokens:
    """Words in small letters with the tone at the end of each; nothing is written out or left out."""
    return tuple(_one_spelling(word) for word in _WORD.findall(nfc(text).lower()))


@lru_cache(maxsize=8192)
def tokens(text: str) -> Tokens:
    """Words with every shortening written out."""
    return _written_out(plain_tokens(text))


def key(words: Tokens) -> str:
    """What is compared: the words in one piece, without those that change nothing."""
    return "".join(word for word in words if word not in _SILENT)


def bare_key(words: Tokens) -> str:
    """The key without any mark, for what was typed without accents."""
    return fold("".join(word for word in words if fold(word) not in _SILENT_BARE)).replace(" ", "")


def without_office(words: Tokens) -> Tokens:
    """A person's office means the body: "Giám đốc Sở X" -> "Sở X", "Chánh Văn phòng Y" -> "Văn phòng Y"."""
    changed = True
    while changed:
        changed = False
        for title, body in _OFFICES:
            if words[: len(title)] == title and len(words) > len(title):
                rest = words[len(title) :]
                words = rest if not body or rest[: len(body)] == body else body + rest
                changed = True
                break
    return words


def has_marks(text: str) -> bool:
    """False where the text was typed without accents."""
    return any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", text)) or "đ" in text.lower()


def _one_spelling(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(part for part in parts if part in _TONES)
    letters = nfc("".join(part for part in parts if part not in _TONES))
    if letters.endswith("y") and len(letters) > 1 and letters[-2] not in "aăâeêoôơuưy":
        letters = letters[:-1] + "i"
    return letters + tone


def _written_out(words: Tokens) -> Tokens:
    out: list[str] = []
    at = 0
    while at < len(words):
        taken, expansion = _expansion_at(words, at, _last_spoken(out))
        out += expansion
        at += taken
    return tuple(out)


def _last_spoken(out: list[str]) -> str:
    return next((word for word in reversed(out) if word not in _SILENT), "")


def _expansion_at(words: Tokens, at: int, before: str) -> tuple[int, Tokens]:
    table = _AFTER.get(before)
    if table:
        for length in range(min(_LONGEST_RUN, len(words) - at), 0, -1):
            found = table.get(key(words[at : at + length]))
            if found:
                return length, found
    word = words[at]
    if word == "tt" and before in _BEFORE_TOWN:
        return 1, _TOWN
    if word.startswith("s") and word[1:] in _FIELDS:
        return 1, (_SO, *_FIELDS[word[1:]])
    return 1, _WORDS.get(word) or _pieces(word) or (word,)


@lru_cache(maxsize=4096)
def _pieces(word: str) -> Tokens | None:
    """ "VPUBND" is VP and UBND: a token made of two known shortenings, where it can be cut one way only."""
    found = [
        _WORDS[word[:cut]] + _WORDS[word[cut:]]
        for cut in range(2, len(word) - 1)
        if word[:cut] in _WORDS and word[cut:] in _WORDS
    ]
    return found[0] if len(found) == 1 else None


_SILENT = frozenset(word for silent in SILENT for word in plain_tokens(silent))
_SILENT_BARE = frozenset(fold(silent) for silent in SILENT)
_WORDS = {key(plain_tokens(short)): plain_tokens(full) for short, full in WORDS.items()}
_FIELDS = {key(plain_tokens(short)): plain_tokens(full) for short, full in FIELDS.items()}
_AFTER = {
    plain_tokens(head)[0]: {key(plain_tokens(short)): plain_tokens(full) for short, full in table.items()}
    for head, table in AFTER.items()
}
_OFFICES = tuple((plain_tokens(title), plain_tokens(body)) for title, body in OFFICES)
_SO = plain_tokens("sở")[0]
_TOWN = plain_tokens("thị trấn")
_BEFORE_TOWN = frozenset(plain_tokens("xã phường"))
