"""From notifications to deliveries: which message of which channel carries what."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from minhbach.messaging.core.moments import IMMEDIATE, Slot, slot_for
from minhbach.messaging.models import (
    Channel,
    ChannelKind,
    Delivery,
    DeliveryItem,
    Notification,
)
from minhbach.messaging.queries.rules import hours_of, kinds_set_up, sending_rules, work_calendar
from minhbach.organisation.models import User

BATCH = 500
Pair = tuple[Channel, Notification]
Place = tuple[int, str]  # channel, key of the slot


def queue(notifications: list[Notification], now: datetime) -> None:
    """Puts each into the next message of every channel of its person, and of its unit's mailbox.

    Inside the transaction of `notify`. A digest that is put together at this very moment is closed to
    others by its lock: what misses it goes into the next one.
    """
    if not notifications:
        return
    if ChannelKind.MAIL in kinds_set_up():
        _offer_mail({row.person_id for row in notifications})
    pairs = _pairs(notifications)
    while pairs:
        slots = _slots(pairs, now)
        _make(pairs, slots)
        pairs = _put(pairs, slots)


def _offer_mail(people: set[int]) -> None:
    """Who has a mail address and never said otherwise gets one mail a working day."""
    without = User.objects.filter(pk__in=people).exclude(email="").exclude(channels__kind=ChannelKind.MAIL)
    new = [Channel(person_id=pk, kind=ChannelKind.MAIL) for pk in without.values_list("pk", flat=True)]
    Channel.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)


def _pairs(notifications: list[Notification]) -> list[Pair]:
    people = {row.person_id for row in notifications}
    units = {row.unit_id for row in notifications if row.unit_id}
    of_person: dict[int | None, list[Channel]] = defaultdict(list)
    of_unit: dict[int | None, list[Channel]] = defaultdict(list)
    whose = Q(person_id__in=people) | Q(unit_id__in=units)
    for channel in Channel.objects.filter(whose, is_on=True, kind__in=kinds_set_up()):
        (of_person[channel.person_id] if channel.person_id else of_unit[channel.unit_id]).append(channel)
    return [
        (channel, row)
        for row in notifications
        for channel in [*of_person[row.person_id], *of_unit[row.unit_id]]
    ]


def _slots(pairs: list[Pair], now: datetime) -> dict[tuple[int, int], Slot]:
    """The slot of every pair, by channel and notification. Three queries."""
    hours, calendar, local = hours_of(sending_rules()), work_calendar(), timezone.localtime(now)
    closed = _closed({channel.pk for channel, _ in pairs}, local.date())
    slots = {}
    for channel, row in pairs:
        digest = IMMEDIATE if row.urgent else channel.digest
        slots[channel.pk, row.pk] = slot_for(digest, _own(row), local, hours, calendar, closed[channel.pk])
    return slots


def _closed(channels: set[int], today: date) -> dict[int, set[str]]:
    """Keys of the digests from today on that were put together already, by channel."""
    day = today.isoformat()
    digests = Q(slot__startswith="d", slot__gte=f"d{day}") | Q(slot__startswith="w", slot__gte=f"w{day}")
    found = Delivery.objects.filter(digests, channel_id__in=channels, composed_at__isnull=False)
    keys: dict[int, set[str]] = defaultdict(set)
    for channel, slot in found.values_list("channel_id", "slot"):
        keys[channel].add(slot)
    return keys


def _own(row: Notification) -> str:
    """One thing said to several people of a unit is one message in its mailbox."""
    said = "\n".join([row.rule, row.about, row.rung])
    return "n" + hashlib.sha256(said.encode()).hexdigest()[:32]


def _make(pairs: list[Pair], slots: dict[tuple[int, int], Slot]) -> None:
    wanted: dict[Place, Delivery] = {}
    for channel, row in pairs:
        slot = slots[channel.pk, row.pk]
        wanted.setdefault((channel.pk, slot.key), _delivery(channel, slot))
    Delivery.objects.bulk_create(wanted.values(), batch_size=BATCH, ignore_conflicts=True)


def _delivery(channel: Channel, slot: Slot) -> Delivery:
    return Delivery(
        channel=channel, kind=channel.kind, person_id=channel.person_id, unit_id=channel.unit_id,
        slot=slot.key, run_at=slot.run_at, since=slot.run_at,
        message_id=f"<{uuid.uuid4().hex}@{settings.MINHBACH_MAIL_DOMAIN}>",
    )  # fmt: skip


def _put(pairs: list[Pair], slots: dict[tuple[int, int], Slot]) -> list[Pair]:
    """Writes the items of open messages; returns the pairs whose message was closed meanwhile."""
    open_ones = _locked(pairs, slots)
    items, missed = [], []
    for channel, row in pairs:
        delivery = open_ones.get((channel.pk, slots[channel.pk, row.pk].key))
        if delivery is not None:
            items.append(DeliveryItem(delivery_id=delivery, notification=row))
        elif not slots[channel.pk, row.pk].key.startswith("n"):
            missed.append((channel, row))
    DeliveryItem.objects.bulk_create(items, batch_size=BATCH, ignore_conflicts=True)
    return missed


def _locked(pairs: Iterable[Pair], slots: dict[tuple[int, int], Slot]) -> dict[Place, int]:
    found = (
        Delivery.objects.select_for_update(of=("self",))
        .filter(
            channel_id__in={channel.pk for channel, _ in pairs},
            slot__in={slot.key for slot in slots.values()},
            composed_at__isnull=True,
        )
        .order_by("pk")
    )
    return {(channel, slot): pk for pk, channel, slot in found.values_list("pk", "channel_id", "slot")}
