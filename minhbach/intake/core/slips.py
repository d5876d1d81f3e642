"""Words that look mistyped: a suggestion that a person takes or leaves. Never a change by itself. Pure.

A slip (reading.find.spelling): path of the field, the word as it stands with where it begins in the field,
what it may have been meant to be.
"""

from __future__ import annotations

from copy import deepcopy

from minhbach.intake.core.rows import Data, DraftError, Row, number_in, put, row_at, value_at, where

FIX, LEAVE = "fix", "leave"


def open_slips(data: Data) -> list[tuple[int, Row]]:
    """The slips that nobody has settled and whose word still stands there, with their numbers."""
    found = enumerate(data.get("slips") or ())
    return [(n, slip) for n, slip in found if not slip.get("settled") and _stands(data, slip)]


def settle(data: Data, number: str, choice: str) -> Data:
    """The word is put right, or kept as the document writes it."""
    data = deepcopy(data)
    slips = data.get("slips") or []
    at = number_in(number)
    slip = slips[at] if 0 <= at < len(slips) else None
    if slip is None or slip.get("settled") or not _stands(data, slip):
        raise DraftError("no_doubt")
    if choice not in (FIX, LEAVE):
        raise DraftError("not_chosen")
    if choice == FIX:
        _fix(data, slip)
    slip["settled"] = choice
    return data


def _fix(data: Data, slip: Row) -> None:
    at = where(slip["path"])
    assert at is not None
    row = row_at(data, at)
    text, start = str(value_at(row, at.field)), int(slip["start"])
    put(row, at.field, text[:start] + slip["suggestion"] + text[start + len(slip["text"]) :])
    for other in data["slips"]:  # words behind it move
        if other is not slip and other["path"] == slip["path"] and other["start"] > start:
            other["start"] += len(slip["suggestion"]) - len(slip["text"])


def _stands(data: Data, slip: Row) -> bool:
    """Whether the word is still where it was found: a person may have typed over it."""
    at = where(slip.get("path", ""))
    if at is None or at.index >= len(data.get(at.list) or ()):
        return False
    text, start = value_at(row_at(data, at), at.field), int(slip["start"])
    return isinstance(text, str) and text[start : start + len(slip["text"])] == slip["text"]
