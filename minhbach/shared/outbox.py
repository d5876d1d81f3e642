"""Facts that later apps hear of: announced in the transaction that made them true.

A service calls `announce("plan activated", plan_id=7)`; minhbach/wiring.py lists the jobs that
this wakes. The rows are written with the fact, so a crash between commit and job loses nothing.
"""

from __future__ import annotations

from typing import Any

from minhbach.shared.jobs import enqueue
from minhbach.shared.models import Job


class UnknownFact(LookupError):
    """The fact stands in no line of minhbach/wiring.py."""


def announce(fact: str, **ids: int | str) -> list[Job]:
    """Writes one job per listener of the fact. Call it inside the transaction of the change."""
    from minhbach.wiring import LISTENERS

    if fact not in LISTENERS:
        raise UnknownFact(fact)
    given: dict[str, Any] = dict(ids)
    return [enqueue(name, **given) for name in LISTENERS[fact]]
