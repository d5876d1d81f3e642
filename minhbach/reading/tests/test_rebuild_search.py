"""The search for the cheapest reading of poured-out rows leaves out only what cannot be cheapest."""

import random

import pytest

from minhbach.reading.open import open_document
from minhbach.reading.rebuild import decoder
from minhbach.reading.tests.pouring import made_rows, poured

ROOMS = [1500, 9000, 4000, 4500, 5500, 4000]


@pytest.mark.parametrize(("level", "page_lines"), [("province", 9), ("ministry", 14), ("commune", 30)])
def test_a_search_with_little_room_finds_what_a_search_of_everything_finds(monkeypatch, level, page_lines):
    rows = made_rows(random.Random(page_lines), 14, empty_helpers=True, level=level)
    text = poured(rows, ROOMS, page_lines).text.encode()
    found = {}
    for room in (0.25, 1e9):
        monkeypatch.setattr(decoder, "_ROOM", room)
        found[room] = open_document(text).blocks
    assert found[0.25] == found[1e9]


def test_a_bound_that_promises_too_much_would_be_noticed(monkeypatch):
    rows = made_rows(random.Random(9), 14, empty_helpers=True)
    text = poured(rows, ROOMS, 9).text.encode()
    right = open_document(text).blocks
    true = decoder.Ahead.behind
    monkeypatch.setattr(
        decoder.Ahead, "behind", lambda self, c: [price + (9.0 if c == 2 else 0.0) for price in true(self, c)]
    )
    assert open_document(text).blocks != right
