"""The lines that one row has on one page: where cells may begin and end, and what their words cost.

A page is looked at once; rounds that learn widths come back to the same page.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate

from minhbach.reading.find.lexicon import LEVELS
from minhbach.reading.rebuild.cell_words import joining, stops, unfinished
from minhbach.reading.rebuild.cells import Setting
from minhbach.reading.rebuild.grammar import (
    ITEM_NUMBER,
    Fit,
    measure_fit,
    opens_time,
    opens_units,
    opens_value,
    time_fit,
)
from minhbach.reading.rebuild.lexicon import PRODUCT_HEADS
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.roles import UNIT_ROLES, WORDY, Column, Role

_LABEL = re.compile(r"^(\d)\s?\.\s?(\d{1,2})\s?[.:]?\s*(?=[^\W\d_])")
_ITEM = re.compile(r"^(?:\d{1,2}\.\s?\d{1,2}[.:)]?\s|[-–•+]\s?\S)")

_TIME_WORDS = 4  # words of most times

NEVER = float("inf")  # the price of what cannot be
Spot = tuple[int, int]  # line, word
Piece = tuple[int, int, str, int]  # words, the spot behind them, the piece of a line, its width
Seam = tuple[float, int, bool]  # price, the room the first word needed above, whether the break is hard


def _is_time(words: list[str]) -> bool:
    """Whether the first of some words are a whole time."""
    return any(time_fit(" ".join(words[:n])) is Fit.WHOLE for n in range(1, _TIME_WORDS + 1))


def _is_measure(words: list[str]) -> bool:
    """Whether the first of some words is a measure, with figures or nothing behind it."""
    return measure_fit(words[0]) is Fit.WHOLE and (len(words) == 1 or opens_value(" ".join(words[1:])))


class Page:
    """cut: the row began on a page before; cut_after: it goes on overleaf. leads_group: the words that group
    rows stand in it."""

    def __init__(
        self,
        setting: Setting,
        lines: list[Line],
        first: int,
        cut: bool,
        cut_after: bool,
        end_gaps: int,
        leads_group: bool = False,
    ) -> None:
        self.p, self.language, self.grouped = setting.prices, setting.language, setting.grouped
        self.roles = {c.role for c in setting.columns}
        self.labels = setting.labels
        self.lines, self.first, self.cut, self.cut_after = lines, first, cut, cut_after
        self.end_gaps, self.leads_group = end_gaps, leads_group and not cut
        self.words = [line.words for line in lines]
        self._openings: dict[int, list[float]] = {}
        self._seams: dict[tuple[int, bool], Seam] = {}

    @cached_property
    def spots(self) -> list[Spot]:
        """Where a cell may begin, in reading order."""
        return [(i, o) for i in range(len(self.lines)) for o in [0, *self._splits(i)]]

    @cached_property
    def at(self) -> dict[Spot, int]:
        """The number of each spot, the end of the page as the last."""
        return {spot: n for n, spot in enumerate([*self.spots, (len(self.lines), 0)])}

    @cached_property
    def rests(self) -> list[str]:
        """What stands on its line from each spot on."""
        return [" ".join(self.words[i][o:]) if o else self.lines[i].text for i, o in self.spots]

    @cached_property
    def splits(self) -> list[list[Piece]]:
        """The pieces of each line, from its first word, that may end a cell amid the line."""
        found: list[list[Piece]] = [[] for _ in self.lines]
        for n, (i, o) in enumerate(self.spots):
            if o:
                text = " ".join(self.words[i][:o])
                found[i].append((o, n, text, width(text)))
        return found

    def _splits(self, i: int) -> list[int]:
        words, found = self.words[i], []
        timed = not self.cut and time_fit(self.lines[i].text) is Fit.WHOLE  # then no time begins amid it
        short = self.cut and (len(words) <= 3 or (i < 2 and len(words) <= 12))
        for o in range(1, len(words)):
            dangling = words[o - 1][-1] in ",(" or words[o - 1].lower() in ("và", "của", "các")
            if timed and opens_time(" ".join(words[o:])):
                continue
            if short or (not dangling and self._opens_cell(words, o)):
                found.append(o)
        return found

    def _opens_cell(self, words: list[str], o: int) -> bool:
        """Whether the words from `o` on open as something that stands in a cell of its own."""
        rest, left = " ".join(words[o:]), len(words) - o
        if ITEM_NUMBER.match(rest):
            return True
        capital = words[o][0].isupper()
        if (capital or words[o] == "các") and opens_units(rest):
            return True
        if opens_time(rest) and (left <= _TIME_WORDS or (capital and _is_time(words[o:]))):
            return True
        if Role.PRODUCT in self.roles and capital and words[o].lower() in PRODUCT_HEADS:
            return True
        if self.leads_group and capital and left > 1 and words[o + 1][0].islower():
            return True  # a sentence beside the name of its group
        if Role.MEASURE in self.roles and _is_measure(words[o:]):
            return True
        figures = Role.VALUE in self.roles or Role.MEASURE in self.roles
        return figures and left <= 8 and (opens_value(rest) or "%" in (words[o], words[o - 1]))

    def _may_start(self, i: int, o: int, column: Column) -> bool:
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

    def openings(self, column: Column) -> list[float]:
        """By spot: the price of a cell of this column opening there, a cut row's own price apart; NEVER
        where none may."""
        known = self._openings.get(column.index)
        if known is None:
            known = self._openings[column.index] = [
                self._start(i, o, rest, column) if self._may_start(i, o, column) else NEVER
                for (i, o), rest in zip(self.spots, self.rests, strict=True)
            ]
        return known

    @cached_property
    def joins_ahead(self) -> list[float]:
        """By spot: what joins of the lines below it can take off at most, as a price."""
        taken = [0.0]
        for j in range(len(self.lines) - 1, 0, -1):
            known = self.language.pair(self.words[j - 1][-1], self.words[j][0])
            taken.append(taken[-1] - (self.p.known_pair if known else 0.0))
        below = taken[::-1]
        return [below[i] for i, _ in self.spots] + [0.0]

    @cached_property
    def signs_ahead(self) -> list[int]:
        """By spot: the signs of empty cells from it on, where they count."""
        signs = [0] * (len(self.spots) + 1) if self.cut else self.gap_signs
        return list(accumulate(reversed(signs)))[::-1]

    def _start(self, i: int, o: int, text: str, column: Column) -> float:
        small = text[0].islower()
        price = self.p.group_opens if column.role is Role.GROUP and not self.cut else 0.0
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
        return self.p.wrong_label if column.role not in WORDY and ITEM_NUMBER.match(text) else 0.0

    def seam(self, left: str | None, j: int, wordy: bool) -> Seam:
        """Line j standing under `left` in one cell, under the whole line above it where that is None.

        wordy: the cell holds sentences, in which the name of a body seldom opens a line.
        """
        if left is not None:
            return self._seam(left, j, wordy)
        known = self._seams.get((j, wordy))
        if known is None:
            known = self._seams[(j, wordy)] = self._seam(self.lines[j - 1].text, j, wordy)
        return known

    def _seam(self, left: str, j: int, wordy: bool) -> Seam:
        text = self.lines[j].text
        soft = stops(left) or text[0] in "-–+•" or ITEM_NUMBER.match(text) is not None
        return self._join(left, j, wordy), width(left) + SPACE + width(self.words[j][0]), soft

    def _join(self, left: str, j: int, wordy: bool) -> float:
        line, p = self.lines[j], self.p
        price = joining(self.language, p, left, line.text)
        if wordy and line.text[0].isupper() and opens_units(self._opening(j, 0)) and not unfinished(left):
            price += p.units_inside
        if wordy and line.text[0].isupper() and time_fit(line.text) is Fit.WHOLE and not unfinished(left):
            price += p.time_inside
        if line.blank == 0 and not (line.text[0].isdigit() or line.text[0] == "%"):
            price += p.no_blank_between
        if line.gaps:
            price += p.gap_inside * min(2, len(line.gaps))
        m = _LABEL.match(line.text)
        if m and int(m[1]) in self.labels:
            price += p.unsplit_label
        return price

    @cached_property
    def gap_signs(self) -> list[int]:
        """Signs of empty cells just before each spot and behind the last: lines of blanks, blanks at a
        line's end."""
        return [0 if o else self._gap_signs(i) for i, o in [*self.spots, (len(self.lines), 0)]]

    def _gap_signs(self, i: int) -> int:
        trailing = self.lines[i - 1].open_end if i else 0
        return trailing + (sum(self.lines[i].gaps) if i < len(self.lines) else self.end_gaps)

    def pieces(self, n: int, stop: int) -> tuple[str, ...]:
        """The printed lines between two spots."""
        (i, o), (j, s) = self.spots[n], ([*self.spots, (len(self.lines), 0)])[stop]
        parts = [self.words[k][o if k == i else 0 :] for k in range(i, j)]
        if s:
            parts.append(self.words[j][o if j == i else 0 : s])
        return tuple(" ".join(part) for part in parts)
