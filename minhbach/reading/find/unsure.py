"""Words that were hardly made out, at the path of every value that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from minhbach.reading.shapes import UNSURE, Place, Unsure

_HARDLY = 70
_LISTS = ("tasks", "indicators", "reporting")
# The field of the draft whose words are looked through, and the path that a person looks at. Of a sentence a
# letter may be wrong; of a name, a day or a number none may, so less is taken for sure there.
_SENTENCES = (
    ("text", "text"), ("name", "name"), ("task", "task"), ("objective", "objective"), ("product", "product"),
)  # fmt: skip
_NAMES = (
    ("code", "code"), ("lead_raw", "lead"), ("coordinating_raw", "coordinating"), ("time_raw", "time"),
    ("who", "who"), ("to", "to"), ("due_raw", "due"),
)  # fmt: skip
_FIELDS = tuple((*one, _HARDLY) for one in _SENTENCES) + tuple((*one, UNSURE) for one in _NAMES)
_HEADING = (("title", _HARDLY), ("number", UNSURE), ("issuer", UNSURE))
_OWN = frozenset(("text", "name"))  # the values whose place is that of the row
_MERGED = frozenset(("lead_raw", "coordinating_raw"))
_NEAR = 24.0  # points above or below: two lines, for other cells of the row may be taller
_EDGES = re.compile(r"^\W+|\W+$")


def unsure_doubts(unsure: Sequence[Unsure], draft: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """The path of each value with the first unsure word it holds."""
    by_page: dict[int | None, list[Unsure]] = {}
    for one in unsure:
        by_page.setdefault(one.place.page, []).append(one)
    yield from _of_heading(by_page.get(1, ()), draft["document"])
    for name in _LISTS:
        for at, row in enumerate(draft[name]):
            place = row.get("place") or {}
            if words := by_page.get(place.get("page")):
                for field, path, enough in _FIELDS:
                    near = (o.place for o in words if o.sure < enough and _is_near(o, place, field))
                    if (value := row.get(field)) and (found := _first(value, near)) is not None:
                        yield f"{name}[{at}].{path}", found


def _of_heading(words: Sequence[Unsure], document: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    for name, enough in _HEADING:
        near = (one.place for one in words if one.sure < enough)
        if (value := document.get(name)) and (found := _first(value, near)) is not None:
            yield f"document.{name}", found


def _first(value: str, places: Iterable[Place]) -> Place | None:
    words = {_EDGES.sub("", word) for word in value.split()} | set(value.split())
    return next((one for one in places if {one.quote, _EDGES.sub("", one.quote)} & words), None)


def _is_near(one: Unsure, row: Mapping[str, Any], field: str) -> bool:
    """Whether an unsure word stands where the value stands, as far as its row tells: a merged cell may be
    far from it, and is looked through for what was hardly made out."""
    boxes = row.get("bbox") or ()
    if not boxes:
        return False
    word = one.place
    x, y = (word.bbox[0][0] + word.bbox[0][2]) / 2, (word.bbox[0][1] + word.bbox[0][3]) / 2
    if any(box[0] - 2 <= x <= box[2] + 2 and box[1] - 3 <= y <= box[3] + 3 for box in boxes):
        return True
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    beside = top - _NEAR <= y <= bottom + _NEAR
    return field not in _OWN and (beside or (field in _MERGED and one.sure < _HARDLY))
