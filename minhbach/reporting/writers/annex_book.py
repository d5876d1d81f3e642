"""The annexes of a paper as a workbook: a sheet each, every row with the group it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from minhbach.reporting.core.papers import Annex, Holds, Paper, RowKind, Table
from minhbach.reporting.writers.excel import lists_xlsx
from minhbach.reporting.writers.lists import Column, ListForm, Value
from minhbach.shared.numbers import parse_vn_number

WIDTH = 130  # characters on a landscape page; columns share it as on paper
GROUP = "Đơn vị, nhóm"
_COUNT = re.compile(r"( \(\d[^()]*\)|: \d+/\d+ .*)$")  # what a group's row says of its number


def annexes_xlsx(paper: Paper) -> bytes:
    """The .xlsx. Sums stay out: a filtered sheet has its own."""
    return lists_xlsx(
        (_form(paper, annex, place, table), _rows(table))
        for place, annex in enumerate(paper.annexes, start=1)
        for table in annex.blocks
        if isinstance(table, Table)
    )


def _form(paper: Paper, annex: Annex, place: int, table: Table) -> ListForm:
    whole = sum(column.share for column in table.columns)
    columns = [
        Column(c.head, max(8, round(WIDTH * c.share / whole)), figure=c.holds is not Holds.WORDS)
        for c in table.columns
    ]
    if _is_grouped(table):
        columns.insert(0, Column(GROUP, 30))
    code = f"Mã bản chốt {paper.code}" if paper.code else ""
    note = ". ".join(part for part in (annex.note, code) if part)
    return ListForm(paper.head.issuer, annex.title, note, columns, sheet=f"{place}. {annex.title}")


def _is_grouped(table: Table) -> bool:
    return any(row.kind is RowKind.GROUP for row in table.rows)


def _rows(table: Table) -> Iterator[list[Value]]:
    group, grouped = "", _is_grouped(table)
    numbers = [column.holds is Holds.NUMBERS for column in table.columns]
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            group = _COUNT.sub("", row.cells[0])
        elif row.kind is RowKind.PLAIN:
            values = _values(row.cells, numbers)
            yield [group, *values] if grouped else list(values)


def _values(cells: Iterable[str], numbers: Iterable[bool]) -> list[Value]:
    return [_number(cell) if is_number else cell for cell, is_number in zip(cells, numbers, strict=True)]


def _number(cell: str) -> Value:
    """A figure as a number; what is none ("≥ 80%") stays words."""
    if cell in ("–", ""):
        return None
    try:
        return cell if cell.endswith("%") else parse_vn_number(cell)
    except ValueError:
        return cell
