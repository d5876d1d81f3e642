"""Reads all rows of one poured-out table, in rounds: read, learn the widths, read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.reading.rebuild.blocks import Kind, RowSpec
from minhbach.reading.rebuild.cells import Fragment, Reading, Setting, cell_text
from minhbach.reading.rebuild.decoder import PageDecoder
from minhbach.reading.rebuild.grammar import Fit, time_fit, units_fit
from minhbach.reading.rebuild.language import Language
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.metrics import width
from minhbach.reading.rebuild.roles import UNIT_ROLES, Column, Role
from minhbach.reading.rebuild.widths import from_headings, learnt

ROUNDS = 4
SECTION_LINES = 12  # wrapped lines that teach a section a width of its own
MOST_LINES = 240  # more lines than a page of a table holds: left as they are, and doubted
HEAD_ROOM = 1.15  # share of its column's width that a group head may take
OFTEN = 3  # rows that show the same cell before it counts as recurring
BEAM = 4  # readings kept over a page cut


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row specification with its reading (None for sections)."""

    spec: RowSpec
    reading: Reading | None


def read_rows(
    specs: Sequence[RowSpec], columns: Sequence[Column], language: Language, grouped: bool
) -> tuple[list[ReadRow], Setting]:
    """The rows read with the widths of the last round."""
    widths, slack = from_headings(columns)
    setting = Setting(columns, language, widths, slack, grouped)
    settings = {spec.section: setting for spec in specs}
    read: list[ReadRow] = []
    memo: dict[int, tuple[object, Reading]] = {}
    for turn in range(ROUNDS):
        beam = BEAM if turn == ROUNDS - 1 else 1
        read = [
            ReadRow(
                spec,
                None if spec.kind is Kind.SECTION else _once(n, spec, settings[spec.section], beam, memo),
            )
            for n, spec in enumerate(specs)
        ]
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
        if count >= OFTEN and (units_fit(text) if i in _units(columns) else time_fit(text)) is Fit.WHOLE
    )


def _units(columns: Sequence[Column]) -> list[int]:
    return [c.index for c in columns if c.role in UNIT_ROLES]


def _of_section(section: int, read: Sequence[ReadRow], whole: Setting) -> Setting:
    """A part of a table that was set by other hands has widths of its own."""
    own = [r.reading for r in read if r.reading and r.spec.section == section]
    widths, slack = learnt(whole.columns, own, whole.widths, whole.slack, enough=SECTION_LINES)
    return Setting(whole.columns, whole.language, widths, slack, whole.grouped, whole.recurring)


def _once(
    n: int, spec: RowSpec, setting: Setting, beam: int, memo: dict[int, tuple[object, Reading]]
) -> Reading:
    """The row's reading, taken from the round before where nothing that bears on it has changed."""
    key = (
        tuple(setting.widths.items()),
        tuple(setting.slack.items()),
        setting.recurring,
        beam if sum(map(bool, spec.pages)) > 1 else 1,
    )
    if n not in memo or memo[n][0] != key:
        memo[n] = (key, _row(spec, setting, beam))
    return memo[n][1]


def _row(spec: RowSpec, setting: Setting, beam_width: int) -> Reading:
    pages = [page for page in spec.pages if page]
    head = _head(spec, setting)
    if head is not None:
        return head
    first = _first_column(spec, setting)
    beam = [Reading()]
    for n, page in enumerate(pages):
        last = n == len(pages) - 1
        most = 1 if len(pages) == 1 else beam_width
        found: list[Reading] = []
        for before in beam:
            found += _page(setting, page, before, first, not last, spec.end_gaps if last else 0, most)
        beam = sorted(found, key=lambda r: r.cost)[:beam_width] or beam
    return beam[0]


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


def _page(
    setting: Setting, page: list[Line], before: Reading, first: int, cut_after: bool, gaps: int, most: int
) -> list[Reading]:
    decoder = PageDecoder(setting, page, before, first, cut_after, gaps)
    return [decoder.unread()] if len(page) > MOST_LINES else decoder.readings(most)


def _first_column(spec: RowSpec, setting: Setting) -> int:
    if spec.kind is Kind.ITEM:
        return next((c.index for c in setting.columns if c.role is Role.TASK), 1)
    return 1
