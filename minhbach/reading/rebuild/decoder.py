"""Reads the lines of one row as cells: a segment-level Viterbi (semi-Markov) search.

A segment is a whole cell, not a line: "is this string a complete list of bodies?" has an answer for
a cell only. Columns ascend; skipping one costs by its role; the cheapest reading wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from minhbach.reading.rebuild.ahead import Ahead
from minhbach.reading.rebuild.cell_words import joining, stops, unfinished
from minhbach.reading.rebuild.cells import Fragment, Reading, Setting, cell_text
from minhbach.reading.rebuild.grammar import Fit, bodies_fit, time_fit
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.pages import NEVER, Page
from minhbach.reading.rebuild.priced import PricedCells
from minhbach.reading.rebuild.prices import Prices
from minhbach.reading.rebuild.roles import BODIES, LEADS, UNIT_ROLES, WORDY, Column, Role

_ROOM = 6.0  # what the first search spends above the least that a page can cost
_ROUNDING = 1e-6  # sums of prices differ by less
LOST = 50.0  # price of lines that fit no reading at all

# A cell read: its column, the spot it begins at, the spot behind it, the cell read before it.
Cut = tuple[int, int, int, "Cut | None"]
Entry = tuple[float, Cut | None]
_cost = itemgetter(0)


def left_empty(p: Prices, columns: Sequence[Column]) -> float:
    """The price of leaving columns empty that stand side by side; bodies and time are merged together."""
    if columns and columns[0].is_leading_time:
        return p.skips[Role.GROUP] + left_empty(p, columns[1:])
    price = sum(p.skips[column.role] for column in columns)
    if {Role.LEAD, Role.TIME} <= {column.role for column in columns}:
        price += p.merged_all
        price -= sum(p.skips[column.role] for column in columns if column.role in (*BODIES, Role.TIME))
    return price


class PageDecoder:
    """Decodes the lines that one row has on one page, behind one reading of the pages before."""

    def __init__(self, setting: Setting, page: Page, before: Reading, cells: PricedCells) -> None:
        self.s, self.p, self.page, self.before, self.cells = setting, setting.prices, page, before, cells
        self.between: dict[tuple[int, int], tuple[float, int]] = {}
        self.open = {c.index: before.lines_of(c.index) for c in setting.columns} if page.cut else {}
        self.had = {column: cell_text(lines) for column, lines in self.open.items()}
        # How many lines each column had on the page before: only a full one can go on.
        self.fill = {f.column: len(f.lines) for f in before.pages[-1]} if page.cut else {}
        self.off = [self._left_off(c) for c in setting.columns] if page.cut else []
        self.starts = [self._starts(c) for c in setting.columns]
        off = self.off or [self.p.skips[c.role] for c in setting.columns]
        self.ahead = Ahead(setting, page, self.starts, off)
        self.is_left = False  # the last search left out what costs more than its limit

    # The search

    def readings(self, most: int) -> list[Reading]:
        """The `most` cheapest readings, the cheapest first.

        What must end above a limit is left out, and the limit raised until it leaves out nothing that counts.
        """
        least = self.before.cost + self.ahead.behind(self.page.first - 1)[0]
        room = _ROOM
        while True:
            found = self._search(most, least + room)
            if not self.is_left or (len(found) == most and found[-1].cost <= least + room):
                return found or [self.unread()]
            room *= 2

    def _search(self, most: int, limit: float) -> list[Reading]:
        """The cheapest readings of those within the limit, and perhaps some above it."""
        self.is_left = False
        limit += _ROUNDING
        end = len(self.page.spots)
        last = self.s.columns[-1].index
        best: list[dict[int, list[Entry]]] = [{} for _ in range(end + 1)]
        best[0][self.page.first - 1] = [(self.before.cost, None)]
        for n in range(end):
            if not best[n]:
                continue
            for c in range(min(best[n]) + 1, last + 1):
                arrivals = self._arrivals(best[n], c, n, most)
                if not arrivals:
                    continue
                start = self.starts[c][n]
                if start == NEVER:
                    continue
                first = arrivals[0][0] + start
                for stop, rest in self._segments(n, c, limit - first):
                    entries = best[stop].get(c)
                    if entries is None:
                        entries = best[stop][c] = []
                    elif len(entries) == most and first + rest >= entries[-1][0]:
                        continue
                    price = start + rest
                    entries += [(cost + price, (c, n, stop, done)) for cost, done in arrivals]
                    entries.sort(key=_cost)
                    del entries[most:]
        finals = self._arrivals(best[end], last + 1, end, most)
        return [Reading(cost, (*self.before.pages, self._fragments(done))) for cost, done in finals]

    def _arrivals(self, at: dict[int, list[Entry]], c: int, n: int, most: int) -> list[Entry]:
        """The cheapest ways to open column c at spot n, from any column before it."""
        found: list[Entry] = []
        signs = 0 if self.page.cut else self.page.gap_signs[n]
        for a, entries in at.items():
            if a < c:
                price, columns = self._emptied(a, c)
                if signs and columns:
                    price = max(0.0, price - self.p.gap_seen * min(columns, signs))
                found += [(cost + price, done) for cost, done in entries]
        return sorted(found, key=_cost)[:most] if len(found) > 1 else found

    def _fragments(self, last: Cut | None) -> tuple[Fragment, ...]:
        found: list[Fragment] = []
        while last is not None:
            c, n, stop, last = last
            found.append(Fragment(c, self.page.pieces(n, stop)))
        return tuple(reversed(found))

    def unread(self) -> Reading:
        """The lines kept together, at a price that no reading costs."""
        return Reading(self.before.cost + LOST, (*self.before.pages, (self._unparted(),)))

    def _unparted(self) -> Fragment:
        """All lines in the task's column: words that fit no reading are kept, and doubted."""
        task = next((c.index for c in self.s.columns if c.role is Role.TASK), self.s.columns[-1].index)
        return Fragment(max(task, self.page.first), tuple(line.text for line in self.page.lines))

    def _starts(self, column: Column) -> list[float]:
        """By spot: what it costs to open the column there, NEVER where it cannot."""
        prices = self.page.openings(column)
        if not self.page.cut:
            return prices
        return [p + self._across(column, text) for p, text in zip(prices, self.page.rests, strict=True)]

    def _segments(self, n: int, c: int, room: float) -> Iterator[tuple[int, float]]:
        """The cells of column c at spot n behind which the page can be read within the room."""
        ahead = self.ahead.behind(c)
        cells, at = self.cells.at(n, self.s.columns[c], self.had.get(c, "")), 0
        while True:
            for stop, price in cells.found[at:]:
                if price + ahead[stop] <= room:
                    yield stop, price
                else:
                    self.is_left = True
            at = len(cells.found)
            if cells.ended:
                return
            if cells.least + ahead[cells.at] > room:
                self.is_left = True
                return
            cells.go_on()

    # Page cuts

    def _across(self, column: Column, text: str) -> float:
        """The price of this column going on overleaf with `text`."""
        had = self.open.get(column.index, ())
        if not had:
            small = column.role in WORDY and text[0].islower()
            return self.p.new_after_cut + (self.p.small_start if small else 0.0)
        first = text.split()[0]
        soft = stops(had[-1]) or text[0] in "-–+•"
        price = self.cells.shapes[column.index].wrap(width(had[-1]) + SPACE + width(first), soft)
        price += joining(self.s.language, self.p, had[-1], text)
        if self.s.language.pair(had[-1].split()[-1], first):
            price -= self.p.known_pair
        if self.fill.get(column.index, 0) < max(self.fill.values(), default=0) - 1:
            price += self.p.not_full
        whole = column.role in UNIT_ROLES and bodies_fit(column.role, self.had[column.index]) is Fit.WHOLE
        if whole and not had[-1].endswith((";", ",")):
            price += self.p.complete_goes_on
        return price

    def _emptied(self, a: int, c: int) -> tuple[float, int]:
        """The price of leaving the columns between a and c empty, and how many they are."""
        known = self.between.get((a, c))
        if known is None:
            known = self.between[(a, c)] = self._left(self.s.columns[max(a + 1, self.page.first) : c])
        return known

    def _left(self, between: Sequence[Column]) -> tuple[float, int]:
        if self.page.cut:
            return sum(self.off[col.index] for col in between), len(between)
        nameless = self.page.leads_group and any(c.role is Role.GROUP or c.role in LEADS for c in between)
        return left_empty(self.p, between) + (self.p.group_nameless if nameless else 0.0), len(between)

    def _left_off(self, column: Column) -> float:
        """The price of a column that gets nothing overleaf."""
        if not self.open.get(column.index, ()):
            return 0.0 if self.page.cut_after else self.p.skips[column.role] / 2
        text = self.had[column.index]
        if column.role in UNIT_ROLES:
            return self.p.pending if bodies_fit(column.role, text) in (Fit.OPEN, Fit.BAD) else 0.0
        if column.role is Role.TIME:
            return self.p.pending if time_fit(text) is Fit.OPEN else 0.0
        full = self.fill.get(column.index, 0) >= max(self.fill.values(), default=0) - 1
        if unfinished(text) or text.count("(") > text.count(")"):
            return self.p.pending
        if full and column.role in (Role.GROUP, Role.TASK) and not stops(text):
            return self.p.full_unfinished
        return 0.0
