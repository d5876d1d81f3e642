"""Phrases that name units by what they do in the plan, or leave them open. Pure.

Read from the words themselves, because offices vary them without end ("các cơ quan, đơn vị được giao chủ
trì các chỉ tiêu ..."): a collective head, then what it was given to do.
"""

from __future__ import annotations

from minhbach.organisation.core.writing import Tokens, tokens

LEADS_INDICATOR = "leads_indicator"
LEADS = "leads"
COORDINATES = "coordinates"
NAMED = "named"

_HEADS = tuple(
    tokens(words)
    for words in (
        "sở",
        "ban",
        "ngành",
        "cơ quan",
        "đơn vị",
        "địa phương",
        "ủy ban nhân dân",
        "tổ chức",
        "cấp",
    )
)
_GIVEN = tuple(
    tokens(words) for words in ("được giao", "được phân công", "chịu trách nhiệm", "nêu tại", "có tên")
)
_LEAD = (tokens("chủ trì"), tokens("đầu mối"))
_COORDINATE = (tokens("phối hợp"),)
_INDICATOR = (tokens("chỉ tiêu"), tokens("chỉ số"))
_OPEN = (tokens("liên quan"), tokens("khác"))
_JOINING = frozenset(tokens("các và những"))


def relation_of(words: Tokens) -> str:
    """ "leads_indicator", "leads", "coordinates" or "named"; empty where the phrase is not relative."""
    if not _starts_with_collective(words):
        return ""
    given = any(_at(words, phrase) >= 0 for phrase in _GIVEN)
    lead, together = _first(words, _LEAD), _first(words, _COORDINATE)
    if lead < 0 and together < 0:
        return NAMED if given else ""
    if together >= 0 and (lead < 0 or together < lead):
        return COORDINATES
    return LEADS_INDICATOR if _first(words, _INDICATOR) > lead else LEADS


def is_open_phrase(words: Tokens) -> bool:
    """ "các sở, ngành liên quan", "các đơn vị khác": the words themselves do not say which."""
    return _at(words, _OPEN[0]) >= 0 or words[-1:] == _OPEN[1]


def depends_on_context(words: Tokens) -> bool:
    """ "các đơn vị", "đơn vị mình", "các cơ quan nêu trên": another paper means other bodies by them."""
    return is_bare(words) or any(_at(words, phrase) >= 0 for phrase in _POINTING)


def is_bare(words: Tokens) -> bool:
    """ "các cơ quan, đơn vị": nothing but words for bodies in general."""
    return all(word in _BARE for word in words)


# Nouns for any body at all; "địa phương" and "sở" are none of them: they name a kind.
_BARE = frozenset(
    tokens(
        "các những một số và cơ quan đơn vị tổ chức cá nhân bộ phận phòng ban ngành cấp thủ trưởng "
        "người đứng đầu"
    )
)
_POINTING = tuple(
    tokens(words)
    for words in (
        "mình", "này", "đó", "trên", "sau đây", "dưới đây", "còn lại", "tương ứng", "được giao", "chủ trì",
        "phối hợp", "liên quan", "khác", "trực tiếp",
    )
)  # fmt: skip


def _starts_with_collective(words: Tokens) -> bool:
    while words and words[0] in _JOINING:
        words = words[1:]
    return any(words[: len(head)] == head for head in _HEADS)


def _first(words: Tokens, phrases: tuple[Tokens, ...]) -> int:
    return min((at for phrase in phrases if (at := _at(words, phrase)) >= 0), default=-1)


def _at(words: Tokens, phrase: Tokens) -> int:
    return next((i for i in range(len(words)) if words[i : i + len(phrase)] == phrase), -1)
