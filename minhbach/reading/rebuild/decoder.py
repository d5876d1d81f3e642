"""Reads the lines of one row as cells: a segment-level Viterbi (semi-Markov) search.

A segment is a whole cell, not a line: "is this string a complete list of bodies?" has an answer for
a cell only. Columns ascend; skipping one costs by its role; the cheapest reading wins.
"""

from __future__ import annotations

from minhbach.reading.rebuild.cells import (
    BARE_HEAD,
    FUNCTION,
    HOPELESS,
    LOST,
    MOST_LINES,
    PRUNE,
    CellPrices,
    Fragment,
    Reading,
    add_line,
    cell_text,
)
from minhbach.reading.rebuild.roles import WORDY, Column, Role


class PageDecoder(CellPrices):
    """Decodes the lines that one row has on one page."""

    # The search

    def readings(self, most: int) -> list[Reading]:
        """The `most` cheapest readings, the cheapest first."""
        end = len(self.spots)
        last = self.s.columns[-1].index
        best: list[dict[int, list[tuple[float, tuple[Fragment, ...]]]]] = [{} for _ in range(end + 1)]
        best[0][self.first - 1] = [(self.before.cost, ())]
        for n in range(end):
            if not best[n]:
                continue
            for c in range(min(best[n]) + 1, last + 1):
                arrivals = sorted(
                    (
                        (cost + self._skip(a, c, n), done)
                        for a, entries in best[n].items()
                        if a < c
                        for cost, done in entries
                    ),
                    key=lambda e: e[0],
                )[:most]
                if arrivals:
                    for stop, price, piece in self._segments(n, c):
                        _offer(
                            best[stop].setdefault(c, []),
                            [(cost + price, (*done, piece)) for cost, done in arrivals],
                            most,
                        )
        finals = [
            (cost + self._skip(c, last + 1, end), done)
            for c, entries in best[end].items()
            for cost, done in entries
        ]
        finals.sort(key=lambda e: e[0])
        if not finals:
            return [self.unread()]
        return [Reading(cost, (*self.before.pages, done)) for cost, done in finals[:most]]

    def unread(self) -> Reading:
        """The lines kept together, at a price that no reading costs."""
        return Reading(self.before.cost + LOST, (*self.before.pages, (self._unparted(),)))

    def _unparted(self) -> Fragment:
        """All lines in the task's column: words that fit no reading are kept, and doubted."""
        task = next((c.index for c in self.s.columns if c.role is Role.TASK), self.s.columns[-1].index)
        return Fragment(max(task, self.first), tuple(line.text for line in self.lines))

    # Prices

    def _segments(self, n: int, c: int) -> list[tuple[int, float, Fragment]]:
        """Every cell that may begin at spot n in column c: where it ends, its price, its lines."""
        i, o = self.spots[n]
        column = self.s.columns[c]
        if not self._may_start(i, o, column):
            return []
        found: list[tuple[int, float, Fragment]] = []
        start = self._start(i, o, column)
        pieces: list[str] = []
        text = cell_text(self.open.get(c, ()))
        cost, shape = start, 0.0  # words' price, geometry's price
        for j in range(i, min(len(self.lines), i + MOST_LINES.get(column.role, 200))):
            begin = o if j == i else 0
            words = self.words[j]
            if j > i:
                cost += self._join(column, pieces[-1], j)
                shape += self._wrap(column, pieces[-1], self.lines[j].text)
            for s in (x for x in range(begin + 1, len(words)) if (j, x) in self.at):
                piece = " ".join(words[begin:s])
                price, bent = (
                    cost + self._glue(column, j, s, centred=j > i),
                    shape + self._over(column, piece),
                )
                found.append(
                    self._closed(
                        column, self.at[(j, s)], price, bent, [*pieces, piece], add_line(text, piece)
                    )
                )
            piece = " ".join(words[begin:])
            shape += self._over(column, piece)
            pieces.append(piece)
            text = add_line(text, piece)
            if cost + shape - start > PRUNE or (j - i >= HOPELESS and self._hopeless(column, text)):
                break
            if self._may_end(j):
                found.append(self._closed(column, self.at[(j + 1, 0)], cost, shape, pieces, text))
        return found

    def _closed(
        self, column: Column, stop: int, price: float, shape: float, pieces: list[str], text: str
    ) -> tuple[int, float, Fragment]:
        fragment = Fragment(column.index, tuple(pieces))
        price += self._grammar(column, text) + shape * (self.p.proved if self._proved(column, text) else 1.0)
        if not self.cut_after and column.role in WORDY:
            if FUNCTION.search(text[-12:]):
                price += self.p.unfinished
            elif text.endswith(";"):
                price += self.p.semicolon
            elif BARE_HEAD.search(text[-16:]):
                price += self.p.head_alone
            if text.count("(") > text.count(")"):
                price += self.p.open_bracket
        return stop, price, fragment


def _offer(
    entries: list[tuple[float, tuple[Fragment, ...]]],
    new: list[tuple[float, tuple[Fragment, ...]]],
    most: int,
) -> None:
    entries += new
    if len(entries) > most:
        entries.sort(key=lambda e: e[0])
        del entries[most:]
