"""Whether the name of a body goes on into the words behind it."""

from __future__ import annotations

from minhbach.reading.find import lexicon
from minhbach.reading.find.bodies import predicate_at, tokens

_KNOWN = frozenset(
    word
    for entries in (lexicon.BODY_HEADS, lexicon.OFFICE_HEADS, lexicon.GENERIC, lexicon.LEVELS, lexicon.FIELDS,
                    lexicon.QUALIFIERS, lexicon.OWNERS, lexicon.ENDS)
    for entry in entries
    for word in entry.replace(",", " ").split()
)  # fmt: skip
_GOES_ON = frozenset(("bàn", "môn", "đóng", "nghiệp", "lập", "viên", "sự", "dân", "cư", "trú", "sản", "xuất"))
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
        if at and not word.capital and word.low not in _KNOWN | _GOES_ON:
            named_so = words[at - 1].low in lexicon.NAMED_BY_VERB or word.low in _OF_DUTY
            if predicate_at(words, at) and not named_so:
                return True
            small += 1
            behind_capital = small == 1 and words[at - 1].capital
            if small > _MOST_UNKNOWN or (at + 1 == len(words) and not behind_capital):
                return True
        else:
            small = 0
    return False
