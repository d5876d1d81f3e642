"""How one try to send ended, and what that makes of a delivery. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from minhbach.messaging.core.moments import wait_after

MOST_REPEATS = 1  # of a message that may have gone already


class Ending(StrEnum):
    """SENT: the server took it. LATER: it certainly did not go, another try may help. REFUSED: it did not go,

    and another try would not help. UNCLEAR: it was on its way when the line or the process broke.
    """

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Outcome:
    """failure: a value of models.Failure, "" where it was sent. code: the server's number, never its words.

    server_is_down: nothing more can go to this server now.
    """

    ending: Ending
    failure: str = ""
    code: str = ""
    server_is_down: bool = False


SENT = Outcome(Ending.SENT)


@dataclass(frozen=True, slots=True)
class Standing:
    """attempts: tries so far, this one included. repeats: tries after it may have gone once.

    maybe_before: it may have gone at an earlier try.
    """

    attempts: int
    repeats: int
    maybe_before: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Next:
    """What the delivery becomes: a value of models.DeliveryState; run_at None: nobody looks by itself."""

    state: str
    run_at: datetime | None
    failure: str = ""


def next_of(outcome: Outcome, standing: Standing, now: datetime, give_up: timedelta) -> Next:
    """What becomes of a delivery after a try.

    One that may have gone keeps that mark until a server surely took it: it is repeated once, and then left
    to a person. One that surely did not go is tried again until `give_up` has passed since it was due.
    """
    if outcome.ending == Ending.SENT:
        return Next("sent", None)
    if outcome.ending == Ending.UNCLEAR:
        again = standing.repeats < MOST_REPEATS
        return Next("maybe_sent", now + wait_after(standing.attempts) if again else None, outcome.failure)
    if outcome.ending == Ending.REFUSED:
        return Next("maybe_sent" if standing.maybe_before else "failed", None, outcome.failure)
    if now - standing.since >= give_up:
        return Next("maybe_sent" if standing.maybe_before else "failed", None, "too_old")
    waiting = "maybe_sent" if standing.maybe_before else "queued"
    return Next(waiting, now + wait_after(standing.attempts), outcome.failure)
