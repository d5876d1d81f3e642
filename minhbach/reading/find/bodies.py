"""Where names of bodies begin and end in running text: the grammar under units and actors.

A list of bodies is walked word by word: a head word opens a name, separators are looked over to
see whether another name (or the rest of this one) follows, a verb or a stop word ends the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minhbach.reading.find.lexicon import (
    BODY_HEADS,
    CAPITAL_NEEDED,
    FIELDS,
    GENERIC,
    LEVELS,
    NO_BODY,
    OFFICE_HEADS,
    OWNERS,
    PREDICATES,
    STOPS,
    VERBS_TOO,
)

_TOKEN = re.compile(r"[^\s,;:()]+|[,;:()]")
_ARTICLES = frozenset({"các", "một", "những", "toàn"})
_AFTER_ARTICLE = GENERIC | LEVELS | BODY_HEADS | OFFICE_HEADS
_MOST_WORDS = 5  # the longest head in words


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark with its place in the text."""

    text: str
    low: str
    at: int
    to: int

    @property
    def is_mark(self) -> bool:
        return self.text in ",;:()"

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def tokens(text: str) -> list[Token]:
    return [Token(m[0], _folded(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _folded(word: str) -> str:
    low = word.lower().rstrip(".") if len(word) > 3 else word.lower()
    return low.replace("uỷ", "ủy").replace("hoá", "hóa")


def phrase_in(words: list[Token], at: int, lexicon: frozenset[str]) -> int:
    """How many tokens from `at` on stand in `lexicon` as one entry: the longest, 0 for none."""
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        if " ".join(w.low for w in words[at : at + length]) in lexicon:
            return length
    return 0


def looks_only(words: list[Token], at: int) -> bool:
    """Whether the words at `at` merely look like a head ("ban hành", "hội nghị", "bộ chỉ số")."""
    ahead = words[at : at + 5]
    line = " ".join(w.low for w in ahead).replace(" ,", ",")
    if any(line == n or line.startswith(n + " ") or (n[-1] in ",-" and line.startswith(n)) for n in NO_BODY):
        return True
    for length in (3, 2, 1):  # "Thống kê số liệu" is a verb, "Thống kê tỉnh" a body
        if " ".join(w.low for w in ahead[:length]) in VERBS_TOO:
            behind = ahead[length] if len(ahead) > length else None
            return behind is None or not (behind.low in OWNERS or behind.capital)
    return False


def head_at(words: list[Token], at: int) -> int:
    """The number of tokens of the head word of a body or office at `at`, 0 where none stands."""
    if at >= len(words) or words[at].is_mark:
        return 0
    if words[at].low in _ARTICLES:
        inner = at + 1
        group = phrase_in(words, inner, _AFTER_ARTICLE)
        if group:
            return group + 1
        return (
            2
            if inner < len(words) and not words[at].text.isupper() and _is_abbreviation(words[inner].text)
            else 0
        )
    if looks_only(words, at):
        return 0
    if length := phrase_in(words, at, OFFICE_HEADS):
        return length
    length = phrase_in(words, at, BODY_HEADS)
    if not length:
        return 0
    alone = length == 1 and words[at].low in CAPITAL_NEEDED and not words[at].capital
    if alone and not (at + 1 < len(words) and words[at + 1].capital):
        return 0
    return length


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) > 1


def generic_at(words: list[Token], at: int) -> int:
    """Tokens of a generic group noun at `at` ("cơ quan", "đơn vị", "ngành"), without article."""
    return phrase_in(words, at, GENERIC)


def level_at(words: list[Token], at: int) -> int:
    """Tokens of a level of territory at `at`, "cấp huyện" included."""
    if at < len(words) and words[at].low == "cấp":
        below = phrase_in(words, at + 1, LEVELS)
        return below + 1 if below else 0
    return phrase_in(words, at, LEVELS)


def predicate_at(words: list[Token], at: int) -> int:
    """Tokens of a predicate at `at`: in lower case, so that "Sở Xây dựng" keeps its name."""
    if at >= len(words) or words[at].capital:
        return 0
    return phrase_in(words, at, PREDICATES)


def stop_at(words: list[Token], at: int) -> bool:
    """Whether the word at `at` ends a list of bodies."""
    if at >= len(words) or words[at].capital:
        return False
    low = words[at].low
    if low == "có":
        return at + 1 < len(words) and words[at + 1].low not in ("liên", "chức")
    return bool(phrase_in(words, at, STOPS))


def field_at(words: list[Token], at: int) -> int:
    """Tokens of a department's field at `at` ("Tài nguyên và Môi trường"), capitalised, 0 for none."""
    if at >= len(words) or not words[at].capital:
        return 0
    for length in range(min(8, len(words) - at), 0, -1):
        line = " ".join(w.low for w in words[at : at + length]).replace(" ,", ",")
        if line in FIELDS:
            return length
    return 0
