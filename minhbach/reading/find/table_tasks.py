"""Tasks from the rows of a task table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from minhbach.reading.find.columns import Role
from minhbach.reading.find.crosses import crossed_time, marked_bodies
from minhbach.reading.find.findings import FieldDoubt, Task, joined_place
from minhbach.reading.find.group_rows import Group
from minhbach.reading.find.items import Item, split_items
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.named_goals import taken_apart
from minhbach.reading.find.role_cells import split_roles
from minhbach.reading.find.row_words import RowWords, WordsOfRows
from minhbach.reading.find.sentence_times import sentence_time
from minhbach.reading.find.tables import Sheet, group_text, says_more_than_group
from minhbach.reading.find.times import Time, TimeSource, read_time
from minhbach.reading.find.units import Units, split_units
from minhbach.reading.find.words import Rank, label_of, squash, unlabelled
from minhbach.reading.shapes import Merge, Row

_FIELDS = {
    "lead": Role.LEAD,
    "coordinating": Role.COORDINATING,
    "time": Role.TIME,
    "product": Role.PRODUCT,
    "objective": Role.OBJECTIVE,
}
_ROW_NUMBER = re.compile(r"\d{1,3}\.?")
_LONGEST_GROUP = 100  # characters of the name of a group
_LETTER = re.compile(r"[^\W\d_]")
_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng)\s*[:.]?", re.I)
_GROUPED = re.compile(r"(\d{1,3})\.(\d{1,3})")


def table_tasks(sheet: Sheet, annex: tuple[str | None, str], years: PlanYears) -> tuple[list[Task], set[int]]:
    """The tasks of a sheet and the indices (among its data rows) of the rows they came from.

    annex: the label and the title of the annex the table stands in.
    """
    return _Rows(sheet, annex, years).read()


def numbers_group(sheet: Sheet) -> bool:
    """Whether the number column numbers groups of rows and not the rows: merges tell, else the items."""
    cells = [c for r in sheet.rows if (c := sheet.cell(r, Role.NUMBER))]
    merged = sum(c.merge in (Merge.HANDED_DOWN, Merge.INFERRED) or c.rowspan > 1 for c in cells)
    if merged and 4 * merged >= len(cells):  # a single one may be a row that a page cut
        return True
    agreeing = 0
    column = _text_role(sheet)
    for row in sheet.rows:
        number, text = sheet.text(row, Role.NUMBER).rstrip("."), sheet.text(row, column)
        item = _GROUPED.match(text)
        agreeing += bool(item and number and item[1] == number)
    return agreeing * 2 > len(sheet.rows)


def _text_role(sheet: Sheet) -> Role:
    return Role.ACTIVITY if Role.ACTIVITY in sheet.columns else Role.TASK


class _Rows:
    """One pass over the data rows, with the group and the lead-in that stand above the next row."""

    def __init__(self, sheet: Sheet, annex: tuple[str | None, str], years: PlanYears) -> None:
        self.sheet = sheet
        self.years = years
        self.words = WordsOfRows(sheet, years)
        self.grouped = numbers_group(sheet)
        self.column = _text_role(sheet)
        self.unnumbered = Role.NUMBER in sheet.columns and not any(
            sheet.text(row, Role.NUMBER) for row in sheet.rows
        )
        self.annex = tuple(part for part in annex if part)
        self.section = annex[0]
        self.group = Group()
        self.lead_in: str | None = None
        self.lead_rank: Rank = Rank.NONE

    def read(self) -> tuple[list[Task], set[int]]:
        tasks: list[Task] = []
        used: set[int] = set()
        for at, row in enumerate(self.sheet.rows):
            if heading := group_text(self.sheet, row) or self._unnumbered_group(row, at):
                self.section, self.lead_in, self.group = heading, None, self.group.below(heading)
                if not says_more_than_group(self.sheet, row):
                    used.add(at)
                continue
            if self._repeats(row):
                if not self._says_own_words(row):
                    used.add(at)
                continue
            found = list(self._row(row, at))
            if found or self._opens_lead_in(row, at):
                used.add(at)
            tasks += found
        return tasks, used

    def _unnumbered_group(self, row: Row, at: int) -> str | None:
        """The words of a row without a number that stand alone above a numbered one, where rows are
        numbered one by one: they name a group and tell nobody to do anything."""
        if at + 1 >= len(self.sheet.rows) or not self.numbered:
            return None
        cell, number = self.sheet.cell(row, self.column), self.sheet.cell(row, Role.NUMBER)
        below = self.sheet.text(self.sheet.rows[at + 1], Role.NUMBER)
        alone = [c for c in row.cells if squash(c.text)] == [cell]
        if cell is None or number is None or number.merge is not Merge.OWN or not alone:
            return None
        text = squash(cell.text)
        named = text[:1].isupper() and len(text) <= _LONGEST_GROUP and text[-1] not in ".;:,"
        return text if named and _ROW_NUMBER.fullmatch(below) and not unlabelled(text)[0] else None

    @cached_property
    def numbered(self) -> bool:
        """Whether most rows bear a number of their own, and say who does it or by when."""
        told = (Role.LEAD, Role.TIME)
        own = [
            row
            for row in self.sheet.rows
            if _ROW_NUMBER.fullmatch(self.sheet.text(row, Role.NUMBER))
            and any(self.sheet.text(row, role) for role in told)
        ]
        return 2 * len(own) > len(self.sheet.rows)

    def _repeats(self, row: Row) -> bool:
        """A text merged over rows is one task, unless the lower row brings its own bodies or time."""
        cell = self.sheet.cell(row, self.column)
        if cell is None or cell.merge is not Merge.HANDED_DOWN:
            return False
        own = (self.sheet.cell(row, r) for r in (Role.LEAD, Role.TIME, Role.PRODUCT))
        return not any(c and c.merge is Merge.OWN and squash(c.text) for c in own)

    def _says_own_words(self, row: Row) -> bool:
        """Whether a row of a merged text says anything itself: that has gone nowhere."""
        number = self.sheet.columns.get(Role.NUMBER)
        own = (c for at, c in enumerate(row.cells) if at != number and c.merge is Merge.OWN)
        return any(_LETTER.search(c.text) for c in own)

    def _row(self, row: Row, at: int) -> Iterator[Task]:
        cell = self.sheet.cell(row, self.column)
        if cell is None or not _LETTER.search(cell.text) or self._opens_lead_in(row, at):
            return  # dots and numbers alone are a form to be filled in
        if _TOTAL.fullmatch(squash(cell.text)):
            return
        items = split_items(cell, self._splits_dashes(row))
        for item in items:
            yield self._task(row, item, len(items) > 1)

    def _splits_dashes(self, row: Row) -> bool:
        return self.grouped or not self.sheet.text(row, Role.NUMBER)

    def _opens_lead_in(self, row: Row, at: int) -> bool:
        """A row with words but no bodies and no time, above rows of dashes or deeper numbers."""
        if any(self.sheet.text(row, r) for r in (Role.LEAD, Role.COORDINATING, Role.TIME, Role.PRODUCT)):
            return False
        label, text = unlabelled(self.sheet.text(row, self.column))
        if not text or (label and label.rank >= Rank.DASH) or at + 1 >= len(self.sheet.rows):
            return False
        below = self.sheet.rows[at + 1]
        nxt = label_of(self.sheet.text(below, self.column))
        deeper = self.sheet.text(below, Role.NUMBER).startswith(
            self.sheet.text(row, Role.NUMBER).rstrip(".") + "."
        )
        if not (nxt and nxt.rank >= Rank.DASH) and not (deeper and self.sheet.text(row, Role.NUMBER)):
            return False
        self.lead_in = text
        self.lead_rank = Rank.DASH if nxt and nxt.rank >= Rank.DASH else Rank.DECIMAL_2
        return True

    def _task(self, row: Row, item: Item, several: bool) -> Task:
        said = self.words.of(row)
        lead, coordinating, moved = self._bodies(row, said)
        coordinating = coordinating.watched_by(split_units(self.sheet.raw(row, Role.FOLLOWING)))
        time = self._time(row, said, item.text)
        goal = self._goal(row)
        task = Task(
            text=item.text,
            place=joined_place(item.paragraphs, " ".join(squash(p.text) for p in item.paragraphs)),
            code=self._code(row, item, several),
            section=self.section,
            headings=self._headings(),
            indicator=goal,
            objective=self._merged_text(row, Role.OBJECTIVE),
            task=self._above(item)
            or (self._merged_text(row, Role.TASK) if self.column is Role.ACTIVITY else None),
            product=squash(said.product or "") or None,
            lead=lead,
            coordinating=coordinating,
            time=time,
            budget=self.sheet.text(row, Role.BUDGET) or None,
        )
        return replace(task, doubts=(*self._doubts(row, task), *moved))

    def _headings(self) -> tuple[str, ...]:
        group = () if self.section is None or self.section in self.annex else (self.section,)
        return (*self.annex, *group)

    def _above(self, item: Item) -> str | None:
        rank = item.label.rank if item.label else Rank.NONE
        if self.lead_in and rank is not Rank.NONE and rank >= self.lead_rank:
            return self.lead_in
        self.lead_in = None
        return None

    def _code(self, row: Row, item: Item, several: bool) -> str | None:
        own = item.label.number if item.label and item.label.rank < Rank.DASH else None
        if self.grouped or several:
            return own
        return self.sheet.text(row, Role.NUMBER).rstrip(".)") or own

    def _goal(self, row: Row) -> str | None:
        if not self.grouped or Role.INDICATOR not in self.sheet.columns:
            return None
        said = unlabelled(self.sheet.text(row, Role.INDICATOR))[1]
        return self.sheet.text(row, Role.NUMBER).rstrip(".") or taken_apart(said).name or None

    def _merged_text(self, row: Row, role: Role) -> str | None:
        return unlabelled(self.sheet.text(row, role))[1] or None

    def _bodies(self, row: Row, said: RowWords) -> tuple[Units, Units, tuple[FieldDoubt, ...]]:
        if self.sheet.marked.bodies and Role.LEAD not in self.sheet.columns:
            return marked_bodies(self.sheet.marked, row)
        lead, helping = split_units(said.lead), split_units(said.helping)
        if told := split_roles(said.helping):
            lead, helping = (lead if lead.raw else told[0]), told[1]
        roles = split_roles(said.lead) if lead.raw else None
        if not lead.raw and self.group.lead.names:
            unsure = Role.LEAD in self.sheet.columns  # its cell stands empty
            doubts = (FieldDoubt("lead", "line_of_group"),) if unsure else ()
            return self.group.lead, helping if helping.raw else self.group.helping, doubts
        if roles is None:
            return _only_led(lead), helping, ()
        if Role.COORDINATING in self.sheet.columns:
            return roles[0], helping.beside(roles[1]), ()
        clear = len(roles[0].names) == 1 and roles[1].names and not (roles[0].unknown or roles[1].unknown)
        both = () if clear else ("lead", "coordinating")
        return roles[0], roles[1], tuple(FieldDoubt(name, "roles_in_one_cell") for name in both)

    def _time(self, row: Row, said: RowWords, text: str) -> Time:
        if said.time is None:
            crossed = crossed_time(self.sheet.marked, row, self.years)
            return crossed if self.sheet.marked.columns else sentence_time(text, self.years, [])
        time = self._read_time(said.time)
        if said.other:
            beside = (*time.candidates, squash(said.time), said.other)
            return replace(time, doubts=(*time.doubts, "two_dates"), candidates=beside)
        return replace(time, doubts=(*time.doubts, "time_in_sentence")) if said.moved else time

    def _read_time(self, said: str) -> Time:
        year = self.sheet.years.get(Role.TIME)
        if year is None or self.years.only == year:
            return read_time(said, self.years)
        return read_time(said, replace(self.years, first=year, last=year), TimeSource.HEADER)

    def _doubts(self, row: Row, task: Task) -> tuple[FieldDoubt, ...]:
        roles = {**_FIELDS, "text": self.column}
        found = [
            FieldDoubt(name, "merged_or_empty")
            for name, role in roles.items()
            if (cell := self.sheet.cell(row, role)) and cell.merge is Merge.INFERRED
        ]
        found += [
            FieldDoubt(name, "geometry_weak")
            for name, role in roles.items()
            if self.sheet.columns.get(role) in row.weak
        ]
        found += [FieldDoubt("lead", "unit_unknown", (name,)) for name in task.lead.unknown]
        found += [FieldDoubt("coordinating", "unit_unknown", (name,)) for name in task.coordinating.unknown]
        found += [FieldDoubt("time", reason, task.time.candidates) for reason in task.time.doubts]
        found += [FieldDoubt("", reason) for reason in row.doubts]
        if not task.lead.names:
            found.append(FieldDoubt("lead", "lead_missing"))
        if task.code is None and self.unnumbered:
            found.append(FieldDoubt("code", "number_missing"))
        return tuple(found)


def _only_led(units: Units) -> Units:
    """In the column of leads a body that is told to guide or check still leads."""
    return (
        replace(units, names=(*units.names, *units.supervising), supervising=())
        if units.supervising
        else units
    )
