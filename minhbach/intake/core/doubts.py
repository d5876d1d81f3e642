"""Doubts: where they point, when they are settled, which come first. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from minhbach.intake.core.rows import Data, Where, where

Doubt = dict[str, Any]


def is_open(doubt: Doubt) -> bool:
    return not doubt.get("settled")


def open_doubts(data: Data) -> list[tuple[int, Doubt]]:
    """The doubts that nobody has settled, with their number in the draft, in the order of the document.

    Doubts about the whole document come first: they bear on every row.
    """
    numbered = [(n, doubt) for n, doubt in enumerate(data.get("doubts", [])) if is_open(doubt)]
    return sorted(numbered, key=lambda pair: (_order(pair[1]), pair[0]))


def alike(data: Data, number: int) -> list[int]:
    """The open doubts that one look settles together: the same reason on several pages of the document."""
    doubt = data["doubts"][number]
    if where(doubt.get("path", "")) is not None:
        return [number]
    what = (doubt.get("path"), doubt["reason"])
    return [
        n for n, one in enumerate(data["doubts"]) if is_open(one) and (one.get("path"), one["reason"]) == what
    ]


def _order(doubt: Doubt) -> tuple[int, int, int]:
    place = doubt.get("place") or {}
    at = where(doubt.get("path", ""))
    block = place.get("block")
    if at is None:
        return (0, 0, 0)
    lists = {"indicators": 0, "tasks": 1, "reporting": 2}
    return (1, lists[at.list] if block is None else 0, at.index if block is None else int(block))


def doubts_of(data: Data, place: Where) -> list[Doubt]:
    """The open doubts of one row."""
    return [d for d in data.get("doubts", []) if is_open(d) and _same_row(where(d.get("path", "")), place)]


def _same_row(one: Where | None, other: Where) -> bool:
    return one is not None and (one.list, one.index) == (other.list, other.index)


def settle_fields(data: Data, place: Where, fields: set[str]) -> None:
    """In place: a doubt about a field (or a part of it) that a person has typed is settled."""
    for doubt in data.get("doubts", []):
        at = where(doubt.get("path", ""))
        if is_open(doubt) and at is not None and _same_row(at, place) and _touches(at.field, fields):
            doubt["settled"] = "edited"


def _touches(field: str, fields: set[str]) -> bool:
    return any(
        field == typed or field.startswith(f"{typed}.") or typed.startswith(f"{field}.")
        for typed in fields
        if field
    ) or (field in ("lead_raw", "coordinating_raw", "time_raw") and _raw_touched(field, fields))


def _raw_touched(field: str, fields: set[str]) -> bool:
    stem = field.removesuffix("_raw")
    return any(typed == stem or typed.startswith(f"{stem}.") for typed in fields)


def settle_row(data: Data, place: Where) -> None:
    """In place: a person has looked at the whole row."""
    for doubt in doubts_of(data, place):
        doubt["settled"] = "accepted"


def repath(data: Data, name: str, new_index: Callable[[int], int | None]) -> None:
    """In place: every doubt (and every slip) follows its row. None takes it away with its row."""
    for said in ("doubts", "slips"):
        kept: list[Doubt] = []
        for doubt in data.get(said) or ():
            at = where(doubt.get("path", ""))
            if at is None or at.list != name:
                kept.append(doubt)
                continue
            index = new_index(at.index)
            if index is not None:
                doubt["path"] = str(Where(name, index, at.field))
                kept.append(doubt)
        data[said] = kept


def add_doubt(data: Data, place: Where, reason: str, candidates: list[str], quote: Any = None) -> None:
    data.setdefault("doubts", []).append(
        {"path": str(place), "reason": reason, "candidates": candidates, "place": quote}
    )
