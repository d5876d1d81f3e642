"""What a report form sent, as answers. Inputs are named "<key>.<part>"; a field not sent is not typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from django.http import QueryDict

from minhbach.reporting.core.answers import EMPTY, Answer
from minhbach.reporting.core.fields import Field, Sheet
from minhbach.reporting.core.forms import PartKind
from minhbach.shared.text import nfc

SEEN, TAKE, THEIRS = "seen", "take", "theirs"
MOST_ROWS, MOST_COLUMNS = 60, 12
_CELL = re.compile(r"c(\d{1,3})-(\d{1,2})")
_TEXTS = ("text", "figure", "note", "choice", "why", "expected_on")


def typed_answers(data: QueryDict, sheet: Sheet, shown: Mapping[str, Answer]) -> dict[str, Answer]:
    """Fields of the form that were sent. shown: what stood in them, which keeps what the form does not send.

    A field where the writer chose what another person wrote is left out: it stays as it is.
    """
    return {
        one.key: _answer(data, one, shown.get(one.key, EMPTY))
        for one in sheet.fields
        if f"{one.key}.{SEEN}" in data and data.get(f"{one.key}.{TAKE}") != THEIRS
    }


def _answer(data: QueryDict, one: Field, shown: Answer) -> Answer:
    parts = {name: _text(data[f"{one.key}.{name}"]) for name in _TEXTS if f"{one.key}.{name}" in data}
    typed = replace(shown, **parts, nothing=f"{one.key}.nothing" in data)  # type: ignore[arg-type]
    if one.kind is PartKind.TABLE:
        typed = replace(typed, rows=_rows(data, one))
    is_as_filled = (typed.text, typed.nothing) == (shown.text, shown.nothing)
    return typed if is_as_filled else replace(typed, filled_from="")


def _rows(data: QueryDict, one: Field) -> tuple[tuple[str, ...], ...]:
    """Cells by their place; rows without a word fall away."""
    cells: dict[tuple[int, int], str] = {}
    for name in data:
        found = _CELL.fullmatch(name.removeprefix(f"{one.key}."))
        if found and name.startswith(f"{one.key}."):
            cells[int(found[1]), int(found[2])] = _text(data[name])
    width = min(len(one.columns), MOST_COLUMNS)
    last = min(max((row for row, _column in cells), default=-1) + 1, MOST_ROWS)
    rows = [tuple(cells.get((row, column), "") for column in range(width)) for row in range(last)]
    return tuple(row for row in rows if any(row))


def _text(value: str) -> str:
    return nfc(value.replace("\r\n", "\n")).strip()
