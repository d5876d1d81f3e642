"""One table of a draft read again with columns that a person named: what stays, what is lost. Pure.

Only rows that come from that table change. A row is the same where it comes from the same row of the table;
then every field that the person changed stays the person's. A row that the new reading does not hold goes:
where somebody had worked on it, that is said before it is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from minhbach.intake.core.doubts import repath
from minhbach.intake.core.review import Review
from minhbach.intake.core.rows import LISTS, Data, Row, Where, new_key, where, words_of

Key = tuple[int, int]  # row of the table, which one of those that come from it
_APART = ("key", "place")  # say where a row is, not what it says


@dataclass(frozen=True, slots=True)
class Reread:
    """The review with the table read again. lost: words of rows that somebody worked on and that go."""

    review: Review
    new: int
    kept: int
    lost: tuple[str, ...] = ()


def in_block(place: Any, block: int) -> bool:
    return isinstance(place, Mapping) and place.get("block") == block


def part_of(found: Data, block: int) -> Data:
    """What of a whole reading concerns one table: its rows, their doubts, what it left unread."""
    part: Data = {
        name: [row for row in found.get(name, []) if in_block(row.get("place"), block)] for name in LISTS
    }
    part["doubts"] = [_of_row(found, part, doubt) for doubt in found.get("doubts", [])]
    part["doubts"] = [doubt for doubt in part["doubts"] if doubt is not None]
    part["unread"] = [item for item in found.get("unread", []) if in_block(item.get("place"), block)]
    return part


def _of_row(found: Data, part: Data, doubt: Row) -> Row | None:
    """The doubt with its path in the part; None where it is about another row."""
    at = where(doubt.get("path", ""))
    if at is None:
        return None
    row = found[at.list][at.index]
    index = next((n for n, kept in enumerate(part[at.list]) if kept is row), None)
    return None if index is None else doubt | {"path": str(replace(at, index=index))}


def reread(now: Review, first: Data | None, part: Data, block: int, mapped: Mapping[str, Any]) -> Reread:
    """first: the draft as it was first read; None where that is no longer known: then every row counts as
    worked on, and what the person has stays."""
    data = deepcopy(now.data)
    base = {row["key"]: row for name in LISTS for row in (first or {}).get(name, [])}
    reviewed = set(now.reviewed)
    lost: list[str] = []
    new = kept = 0
    for name in LISTS:
        old = dict(_keyed(data[name], block))
        fresh = dict(_keyed(deepcopy(part.get(name, [])), block))
        start = next((n for n, row in enumerate(data[name]) if in_block(row.get("place"), block)), None)
        rows, settled = [], {}
        for at, row in fresh.items():
            mine = old.get(at)
            row["key"] = mine["key"] if mine else new_key(data, name)
            merged = _merged(mine, base.get(row["key"]), row) if mine else row
            if mine is not None and merged == mine:
                settled[row["key"]] = True
                kept += 1
            else:
                reviewed.discard(row["key"])
                new += 1
            rows.append(merged)
        gone = [row for at, row in old.items() if at not in fresh]
        lost += [words_of(row) for row in gone if _worked_on(row, base, reviewed, now)]
        _put(data, name, rows, start, block, settled, part)
    data["unread"] = _unread(data, part, block)
    data["doubts"] = [d for d in data["doubts"] if d.get("path") != f"tables[{block}]"]
    data.setdefault("tables", {})[str(block)] = dict(mapped)
    present = {row["key"] for name in LISTS for row in data[name]}
    seen = tuple(key for key in now.reviewed if key in reviewed and key in present)
    return Reread(replace(now, data=data, reviewed=seen), new, kept, tuple(lost))


def _keyed(rows: list[Row], block: int) -> Iterator[tuple[Key, Row]]:
    counts: dict[int, int] = {}
    for row in rows:
        if in_block(row.get("place"), block):
            number = int(row["place"].get("row") or 0)
            counts[number] = counts.get(number, -1) + 1
            yield (number, counts[number]), row


def _merged(mine: Row, base: Row | None, theirs: Row) -> Row:
    """Field by field: what the person changed stays, the rest is as it is read now."""
    merged = dict(theirs)
    for name, value in mine.items():
        if name not in _APART and (base is None or base.get(name) != value):
            merged[name] = value
    return merged


def _worked_on(row: Row, base: Mapping[str, Row], reviewed: set[str], now: Review) -> bool:
    before = base.get(row["key"])
    return row["key"] in reviewed or before is None or any(before.get(k) != v for k, v in row.items())


def _put(
    data: Data,
    name: str,
    rows: list[Row],
    start: int | None,
    block: int,
    settled: Mapping[str, bool],
    part: Data,
) -> None:
    """In place: the rows of the table in the place of the old ones, every doubt with its row."""
    olds = [row["key"] for row in data[name] if in_block(row.get("place"), block)]
    rest = [row for row in data[name] if row["key"] not in olds]
    if start is None:
        start = next((n for n, row in enumerate(rest) if _behind(row, block)), len(rest))
    else:
        start = sum(row["key"] not in olds for row in data[name][:start])
    before = [row["key"] for row in data[name]]
    data[name] = [*rest[:start], *rows, *rest[start:]]
    index = {row["key"]: n for n, row in enumerate(data[name])}
    leaving = {key for key in olds if key not in settled}
    repath(data, name, lambda at: None if before[at] in leaving else index.get(before[at]))
    for doubt in part.get("doubts", []):
        at = where(doubt["path"])
        if at is not None and at.list == name and rows[at.index]["key"] not in settled:
            data["doubts"].append(doubt | {"path": str(Where(name, index[rows[at.index]["key"]], at.field))})


def _behind(row: Row, block: int) -> bool:
    place = row.get("place")
    return isinstance(place, Mapping) and (place.get("block") or -1) > block


def _unread(data: Data, part: Data, block: int) -> list[Row]:
    """Words of the table that are in rows now leave the list; those that are not come to it."""
    kept = [item for item in data["unread"] if item.get("removed") or not in_block(item.get("place"), block)]
    for item in part.get("unread", []):
        known = next((i for i in data["unread"] if i.get("text") == item["text"] and i not in kept), None)
        kept.append(known or item | {"key": new_key(data, "unread")})
    return kept


def names_of(block: Mapping[str, Any], header: int) -> list[str]:
    """The header of each column from top to bottom, as the reader puts it together."""
    rows = block.get("rows", [])
    width = max((len(row["cells"]) for row in rows), default=0)
    names: list[list[str]] = [[] for _ in range(width)]
    for row in rows[:header]:
        over = ""
        for at, cell in enumerate(row["cells"]):
            over = over if cell.get("merge") == "spanned" else " ".join(str(cell.get("text", "")).split())
            if over and over not in names[at]:
                names[at].append(over)
    return [" ".join(parts) for parts in names]
