"""Cuts a table body at certain boundaries: row numbers, sections, items of a group, page cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from minhbach.reading.rebuild.chain import Start, named_groups, row_starts, sections
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.roles import Column, Role

ITEM = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})[.:)]?\s+(?=\S)")
DASH = re.compile(r"^[-–•+]\s*(?=\S)")
_LONE_ROMAN = re.compile(r"^(?:[IVX]{1,5})[.)]?$")
_SECTION_LINES = 4  # a heading over the whole table seldom takes more


class Kind(StrEnum):
    ROW = "row"  # opens with a number of its own
    ITEM = "item"  # an item of a group: "n.m." or a dash
    SECTION = "section"
    LOOSE = "loose"  # lines in front of any boundary


@dataclass(slots=True)
class RowSpec:
    """One row: its lines, one list a page. code: the number printed; group: that of its group."""

    kind: Kind
    pages: list[list[Line]] = field(default_factory=lambda: [[]])
    code: str = ""
    group: int | None = None
    item: tuple[int, int] | None = None
    skipped: bool = False  # a number is missing before it
    opens_group: bool = False  # an item that carries its group's head
    heads: bool = False  # the head of a group whose items follow
    leads_group: bool = False  # its first row, in which the words that group its rows stand
    merged: bool = False  # what it lacks is merged with the row above: an empty cell would have left a sign
    section: int = 0  # how many sections opened before it
    end_gaps: int = 0  # signs of empty cells after its last line

    @property
    def lines(self) -> list[Line]:
        return [line for page in self.pages for line in page]


def is_grouped(lines: Sequence[Line], starts: list[Start], columns: Sequence[Column]) -> bool:
    """Whether row numbers number groups: under most of them stand items "n.m." with n the number."""
    wordy = [c for c in columns if c.role in (Role.GROUP, Role.TASK)]
    if len(wordy) < 2 or len(starts) < 2:
        return False
    ends = [s.line for s in starts[1:]] + [len(lines)]
    hits = 0
    for start, end in zip(starts, ends, strict=True):
        numbers = [int(m[1]) for line in lines[start.line + 1 : end] if (m := ITEM.match(line.text))]
        hits += start.number in numbers
    return hits * 2 >= len(starts)


def rows_of(lines: Sequence[Line], columns: Sequence[Column], above: str = "") -> tuple[list[RowSpec], bool]:
    """The rows of a table body, and whether they are items of numbered groups. above: the line over it."""
    named = named_groups(lines, len(columns))
    starts = row_starts(lines, named)
    heads = sections(lines, starts, above) | named
    grouped = is_grouped(lines, starts, columns)
    by_line = {s.line: s for s in starts}
    rows: list[RowSpec] = []
    group, before = None, None
    for i, line in enumerate(lines):
        count = len(rows)
        if i in heads:
            rows.append(RowSpec(Kind.SECTION, code=heads[i].code))
            _put(rows[-1], line, heads[i].rest)
        elif i in by_line:
            start = by_line[i]
            skipped = before is not None and start.number > before + 1
            group, before = start.number, start.number
            rows.append(RowSpec(Kind.ROW, code=start.code, group=group, skipped=skipped))
            _put(rows[-1], line, start.rest)
        elif grouped and (item := _item(line.text, group)):
            rows.append(RowSpec(Kind.ITEM, group=item[0], item=item))
            group = item[0]
            _put(rows[-1], line, line.text)
        elif grouped and DASH.match(line.text) and rows and rows[-1].kind is not Kind.SECTION:
            rows.append(RowSpec(Kind.ITEM, group=group))
            _put(rows[-1], line, line.text)
        else:
            _add(rows, line)
        if len(rows) > count and count:
            rows[count - 1].end_gaps = sum(line.gaps)
    rows = _with_heads(rows) if grouped else rows
    opened = 0
    for row, after in zip(rows, [*rows[1:], None], strict=False):
        row.heads = (
            grouped
            and row.kind is Kind.ROW
            and after is not None
            and after.item is not None
            and after.group == row.group
        )
        opened += row.kind is Kind.SECTION
        row.section = opened
    return rows, grouped


def _item(text: str, group: int | None) -> tuple[int, int] | None:
    m = ITEM.match(text)
    if m and group is not None and int(m[1]) in (group, group + 1):
        return int(m[1]), int(m[2])
    return None


def _put(row: RowSpec, line: Line, rest: str) -> None:
    if rest:
        row.pages[-1].append(replace(line, text=rest, page_start=False, gaps=()))


def _add(rows: list[RowSpec], line: Line) -> None:
    if not rows:
        lone = _LONE_ROMAN.match(line.text)
        rows.append(RowSpec(Kind.ROW if lone else Kind.LOOSE, code=line.text if lone else ""))
        if not lone:
            rows[-1].pages[-1].append(line)
        return
    row = rows[-1]
    if row.kind is Kind.SECTION and row.lines and (line.gaps or len(row.lines) >= _SECTION_LINES):
        rows.append(RowSpec(Kind.ROW))
        rows[-1].pages[-1].append(line)
        return
    if line.page_start and row.lines:
        row.pages.append([])
    row.pages[-1].append(line)


def _with_heads(rows: list[RowSpec]) -> list[RowSpec]:
    """Where the group's own number was lost, the lines on a new page before item "n+1.m" head it."""
    done: list[RowSpec] = []
    for row in rows:
        last = done[-1] if done else None
        jumped = row.item and last and last.group is not None and row.item[0] == last.group + 1
        if jumped and last and len(last.pages) > 1:
            head = RowSpec(Kind.ROW, pages=[last.pages.pop()], group=row.item[0] if row.item else None)
            done.append(head)
        done.append(row)
    return done
