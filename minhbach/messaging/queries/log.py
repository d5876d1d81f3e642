"""Nhật ký gửi: what became of every delivery. No address stands in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from minhbach.messaging.models import Delivery, DeliveryItem, DeliveryState, Failure
from minhbach.messaging.models.deliveries import DeliveryQuerySet
from minhbach.organisation.actor import Actor
from minhbach.shared.text import search_words

PER_PAGE = 50
LABELS = 3


@dataclass(frozen=True, slots=True)
class LogFilter:
    """state, kind: a value or "" for all; words: of the recipient's name or login; before: below this id."""

    state: str = ""
    kind: str = ""
    words: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """labels: the first things it carries that the reader's unit had said; more: how many beside them."""

    delivery: Delivery
    labels: tuple[str, ...]
    more: int
    failure: str
    can_send_again: bool


def log_lines(actor: Actor, asked: LogFilter) -> list[LogLine]:
    """A page, newest first, and one line more. Two queries."""
    deliveries = list(_filtered(actor, asked).select_related("person", "unit")[: PER_PAGE + 1])
    labels = _labels(actor, [delivery.pk for delivery in deliveries])
    return [_line(delivery, labels[delivery.pk]) for delivery in deliveries]


def state_counts(actor: Actor) -> dict[str, int]:
    """How many stand where, for the row of filters. One query."""
    rows = Delivery.objects.visible_to(actor).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def _filtered(actor: Actor, asked: LogFilter) -> DeliveryQuerySet:
    found = Delivery.objects.visible_to(actor).order_by("-pk")
    if asked.state in DeliveryState.values:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    for word in search_words(asked.words):
        found = found.filter(Q(person__folded__contains=word) | Q(unit__folded__contains=word))
    return found if asked.before is None else found.filter(pk__lt=asked.before)


def _labels(actor: Actor, deliveries: list[int]) -> dict[int, list[str]]:
    items = DeliveryItem.objects.filter(delivery_id__in=deliveries).order_by("pk")
    if not actor.has_role("administrator"):
        items = items.filter(notification__from_unit_id__in=actor.unit_ids)
    found: dict[int, list[str]] = defaultdict(list)
    for delivery, label in items.values_list("delivery_id", "notification__label"):
        if label not in found[delivery]:
            found[delivery].append(label)
    return found


def _line(delivery: Delivery, labels: list[str]) -> LogLine:
    ended = delivery.state == DeliveryState.FAILED
    unknown = delivery.state == DeliveryState.MAYBE_SENT and delivery.run_at is None
    failure = str(Failure(delivery.failure).label) if delivery.failure else ""
    more = max(0, len(labels) - LABELS)
    return LogLine(delivery, tuple(labels[:LABELS]), more, failure, ended or unknown)
