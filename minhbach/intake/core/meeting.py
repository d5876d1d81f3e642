"""Two people on one draft: whether a step meant for an older draft still means the same. Pure.

What the person looked at (`then`) is beside what is there now; a step whose place nobody has touched since is
taken, with the fields that the person really changed. Where both changed the same, nothing is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from minhbach.intake.core import answers as paper
from minhbach.intake.core.fields import FIELDS, shown_values
from minhbach.intake.core.review import Args, Review, Verb
from minhbach.intake.core.rows import Data, Row, Where, find, number_in, row_at, where


@dataclass(frozen=True, slots=True)
class Met:
    """args: what may be taken of the step; None where nothing may. typed: the fields the person changed
    (name -> text). conflicts: those of them that somebody else has changed, as they are kept now."""

    args: Args | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, str] = field(default_factory=dict)


def meet(then: Review, now: Review, verb: Verb, args: Args, focal_unit: int | None = None) -> Met:
    """The step as it may be taken on the draft of now. Raises DraftError where its row is gone."""
    if verb is Verb.EDIT:
        return _edited(then, now, args)
    if verb is Verb.ANSWER:
        return _answered(then, now, args, focal_unit)
    return Met(args) if _SAME[verb](then, now, args) else Met()


def _edited(then: Review, now: Review, args: Args) -> Met:
    key = args.get("row", "")
    old, new = _row(then.data, key), _row(now.data, key)
    name = find(now.data, key).list
    was, stands = shown_values(name, old), shown_values(name, new)
    sent = {part: args[f"f.{part}"] for part in FIELDS[name] if f"f.{part}" in args}
    typed = {part: text for part, text in sent.items() if _plain(text) != _plain(was[part])}
    moved = {_group(part) for part in stands if stands[part] != was[part]}
    # Kind, day and cycle of a time say one thing together.
    conflicts = {
        part: stands[part] for part in typed if _group(part) in moved and stands[part] != typed[part]
    }
    rest = {part: text for part, text in args.items() if not part.startswith("f.")}
    kept = {f"f.{part}": text for part, text in typed.items()}
    return Met(None if conflicts else rest | kept, typed, conflicts)


def _answered(then: Review, now: Review, args: Args, focal_unit: int | None) -> Met:
    was = paper.proposed(then.data, then.answers or {}, focal_unit)
    stands = paper.proposed(now.data, now.answers or {}, focal_unit)
    typed = {part: text for part, text in args.items() if _plain(text) != _plain(was.get(part, ""))}
    conflicts = {
        part: stands.get(part, "")
        for part in typed
        if stands.get(part) != was.get(part) and stands.get(part) != typed[part]
    }
    kept = {part: typed.get(part, stands.get(part, "")) for part in args}
    return Met(None if conflicts else kept, typed, conflicts)


def _plain(text: str) -> list[str]:
    return text.split()


def _group(part: str) -> str:
    return "time" if part == "time_raw" else part.split(".")[0]


def _row(data: Data, key: str) -> Row:
    return row_at(data, find(data, key))


def _same_row(then: Review, now: Review, args: Args) -> bool:
    key = args.get("row", "")
    return _row(then.data, key) == _row(now.data, key)


def _above(data: Data, key: str) -> Row | None:
    at = find(data, key)
    return row_at(data, Where(at.list, at.index - 1)) if at.index else None


def _same_pair(then: Review, now: Review, args: Args) -> bool:
    key = args.get("row", "")
    return _same_row(then, now, args) and _above(then.data, key) == _above(now.data, key)


def _same_order(then: Review, now: Review, args: Args) -> bool:
    name = find(now.data, args.get("row", "")).list
    return [row["key"] for row in then.data[name]] == [row["key"] for row in now.data[name]]


def _same_neighbour(then: Review, now: Review, args: Args) -> bool:
    return not args.get("row") or bool(find(now.data, args["row"]))


def _same_doubt(then: Review, now: Review, args: Args) -> bool:
    number = number_in(args.get("doubt", ""))
    old, new = (data["doubts"][number : number + 1] if number >= 0 else [] for data in (then.data, now.data))
    return bool(old) and old == new and _row_of(then.data, old[0]) == _row_of(now.data, new[0])


def _row_of(data: Data, doubt: Row) -> Row | None:
    at = where(doubt.get("path", ""))
    return row_at(data, at) if at is not None and at.index < len(data[at.list]) else None


def _same_rows(then: Review, now: Review, args: Args) -> bool:
    keys = args.get("rows", "").split()
    return all(_row(then.data, key) == _row(now.data, key) for key in keys)


def _same_mark(then: Review, now: Review, args: Args) -> bool:
    key = args.get("row", "")
    return (key in then.reviewed) == (key in now.reviewed)


def _same_unread(then: Review, now: Review, args: Args) -> bool:
    keys = set(args.get("unread", "").split())

    def items(data: Data) -> list[Row]:
        return [one for one in data["unread"] if one["key"] in keys]

    return len(items(now.data)) == len(keys) > 0 and items(then.data) == items(now.data)


def _same_slip(then: Review, now: Review, args: Args) -> bool:
    number = number_in(args.get("slip", ""))
    old, new = ((data.get("slips") or [])[number : number + 1] for data in (then.data, now.data))
    return number >= 0 and bool(old) and old == new


def _same_join(then: Review, now: Review, args: Args) -> bool:
    return _same_unread(then, now, args) and _same_row(then, now, args)


def _same_choice(then: Review, now: Review, args: Args) -> bool:
    keys = [key for key in (args.get("phrase", ""), *args.get("phrases", "").split("\n")) if key]
    one, other = then.resolutions or {}, now.resolutions or {}
    return all(one.get(key) == other.get(key) for key in keys)


_SAME: dict[Verb, Callable[[Review, Review, Args], bool]] = {
    Verb.ADD: _same_neighbour,
    Verb.SPLIT: _same_row,
    Verb.MERGE: _same_pair,
    Verb.REMOVE: _same_row,
    Verb.MOVE: _same_order,
    Verb.ACCEPT_ROW: _same_row,
    Verb.REOPEN_ROW: _same_mark,
    Verb.ACCEPT_SURE: _same_rows,
    Verb.ACCEPT_DOUBT: _same_doubt,
    Verb.TAKE_UNREAD: _same_unread,
    Verb.JOIN_UNREAD: _same_join,
    Verb.LEAVE_UNREAD: _same_unread,
    Verb.SETTLE_SLIP: _same_slip,
    Verb.RESOLVE: _same_choice,
    Verb.RESOLVE_FOUND: _same_choice,
}
