"""What reading the rest of a page costs at least: a reading that must end above a limit is not followed.

Never more than the true price, so that no reading below the limit is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from minhbach.reading.rebuild.cells import Setting
from minhbach.reading.rebuild.pages import NEVER, Page
from minhbach.reading.rebuild.roles import BODIES, Column, Role

_RULED = (*BODIES, Role.TIME)
_REWARDED = (Role.TIME, Role.VALUE, Role.PRODUCT)


def reward(setting: Setting, column: Column) -> float:
    """The most that the words of one whole cell can take off (see cell_words.grammar)."""
    recurs = any(index == column.index for index, _ in setting.recurring)
    return max(setting.prices.recurring if recurs else 0.0, 1.0 if column.role in _REWARDED else 0.0)


class Ahead:
    """By column read last and spot reached, for one reading of the pages before.

    starts: by column and spot, the price of opening the column there. off: that of leaving each empty.
    """

    def __init__(
        self, setting: Setting, page: Page, starts: Sequence[Sequence[float]], off: Sequence[float]
    ) -> None:
        self._p, self._page = setting.prices, page
        self._terms: list[tuple[Role, list[float], list[float]]] = []
        for column, prices, left in zip(setting.columns, starts, off, strict=True):
            taken = reward(setting, column)
            opened = [price - taken for price in accumulate((NEVER, *reversed(prices)), min)][::-1]
            self._terms.append((column.role, [min(left, o) for o in opened], [min(0.0, o) for o in opened]))
        self._known: dict[int, list[float]] = {}

    def behind(self, c: int) -> list[float]:
        """By spot: the least that the columns behind column c and the lines from the spot on can cost."""
        known = self._known.get(c)
        if known is None:
            known = self._known[c] = self._behind(c)
        return known

    def _behind(self, c: int) -> list[float]:
        page, terms = self._page, self._terms[c + 1 :]
        merged = not page.cut and {Role.LEAD, Role.TIME} <= {role for role, _, _ in terms}
        ruled = [term for term in terms if merged and term[0] in _RULED]
        price = _sums((least for role, least, _ in terms if not (merged and role in _RULED)), page)
        if merged:
            apart = _sums((least for _, least, _ in ruled), page)
            together = _sums((gain for _, _, gain in ruled), page)
            price = [
                a + min(b, self._p.merged_all + g) for a, b, g in zip(price, apart, together, strict=True)
            ]
        gains = _sums((gain for _, _, gain in terms), page)
        return [
            max(a - self._p.gap_seen * signs, gain) + joins
            for a, gain, signs, joins in zip(price, gains, page.signs_ahead, page.joins_ahead, strict=True)
        ]


def _sums(columns: Iterable[list[float]], page: Page) -> list[float]:
    return [sum(each) for each in zip([0.0] * (len(page.spots) + 1), *columns, strict=True)]
