"""What of a draft stands where in its source: findings and questions as stretches of text. Pure.

A block is a paragraph or a table (reading.serving.blocks_of). Marks: content, unit, time, doubt, unread.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from minhbach.intake.core.phrases import Role
from minhbach.intake.core.rows import Data, Row, all_rows
from minhbach.intake.core.window import Window, window

Block = dict[str, Any]
Spot = tuple[int, int, int]  # block, row, cell; row and cell are -1 in a paragraph


class Kind(StrEnum):
    """What a mark says; the later ones cover the earlier ones."""

    CONTENT = "content"
    UNREAD = "unread"
    TIME = "time"
    UNIT = "unit"
    DOUBT = "doubt"


WEIGHT = {kind: weight for weight, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the queue as the source needs it. words: what it is about; rows: in which rows."""

    number: int
    words: tuple[str, ...]
    rows: tuple[str, ...]
    is_current: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text. pin: the number of the question that begins here; ask: its name."""

    start: int
    end: int
    kind: Kind
    pin: int | None = None
    is_current: bool = False
    row: str = ""
    ask: str = ""


@dataclass(slots=True)
class Marked:
    """The blocks with what is marked in them. keys: line -> the row of the draft that was read there first.

    row_of: for each question the row where it stands.
    """

    blocks: Sequence[Block]
    window: Window
    grids: dict[int, Grid] = field(default_factory=dict)
    spans: dict[Spot, list[Span]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[tuple[int, int], str] = field(default_factory=dict)
    current: set[tuple[int, int]] = field(default_factory=set)
    row_of: dict[int, str] = field(default_factory=dict)

    def text(self, spot: Spot) -> str:
        block, r, c = spot
        return self.grids[block].text(r, c) if block in self.grids else str(self.blocks[block]["text"])


def marked(
    blocks: Sequence[Block],
    data: Data,
    asked: Iterable[Asked] = (),
    shown: str = "",
    begin: int | None = None,
) -> Marked:
    """Every finding and question of the draft in its place.

    shown: the key of a row (or of unread text) that a person looks at. begin: the line from which on a long
    document is shown; else around what is current.
    """
    asked = list(asked)
    rows = {row["key"]: row for _place, row in all_rows(data)}
    unread = {item["key"]: item for item in data.get("unread", [])}
    made = Marked(blocks, window(blocks, _looked_at(rows | unread, asked, shown, blocks), begin))
    made.grids = {
        n: Grid(block, made.window, n)
        for n, block in enumerate(blocks)
        if block["kind"] == "table" and made.window.first[0] <= n <= made.window.last[0]
    }
    for row in rows.values():
        _mark_row(made, row)
    made.row_of = {one.number: _ask(made, rows, one) for one in asked if one.rows}
    for item in unread.values():
        if not item.get("settled") or item["key"] == shown:
            _mark_unread(made, item)
    looked = rows.get(shown) or unread.get(shown)
    if looked and _spots(made, looked.get("place") or {}):
        made.current = {_line(looked["place"], made.grids)}
    return made


def _looked_at(
    rows: dict[str, Row], asked: list[Asked], shown: str, blocks: Sequence[Block]
) -> tuple[int, int] | None:
    """The line of the row that is shown, else of the first row that the current question is about."""
    keys = [shown] if shown in rows else [row for one in asked if one.is_current for row in one.rows]
    places = sorted((rows[key] for key in keys), key=_position)
    place = places[0].get("place") if places else None
    if not place or place.get("block") is None or not 0 <= place["block"] < len(blocks):
        return None
    is_table = blocks[place["block"]]["kind"] == "table"
    return place["block"], (place.get("row") or 0) if is_table else -1


class Grid:
    """Which cell owns each place of a table, so that merged cells are drawn and marked once."""

    def __init__(self, block: Block, seen: Window, number: int) -> None:
        self.rows: list[list[dict[str, Any]]] = [row["cells"] for row in block["rows"]]
        shown = [r for r in range(len(self.rows)) if seen.holds((number, r))]
        self.first, self.end = shown[0], shown[-1] + 1
        self.owner: dict[tuple[int, int], tuple[int, int]] = {}
        for r in shown:
            for c, cell in enumerate(self.rows[r]):
                self.owner[r, c] = self._owner_of(r, c, cell["merge"])

    def _owner_of(self, r: int, c: int, merge: str) -> tuple[int, int]:
        """A cell merged with one that lies above the window owns itself: it carries the same words."""
        if merge == "spanned" and c:
            return self.owner[r, c - 1]
        if merge == "handed_down" and r > self.first and c < len(self.rows[r - 1]):
            return self.owner[r - 1, c]
        return r, c

    def is_drawn(self, r: int, c: int) -> bool:
        return self.owner[r, c] == (r, c)

    def text(self, r: int, c: int) -> str:
        cell = self.rows[r][c]
        return "" if cell["merge"] == "inferred" else str(cell["text"])

    def spans(self, r: int, c: int) -> tuple[int, int]:
        """colspan and rowspan as drawn: as far as cells say that they belong to this one."""
        wide = 1
        while self.owner.get((r, c + wide)) == (r, c):
            wide += 1
        high = 1
        while self.owner.get((r + high, c)) == (r, c):
            high += 1
        return wide, high


def _mark_row(made: Marked, row: Row) -> None:
    place = row.get("place") or {}
    spots = _spots(made, place)
    if not spots:
        return
    made.keys.setdefault(_line(place, made.grids), row["key"])
    own = _own_spot(made, place, spots)
    start, end = _stretch(place, made.text(own), row)
    made.spans[own].append(Span(start, end, Kind.CONTENT, row=row["key"]))
    for kind, words in _words(row):
        _mark_words(made, spots, kind, words, row["key"])
    for joined in row.get("joined") or ():  # text that a person put to the row
        for spot in _spots(made, joined.get("place") or {}):
            if found := _find(made.text(spot), joined["text"]):
                made.spans[spot].append(Span(*found, Kind.CONTENT, row=row["key"]))


def _ask(made: Marked, rows: dict[str, Row], one: Asked) -> str:
    """Marks what a question is about wherever it stands; its number stands where it comes first."""
    first = ""
    for key in sorted(one.rows, key=lambda key: _position(rows[key])):
        spots = _spots(made, rows[key].get("place") or {})
        shown = replace(one, number=0, is_current=False) if first else one
        found = [_mark_words(made, spots, Kind.DOUBT, words, key, shown) for words in one.words]
        if any(found) and not first:
            first = key
    key = first or min(one.rows, key=lambda key: _position(rows[key]))
    place = rows[key].get("place") or {}
    spots = _spots(made, place)
    if spots and not first:  # the words stand elsewhere: the whole row is pointed at
        own = _own_spot(made, place, spots)
        start, end = _stretch(place, made.text(own), rows[key])
        made.spans[own].append(Span(start, end, Kind.DOUBT, one.number, one.is_current, key, one.id))
    if spots and one.is_current:
        made.current.add(_line(place, made.grids))
    return key


def _line(place: Row, grids: dict[int, Grid]) -> tuple[int, int]:
    row = place.get("row")
    return place["block"], row if place["block"] in grids and row is not None else -1


def _position(row: Row) -> tuple[int, int]:
    place = row.get("place") or {}
    block = place.get("block")
    return (10**9 if block is None else block), place.get("row") or place.get("start") or 0


def _words(row: Row) -> list[tuple[Kind, str]]:
    units = [(Kind.UNIT, phrase) for role in Role for phrase in row.get(role.value) or []]
    times = [(Kind.TIME, row[name]) for name in ("time_raw", "due_raw") if row.get(name)]
    return units + times


def _spots(made: Marked, place: Row) -> list[Spot]:
    """Where the row's words may stand: its paragraph, or the cells of its table row."""
    block = place.get("block")
    if block is None or not 0 <= block < len(made.blocks):
        return []
    if made.blocks[block]["kind"] != "table":
        return [(block, -1, -1)]
    grid, r = made.grids.get(block), place.get("row")
    if grid is None or r is None or not grid.first <= r < grid.end:
        return []
    owners = dict.fromkeys(grid.owner[r, c] for c in range(len(grid.rows[r])))
    return [(block, *owner) for owner in owners]


def _own_spot(made: Marked, place: Row, spots: list[Spot]) -> Spot:
    grid, r, c = made.grids.get(place["block"]), place.get("row"), place.get("cell")
    if grid is None or r is None or c is None or (r, c) not in grid.owner:
        return spots[0]
    return (place["block"], *grid.owner[r, c])


def _stretch(place: Row, text: str, row: Row) -> tuple[int, int]:
    """Where the row's own words begin and end: found by the words, else as the place says, else all."""
    for words in (row.get("text"), row.get("name")):
        if words and (found := _find(text, str(words))):
            return found
    start, end = place.get("start"), place.get("end")
    if start is not None and end is not None and 0 <= start < end <= len(text):
        return int(start), int(end)
    return 0, len(text)


def _mark_words(
    made: Marked, spots: list[Spot], kind: Kind, words: str, row: str, asked: Asked | None = None
) -> bool:
    """Marks the words in the first spot that holds them; for a question also its number."""
    for spot in spots:
        if found := _find(made.text(spot), words):
            if asked is None:
                made.spans[spot].append(Span(*found, kind, row=row))
            else:
                pin = asked.number or None
                made.spans[spot].append(Span(*found, kind, pin, asked.is_current, row, asked.id))
            return True
    return False


def _mark_unread(made: Marked, item: Row) -> None:
    for spot in _spots(made, item.get("place") or {}):
        if found := _find(made.text(spot), item["text"]):
            made.spans[spot].append(Span(*found, Kind.UNREAD, row=item["key"]))
            return


def _find(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text, however they are spaced; a list "Các Sở: A, B" holds "Sở B" as "B"."""
    parts = words.split()
    for tried in (parts, parts[1:] if parts and parts[0] == "Sở" else []):
        if not tried:
            continue
        pattern = r"\s+".join(map(re.escape, tried))
        if found := re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            return found.span()
    return None
