"""A review as one value: the draft, what was accepted, what was chosen, what was answered. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from minhbach.intake.core import answers as paper
from minhbach.intake.core import changes, slips, unread
from minhbach.intake.core.assignment import Choice
from minhbach.intake.core.doubts import doubts_of, open_doubts
from minhbach.intake.core.rows import Data, DraftError, all_rows, find, where

Args = Mapping[str, str]
_ID = re.compile(r"[0-9]{1,18}")


class Verb(StrEnum):
    """What a person can do to a draft in one step."""

    EDIT = "edit"
    ADD = "add"
    SPLIT = "split"
    MERGE = "merge"
    REMOVE = "remove"
    MOVE = "move"
    ACCEPT_ROW = "accept_row"
    REOPEN_ROW = "reopen_row"
    ACCEPT_SURE = "accept_sure"
    ACCEPT_DOUBT = "accept_doubt"
    TAKE_UNREAD = "take_unread"
    JOIN_UNREAD = "join_unread"
    LEAVE_UNREAD = "leave_unread"
    SETTLE_SLIP = "settle_slip"
    RESOLVE = "resolve"
    RESOLVE_FOUND = "resolve_found"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Review:
    """data: the draft. reviewed: keys of rows that a person accepted. resolutions: phrase -> choice."""

    data: Data
    reviewed: tuple[str, ...] = ()
    resolutions: Mapping[str, Mapping[str, Any]] | None = None
    answers: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "data": self.data,
            "reviewed": list(self.reviewed),
            "resolutions": dict(self.resolutions or {}),
            "answers": dict(self.answers or {}),
        }

    @staticmethod
    def of(value: Mapping[str, Any]) -> Review:
        return Review(value["data"], tuple(value["reviewed"]), value["resolutions"], value["answers"])


def sure_rows(review: Review, questioned: frozenset[str] = frozenset()) -> list[str]:
    """Keys of rows that nobody has accepted and nothing is doubted of. questioned: rows with a phrase
    that a person should look at."""
    done = set(review.reviewed)
    doubted = _doubted(review.data)
    return [
        row["key"]
        for place, row in all_rows(review.data)
        if row["key"] not in done | questioned and (place.list, place.index) not in doubted
    ]


def _doubted(data: Data) -> set[tuple[str, int]]:
    places = (where(doubt.get("path", "")) for _, doubt in open_doubts(data))
    return {(place.list, place.index) for place in places if place is not None}


def step(review: Review, verb: Verb, args: Args, today: date) -> Review:
    """The review after one step. Raises DraftError where it cannot be done."""
    if verb is Verb.RESOLVE:
        return _resolved(review, args)
    if verb is Verb.RESOLVE_FOUND:
        found = {
            key: {"choice": Choice.FOUND.value, "ids": []}
            for key in args.get("phrases", "").split("\n")
            if key
        }
        return replace(review, resolutions={**(review.resolutions or {}), **found})
    if verb is Verb.ANSWER:
        kept = {field: paper.checked(field, text, today) for field, text in args.items()}
        return replace(review, answers={**(review.answers or {}), **kept})
    if verb is Verb.ACCEPT_SURE:
        rows = [key for key in args.get("rows", "").split() if find(review.data, key)]
        return replace(review, reviewed=_with(review.reviewed, rows))
    if verb is Verb.REOPEN_ROW:
        key = args.get("row", "")
        return replace(review, reviewed=tuple(k for k in review.reviewed if k != key))
    data = _STEPS[verb](review.data, args)
    reviewed = review.reviewed
    if verb in (Verb.ACCEPT_ROW, Verb.EDIT):
        reviewed = _accepted(data, reviewed, args.get("row", ""))
    present = {row["key"] for _, row in all_rows(data)}
    return replace(review, data=data, reviewed=tuple(key for key in reviewed if key in present))


def _accepted(data: Data, reviewed: tuple[str, ...], key: str) -> tuple[str, ...]:
    """A row without an open doubt that a person just worked on is accepted."""
    return reviewed if doubts_of(data, find(data, key)) else _with(reviewed, [key])


def _with(reviewed: tuple[str, ...], keys: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*reviewed, *keys]))


def _typed(args: Args) -> dict[str, str]:
    """Fields arrive as "f.time.due": the page's other inputs must not be taken for fields."""
    return {name[2:]: text for name, text in args.items() if name.startswith("f.")}


def _number(args: Args, name: str) -> int:
    try:
        return int(args.get(name, ""))
    except ValueError:
        raise DraftError("no_doubt" if name == "doubt" else "no_further") from None


_STEPS: dict[Verb, Callable[[Data, Args], Data]] = {
    Verb.EDIT: lambda data, args: changes.edit(data, args.get("row", ""), _typed(args)),
    Verb.ADD: lambda data, args: changes.add(
        data, args.get("list", ""), _typed(args), after=args.get("row", "")
    ),
    Verb.SPLIT: lambda data, args: changes.split(data, args.get("row", ""), args.get("parts", "")),
    Verb.MERGE: lambda data, args: changes.merge(data, args.get("row", "")),
    Verb.REMOVE: lambda data, args: changes.remove(data, args.get("row", "")),
    Verb.MOVE: lambda data, args: changes.move(data, args.get("row", ""), _number(args, "step")),
    Verb.ACCEPT_ROW: lambda data, args: changes.accept_row(data, args.get("row", "")),
    Verb.ACCEPT_DOUBT: lambda data, args: changes.accept_doubt(
        data, _number(args, "doubt"), args.get("choice", "")
    ),
    Verb.TAKE_UNREAD: lambda data, args: unread.take(data, args.get("unread", ""), args.get("list", "tasks")),
    Verb.JOIN_UNREAD: lambda data, args: unread.join(data, args.get("unread", ""), args.get("row", "")),
    Verb.LEAVE_UNREAD: lambda data, args: unread.leave(data, args.get("unread", "")),
    Verb.SETTLE_SLIP: lambda data, args: slips.settle(data, args.get("slip", ""), args.get("choice", "")),
}


def _resolved(review: Review, args: Args) -> Review:
    """One phrase chosen; the empty choice takes an earlier choice back, none at all is no choice."""
    chosen = deepcopy(dict(review.resolutions or {}))
    key, choice = args.get("phrase", ""), args.get("choice", "")
    if not key:
        raise DraftError("no_phrase")
    if "choice" not in args:
        raise DraftError("not_chosen")
    if not choice:
        chosen.pop(key, None)
        return replace(review, resolutions=chosen)
    if choice not in list(Choice):
        raise DraftError("not_a_choice")
    ids = [int(part) for part in args.get("ids", "").split() if _ID.fullmatch(part)]
    if choice in (Choice.UNIT, Choice.PICKED, Choice.GROUP) and not ids:
        raise DraftError("no_unit", field="ids")
    chosen[key] = {"choice": choice, "ids": ids}
    return replace(review, resolutions=chosen)
