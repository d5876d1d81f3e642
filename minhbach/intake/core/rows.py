"""The rows of a draft: their lists, their lasting keys, their paths.

A draft's data is the JSON object of the contract (docs: the plan draft). Rows move, so every row gets
a key that stays ("t12"); doubts speak of places ("tasks[11].lead") and are re-pathed when rows move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]
Row = dict[str, Any]

LISTS: dict[str, str] = {"tasks": "t", "indicators": "i", "reporting": "r"}
_PATH = re.compile(r"^([a-z_]+)\[(\d+)\](?:\.(.+))?$")


class DraftError(Exception):
    """What was asked cannot be done with this draft. `code` names the reason; the page has the sentence.

    field: the path of the value that is wrong, where one is. `values` fill the sentence.
    """

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.values = values


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the draft: list "tasks", index 11, field "time.due" ("" is the whole row)."""

    list: str
    index: int
    field: str = ""

    def __str__(self) -> str:
        return f"{self.list}[{self.index}]" + (f".{self.field}" if self.field else "")


def where(path: str) -> Where | None:
    """The place that a path such as "tasks[11].lead" names; None where it names no row."""
    match = _PATH.match(path)
    if match is None or match[1] not in LISTS:
        return None
    return Where(match[1], int(match[2]), match[3] or "")


def with_keys(data: Data) -> Data:
    """The draft with a key on every row and every list present. Keys that are there stay."""
    data = deepcopy(data)
    for name in LISTS:
        rows = data.setdefault(name, [])
        taken = {row["key"] for row in rows if "key" in row}
        number = 0
        for row in rows:
            if "key" not in row:
                number = _next_free(LISTS[name], number, taken)
                row["key"] = f"{LISTS[name]}{number}"
    for name in ("doubts", "slips", "unread", "recipients", "report_template"):
        data.setdefault(name, [])
    for number, item in enumerate(data["unread"], start=1):
        item.setdefault("key", f"u{number}")
    data.setdefault("document", {})
    data.setdefault("signer", {})
    return data


def _next_free(letter: str, number: int, taken: set[str]) -> int:
    number += 1
    while f"{letter}{number}" in taken:
        number += 1
    return number


def new_key(data: Data, name: str) -> str:
    """A key that no row of the list has or had: one above the highest."""
    letter = LISTS.get(name, "u")
    numbers = [int(row["key"][1:]) for row in data.get(name, []) if str(row.get("key", ""))[1:].isdigit()]
    highest = max([*numbers, int(data.get("last_key", {}).get(name, 0))], default=0)
    data.setdefault("last_key", {})[name] = highest + 1
    return f"{letter}{highest + 1}"


def find(data: Data, key: str) -> Where:
    """Where the row of a key stands. Raises DraftError("no_row") where it is gone."""
    for name, letter in LISTS.items():
        if key.startswith(letter):
            for index, row in enumerate(data.get(name, [])):
                if row.get("key") == key:
                    return Where(name, index)
    raise DraftError("no_row")


def row_at(data: Data, place: Where) -> Row:
    row: Row = data[place.list][place.index]
    return row


def all_rows(data: Data) -> Iterator[tuple[Where, Row]]:
    for name in LISTS:
        for index, row in enumerate(data.get(name, [])):
            yield Where(name, index), row


def number_in(text: str) -> int:
    """The number of a place in a list, as an address or a form names it; -1 where it is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else -1


def words_of(row: Row) -> str:
    """The words by which a person knows the row."""
    return str(row.get("text") or row.get("name") or row.get("due_raw") or row.get("who") or "")


def value_at(row: Row, field: str) -> Any:
    """The value of a field such as "time.due"; None where a part of the way is missing."""
    value: Any = row
    for part in field.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value


def put(row: Row, field: str, value: Any) -> None:
    """Sets a field such as "time.due" in place, making the object on the way where it is missing."""
    *way, last = field.split(".")
    target = row
    for part in way:
        inner = target.get(part)
        if not isinstance(inner, dict):
            inner = target[part] = {}
        target = inner
    target[last] = value
