"""The lines that one row has on one page: where cells may begin and end, and what their words cost.

A page is looked at once; rounds that learn widths come back to the same page.
"""

from __future__ import annotations

import re
from functools import cached_property

from minhbach.reading.find.lexicon import LEVELS
from minhbach.reading.rebuild.cell_words import joining, stops, unfinished
from minhbach.reading.rebuild.cells import Setting
from minhbach.reading.rebuild.grammar import PRODUCT_HEADS, opens_time, opens_units, opens_value
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.roles import UNIT_ROLES, WORDY, Column, Role

_LABEL = re.compile(r"^(\d)\s?\.\s?(\d{1,2})\s?[.:]?\s*(?=[^\W\d_])")
_ITEM = re.compile(r"^(?:\d{1,2}\.\s?\d{1,2}[.:)]?\s|[-–•+]\s?\S)")

Spot = tuple[int, int]  # line, word


class Page:
    """cut: the row began on a page before; cut_after: it goes on overleaf."""

    def __init__(
        self, setting: Setting, lines: list[Line], first: int, cut: bool, cut_after: bool, end_gaps: int
    ) -> None:
        self.p, self.language, self.grouped = setting.prices, setting.language, setting.grouped
        self.roles = {c.role for c in setting.columns}
        self.labels = setting.labels
        self.lines, self.first, self.cut, self.cut_after = lines, first, cut, cut_after
        self.end_gaps = end_gaps
        self.words = [line.words for line in lines]

    @cached_property
    def spots(self) -> list[Spot]:
        """Where a cell may begin, in reading order."""
        return [(i, o) for i in range(len(self.lines)) for o in [0, *self._splits(i)]]

    @cached_property
    def at(self) -> dict[Spot, int]:
        """The number of each spot, the end of the page as the last."""
        return {spot: n for n, spot in enumerate([*self.spots, (len(self.lines), 0)])}

    @cached_property
    def splits(self) -> list[list[int]]:
        """The words inside each line at which a cell may begin."""
        found: list[list[int]] = [[] for _ in self.lines]
        for i, o in self.spots:
            if o:
                found[i].append(o)
        return found

    def _splits(self, i: int) -> list[int]:
        words, found = self.words[i], []
        short = self.cut and (len(words) <= 3 or (i < 2 and len(words) <= 12))
        for o in range(1, len(words)):
            dangling = words[o - 1][-1] in ",(" or words[o - 1].lower() in ("và", "của", "các")
            if short or (not dangling and self._opens_cell(words, o)):
                found.append(o)
        return found

    def _opens_cell(self, words: list[str], o: int) -> bool:
        """Whether the words from `o` on open as something that stands in a cell of its own."""
        rest, left = " ".join(words[o:]), len(words) - o
        capital = words[o][0].isupper()
        if (capital or words[o] == "các") and opens_units(rest):
            return True
        if left <= 4 and opens_time(rest):
            return True
        if Role.PRODUCT in self.roles and capital and words[o].lower() in PRODUCT_HEADS:
            return True
        figures = Role.VALUE in self.roles or Role.MEASURE in self.roles
        return figures and left <= 8 and (opens_value(rest) or "%" in (words[o], words[o - 1]))

    def may_start(self, i: int, o: int, column: Column) -> bool:
        if self.cut:
            return True
        if column.role in UNIT_ROLES:
            return opens_units(self._opening(i, o))
        return column.role is not Role.TIME or opens_time(self._opening(i, o))

    def _opening(self, i: int, o: int) -> str:
        """The first words at a spot, with the next line where this one holds a word or two only."""
        words = self.words[i][o:]
        if len(words) < 3 and i + 1 < len(self.lines):
            words = words + self.words[i + 1]
        return " ".join(words)

    def may_end(self, j: int) -> bool:
        """Whether the next line can open a cell; a small letter seldom does within a page."""
        if j + 1 >= len(self.lines) or self.cut or self.cut_after:
            return True
        following = self.lines[j + 1]
        text = following.text
        if not text[0].islower() or following.blank == 0 or following.gaps:
            return True
        return stops(self.lines[j].text) or opens_units(text) or opens_time(text)

    def start(self, i: int, o: int, column: Column) -> float:
        """The price of a cell of this column opening at a spot, a cut row's own price apart."""
        text = " ".join(self.words[i][o:])
        small = text[0].islower()
        price = 0.0
        if small and not self.cut and column.role in WORDY:
            price += self.p.small_start
        elif small and not self.cut and column.role in UNIT_ROLES:
            level = self.words[i][o].strip(",;") in LEVELS
            price += self.p.small_start if level else self.p.small_units
        if o == 0 and i > 0 and self.language.pair(self.words[i - 1][-1], self.words[i][0]):
            price += self.p.pair_broken if small else self.p.pair_broken / 2
        if o == 0 and i > 0 and self.lines[i].blank == 0:
            price -= 0.5
        if o > 0 and small and self.language.pair(self.words[i][o - 1], self.words[i][o]):
            price += self.p.pair_broken
        return price + self._label(column, text)

    def _label(self, column: Column, text: str) -> float:
        m = _LABEL.match(text)
        if m and int(m[1]) in self.labels:
            return -self.p.label if self.labels[int(m[1])] == column.index else self.p.wrong_label
        if self.grouped and not self.cut and _ITEM.match(text):
            return -self.p.label if column.role is Role.TASK else self.p.wrong_label
        return 0.0

    def join(self, role: Role, left: str, j: int) -> float:
        """The price of line j standing under `left` in one cell."""
        line, p = self.lines[j], self.p
        price = joining(self.language, p, left, line.text)
        if (
            role in WORDY
            and line.text[0].isupper()
            and opens_units(self._opening(j, 0))
            and not unfinished(left)
        ):
            price += p.units_inside
        if line.blank == 0 and not (line.text[0].isdigit() or line.text[0] == "%"):
            price += p.no_blank_between
        if line.gaps:
            price += p.gap_inside * min(2, len(line.gaps))
        m = _LABEL.match(line.text)
        if m and int(m[1]) in self.labels:
            price += p.unsplit_label
        return price

    def gap_signs(self, n: int) -> int:
        """Signs of empty cells just before spot n: lines of blanks, blanks at a line's end."""
        i, o = self.spots[n] if n < len(self.spots) else (len(self.lines), 0)
        if o:
            return 0
        trailing = self.lines[i - 1].open_end if i else 0
        return trailing + (sum(self.lines[i].gaps) if i < len(self.lines) else self.end_gaps)

    def pieces(self, n: int, stop: int) -> tuple[str, ...]:
        """The printed lines between two spots."""
        (i, o), (j, s) = self.spots[n], ([*self.spots, (len(self.lines), 0)])[stop]
        parts = [self.words[k][o if k == i else 0 :] for k in range(i, j)]
        if s:
            parts.append(self.words[j][o if j == i else 0 : s])
        return tuple(" ".join(part) for part in parts)
