"""What the words of a cell cost by themselves: how it opens, joins its lines, reads and ends.

None of this depends on the widths of columns, so it is the same in every round.
"""

from __future__ import annotations

import re
from functools import lru_cache

from minhbach.reading.rebuild.grammar import (
    Fit,
    bodies_fit,
    measure_fit,
    time_fit,
    units_fit,
    value_fit,
)
from minhbach.reading.rebuild.language import Language
from minhbach.reading.rebuild.lexicon import PRODUCT_HEADS
from minhbach.reading.rebuild.prices import Prices
from minhbach.reading.rebuild.roles import UNIT_ROLES, WORDY, Role

_STOP = re.compile(r"[.;:!?…]['\"”’)\]]*$")
_FUNCTION = re.compile(
    r"(?:,|\b(?:và|của|các|với|để|cho|tại|về|theo|trong|đến|những|là|thuộc|hoặc|bằng|từ|do|trên|khi|có|được|không|cấp))$"
)
_BARE_HEAD = re.compile(
    r"(?:^|\s)(?:Văn phòng|Thanh tra|Sở|UBND|HĐND|Ban|Cục|Hội|Công an|Chi cục|Phòng|Bộ|Các|Ủy ban)$"
)
_MONEY = re.compile(
    r"^(?:theo|nguồn|ngân sách|nsnn|ns|kinh phí|lồng ghép|xã hội|không|[\d.,]+)", re.I
)  # fmt: skip
_TEXT = 130  # characters: longer words are no time and no body, whatever they open with
_LONG = 250  # a product is seldom as long


@lru_cache(maxsize=20_000)
def _wants_more(tail: str) -> bool:
    return _FUNCTION.search(tail) is not None


def unfinished(text: str) -> bool:
    """The words end on a comma or on a word that cannot end a phrase."""
    return _wants_more(text[-12:])


@lru_cache(maxsize=20_000)
def _head_alone(tail: str) -> bool:
    return _BARE_HEAD.search(tail) is not None


@lru_cache(maxsize=20_000)
def _stops(tail: str) -> bool:
    return _STOP.search(tail) is not None


def stops(text: str) -> bool:
    """The words end as a sentence or a clause ends."""
    return _stops(text[-6:])


def joining(language: Language, p: Prices, left: str, right: str) -> float:
    """What the words say against two lines standing in one cell."""
    known = language.joins.get((left, right))
    if known is None:
        known = language.joins[(left, right)] = _joining(language, p, left, right)
    return known


def _joining(language: Language, p: Prices, left: str, right: str) -> float:
    first, last = right.split()[0], left.split()[-1]
    price = 0.0
    ended = stops(left) and left[-1] not in ";:…" and not left.endswith("...")
    if ended and first[0].islower():
        price += p.stop_then_small
    if first[0].isupper() and last[-1] not in ".:;,!?…)-–/" and language.seldom_capital(first):
        price += p.capital_inside
    return price - (p.known_pair if language.pair(last, first) else 0.0)


def hopeless(role: Role, text: str) -> bool:
    """A string of several lines that is no list of bodies, no time, will not become one."""
    if role in UNIT_ROLES:
        return bodies_fit(role, text) is Fit.BAD
    return role is Role.TIME and time_fit(text) is Fit.BAD


def proved(role: Role, text: str) -> bool:
    """The words alone show that the cell is whole; its shape then matters less."""
    if role in UNIT_ROLES:
        return bodies_fit(role, text) is Fit.WHOLE
    return role is Role.TIME and time_fit(text) is Fit.WHOLE


def grammar(p: Prices, role: Role, text: str, cut_after: bool) -> float:
    """How badly the whole cell reads as what its column is for."""
    if role in UNIT_ROLES:
        opened = p.units_prefix if cut_after else p.unfinished
        return (0.0, opened, p.two_unit_cells, p.bad_units)[bodies_fit(role, text)]
    if role is Role.TIME:
        return {Fit.WHOLE: -1.0, Fit.OPEN: 0.5 if cut_after else p.half_time}.get(time_fit(text), p.bad_time)
    if role is Role.VALUE:
        return {Fit.WHOLE: -1.0, Fit.OPEN: 0.5 if cut_after else 3.0}.get(value_fit(text), p.bad_value)
    if role is Role.MEASURE:
        return 0.0 if measure_fit(text) is Fit.WHOLE else p.bad_measure
    return _as_text(p, role, text)


def _as_text(p: Prices, role: Role, text: str) -> float:
    if len(text) > _TEXT:
        return p.long_short_cell if role is Role.PRODUCT and len(text) > _LONG else 0.0
    timely, units = time_fit(text) is Fit.WHOLE, len(text) < 90 and units_fit(text) is Fit.WHOLE
    price = (p.time_as_text if timely else 0.0) + (p.units_as_text if units and len(text) > 5 else 0.0)
    if role is Role.BUDGET:
        return price + (0.0 if _MONEY.match(text) else 4.0)
    if role is Role.PRODUCT:
        bare = text.strip("-– ")
        named = bool(bare) and bare.split()[0].lower() in PRODUCT_HEADS
        return price + (-1.0 if named else 0.0)
    return price


def settled(role: Role, text: str) -> bool:
    """However the text goes on, its beginning says no more: `grammar` costs the same from here on."""
    if role in UNIT_ROLES or role in (Role.TIME, Role.VALUE, Role.MEASURE):
        return False
    return len(text) > (_LONG if role is Role.PRODUCT else _TEXT)


def ending(p: Prices, role: Role, text: str) -> float:
    """The price of a text cell that ends on words which want to go on."""
    if role not in WORDY:
        return 0.0
    price = 0.0
    if unfinished(text):
        price += p.unfinished
    elif text.endswith(";"):
        price += p.semicolon
    elif _head_alone(text[-16:]):
        price += p.head_alone
    return price + (p.open_bracket if text.count("(") > text.count(")") else 0.0)
