"""Whether the name of a body goes on into the words behind it."""

from __future__ import annotations

from itertools import pairwise

from minhbach.reading.find import lexicon
from minhbach.reading.find.bodies import Token, predicate_at, tokens

_ENTRIES = tuple(
    tuple(entry.replace(",", " ").split())
    for entries in (lexicon.BODY_HEADS, lexicon.OFFICE_HEADS, lexicon.GENERIC, lexicon.LEVELS, lexicon.FIELDS,
                    lexicon.QUALIFIERS, lexicon.OWNERS, lexicon.ENDS, lexicon.NAME_NOUNS)
    for entry in entries
)  # fmt: skip
_ALONE = frozenset(entry[0] for entry in _ENTRIES if len(entry) == 1)
_PAIRS = frozenset(pair for entry in _ENTRIES for pair in pairwise(entry))
_RELATIVE = frozenset(("được", "nêu", "tại", "mục", "giao"))  # "các cơ quan được giao ...": words of its own
_OF_DUTY = frozenset(("chủ", "phối"))
_MOST_UNKNOWN = 1  # a name's own compound: "Khuyến | nông", "Nghiên | cứu"


def runs_on(name: str) -> bool:
    """A name writes the first letter of each compound large: several small words in a row that no name
    of a body uses are the sentence that follows it."""
    words = tokens(name)
    small = 0
    for at, word in enumerate(words):
        if word.low in _RELATIVE:
            return False
        if at and not word.capital and not word.is_mark and not _in_names(words, at):
            named_so = words[at - 1].low in lexicon.NAMED_BY_VERB or word.low in _OF_DUTY
            if _verb_at(words, at) and not named_so:
                return True
            small += 1
            behind_capital = small == 1 and words[at - 1].capital
            if small > _MOST_UNKNOWN or (at + 1 == len(words) and not behind_capital):
                return True
        else:
            small = 0
    return False


def _verb_at(words: list[Token], at: int) -> bool:
    """A verb, unless it is the second half of a compound that opens large: "Trợ | giúp"."""
    halves = words[at - 1].capital and not words[at - 1].text.isupper()
    return predicate_at(words, at) > int(halves)


def _in_names(words: list[Token], at: int) -> bool:
    """Whether names of bodies use a small word: alone, or with the one before or behind it."""
    low = words[at].low
    if low in _ALONE or not low[0].isalpha():
        return True
    before = (words[at - 1].low, low) in _PAIRS
    return before or (at + 1 < len(words) and (low, words[at + 1].low) in _PAIRS)
