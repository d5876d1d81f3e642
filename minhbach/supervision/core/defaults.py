"""The ladder that holds until an authority writes its own: a proposal, no rule of law."""

from __future__ import annotations

from minhbach.supervision.core.ladder import INSIDE, Kind, Ladder, Policy, Rung, Who

_HANDLER = frozenset({Who.HANDLER})
_UNIT = INSIDE
_HEAD = INSIDE | {Who.HEAD}
_LEADER = INSIDE | {Who.HEAD, Who.LEADER}

_DATED = (
    Rung(-7, _HANDLER),
    Rung(-2, _UNIT),
    Rung(0, _UNIT),
    Rung(1, _UNIT),
    Rung(3, _UNIT),
    Rung(7, _HEAD, though_acknowledged=True),
    Rung(21, _LEADER, though_acknowledged=True),
)

DEFAULT = Policy(
    ladders={
        Kind.DUTY: Ladder(_DATED),
        Kind.SLOT: Ladder(_DATED),
        Kind.REQUEST: Ladder(_DATED),
        Kind.DIRECTIVE: Ladder(_DATED),
        # What has no date is asked for, not chased: before the period ends and twice after it.
        Kind.ONGOING: Ladder(
            (Rung(-7, _HANDLER), Rung(3, _UNIT), Rung(21, _HEAD, though_acknowledged=True)), every=0
        ),
    }
)
