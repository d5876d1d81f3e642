"""What a step changed, small enough to keep and exact enough to take back. Pure.

A patch is plain JSON: {"set": v} replaces, {"in": {key: patch}} goes into an object (None takes the
key away), {"at": n, "cut": m, "put": [...]} replaces m items of a list from n on.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

Json = Any
Patch = dict[str, Any]


def difference(before: Json, after: Json) -> Patch | None:
    """The patch that makes `after` of `before`; None where they are equal."""
    if _same(before, after):
        return None
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*before, *(key for key in after if key not in before)]
        inner: dict[str, Any] = {}
        for key in keys:
            if key not in after:
                inner[key] = None
            elif key not in before:
                inner[key] = {"set": deepcopy(after[key])}
            elif (part := difference(before[key], after[key])) is not None:
                inner[key] = part
        return {"in": inner}
    if isinstance(before, list) and isinstance(after, list):
        return _splice(before, after)
    return {"set": deepcopy(after)}


def apply(value: Json, patch: Patch | None) -> Json:
    """The value with the patch; the value itself stays as it is."""
    if patch is None:
        return deepcopy(value)
    if "set" in patch:
        return deepcopy(patch["set"])
    if "in" in patch:
        out = {k: deepcopy(v) for k, v in value.items() if k not in patch["in"]}
        for key, part in patch["in"].items():
            if part is not None:
                out[key] = apply(value.get(key), part)
        return out
    at, cut = patch["at"], patch["cut"]
    return deepcopy(value[:at]) + deepcopy(patch["put"]) + deepcopy(value[at + cut :])


def _splice(before: list[Json], after: list[Json]) -> Patch:
    start, shortest = 0, min(len(before), len(after))
    while start < shortest and _same(before[start], after[start]):
        start += 1
    end = 0
    while end < shortest - start and _same(before[-1 - end], after[-1 - end]):
        end += 1
    return {
        "at": start,
        "cut": len(before) - start - end,
        "put": deepcopy(after[start : len(after) - end]),
    }


def _same(one: Json, other: Json) -> bool:
    """Equal as JSON: 1 and 1.0 and true are three things. What a step did not touch is the same object."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
