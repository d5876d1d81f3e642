"""What merged cells hand down: text says nothing of them, so every value handed down is a doubt.

Unit and time cells of a row are merged all or nothing: a row with none of its own takes them from
the row above in its group, or, where none precedes, from the next one that has them. A row with a
lead but no coordinating body has an empty coordinating cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from minhbach.reading.rebuild.blocks import DASH, Kind, RowSpec
from minhbach.reading.rebuild.cells import cell_text
from minhbach.reading.rebuild.reader import ReadRow
from minhbach.reading.rebuild.roles import BODIES, LEADS, Column, Role

_MERGED_TOGETHER = (*BODIES, Role.TIME)


@dataclass(slots=True)
class Draft:
    """A row on its way to the table: text by column, which columns were handed down, doubts."""

    spec: RowSpec
    cells: dict[int, str] = field(default_factory=dict)
    lines: dict[int, tuple[str, ...]] = field(default_factory=dict)
    inferred: set[int] = field(default_factory=set)
    certain: set[int] = field(default_factory=set)
    doubts: set[str] = field(default_factory=set)
    weak: set[int] = field(default_factory=set)  # columns whose content does not fit them

    @property
    def is_section(self) -> bool:
        return self.spec.kind is Kind.SECTION


def drafts_of(read: Sequence[ReadRow], columns: Sequence[Column], grouped: bool) -> list[Draft]:
    """The rows with their own words, then with what merged cells hand them."""
    drafts = []
    for row in read:
        draft = Draft(row.spec)
        if row.reading is not None:
            for column in columns:
                lines = row.reading.lines_of(column.index)
                if lines:
                    draft.cells[column.index] = cell_text(lines)
                    draft.lines[column.index] = lines
        else:
            draft.cells[1] = cell_text([line.text for line in row.spec.lines])
        drafts.append(draft)
    drafts = _with_their_heads(drafts, columns)
    _carry_over(drafts, columns)
    _hand_down_group(drafts, columns)
    _hand_down_leading_time(drafts, columns)
    _hand_down_units(drafts, columns, grouped)
    _doubt_the_empty(drafts, columns)
    return drafts


def _with_their_heads(drafts: list[Draft], columns: Sequence[Column]) -> list[Draft]:
    """The head of a group ("1", "Chỉ tiêu ...") stands in the row of its first item, as printed."""
    beyond = [c.index for c in columns if c.role is not Role.GROUP]
    done: list[Draft] = []
    for draft in drafts:
        head = done[-1] if done else None
        if (
            head is not None
            and draft.spec.kind is Kind.ITEM
            and head.spec.kind is Kind.ROW
            and head.spec.group == draft.spec.group
            and not any(i in head.cells for i in beyond)
        ):
            draft.cells = head.cells | draft.cells
            draft.lines = head.lines | draft.lines
            draft.spec.code, draft.spec.opens_group = head.spec.code, True
            done.pop()
        done.append(draft)
    return done


def _indices(columns: Sequence[Column], *roles: Role) -> list[int]:
    return [c.index for c in columns if c.role in roles]


def _carry_over(drafts: list[Draft], columns: Sequence[Column]) -> None:
    """A merged unit cell cut by a page end may go on after a new item began: it stopped on ";" or
    ",", and the row after the cut shows one unit cell where two are expected."""
    lead, coordinating = _indices(columns, *LEADS), _indices(columns, Role.COORDINATING)
    if not lead or not coordinating:
        return
    for above, row in itertools.pairwise(drafts):
        pending = above.cells.get(coordinating[0], "")
        if row.spec.kind is not Kind.ITEM or not pending.endswith((";", ",")):
            continue
        held = [i for i in (lead[0], coordinating[0]) if i in row.cells]
        if len(held) == 1:
            whole = cell_text([pending, row.cells.pop(held[0])])
            above.cells[coordinating[0]] = row.cells[coordinating[0]] = whole
            row.inferred.add(coordinating[0])
            row.doubts.add("geometry_weak")
            if lead[0] in above.cells:
                row.cells[lead[0]] = above.cells[lead[0]]
                row.inferred.add(lead[0])


def _hand_down_group(drafts: list[Draft], columns: Sequence[Column]) -> None:
    """Text left of the task (objective, indicator), down to the next that has its own, within a section."""
    groups = _indices(columns, Role.GROUP)
    above: dict[int, str] = {}
    number: int | None = None
    for draft in drafts:
        if draft.is_section:
            above = {}
            continue
        if draft.spec.group != number and any(i in draft.cells for i in groups[:1]):
            above = {}
        number = draft.spec.group
        for i in groups:
            if i in draft.cells:
                above = {k: v for k, v in above.items() if k < i} | {i: draft.cells[i]}
            elif i in above:
                draft.cells[i] = above[i]
                (draft.certain if draft.spec.item or draft.spec.merged else draft.inferred).add(i)


def _hand_down_leading_time(drafts: list[Draft], columns: Sequence[Column]) -> None:
    """A time left of the work holds for all rows down to the next: what stands left is never left out."""
    for column in columns:
        if not column.is_leading_time:
            continue
        above = ""
        for draft in drafts:
            above = "" if draft.is_section else draft.cells.get(column.index, above)
            if above and column.index not in draft.cells:
                draft.cells[column.index] = above
                draft.certain.add(column.index)


def _is_lead_in(draft: Draft, after: Draft | None) -> bool:
    """A row without units whose dashes follow: it only says what they are about."""
    return (
        after is not None
        and after.spec.kind is Kind.ITEM
        and bool(after.spec.lines)
        and bool(DASH.match(after.spec.lines[0].text))
        and not DASH.match(draft.spec.lines[0].text if draft.spec.lines else "")
    )


def _hand_down_units(drafts: list[Draft], columns: Sequence[Column], grouped: bool) -> None:
    shared = _indices(columns, *_MERGED_TOGETHER)
    coordinating, time = (_indices(columns, r) for r in (Role.COORDINATING, Role.TIME))
    lead = _indices(columns, *LEADS)
    if not shared or not lead:
        return
    for n, draft in enumerate(drafts):
        if draft.is_section or not draft.cells:
            continue
        if _is_lead_in(draft, drafts[n + 1] if n + 1 < len(drafts) else None) and not any(
            i in draft.cells for i in shared
        ):
            continue
        own = [i for i in shared if i in draft.cells]
        if not own:
            giver = _giver(drafts, n, shared, grouped)
            wanted = shared
        elif lead[0] not in draft.cells and own == time:
            # Only its time is its own: the bodies above it are merged down to it.
            giver, wanted = _giver(drafts, n, lead + coordinating, grouped), lead + coordinating
        else:
            continue
        if giver is None:
            draft.doubts.add("geometry_weak")
            continue
        for i in wanted:
            if i in giver.cells:
                draft.cells[i] = giver.cells[i]
                (draft.certain if draft.spec.merged else draft.inferred).add(i)


def _doubt_the_empty(drafts: list[Draft], columns: Sequence[Column]) -> None:
    """A cell left empty may be empty, or its words stand in a neighbour: poured out, it leaves no trace.
    Helping bodies are often not named: only a few gaps, or a column with hardly a word, are odd."""
    rows = [d for d in drafts if not d.is_section and d.cells]
    for column in columns:
        empty = [d for d in rows if column.index not in d.cells]
        optional = column.role is Role.COORDINATING and len(rows) < 4 * len(empty) < 3 * len(rows)
        if column.role in _MERGED_TOGETHER and not optional:
            for draft in empty:
                draft.inferred.add(column.index)


def _giver(drafts: list[Draft], n: int, wanted: list[int], grouped: bool) -> Draft | None:
    """The row above in the same group that has a value, or else the next one below."""
    group = drafts[n].spec.group if grouped else None

    def same(other: Draft) -> bool:
        return not other.is_section and (group is None or other.spec.group == group)

    for other in reversed(drafts[:n]):
        if not same(other):
            break
        if any(i in other.cells for i in wanted):
            return other
    for other in drafts[n + 1 :]:
        if not same(other):
            break
        if any(i in other.cells for i in wanted):
            return other
    return None
