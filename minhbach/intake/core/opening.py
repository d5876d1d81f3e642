"""A draft as the reader gives it, made ready for review. Pure."""

from __future__ import annotations

from minhbach.intake.core.doubts import add_doubt
from minhbach.intake.core.rows import Data, Where, with_keys

# Every phrase is looked up in the directory of units, which asks its own question where it must.
ASKED_BY_THE_DIRECTORY = frozenset({"unit_unknown"})


def opened(data: Data) -> Data:
    """With keys on the rows, and doubts where a value is missing that the plan cannot do without."""
    data = with_keys(data)
    for doubt in data["doubts"]:
        if doubt["reason"] in ASKED_BY_THE_DIRECTORY:
            doubt["settled"] = "directory"
    for index, row in enumerate(data["indicators"]):
        if not row.get("unit"):
            add_doubt(data, Where("indicators", index, "unit"), "measure_unknown", [], row.get("place"))
    return data
