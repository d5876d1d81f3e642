"""Reads all rows of one poured-out table, in rounds: read, learn the widths, read again."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from minhbach.reading.rebuild.blocks import Kind, RowSpec
from minhbach.reading.rebuild.cells import Fragment, Reading, Setting, cell_text
from minhbach.reading.rebuild.decoder import PageDecoder
from minhbach.reading.rebuild.grammar import Fit, bodies_fit, time_fit
from minhbach.reading.rebuild.language import Language
from minhbach.reading.rebuild.metrics import width
from minhbach.reading.rebuild.pages import Page
from minhbach.reading.rebuild.priced import PricedCells
from minhbach.reading.rebuild.roles import UNIT_ROLES, Column, Role
from minhbach.reading.rebuild.trails import Trails
from minhbach.reading.rebuild.widths import from_headings, learnt

ROUNDS = 4
SECTION_LINES = 12  # wrapped lines that teach a section a width of its own
MOST_LINES = 240  # more lines than a page of a table holds: left as they are, and doubted
HEAD_ROOM = 1.15  # share of its column's width that a group head may take
OFTEN = 3  # rows that show the same cell before it counts as recurring
BEAM = 4  # readings kept over a page cut
_NEARLY = 2.0  # a reading that costs so little more is a rival: about the evidence of two clear words


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row specification with its reading (None for sections). rivals: other readings as good, or nearly."""

    spec: RowSpec
    reading: Reading | None
    rivals: tuple[Reading, ...] = ()


def read_rows(
    specs: Sequence[RowSpec], columns: Sequence[Column], language: Language, grouped: bool
) -> tuple[list[ReadRow], Setting]:
    """The rows read with the widths of the last round."""
    widths, slack = from_headings(columns)
    setting = Setting(columns, language, widths, slack, grouped)
    settings = {spec.section: setting for spec in specs}
    read: list[ReadRow] = []
    rows = [_Row(spec, setting) for spec in specs]
    for turn in range(ROUNDS):
        beam = BEAM if turn == ROUNDS - 1 else 1
        read = [ReadRow(row.spec, row.read(settings[row.spec.section], beam), row.rivals) for row in rows]
        if turn < ROUNDS - 1:
            setting.widths, setting.slack = learnt(
                columns, [r.reading for r in read if r.reading], setting.widths, setting.slack
            )
            setting.recurring = _recurring(read, columns)
            settings = {n: _of_section(n, read, setting) for n in settings}
    return read, setting


def _recurring(read: Sequence[ReadRow], columns: Sequence[Column]) -> frozenset[tuple[int, str]]:
    """Unit and time cells that stand word for word in several rows: such a string is a whole cell."""
    ruled = [c.index for c in columns if c.role in (*UNIT_ROLES, Role.TIME)]
    seen = Counter(
        (i, cell_text(r.reading.lines_of(i)))
        for r in read
        if r.reading
        for i in ruled
        if r.reading.lines_of(i)
    )
    return frozenset(
        (i, text)
        for (i, text), count in seen.items()
        if count >= OFTEN and _fit(columns[i].role, text) is Fit.WHOLE
    )


def _fit(role: Role, text: str) -> Fit:
    return bodies_fit(role, text) if role in UNIT_ROLES else time_fit(text)


def _of_section(section: int, read: Sequence[ReadRow], whole: Setting) -> Setting:
    """A part of a table that was set by other hands has widths of its own."""
    own = [r.reading for r in read if r.reading and r.spec.section == section]
    widths, slack = learnt(whole.columns, own, whole.widths, whole.slack, enough=SECTION_LINES)
    return Setting(whole.columns, whole.language, widths, slack, whole.grouped, whole.recurring)


class _Row:
    """One row over the rounds: its pages, and its last reading with what that was read by."""

    def __init__(self, spec: RowSpec, setting: Setting) -> None:
        self.spec = spec
        parts = [part for part in spec.pages if part]
        first, last = _first_column(spec, setting), len(parts) - 1
        self.pages = [
            Page(setting, part, first, n > 0, n < last, spec.end_gaps if n == last else 0, spec.leads_group)
            for n, part in enumerate(parts)
        ]
        self.trails = [Trails(page) for page in self.pages]
        self.known: tuple[object, Reading] | None = None
        self.rivals: tuple[Reading, ...] = ()

    def read(self, setting: Setting, beam: int) -> Reading | None:
        """The row's reading, that of the round before where nothing that bears on it has changed."""
        if self.spec.kind is Kind.SECTION:
            return None
        key = (tuple(setting.widths.items()), tuple(setting.slack.items()), setting.recurring, beam)
        if self.known is None or self.known[0] != key:
            with _uncollected():
                head = _head(self.spec, setting)
                best, *others = [head] if head else self._decoded(setting, beam)
            self.rivals = tuple(r for r in others if r.cost <= best.cost + _NEARLY)
            self.known = (key, best)
        return self.known[1]

    def _decoded(self, setting: Setting, beam: int) -> list[Reading]:
        kept = [Reading()]
        for page, trails in zip(self.pages, self.trails, strict=True):
            cells = PricedCells(setting, page, trails)
            found: list[Reading] = []
            for before in kept:
                decoder = PageDecoder(setting, page, before, cells)
                whole = len(page.lines) <= MOST_LINES
                most = beam if page.cut_after else min(beam, 2)  # behind the last page: the best and a rival
                found += decoder.readings(most) if whole else [decoder.unread()]
            kept = sorted(found, key=lambda r: r.cost)[:beam]
        return kept


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing is looked for in memory meanwhile: the search for one row makes many small things that all
    live until it ends, and looking through them again and again took a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _head(spec: RowSpec, setting: Setting) -> Reading | None:
    """The head of a group, where one column holds it and its lines are no wider than that column."""
    held = [c.index for c in setting.columns if c.role is Role.GROUP]
    if not spec.heads or len(held) != 1:
        return None
    room = setting.widths.get(held[0])
    if room is not None and any(width(line.text) > room * HEAD_ROOM for line in spec.lines):
        return None
    return Reading(
        0.0, tuple((Fragment(held[0], tuple(line.text for line in page)),) for page in spec.pages if page)
    )


def _first_column(spec: RowSpec, setting: Setting) -> int:
    if spec.kind is Kind.ITEM:
        return next((c.index for c in setting.columns if c.role is Role.TASK), 1)
    return 1
