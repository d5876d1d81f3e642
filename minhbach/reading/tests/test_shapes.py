"""What blocks keep when they are given their places."""

from __future__ import annotations

from dataclasses import fields, replace

from minhbach.reading.shapes import Cell, Merge, Paragraph, Place, Zone

PLACE = Place(page=2, block=5, start=1, end=9)
PARAGRAPH = Paragraph("Rà soát", Place(page=1), Zone.RECIPIENTS, True, False, True, 3, 12.5, True, (0, 4))
CELL = Cell((PARAGRAPH,), Merge.INFERRED, 2, 4, Place(page=1))


def test_a_paragraph_at_its_place_keeps_all_else_that_is_known_of_it() -> None:
    assert all(getattr(PARAGRAPH, f.name) != f.default for f in fields(PARAGRAPH))
    assert PARAGRAPH.placed(PLACE) == replace(PARAGRAPH, place=PLACE)


def test_a_cell_at_its_place_keeps_all_else_that_is_known_of_it() -> None:
    assert all(getattr(CELL, f.name) != f.default for f in fields(CELL))
    assert CELL.placed(PLACE, ()) == replace(CELL, place=PLACE, paragraphs=())
