"""What later apps keep of a plan that was given out: each says whether somebody has worked on it there.

They register themselves, so that a plan is not taken back over work of which this app knows nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from minhbach.plans.models import Plan

Asks = Callable[[Plan], bool]
_USES: dict[str, Asks] = {}


def register_use(name: str, asks: Asks) -> None:
    """asks: whether anybody worked on what the app keeps of the plan; one query."""
    _USES[name] = asks


def is_used_elsewhere(plan: Plan) -> bool:
    return any(asks(plan) for asks in _USES.values())
