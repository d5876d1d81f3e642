"""Secret calendar addresses: made, shown once, revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from minhbach.messaging.access import can_choose_for_unit, can_choose_own_channels
from minhbach.messaging.models import CalendarFeed
from minhbach.organisation.actor import Actor
from minhbach.shared import audit
from minhbach.shared.verbs import allow


@transaction.atomic
def make_feed(actor: Actor, *, for_unit: bool = False, now: datetime | None = None) -> str:
    """A new token, shown this once; the address that was given before stops working at once."""
    allow(can_choose_for_unit(actor) if for_unit else can_choose_own_channels(actor), "feed.make")
    moment = now or timezone.now()
    owner = {"unit_id": actor.unit_id} if for_unit else {"person_id": actor.user_id}
    CalendarFeed.objects.live().filter(**owner).update(revoked_at=moment)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        **owner, token_hash=token_hash(token), made_by_id=actor.user_id, made_at=moment
    )
    audit.record(actor, "feed.make", feed, after=owner)
    return token


@transaction.atomic
def revoke_feed(actor: Actor, *, for_unit: bool = False, now: datetime | None = None) -> int:
    """The address stops working at once; returns how many it were, none or one."""
    allow(can_choose_for_unit(actor) if for_unit else can_choose_own_channels(actor), "feed.revoke")
    owner = {"unit_id": actor.unit_id} if for_unit else {"person_id": actor.user_id}
    feed = CalendarFeed.objects.live().filter(**owner).first()
    if feed is None:
        return 0
    feed.revoked_at = now or timezone.now()
    feed.save(update_fields=["revoked_at"])
    audit.record(actor, "feed.revoke", feed)
    return 1


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
