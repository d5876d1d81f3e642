"""How far a consolidated report is on its way: written, final, signed, sent, passed on. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    DRAFT = "draft"
    FINAL = "final"
    SIGNED = "signed"
    PASSING = "passing"  # sent to the unit it passes through, not passed on yet
    RETURNED = "returned"  # sent back: to be mended, signed and sent again
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Facts:
    """returned: since it was sent last; finalised: since it was returned."""

    finalised: bool = False
    signed: bool = False
    sent: bool = False
    returned: bool = False
    passes_through: bool = False
    forwarded: bool = False


def where_is(facts: Facts) -> Where:
    if facts.sent and not facts.returned:
        waits = facts.passes_through and not facts.forwarded
        return Where.PASSING if waits else Where.SENT
    if facts.finalised:
        return Where.SIGNED if facts.signed else Where.FINAL
    return Where.RETURNED if facts.returned else Where.DRAFT


OPEN_FOR_WRITING = (Where.DRAFT, Where.RETURNED)
CAN_BE_SENT = (Where.FINAL, Where.SIGNED)
