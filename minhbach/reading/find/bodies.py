"""Where names of bodies begin and end in running text: the grammar under units and actors.

A list of bodies is walked word by word: a head word opens a name, separators are looked over to
see whether another name (or the rest of this one) follows, a verb or a stop word ends the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from minhbach.reading.find.lexicon import (
    BODY_HEADS,
    CAPITAL_NEEDED,
    DEEDS,
    FIELDS,
    GENERIC,
    LEVELS,
    NO_BODY,
    OFFICE_HEADS,
    OWNERS,
    PERSONS,
    PREDICATES,
    STOPS,
    VERBS_TOO,
)
from minhbach.reading.known import known

_TOKEN = re.compile(r"[^\s,;:()]+|[,;:()]")
_ARTICLES = frozenset({"các", "một", "những", "toàn"})
_AFTER_ARTICLE = GENERIC | LEVELS | BODY_HEADS | OFFICE_HEADS
_MOST_WORDS = 5  # the longest head in words
_NO_BODY = re.compile("|".join(re.escape(n) + ("" if n[-1] in ",-" else r"(?: |\Z)") for n in NO_BODY))


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
    def ends_sentence(self) -> bool:
        """The full stop of a sentence stands behind the word, not that of an abbreviation."""
        return self.text.endswith(".") and not self.low.endswith(".")

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def tokens(text: str) -> list[Token]:
    return [Token(m[0], _folded(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


_SHORTENED = frozenset({"tp.", "tx.", "tt.", "h.", "p.", "q."})


def _folded(word: str) -> str:
    low = word.lower()
    letter = len(low) < 3 and not word.islower()  # "Thú y." ends a sentence, "T." does not
    low = low if low in _SHORTENED or letter else low.rstrip(".")
    return low.replace("uỷ", "ủy").replace("hoá", "hóa")


def phrase_in(words: list[Token], at: int, lexicon: frozenset[str]) -> int:
    """How many tokens from `at` on stand in `lexicon` as one entry: the longest, 0 for none."""
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        if " ".join([w.low for w in words[at : at + length]]) in lexicon:
            return length
    return 0


def looks_only(words: list[Token], at: int) -> bool:
    """Whether the words at `at` merely look like a head ("ban hành", "hội nghị", "bộ chỉ số")."""
    ahead = words[at : at + 5]
    line = " ".join([w.low for w in ahead]).replace(" ,", ",")
    if _NO_BODY.match(line):
        return True
    for length in (3, 2, 1):  # "Thống kê số liệu" is a verb, "Thống kê tỉnh" a body
        if " ".join(w.low for w in ahead[:length]) in VERBS_TOO:
            behind = ahead[length] if len(ahead) > length else None
            return behind is None or not (behind.low in OWNERS or behind.capital)
    return False


def _confirmed_at(words: list[Token], at: int) -> int:
    """How many tokens at `at` are a name that this authority has confirmed as a body: the longest."""
    names = known().bodies
    for name in _by_first_word(names).get(words[at].low, ()) if names else ():
        ahead = words[at : at + len(name)]
        # A name confirmed with a capital is no name in small letters: "Thuế tỉnh", "thuế tỉnh nộp".
        written = words[at].capital or not name[0].capital
        if written and [w.low for w in ahead] == [w.low for w in name]:
            return len(name)
    return 0


def confirmed_opens(text: str) -> bool:
    """Whether `text` opens with a name that this authority has confirmed as a body."""
    words = tokens(text) if known().bodies else []
    return bool(words) and _confirmed_at(words, 0) > 0


@lru_cache(maxsize=2)
def _by_first_word(names: tuple[str, ...]) -> dict[str, list[list[Token]]]:
    """The names by their first word, the longest first."""
    found: dict[str, list[list[Token]]] = {}
    for name in sorted(map(tokens, names), key=len, reverse=True):
        if name:
            found.setdefault(name[0].low, []).append(name)
    return found


def head_at(words: list[Token], at: int) -> int:
    """The number of tokens of the head word of a body or office at `at`, 0 where none stands."""
    if at >= len(words) or words[at].is_mark:
        return 0
    if length := _confirmed_at(words, at):
        return length
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
    if words[at].low == "cơ" and (inner := _organ_at(words, at)):
        return inner
    if length := phrase_in(words, at, OFFICE_HEADS):
        return length
    if words[at].low in PERSONS and at + 1 < len(words) and words[at + 1].capital:
        return 1
    length = phrase_in(words, at, BODY_HEADS)
    if not length:
        return 0
    alone = length == 1 and words[at].low in CAPITAL_NEEDED and not words[at].capital
    if alone and not (at + 1 < len(words) and words[at + 1].capital):
        return 0
    return length


def _organ_at(words: list[Token], at: int) -> int:
    """ "Cơ quan Ủy ban Kiểm tra", "cơ quan Thuế": the organ of a body, whose name opens large behind it."""
    behind = at + 2
    if behind >= len(words) or words[at + 1].low != "quan" or not words[behind].capital:
        return 0
    head = phrase_in(words, behind, BODY_HEADS)
    return 2 + head if head and not looks_only(words, behind) else 0


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


# "Đơn vị sự nghiệp công lập", "Cơ quan Cảnh sát điều tra": no verbs.
_IN_NAMES = frozenset({("công", "lập"), ("dân", "lập"), ("sát", "điều")})


def predicate_at(words: list[Token], at: int) -> int:
    """Tokens of a predicate at `at`: in lower case, so that "Sở Xây dựng" keeps its name."""
    if at >= len(words) or words[at].capital:
        return 0
    if at and (words[at - 1].low, words[at].low) in _IN_NAMES:
        return 0
    return phrase_in(words, at, PREDICATES) or _deed_at(words, at)


def _deed_at(words: list[Token], at: int) -> int:
    """1 where a verb of one syllable stands, and not as the second half of a compound ("Xây lắp")."""
    before = words[at - 1] if at else None
    half = before is not None and before.capital and before.low not in BODY_HEADS
    half = half and not (at > 1 and words[at - 2].capital)  # behind "Lâm Sơn" a name is whole
    return int(words[at].low in DEEDS and not half)


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
