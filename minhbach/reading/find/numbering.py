"""Printed numbers against the rows that were read: what is missing between them was read into a neighbour."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from minhbach.reading.find.findings import FieldDoubt

_FEW = 4  # fewer numbered rows than this show no habit
_CODE = re.compile(r"((?:\d{1,3}\.)*)(\d{1,3})")
Numbered = tuple[int, str, int]  # the row, what its number begins with ("2." of "2.3"), its last figure


def odd_numbers(rows: Sequence[tuple[int, str | None]]) -> Iterator[tuple[int, FieldDoubt]]:
    """Of the rows of one table, each with its number: those without one, and both sides of a gap."""
    numbered = [(at, m[1], int(m[2])) for at, code in rows if code and (m := _CODE.fullmatch(code))]
    if len(numbered) < _FEW or 2 * len(numbered) < len(rows):
        return
    have = {at for at, _, _ in numbered}
    for at, _ in rows:
        if at not in have:
            yield at, FieldDoubt("code", "number_missing")
    for above, below in itertools.pairwise(numbered):
        if below[0] == above[0] + 1 and _gap(above, below):
            yield above[0], FieldDoubt("", "number_skipped")
            yield below[0], FieldDoubt("", "number_skipped")


def _gap(above: Numbered, below: Numbered) -> bool:
    """ "4" before "6", "1.1" before "1.3", "1.3" before "2.2"."""
    if above[1] == below[1]:
        return below[2] > above[2] + 1
    return bool(above[1] and below[1]) and above[1] != below[1] and below[2] > 1
