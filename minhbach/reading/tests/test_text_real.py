"""Real plans, where they lie beside the checkout (they are not part of it)."""

from __future__ import annotations

import re

import pytest

from minhbach.reading.shapes import Cell, Merge, Paragraph, Row, Source, Table
from minhbach.reading.tests.plans import SHARED, opened

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real plans are not beside this checkout")


def plan(pattern: str) -> Source:
    return opened(next(SHARED.glob(pattern)))


def tables(source: Source) -> list[Table]:
    return [block for block in source.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[Row]:
    return [row for row in table.rows if not row.header]


def spans(row: Row) -> bool:
    return any(cell.merge is Merge.SPANNED for cell in row.cells)


def test_all_73_rows_of_the_plan_with_merged_objectives_are_there() -> None:
    table = tables(plan("seeds/003_*.txt"))[0]
    numbers = [int(row.cells[0].text.rstrip(".")) for row in rows(table) if not spans(row)]
    assert numbers == list(range(1, 74))
    assert sum(map(spans, rows(table))) == 7
    for row in rows(table):
        if not spans(row):
            assert all(cell.text for cell in row.cells[:8])
            assert re.match(r"3\.", row.cells[3].text)


def test_lead_and_time_cells_of_that_plan_are_whole() -> None:
    seen = {
        cell.text
        for row in rows(tables(plan("seeds/003_*.txt"))[0])
        if not spans(row)
        for cell in time_and_lead(row)
    }
    assert "Sở Thông tin và Truyền thông" in seen
    assert not any(text.endswith((",", "và", "Sở", "Năm", "Từ")) for text in seen)


def time_and_lead(row: Row) -> list[Cell]:
    return [row.cells[5], row.cells[6], row.cells[7]]


def test_both_annexes_of_the_wrapped_plan_have_all_rows() -> None:
    first, second = tables(plan("seeds/000_*.txt"))
    assert [row.cells[0].text for row in rows(first)] == ["III", *(f"3.{n}" for n in range(1, 18))]
    items = [row.cells[2].text for row in rows(second)]
    assert (
        sum(bool(re.match(r"\d+\.\d+\.", text)) for text in items)
        + sum(text.startswith("-") for text in items)
        >= 50
    )


def test_the_indicator_annex_printed_once_has_its_thirteen_rows() -> None:
    table = tables(plan("seeds/002_*.txt"))[0]
    assert sum(not spans(row) for row in rows(table)) == 13
    assert all(row.cells[2].text == "%" for row in rows(table) if not spans(row))


def test_prose_plans_keep_every_bullet() -> None:
    body = [b.text for b in plan("seeds/004_*.txt").blocks if isinstance(b, Paragraph)]
    raw = next(SHARED.glob("seeds/004_*.txt")).read_text(encoding="utf-8")
    assert sum(t.startswith(("- ", "+ ")) for t in body) == sum(
        x.startswith(("- ", "+ ")) for x in raw.split("\n")
    )


def test_the_resolution_in_markdown_has_57_indicators_and_140_tasks() -> None:
    first, second = tables(plan("real/nq03-2025.md"))
    assert sum(not spans(row) for row in rows(first)) == 57
    numbers = [row.cells[0].text.strip(". ") for row in rows(second)]
    assert [n for n in numbers if n.isdigit()] == [str(n) for n in range(1, 141)]
    assert len([n for n in numbers if not n.isdigit()]) == 7


def test_the_annexes_in_cells_have_their_rows_and_groups() -> None:
    twelve = tables(plan("real/nq12-*.txt"))[0]
    assert (sum(map(spans, rows(twelve))), sum(not spans(row) for row in rows(twelve))) == (4, 19)
    assert len(rows(tables(plan("real/btnmt-*.txt"))[0])) == 9
