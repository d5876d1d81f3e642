"""Whether the words behind a name in its sentence may be the rest of the name.

The grammar of names stops at the first verb it knows. Names of bodies hold verbs of their own ("Ban Quản lý
dự án | đầu tư xây dựng"): a verb of a field with a second verb close behind it, a name that ends on a verb
without its object, and a comma with a small word that opens no work were perhaps not its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from minhbach.reading.find.bodies import Token, generic_at, head_at, level_at, predicate_at, stop_at, tokens
from minhbach.reading.find.lexicon import FIELD_VERBS, FIELDS, LEVELS, WANTS_OBJECT
from minhbach.reading.syllables import broken_words

_HAS = re.compile(
    r" (?:có|nơi có) (?!trách nhiệm|nhiệm vụ|liên quan|kế hoạch|biện pháp|giải pháp|chức năng|thẩm quyền"
    r"|văn bản|ý kiến|hiệu quả|hình thức|phương án|báo cáo)"
)
_JOINS = frozenset({"và", "hoặc", "cùng"})
_SHOWN = 40  # characters behind a name that a doubt shows
_NEAR = 5  # words within which the verb of the sentence follows the verb of a name


def may_go_on(raw: str, sentence: str, opening: frozenset[str]) -> str | None:
    """The name with the words behind it where these may belong to it; None where its end is clear.

    raw: the bodies as the sentence says them. opening: first words of the work of this paper.
    """
    at = sentence.find(raw)
    rest = sentence[at + len(raw) :] if at >= 0 else ""
    words = tokens(rest[:120])
    if not words or rest[0] not in " ,":
        return None
    name = tokens(raw.rsplit(",", 1)[-1].strip())
    if not name:
        return None
    slipped = rest[0] == " " and bool(broken_words(words[0].text))
    inside = slipped or (not _is_whole(name) and (_lacks_object(name) or _field_verb(words, opening)))
    if not (inside or _only_head(name, words, opening) or _behind_comma(words, opening) or _has(rest)):
        return None
    return f"{raw}{rest[:_SHOWN].rsplit(' ', 1)[0]}".strip()


def opening_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that open work in this paper: its verbs, whatever the lexicon knows of them."""
    found = (tokens(text[:40]) for text in texts)
    return frozenset(words[0].low for words in found if words and not head_at(words, 0))


def is_name(text: str) -> bool:
    """Whether a phrase can only be a name: it opens like a body, and its verbs are those of fields."""
    words = tokens(text)
    if not words or not words[0].capital or not head_at(words, 0) or len(words) > 2 * _NEAR:
        return False
    verbs = [at for at in range(1, len(words)) if predicate_at(words, at) or stop_at(words, at)]
    return not any(w.is_mark for w in words) and all(_is_field_verb(words, at) for at in verbs)


def _has(rest: str) -> bool:
    """ "UBND các xã | có rừng": what a group has goes on with its name, what it has to do does not."""
    return _HAS.match(rest) is not None


def _is_whole(name: list[Token]) -> bool:
    own = " ".join(w.low for w in name[1:])
    return own in FIELDS or name[-1].low in LEVELS or name[-1].text.isupper()


def _only_head(name: list[Token], words: list[Token], opening: frozenset[str]) -> bool:
    """ "Hợp tác xã", "Trung tâm": one body of many, told apart by the words behind."""
    if head_at(name, 0) != len(name) or name[0].low == "các" or words[0].is_mark or words[0].capital:
        return False
    return not (predicate_at(words, 0) or stop_at(words, 0) or words[0].low in opening)


def _lacks_object(name: list[Token]) -> bool:
    """ "Phòng Quản lý", "Quỹ Đầu tư": of what?"""
    return len(name) > 2 and name[-2].capital and f"{name[-2].low} {name[-1].low}" in WANTS_OBJECT


def _is_field_verb(words: list[Token], at: int) -> bool:
    return any(" ".join(w.low for w in words[at : at + size]) in FIELD_VERBS for size in (1, 2))


def _field_verb(words: list[Token], opening: frozenset[str]) -> bool:
    """A verb of a field behind the name, and the verb of the sentence or a colon close behind it."""
    if not _is_field_verb(words, 0):
        return False
    for at in range(2, min(len(words), 2 + _NEAR)):
        if words[at].text == ":":
            return True
        if words[at].is_mark:
            return False
        if predicate_at(words, at) or words[at].low in opening:
            return True
    return False


def _behind_comma(words: list[Token], opening: frozenset[str]) -> bool:
    """A comma and a small word that is neither a verb nor the next name: ", phường" of a list misspelt; or,
    also behind "và", a capital: a body whose kind no lexicon has."""
    at = sum(w.text == "," or w.low in _JOINS for w in words[:2])
    if not at or at >= len(words):
        return False
    word = words[at]
    if not word.text[0].isalpha() or word.low in opening:
        return False
    if word.capital or words[0].text != ",":
        return word.capital
    known = predicate_at(words, at) or stop_at(words, at)
    return not (known or head_at(words, at) or generic_at(words, at) or level_at(words, at))
