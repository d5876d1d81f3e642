"""What the reader makes of a column's header by itself, and what a column can hold: for pages that ask."""

from __future__ import annotations

from minhbach.reading.find.columns import Role, roles_of
from minhbach.reading.find.words import fold
from minhbach.reading.known import NOTHING, knowing

ROLES = tuple(role.value for role in Role)


def certain_role(header: str) -> str:
    """The role that the reader knows for a header without having been told; "" where it knows none."""
    with knowing(NOTHING):
        columns, _years = roles_of((header,))
    return next((role.value for role in columns), "")


def wording_key(header: str) -> str:
    """The same for the same words, however spaced or capitalised: what wordings are compared by."""
    return fold(header)
