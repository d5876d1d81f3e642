"""The steps of a review: each takes a draft's data and gives a new one; nothing is lost on the way. Pure."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from minhbach.intake.core.doubts import add_doubt, alike, is_open, repath, settle_fields, settle_row
from minhbach.intake.core.fields import FIELDS, typed_value, with_values
from minhbach.intake.core.rows import (
    LISTS,
    Data,
    DraftError,
    Row,
    Where,
    find,
    new_key,
    row_at,
    value_at,
    where,
    words_of,
)

MAIN = {"tasks": "text", "indicators": "name", "reporting": "due_raw"}
UNITS = ("lead", "coordinating", "supervising")


def edit(data: Data, key: str, typed: dict[str, str]) -> Data:
    """The row with the typed fields; doubts about them are settled. Raises DraftError beside a field."""
    data = deepcopy(data)
    place = find(data, key)
    row = row_at(data, place)
    values = {field: typed_value(place.list, field, text) for field, text in typed.items()}
    changed = {field for field, value in values.items() if value != value_at(row, field)}
    with_values(place.list, row, {field: values[field] for field in values if field in changed})
    if any(field.startswith("time.") for field in changed):
        row["time"]["source"] = "person"
    settle_fields(data, place, set(typed))
    return data


def add(data: Data, name: str, typed: dict[str, str], *, after: str = "") -> Data:
    """A new row behind the row of key `after` (at the end where it is empty)."""
    if name not in LISTS:
        raise DraftError("no_row")
    data = deepcopy(data)
    index = find(data, after).index + 1 if after else len(data[name])
    values = {field: typed_value(name, field, text) for field, text in typed.items()}
    row = with_values(name, blank(name), values)
    if not words_of(row):
        raise DraftError("required", field=MAIN[name])
    insert(data, name, index, row)
    return data


def split(data: Data, key: str, parts: str) -> Data:
    """One row becomes one row a line of `parts`; together they must hold the row's own words."""
    data = deepcopy(data)
    place = find(data, key)
    row, field = row_at(data, place), MAIN[place.list]
    texts = [" ".join(line.split()) for line in parts.splitlines() if line.strip()]
    if len(texts) < 2:
        raise DraftError("split_needs_two", field=field)
    if " ".join(texts).split() != str(row.get(field) or "").split():
        raise DraftError("split_changes_words", field=field)
    row[field] = texts[0]
    for offset, text in enumerate(texts[1:], start=1):
        twin = deepcopy(row) | {field: text, "code": None}
        insert(data, place.list, place.index + offset, twin)
    return data


def merge(data: Data, key: str) -> Data:
    """The row joins the row above it. Where both have a value and they differ, a doubt keeps both."""
    data = deepcopy(data)
    place = find(data, key)
    if place.index == 0:
        raise DraftError("nothing_above")
    above = Where(place.list, place.index - 1)
    first, second = row_at(data, above), row_at(data, place)
    repath(data, place.list, lambda at: at if at < place.index else at - 1)
    for field, kept, lost in _joined(place.list, first, second):
        add_doubt(data, Where(above.list, above.index, field), "merged_differs", [kept, lost])
    field = MAIN[place.list]
    first[field] = " ".join(text for text in (first.get(field), second.get(field)) if text)
    for name in UNITS:
        if first.get(name) or second.get(name):
            first[name] = list(dict.fromkeys([*(first.get(name) or []), *(second.get(name) or [])]))
    del data[place.list][place.index]
    return data


def remove(data: Data, key: str) -> Data:
    """The row is no row of the plan; words that the document holds stand among the unread, looked at."""
    data = deepcopy(data)
    place = find(data, key)
    row = data[place.list].pop(place.index)
    index = place.index
    repath(data, place.list, lambda at: None if at == index else at - (at > index))
    if row.get("place"):
        item = {"key": new_key(data, "unread"), "place": row["place"], "text": words_of(row)}
        data["unread"].append(item | {"removed": True, "settled": True})
    return data


def move(data: Data, key: str, step: int) -> Data:
    """The row changes places with the one `step` below (above where negative)."""
    data = deepcopy(data)
    place = find(data, key)
    rows = data[place.list]
    old, new = place.index, place.index + step
    if not 0 <= new < len(rows):
        raise DraftError("no_further")
    rows.insert(new, rows.pop(old))
    repath(data, place.list, lambda at: _moved(at, old, new))
    return data


def _moved(at: int, old: int, new: int) -> int:
    if at == old:
        return new
    if old < at <= new:
        return at - 1
    if new <= at < old:
        return at + 1
    return at


def accept_row(data: Data, key: str) -> Data:
    """A person has looked at the row: all its doubts are settled. Nothing else is touched, or copied."""
    data = data | {"doubts": deepcopy(data.get("doubts", []))}
    settle_row(data, find(data, key))
    return data


def accept_doubt(data: Data, number: int, choice: str = "") -> Data:
    """Settles one doubt and those alike on other pages; `choice` puts one of its candidates (or typed
    text) into the field it is about."""
    data = deepcopy(data)
    if not 0 <= number < len(data["doubts"]) or not is_open(data["doubts"][number]):
        raise DraftError("no_doubt")
    doubt = data["doubts"][number]
    at = where(doubt.get("path", ""))
    if at is not None and at.field == "time":
        at = Where(at.list, at.index, "time.due")  # what can be chosen for a time is its day
    if choice and at is not None and at.field in FIELDS[at.list]:
        key = row_at(data, at)["key"]
        return edit(data, key, _typed_choice(data, at, choice))
    for same in alike(data, number):
        data["doubts"][same]["settled"] = "accepted"
    return data


def _typed_choice(data: Data, at: Where, choice: str) -> dict[str, str]:
    """A day chosen for a row without a clock of its own makes it a deadline."""
    typed = {at.field: choice}
    if at.field == "time.due" and value_at(row_at(data, at), "time.kind") in (None, "none"):
        typed["time.kind"] = "deadline"
    return typed


def insert(data: Data, name: str, index: int, row: Row) -> None:
    row["key"] = new_key(data, name)
    repath(data, name, lambda at: at if at < index else at + 1)
    data[name].insert(index, row)


def blank(name: str) -> Row:
    """A row as the contract has it, with nothing in it."""
    row: Row = {}
    for field, kind in FIELDS[name].items():
        if "." not in field:
            row[field] = kind.parse("")
    if name == "tasks":
        row["time"] = dict.fromkeys(("start", "due", "recurrence", "trigger")) | {"kind": "none"}
    if name == "indicators":
        row |= {"unit": "score", "direction": "higher", "source": "person"}
    if name == "reporting":
        row |= {"role": "unit_report", "cycle": "quarterly", "due": None}
    return row


def _joined(name: str, first: Row, second: Row) -> list[tuple[str, str, str]]:
    """In place: fields that only the second has go to the first; gives those where both differ."""
    differing = []
    for field, kind in FIELDS[name].items():
        top = field.split(".")[0]
        if top == MAIN[name] or top in UNITS:
            continue
        one, other = first.get(top), second.get(top)
        if _is_empty(one) and not _is_empty(other):
            first[top] = deepcopy(other)
        elif not _is_empty(other) and one != other:
            shown = kind.show(value_at(first, field)), kind.show(value_at(second, field))
            if shown[0] != shown[1] and shown[1]:
                differing.append((field, *shown))
    # place: words of the document in a row must find back to it when the row is removed
    for raw in ("lead_raw", "coordinating_raw", "place"):
        if not first.get(raw) and second.get(raw):
            first[raw] = second[raw]
    return differing


def _is_empty(value: Any) -> bool:
    if isinstance(value, dict):
        return value.get("kind") == "none" or all(_is_empty(v) for k, v in value.items() if k != "source")
    return value in (None, "", [])
