"""What the cells of one row say of bodies and time, taken apart where a cell says both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from minhbach.reading.find.bodies import head_at, tokens
from minhbach.reading.find.columns import Role, names_product, names_time
from minhbach.reading.find.mixed_cells import is_time, without_times
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.role_cells import split_roles
from minhbach.reading.find.tables import Sheet
from minhbach.reading.find.words import squash
from minhbach.reading.shapes import Row


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of the row's lead, helpers, time and product; None where it has no such cell.

    moved: the time stood in a cell of another kind although no header says so.
    other: a time that stood beside the row's own.
    """

    lead: str | None
    helping: str | None
    time: str | None
    product: str | None
    moved: bool = False
    other: str | None = None


class WordsOfRows:
    """The rows of one sheet, whose columns may each hold more than one thing."""

    def __init__(self, sheet: Sheet, years: PlanYears) -> None:
        self.sheet = sheet
        self.years = years

    def of(self, row: Row) -> RowWords:
        said = RowWords(
            self.sheet.raw(row, Role.LEAD), self.sheet.raw(row, Role.COORDINATING), self._time(row),
            self.sheet.raw(row, Role.PRODUCT),
        )  # fmt: skip
        if said.time and squash(said.time):
            return self._behind_time(said) if self._holds_more else self._beside(said)
        found = self._product_of(self._among_bodies(said))
        return found if found.time or Role.TIME in self.sheet.columns else self._in_notes(row, found)

    def _beside(self, said: RowWords) -> RowWords:
        """A time among the bodies of a row that has one of its own."""
        lead, times = without_times(said.lead or "", self.years)
        return replace(said, lead=lead, other="; ".join(times)) if times and lead else said

    def _in_notes(self, row: Row, said: RowWords) -> RowWords:
        """A time that fills a cell of notes, or of a column that nobody knows, in a table without times."""
        known = {at for role, at in self.sheet.columns.items() if role is not Role.NOTE}
        for at, cell in enumerate(row.cells):
            if at not in known | self.sheet.marked.columns and is_time(cell.text, self.years):
                return replace(said, time=cell.text, moved=True)
        return said

    def _product_of(self, said: RowWords) -> RowWords:
        """What is to come of the work, where the header of the bodies names it too."""
        own = Role.PRODUCT not in self.sheet.columns and names_product(self._header(Role.LEAD))
        parts = [part.strip() for part in re.split(r"[;\n]", said.lead or "") if part.strip()] if own else []
        bodies = [part for part in parts if head_at(tokens(part), 0)]
        if not bodies or len(bodies) == len(parts):
            return said
        return replace(said, lead="; ".join(bodies), product="; ".join(p for p in parts if p not in bodies))

    def _time(self, row: Row) -> str | None:
        cell, start = self.sheet.raw(row, Role.TIME), self.sheet.text(row, Role.START)
        if cell is None:
            return None
        return f"Từ {start} đến {squash(cell)}" if start and squash(cell) else cell or start

    def _among_bodies(self, said: RowWords) -> RowWords:
        """The time of a row that has none of its own, out of the cells of its bodies."""
        lead, times = without_times(said.lead or "", self.years)
        helping, more = without_times(said.helping or "", self.years)
        if not (times or more):
            return said
        lead_or_none = lead if said.lead is not None else None
        helping_or_none = helping if said.helping is not None else None
        time = "; ".join((*times, *more))
        return replace(said, lead=lead_or_none, helping=helping_or_none, time=time, moved=not self.told)

    def _behind_time(self, said: RowWords) -> RowWords:
        """A column of times that is to say who does it, or what comes of it, as well."""
        rest, times = without_times(said.time or "", self.years)
        if not times or not rest:
            return said
        if self._wants_lead and (head_at(tokens(rest.lstrip("-–•+ ")), 0) or split_roles(rest)):
            return replace(said, lead=rest, time="; ".join(times))
        return replace(said, product=rest, time="; ".join(times)) if self._wants_product else said

    @property
    def _holds_more(self) -> bool:
        return self._wants_lead or self._wants_product

    @cached_property
    def _wants_lead(self) -> bool:
        return Role.LEAD not in self.sheet.columns and not self.sheet.marked.bodies

    @cached_property
    def _wants_product(self) -> bool:
        return Role.PRODUCT not in self.sheet.columns and names_product(self._header(Role.TIME))

    @cached_property
    def told(self) -> bool:
        """Whether times are at home in the column of bodies: its header names them, or most cells do."""
        if names_time(self._header(Role.LEAD)) or names_time(self._header(Role.COORDINATING)):
            return True
        said = [text for row in self.sheet.rows if (text := self.sheet.raw(row, Role.LEAD)) and text.strip()]
        return 2 * sum(bool(without_times(text, self.years)[1]) for text in said) > len(said)

    def _header(self, role: Role) -> str:
        at = self.sheet.columns.get(role)
        return self.sheet.header[at] if at is not None and at < len(self.sheet.header) else ""
