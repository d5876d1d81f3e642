"""Where the rows of a poured-out table begin that no number opens.

The cells of all rows are read in one search: a row begins where a column further left comes again. What a
row must hold (work) and what its cells may say (bodies, times) part one row from the next. Only the places
where rows begin are taken from this search; the rows themselves are read as those of any table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minhbach.reading.rebuild.blocks import Kind, RowSpec
from minhbach.reading.rebuild.cells import Fragment, Reading, Setting, cell_text
from minhbach.reading.rebuild.chain import roman
from minhbach.reading.rebuild.decoder import left_empty
from minhbach.reading.rebuild.grammar import Fit, bodies_fit, time_fit
from minhbach.reading.rebuild.language import Language
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.pages import NEVER, Page
from minhbach.reading.rebuild.priced import PricedCells
from minhbach.reading.rebuild.roles import BODIES, WORDY, Column, Role
from minhbach.reading.rebuild.trails import Trails
from minhbach.reading.rebuild.widths import from_headings, learnt

_ROUNDS = 3
_NEW_ROW = 0.5  # price of one row more
_GOES_ON = 1.0  # price of a row that a page break cut
_BEAM = 12.0  # a reading that costs so much more than the best up to the same place is given up
_CELL_LINES = 25  # lines of one cell, more than a page's cell mostly has
_FEWEST = 2  # rows that make a table
_SECTION = re.compile(r"^([IVX]{1,5}|[A-H])[.)]\s+(?=\S)")
_ANCHORED = 0.6  # of the rows: those whose body and time are read whole

# A place in the search: whether the row came over the page break, the column read last.
_State = tuple[bool, int]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A cell on the way to the end of a page: its column, from spot to spot. opens: it is the first of its
    row. goes_on: its row began on the page before."""

    column: int
    start: int
    stop: int
    opens: bool
    goes_on: bool
    before: _Cut | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A row on one page: its cells, the line it begins on. goes_on: it began on the page before."""

    cells: tuple[Fragment, ...]
    line: int
    goes_on: bool

    def words(self, column: int) -> str:
        return cell_text([line for f in self.cells if f.column == column for line in f.lines])


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines on one page below one heading. cut: a row may go on from the part before."""

    lines: list[Line]
    cut: bool
    heading: RowSpec | None = None


@dataclass(slots=True)
class _Whole:
    """A row with all its pieces: what stands on a part, and the lines of it."""

    pieces: list[tuple[_Found, list[Line]]]
    end_gaps: int = 0
    heading: RowSpec | None = None  # of the section it opens

    def said(self, column: Column) -> str:
        return cell_text([words for piece, _ in self.pieces if (words := piece.words(column.index))])

    def is_anchored(self, columns: Sequence[Column]) -> bool:
        """Whether the columns whose words can be judged hold a body and a time, each whole."""
        units = [c for c in columns if c.role in BODIES]
        times = [c for c in columns if c.role is Role.TIME and (self.said(c) or not c.is_leading_time)]
        works = any(self.said(c) for c in columns if c.role in WORDY)
        led = not units or any(bodies_fit(c.role, self.said(c)) is Fit.WHOLE for c in units)
        timed = not times or any(time_fit(self.said(c)) is Fit.WHOLE for c in times)
        return works and led and timed


def unnumbered_rows(lines: Sequence[Line], columns: Sequence[Column], language: Language) -> list[RowSpec]:
    """The rows below a header without a column of numbers; none where they do not read as rows.

    Lines behind the last row that has a body and a time are left out.
    """
    widths, slack = from_headings(columns)
    setting = Setting(columns, language, widths, slack)
    parts = _parts(lines)
    if not parts:
        return []
    after = [part.cut for part in parts[1:]] + [False]
    searches = [_Search(setting, part, goes_on) for part, goes_on in zip(parts, after, strict=True)]
    found: list[list[_Found]] = []
    for _ in range(_ROUNDS):
        found = []
        for search in searches:
            found.append(search.rows(setting, found[-1][-1] if found and found[-1] else None))
        readings = [Reading(0.0, (row.cells,)) for part in found for row in part]
        setting.widths, setting.slack = learnt(columns, readings, setting.widths, setting.slack)
    rows = _whole(found, parts)
    anchored = [row.is_anchored(columns) for row in rows]
    rows = rows[: max((n + 1 for n, yes in enumerate(anchored) if yes), default=0)]
    if len(rows) < _FEWEST or sum(anchored) < _ANCHORED * len(rows):
        return []
    return _specs(rows)


def _parts(lines: Sequence[Line]) -> list[_Part]:
    """The lines, parted where a page or a section begins."""
    parts: list[_Part] = [_Part([], cut=False)]
    wanted = 1
    for line in lines:
        section = _SECTION.match(line.text)
        if section and roman(section[1]) == wanted:
            wanted += 1
            named = replace(line, text=line.text[section.end() :], page_start=False, gaps=())
            heading = RowSpec(Kind.SECTION, pages=[[named]], code=section[1])
            parts.append(_Part([], cut=False, heading=heading))
            continue
        if line.page_start and parts[-1].lines:
            parts.append(_Part([], cut=True))
        parts[-1].lines.append(line)
    return [part for part in parts if part.lines]


def _whole(found: Sequence[Sequence[_Found]], parts: Sequence[_Part]) -> list[_Whole]:
    """The rows, those that a page break cut in one."""
    rows: list[_Whole] = []
    for part, own in zip(parts, found, strict=True):
        for at, piece in enumerate(own):
            end = own[at + 1].line if at + 1 < len(own) else len(part.lines)
            if not (piece.goes_on and rows):
                rows.append(_Whole([], heading=part.heading if at == 0 else None))
            rows[-1].pieces.append((piece, part.lines[piece.line : end]))
            rows[-1].end_gaps = sum(part.lines[end].gaps) if end < len(part.lines) else 0
    return rows


def _specs(rows: Sequence[_Whole]) -> list[RowSpec]:
    specs: list[RowSpec] = []
    section = 0
    for row in rows:
        if row.heading:
            section += 1
            specs.append(replace(row.heading, section=section))
        pages = [list(lines) for _, lines in row.pieces]
        specs.append(RowSpec(Kind.ROW, pages=pages, section=section, end_gaps=row.end_gaps))
    return specs


class _Search:
    """The lines of one page, read as rows of cells; kept over the rounds."""

    def __init__(self, setting: Setting, part: _Part, cut_after: bool) -> None:
        self.page = Page(setting, part.lines, 1, cut=False, cut_after=False, end_gaps=0)
        self.trails = Trails(self.page)
        self.cut, self.cut_after = part.cut, cut_after
        self.columns = setting.columns
        self.last = setting.columns[-1].index
        self.left: dict[tuple[int, int], tuple[float, int]] = {}

    def rows(self, setting: Setting, above: _Found | None) -> list[_Found]:
        """The cheapest reading of the page. above: the last row of the page before."""
        had = {c.index: above.words(c.index) for c in self.columns} if above and self.cut else {}
        cells = PricedCells(setting, self.page, self.trails)
        ends: list[dict[_State, tuple[float, _Cut | None]]] = [{} for _ in range(len(self.page.spots) + 1)]
        ends[0][(False, 0)] = (0.0, None)
        if had:
            ends[0][(True, 0)] = (_GOES_ON, None)
        for n in range(len(self.page.spots)):
            least = min((cost for cost, _ in ends[n].values()), default=NEVER)
            states = {s: e for s, e in ends[n].items() if e[0] <= least + _BEAM}
            for column in self.columns[1:]:
                for goes_on, cost, before, opens in self._arrivals(states, column.index, n):
                    self._extend(ends, cells, column, n, goes_on, cost, before, opens, had)
        return self._found(self._cheapest(ends[-1]))

    def _arrivals(
        self, states: dict[_State, tuple[float, _Cut | None]], c: int, n: int
    ) -> Iterator[tuple[bool, float, _Cut | None, bool]]:
        """The cheapest ways to open column c at spot n: in the row so far, or in a new one."""
        best: dict[bool, tuple[float, _Cut | None, bool]] = {}
        signs = self.page.gap_signs[n]
        for (goes_on, a), (cost, before) in states.items():
            if a < c:
                price = cost if goes_on else cost + self._empty(a + 1, c, signs)
                if goes_on not in best or price < best[goes_on][0]:
                    best[goes_on] = (price, before, before is None)
            if a and not self.page.spots[n][1]:
                price = cost + (0.0 if goes_on else self._empty(a + 1, self.last + 1, signs))
                price += _NEW_ROW + self._empty(1, c, 0)
                if False not in best or price < best[False][0]:
                    best[False] = (price, before, True)
        for goes_on, (price, before, opens) in best.items():
            yield goes_on, price, before, opens

    def _empty(self, first: int, behind: int, signs: int) -> float:
        """The price of leaving the columns from `first` to before `behind` empty."""
        known = self.left.get((first, behind))
        if known is None:
            between = self.columns[first:behind]
            known = self.left[(first, behind)] = (left_empty(self.page.p, between), len(between))
        price, count = known
        return max(0.0, price - self.page.p.gap_seen * min(count, signs)) if signs and count else price

    def _extend(
        self, ends: list[dict[_State, tuple[float, _Cut | None]]], cells: PricedCells, column: Column,
        n: int, goes_on: bool, cost: float, before: _Cut | None, opens: bool, had: dict[int, str],
    ) -> None:  # fmt: skip
        """Adds every cell of a column that may begin at a spot."""
        words = had.get(column.index, "") if goes_on else ""
        start = 0.0 if words else self.page.openings(column)[n]
        if start == NEVER:
            return
        cost += start
        found, at = cells.at(n, column, words), 0
        for k in range(_CELL_LINES):
            for stop, price in found.found[at:]:
                state, total = (goes_on, column.index), cost + price
                if state not in ends[stop] or total < ends[stop][state][0]:
                    ends[stop][state] = (total, _Cut(column.index, n, stop, opens, goes_on, before))
            at = len(found.found)
            if found.ended or (k and found.least > _BEAM):
                return
            found.go_on()

    def _cheapest(self, states: dict[_State, tuple[float, _Cut | None]]) -> _Cut | None:
        """The cheapest reading of the whole page; its last row may go on overleaf."""
        share = 0.5 if self.cut_after else 1.0

        def cost(state: _State) -> float:
            goes_on, a = state
            return states[state][0] + (0.0 if goes_on else share * self._empty(a + 1, self.last + 1, 0))

        return states[min(states, key=cost)][1] if states else None

    def _found(self, last: _Cut | None) -> list[_Found]:
        cuts: list[_Cut] = []
        while last is not None:
            cuts.append(last)
            last = last.before
        rows: list[list[_Cut]] = []
        for cut in reversed(cuts):
            if cut.opens or not rows:
                rows.append([])
            rows[-1].append(cut)
        return [
            _Found(
                tuple(Fragment(c.column, self.page.pieces(c.start, c.stop)) for c in row),
                self.page.spots[row[0].start][0],
                row[0].goes_on,
            )
            for row in rows
        ]
