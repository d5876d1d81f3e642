"""What the cells of one row say of bodies and time, taken apart where a cell says both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from minhbach.reading.find.bodies import head_at, tokens
from minhbach.reading.find.columns import Role, names_product, names_time
from minhbach.reading.find.mixed_cells import without_times
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.tables import Sheet
from minhbach.reading.find.words import squash
from minhbach.reading.shapes import Row


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of the row's lead, helpers, time and product; None where it has no such cell.

    moved: the time stood among bodies although no header says so.
    """

    lead: str | None
    helping: str | None
    time: str | None
    product: str | None
    moved: bool = False


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
        if not said.time or not squash(said.time):
            return self._among_bodies(said)
        return self._behind_time(said) if self._holds_more else said

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
        words = tokens(rest)
        if self._wants_lead and head_at(words, 0):
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
