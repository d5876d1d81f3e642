"""Words that were hardly made out, at the path of every value that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from minhbach.reading.shapes import Place

_LISTS = ("tasks", "indicators", "reporting")
# The field of the draft whose words are looked through, and the path that a person looks at.
_FIELDS = (
    ("text", "text"), ("name", "name"), ("task", "task"), ("objective", "objective"), ("product", "product"),
    ("lead_raw", "lead"), ("coordinating_raw", "coordinating"), ("time_raw", "time"), ("who", "who"),
    ("to", "to"), ("due_raw", "due"),
)  # fmt: skip
_HEADING = ("title", "number", "issuer")
_OWN = frozenset(("text", "name"))  # the values whose place is that of the row
_NEAR = 24.0  # points above or below: two lines, for other cells of the row may be taller
_EDGES = re.compile(r"^\W+|\W+$")


def unsure_doubts(unsure: Sequence[Place], draft: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """The path of each value with the first unsure word it holds."""
    if not unsure:
        return
    for name in _HEADING:
        value = draft["document"].get(name)
        first = (place for place in unsure if place.page == 1)
        if value and (found := _first(value, first)) is not None:
            yield f"document.{name}", found
    for name in _LISTS:
        for at, row in enumerate(draft[name]):
            for field, path in _FIELDS:
                value = row.get(field)
                if value and (found := _first(value, _near(unsure, row.get("place"), field))) is not None:
                    yield f"{name}[{at}].{path}", found


def _first(value: str, places: Iterable[Place]) -> Place | None:
    words = {_EDGES.sub("", word) for word in value.split()} | set(value.split())
    return next((one for one in places if {one.quote, _EDGES.sub("", one.quote)} & words), None)


def _near(unsure: Sequence[Place], place: Mapping[str, Any] | None, field: str) -> Iterator[Place]:
    """The unsure words that stand where the value stands, as far as its row tells."""
    boxes = (place or {}).get("bbox") or ()
    if not place or not boxes:
        return
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    for word in unsure:
        x, y = (word.bbox[0][0] + word.bbox[0][2]) / 2, (word.bbox[0][1] + word.bbox[0][3]) / 2
        inside = any(box[0] - 2 <= x <= box[2] + 2 and box[1] - 3 <= y <= box[3] + 3 for box in boxes)
        beside = field not in _OWN and top - _NEAR <= y <= bottom + _NEAR
        if word.page == place["page"] and (inside or beside):
            yield word
