"""What a person's page of channels shows."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.messaging.core.hosts import target_of
from minhbach.messaging.models import CalendarFeed, Channel, ChannelKind
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit, User


@dataclass(frozen=True, slots=True)
class Channels:
    """mail, webhook, zalo: None where nothing was ever chosen. mail_address: of the account; "" for none.

    unit_*: of the unit acted for; unit None where the actor acts for none.
    """

    mail: Channel | None
    webhook: Channel | None
    zalo: Channel | None
    mail_address: str
    feed: CalendarFeed | None
    unit: Unit | None
    unit_mail: Channel | None
    unit_feed: CalendarFeed | None


def channels_of(actor: Actor) -> Channels:
    """Four queries."""
    user = User.objects.get(pk=actor.user_id or 0)
    unit = Unit.objects.filter(pk=actor.unit_id or 0).first()
    chosen = list(Channel.objects.visible_to(actor))
    feeds = list(CalendarFeed.objects.visible_to(actor).live())
    own = {channel.kind: channel for channel in chosen if channel.person_id}
    return Channels(
        mail=own.get(ChannelKind.MAIL), webhook=own.get(ChannelKind.WEBHOOK), zalo=own.get(ChannelKind.ZALO),
        mail_address=user.email,
        feed=next((feed for feed in feeds if feed.person_id), None),
        unit=unit,
        unit_mail=next((c for c in chosen if c.unit_id and c.kind == ChannelKind.MAIL), None),
        unit_feed=next((feed for feed in feeds if feed.unit_id), None),
    )  # fmt: skip


def masked(address: str) -> str:
    """A webhook's address for its own page: the machine, without the secret behind it."""
    target = target_of(address)
    return f"https://{target.name}/…" if target else ""
