"""The life of a delivery: taken in hand, sent by a sender, written down. No network here.

Before anything goes, the row says "sending" and is committed. What is found "sending" without a worker
may have gone: it is repeated once, under the same Message-ID (decision 0009).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from minhbach.messaging.core.moments import first_moment
from minhbach.messaging.core.outcomes import Ending, Next, Outcome, Standing, next_of
from minhbach.messaging.core.parcels import Parcel
from minhbach.messaging.models import ChannelKind, Delivery, DeliveryState, Failure, SendingRules
from minhbach.messaging.queries.rules import hours_of, sending_rules, work_calendar
from minhbach.messaging.services.composing import compose
from minhbach.shared.models import Job, JobState

MOST_DROPPED = 200  # in one transaction; the next round goes on
STOPPED = Outcome(Ending.UNCLEAR, Failure.STOPPED)


@transaction.atomic
def take(token: str, kinds: Collection[str], now: datetime) -> Parcel | None:
    """The next message that may go now, marked as being sent; None where there is none.

    Outside the hours of sending everything due is put off to the first moment that is inside.
    """
    rules = sending_rules()
    for _ in range(MOST_DROPPED):
        delivery = _next_due(kinds, now)
        if delivery is None:
            return None
        if _put_off(kinds, now, rules):
            return None
        address = address_of(delivery)
        if end := _must_end(delivery, address):
            _write(delivery.pk, end, now)
            continue
        delivery.repeats += delivery.state == DeliveryState.MAYBE_SENT
        delivery.attempts += 1
        delivery.state, delivery.token = DeliveryState.SENDING, token
        delivery.save(update_fields=["state", "token", "attempts", "repeats"])
        return Parcel(
            delivery.pk, token, delivery.kind, address, delivery.subject, delivery.body, delivery.message_id
        )
    return None


def _next_due(kinds: Collection[str], now: datetime) -> Delivery | None:
    """PostgreSQL: workers pass each other by SKIP LOCKED. SQLite: the transaction is IMMEDIATE."""
    due = Delivery.objects.due(now).filter(kind__in=kinds)
    if not due.exists():
        return None
    skip = connection.features.has_select_for_update_skip_locked
    locked = due.select_for_update(skip_locked=skip, of=("self",))
    return locked.select_related("channel", "person", "unit").first()


def _put_off(kinds: Collection[str], now: datetime, rules: SendingRules) -> bool:
    local = timezone.localtime(now)
    moment = first_moment(local, hours_of(rules), work_calendar())
    if moment > local:
        Delivery.objects.due(now).filter(kind__in=kinds).order_by().update(run_at=moment)
    return moment > local


def _must_end(delivery: Delivery, address: str) -> Next | None:
    """A message that nobody wants any more, or that has nowhere to go. Puts it together where it may go."""
    if not delivery.channel.is_on or (delivery.person and not delivery.person.is_active):
        return Next(DeliveryState.DROPPED, None, Failure.CHANNEL_OFF)
    if not address:
        return Next(DeliveryState.FAILED, None, Failure.NO_ADDRESS)
    if delivery.composed_at is None and not compose(delivery):
        return Next(DeliveryState.DROPPED, None, Failure.NEEDLESS)
    return None


def address_of(delivery: Delivery) -> str:
    """Where it goes as of today. Never kept with the delivery, never in a log."""
    if delivery.kind != ChannelKind.MAIL:
        return delivery.channel.address
    owner = delivery.person or delivery.unit
    return owner.email if owner else ""


@transaction.atomic
def record(parcel: Parcel, outcome: Outcome, now: datetime) -> bool:
    """Writes how a try ended; False where the delivery was no longer this worker's."""
    delivery = (
        Delivery.objects.select_for_update()
        .filter(pk=parcel.delivery_id, state=DeliveryState.SENDING, token=parcel.token)
        .first()
    )
    if delivery is None:
        return False
    _write(delivery.pk, _next(delivery, outcome, now), now, outcome.code)
    return True


@transaction.atomic
def mark_cut(now: datetime) -> int:
    """What a worker that is gone was sending may have gone: marked so, repeated once. Returns how many."""
    sending = Delivery.objects.select_for_update().filter(state=DeliveryState.SENDING)
    tokens = {delivery.token for delivery in sending}
    alive = set(Job.objects.filter(state=JobState.RUNNING, token__in=tokens).values_list("token", flat=True))
    cut = [delivery for delivery in sending if delivery.token not in alive]
    for delivery in cut:
        _write(delivery.pk, _next(delivery, STOPPED, now), now)
    return len(cut)


@transaction.atomic
def give_up(kind: str, failure: str, now: datetime) -> int:
    """While a server is away: what has waited for too many days fails, and says so on the page."""
    before = now - timedelta(days=sending_rules().give_up_days)
    waiting = Delivery.objects.filter(kind=kind, state=DeliveryState.QUEUED, since__lte=before)
    Delivery.objects.due(now).filter(kind=kind).order_by().update(failure=failure)
    return waiting.update(state=DeliveryState.FAILED, run_at=None, failure=Failure.TOO_OLD)


def _next(delivery: Delivery, outcome: Outcome, now: datetime) -> Next:
    standing = Standing(delivery.attempts, delivery.repeats, delivery.repeats > 0, delivery.since)
    return next_of(outcome, standing, now, timedelta(days=sending_rules().give_up_days))


def _write(pk: int, what: Next, now: datetime, code: str = "") -> None:
    sent_at = {"sent_at": now} if what.state == DeliveryState.SENT else {}
    Delivery.objects.filter(pk=pk).update(
        state=what.state, run_at=what.run_at, failure=what.failure, code=code[:20], token="", **sent_at
    )
