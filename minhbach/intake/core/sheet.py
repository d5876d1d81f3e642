"""The source text as a sheet with its findings marked: what was read from where. Pure.

A block is a paragraph or a table (reading.serving.blocks_of). Marks: content, unit, time, doubt, unread.
Where several fall on one letter the weightier wins, so that a doubt is never hidden.
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


_WEIGHT = {kind: weight for weight, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the queue as the sheet needs it. words: what it is about; rows: in which rows."""

    number: int
    words: tuple[str, ...]
    rows: tuple[str, ...]
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with at most one mark. pin: the number of the question that begins here."""

    text: str
    kind: str = ""
    pin: int | None = None
    is_current: bool = False
    row: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    pieces: tuple[Piece, ...]
    colspan: int = 1
    rowspan: int = 1
    is_content: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """key: the draft's row that was read here first; is_current: the current question is about it."""

    cells: tuple[SheetCell, ...]
    is_header: bool = False
    key: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """page: 1-based where the document has pages; new_page: the first block of it."""

    index: int
    pieces: tuple[Piece, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    zone: str = "body"
    page: int | None = None
    new_page: bool = False
    bold: bool = False
    centred: bool = False
    key: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: Kind
    pin: int | None = None
    is_current: bool = False
    row: str = ""


@dataclass(slots=True)
class _Marks:
    spans: dict[Spot, list[_Span]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[tuple[int, int], str] = field(default_factory=dict)  # block, row -> first row key
    current: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sheet:
    """blocks: the marked text as far as it is shown. row_of: for each question the row where it stands."""

    blocks: tuple[SheetBlock, ...]
    row_of: dict[int, str]
    window: Window


def sheet(
    blocks: Sequence[Block],
    data: Data,
    asked: Iterable[Asked] = (),
    shown: str = "",
    begin: int | None = None,
) -> Sheet:
    """The blocks with every finding of the draft marked in them, and where each question stands.

    shown: the key of a row that a person looks at; its place is marked as current. begin: the line from
    which on a long document is shown; else around what is current.
    """
    marks, asked = _Marks(), list(asked)
    rows = {row["key"]: row for _place, row in all_rows(data)}
    seen = window(blocks, _looked_at(rows, asked, shown, blocks), begin)
    grids = {
        n: _Grid(block, seen, n)
        for n, block in enumerate(blocks)
        if block["kind"] == "table" and seen.first[0] <= n <= seen.last[0]
    }
    for row in rows.values():
        _mark_row(marks, blocks, grids, row)
    row_of = {one.number: _ask(marks, blocks, grids, rows, one) for one in asked if one.rows}
    for item in data.get("unread", []):
        if not item.get("settled"):
            _mark_unread(marks, blocks, grids, item)
    if shown in rows and _spots(rows[shown].get("place") or {}, blocks, grids):
        marks.current = {_line(rows[shown]["place"], grids)}
    return Sheet(tuple(_blocks(blocks, grids, marks, seen)), row_of, seen)


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


class _Grid:
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


def _mark_row(marks: _Marks, blocks: Sequence[Block], grids: dict[int, _Grid], row: Row) -> None:
    place = row.get("place") or {}
    spots = _spots(place, blocks, grids)
    if not spots:
        return
    marks.keys.setdefault(_line(place, grids), row["key"])
    own = _own_spot(place, grids, spots)
    start, end = _stretch(place, _text(own, blocks, grids), row)
    marks.spans[own].append(_Span(start, end, Kind.CONTENT, row=row["key"]))
    for kind, words in _words(row):
        _mark_words(marks, blocks, grids, spots, kind, words, row["key"])


def _ask(
    marks: _Marks, blocks: Sequence[Block], grids: dict[int, _Grid], rows: dict[str, Row], one: Asked
) -> str:
    """Marks what a question is about wherever it stands; its number stands where it comes first."""
    first = ""
    for key in sorted(one.rows, key=lambda key: _position(rows[key])):
        spots = _spots(rows[key].get("place") or {}, blocks, grids)
        shown = replace(one, number=0, is_current=False) if first else one
        found = [
            _mark_words(marks, blocks, grids, spots, Kind.DOUBT, words, key, shown) for words in one.words
        ]
        if any(found) and not first:
            first = key
    key = first or min(one.rows, key=lambda key: _position(rows[key]))
    place = rows[key].get("place") or {}
    spots = _spots(place, blocks, grids)
    if spots and not first:  # the words stand elsewhere: the whole row is pointed at
        own = _own_spot(place, grids, spots)
        start, end = _stretch(place, _text(own, blocks, grids), rows[key])
        marks.spans[own].append(_Span(start, end, Kind.DOUBT, one.number, one.is_current, key))
    if spots and one.is_current:
        marks.current.add(_line(place, grids))
    return key


def _line(place: dict[str, Any], grids: dict[int, _Grid]) -> tuple[int, int]:
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


def _spots(place: dict[str, Any], blocks: Sequence[Block], grids: dict[int, _Grid]) -> list[Spot]:
    """Where the row's words may stand: its paragraph, or the cells of its table row."""
    block = place.get("block")
    if block is None or not 0 <= block < len(blocks):
        return []
    if blocks[block]["kind"] != "table":
        return [(block, -1, -1)]
    grid, r = grids.get(block), place.get("row")
    if grid is None or r is None or not grid.first <= r < grid.end:
        return []
    owners = dict.fromkeys(grid.owner[r, c] for c in range(len(grid.rows[r])))
    return [(block, *owner) for owner in owners]


def _own_spot(place: dict[str, Any], grids: dict[int, _Grid], spots: list[Spot]) -> Spot:
    grid, r, c = grids.get(place["block"]), place.get("row"), place.get("cell")
    if grid is None or r is None or c is None or (r, c) not in grid.owner:
        return spots[0]
    return (place["block"], *grid.owner[r, c])


def _text(spot: Spot, blocks: Sequence[Block], grids: dict[int, _Grid]) -> str:
    block, r, c = spot
    return grids[block].text(r, c) if block in grids else str(blocks[block]["text"])


def _stretch(place: dict[str, Any], text: str, row: Row) -> tuple[int, int]:
    """Where the row's own words begin and end: found by the words, else as the place says, else all."""
    for words in (row.get("text"), row.get("name")):
        if words and (found := _find(text, str(words))):
            return found
    start, end = place.get("start"), place.get("end")
    if start is not None and end is not None and 0 <= start < end <= len(text):
        return int(start), int(end)
    return 0, len(text)


def _mark_words(
    marks: _Marks,
    blocks: Sequence[Block],
    grids: dict[int, _Grid],
    spots: list[Spot],
    kind: Kind,
    words: str,
    row: str,
    asked: Asked | None = None,
) -> bool:
    """Marks the words in the first spot that holds them; for a question also its number."""
    for spot in spots:
        found = _find(_text(spot, blocks, grids), words)
        if found:
            pin = asked.number or None if asked else None
            current = asked.is_current if asked else False
            marks.spans[spot].append(_Span(*found, kind, pin, current, row))
            return True
    return False


def _mark_unread(marks: _Marks, blocks: Sequence[Block], grids: dict[int, _Grid], item: Row) -> None:
    place = item.get("place") or {}
    for spot in _spots(place, blocks, grids):
        if found := _find(_text(spot, blocks, grids), item["text"]):
            marks.spans[spot].append(_Span(*found, Kind.UNREAD, row=item["key"]))
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


def _pieces(text: str, spans: list[_Span]) -> tuple[Piece, ...]:
    """The text cut where marks begin and end; every letter has the weightiest mark that covers it."""
    if not spans:
        return (Piece(text),) if text else ()
    spans = sorted(spans, key=lambda s: (_WEIGHT[s.kind], s.is_current))
    owner: list[int] = [-1] * len(text)
    for n, span in enumerate(spans):
        owner[span.start : span.end] = [n] * (min(span.end, len(text)) - span.start)
    pieces: list[Piece] = []
    pinned: set[int] = set()
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and owner[end] == owner[at]:
            end += 1
        pieces.append(_piece(text[at:end], spans[owner[at]] if owner[at] >= 0 else None, pinned))
        at = end
    return tuple(pieces)


def _piece(text: str, span: _Span | None, pinned: set[int]) -> Piece:
    if span is None:
        return Piece(text)
    pin = span.pin if span.pin not in pinned else None
    if pin is not None:
        pinned.add(pin)
    return Piece(text, span.kind.value, pin, span.is_current, span.row)


def _blocks(
    blocks: Sequence[Block], grids: dict[int, _Grid], marks: _Marks, seen: Window
) -> Iterable[SheetBlock]:
    page: int | None = None
    for n, block in enumerate(blocks):
        if not seen.first[0] <= n <= seen.last[0]:
            continue
        new_page = block.get("page") is not None and block["page"] != page
        page = block.get("page") or page
        if n in grids:
            yield SheetBlock(n, rows=_rows(n, block, grids[n], marks), page=page, new_page=new_page)
            continue
        yield SheetBlock(
            n, _pieces(block["text"], marks.spans.get((n, -1, -1), [])), zone=block.get("zone") or "body",
            page=page, new_page=new_page, bold=bool(block.get("bold")), centred=bool(block.get("centred")),
            key=marks.keys.get((n, -1), ""), is_current=(n, -1) in marks.current,
        )  # fmt: skip


def _rows(n: int, block: Block, grid: _Grid, marks: _Marks) -> tuple[SheetRow, ...]:
    return tuple(
        SheetRow(
            tuple(_cell(n, r, c, grid, marks) for c in range(len(row["cells"])) if grid.is_drawn(r, c)),
            is_header=bool(row.get("header")),
            key=marks.keys.get((n, r), ""),
            is_current=(n, r) in marks.current,
        )
        for r, row in enumerate(block["rows"][grid.first : grid.end], start=grid.first)
    )


def _cell(n: int, r: int, c: int, grid: _Grid, marks: _Marks) -> SheetCell:
    spans = marks.spans.get((n, r, c), [])
    wide, high = grid.spans(r, c)
    others = [span for span in spans if span.kind is not Kind.CONTENT]
    return SheetCell(_pieces(grid.text(r, c), others), wide, high, len(others) < len(spans))
