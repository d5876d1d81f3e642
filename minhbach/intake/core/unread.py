"""Body text that went into no field: it becomes a row, joins one, or is looked at and left outside. Pure."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from minhbach.intake.core.changes import MAIN, blank, insert
from minhbach.intake.core.rows import LISTS, Data, DraftError, Row, all_rows, find, row_at


def take(data: Data, key: str, name: str) -> Data:
    """The text becomes a row of its own, with its place."""
    data = deepcopy(data)
    item = _item(data, key)
    if name not in LISTS:
        raise DraftError("no_row")
    row = blank(name) | {MAIN[name]: _words(item), "place": item.get("place")}
    insert(data, name, _place_in_order(data[name], item.get("place")), row)
    _without(data, key)
    return data


def join(data: Data, key: str, row_key: str) -> Data:
    """The text is put to a row: behind its words where it stands behind them in the document, else before."""
    data = deepcopy(data)
    item = _item(data, key)
    at = find(data, row_key)
    row, field = row_at(data, at), MAIN[at.list]
    own, theirs = _position(row.get("place")), _position(item.get("place"))
    parts = [str(row.get(field) or ""), _words(item)]
    is_before = own is not None and theirs is not None and theirs < own
    row[field] = " ".join(part for part in (reversed(parts) if is_before else parts) if part)
    row.setdefault("joined", []).append({"place": item.get("place"), "text": item["text"]})
    _without(data, key)
    return data


def leave(data: Data, keys: str) -> Data:
    """A person has read the text and leaves it outside: it stays in the list, ticked. One that was ticked is
    taken back. keys: one, or those of a stretch with spaces between, which are all ticked."""
    data = deepcopy(data)
    items = [_item(data, key) for key in keys.split()]
    if not items:
        raise DraftError("no_row")
    for item in items:
        item["settled"] = len(items) > 1 or not item.get("settled")
    return data


def stretch(data: Data, key: str) -> list[Row]:
    """The text and what follows it unread and unsettled, up to the next words that became a row: an opening
    or a chapter of aims is looked at as one."""
    items = data.get("unread", [])
    start = next((n for n, item in enumerate(items) if item["key"] == key), len(items))
    at = _position(items[start].get("place")) if start < len(items) else None
    if at is None or items[start].get("settled"):
        return []
    read = (_position(row.get("place")) for _where, row in all_rows(data))
    end = min((place for place in read if place is not None and place > at), default=None)
    found = []
    for item in items[start:]:
        place = _position(item.get("place"))
        if place is None or (end is not None and place >= end):
            break
        if not item.get("settled"):
            found.append(item)
    return found


def neighbours(data: Data, key: str) -> tuple[Row | None, Row | None]:
    """The tasks that stand nearest before and behind the text."""
    item = next((one for one in data.get("unread", []) if one["key"] == key), None)
    at = _position((item or {}).get("place"))
    if at is None:
        return None, None
    placed = [(p, n) for n, row in enumerate(data["tasks"]) if (p := _position(row.get("place"))) is not None]
    before = max((one for one in placed if one[0] <= at), default=None)
    behind = min((one for one in placed if one[0] > at), default=None)
    return (
        data["tasks"][before[1]] if before else None,
        data["tasks"][behind[1]] if behind else None,
    )


def _item(data: Data, key: str) -> Row:
    for item in data["unread"]:
        if item["key"] == key:
            found: Row = item
            return found
    raise DraftError("no_row")


def _words(item: Row) -> str:
    return " ".join(str(item["text"]).split())


def _without(data: Data, key: str) -> None:
    data["unread"] = [other for other in data["unread"] if other["key"] != key]


def _place_in_order(rows: list[Row], place: dict[str, Any] | None) -> int:
    """Behind the last row that stands before this place in the document."""
    at = _position(place)
    if at is None:
        return len(rows)
    before = [n for n, row in enumerate(rows) if (p := _position(row.get("place"))) is not None and p <= at]
    return before[-1] + 1 if before else 0


def _position(place: dict[str, Any] | None) -> tuple[int, int] | None:
    if not place or place.get("block") is None:
        return None
    return int(place["block"]), int(place.get("row") or place.get("start") or 0)
