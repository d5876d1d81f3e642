"""A server that is away is asked again after a while, not once for every message that waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.dateparse import parse_datetime

from minhbach.messaging.queries.rules import kinds_set_up
from minhbach.messaging.queries.servers import away, key_of
from minhbach.shared.models import Marker

WAITS = (1, 2, 5, 10, 15)  # minutes after the n-th failure in a row; then every fifteen


@transaction.atomic
def server_is_away(kind: str, failure: str, now: datetime) -> None:
    """Remembers since when, why, and when to ask next."""
    marker, _ = Marker.objects.select_for_update().get_or_create(key=key_of(kind))
    count = int(marker.value.get("failures", 0)) + 1
    since = marker.value.get("since") or now.isoformat()
    again = now + timedelta(minutes=WAITS[min(count, len(WAITS)) - 1])
    marker.value = {"failures": count, "since": since, "failure": failure, "again": again.isoformat()}
    marker.at = now
    marker.save()


def server_is_back(kind: str) -> None:
    Marker.objects.filter(key=key_of(kind)).delete()


def kinds_to_try(now: datetime) -> frozenset[str]:
    """Kinds whose server is set up and, if it was away, is to be asked again now."""
    kinds = set(kinds_set_up())
    for found in away():
        again = parse_datetime(found.again)
        # A clock that was set back must not leave a server unasked for longer than the longest wait.
        if again and now < again <= now + timedelta(minutes=WAITS[-1]):
            kinds.discard(found.kind)
    return frozenset(kinds)
