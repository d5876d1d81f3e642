"""What pages and ladders ask of notifications."""

from __future__ import annotations

from collections.abc import Iterable

from minhbach.messaging.models import Notification
from minhbach.organisation.actor import Actor

PER_PAGE = 50
COUNTED = 100  # the bell says "99+"


def unread_count(actor: Actor) -> int:
    """For the bell: one query over the index of unread rows, which stops at a hundred."""
    if actor.user_id is None:
        return 0
    return Notification.objects.visible_to(actor).unread().order_by()[:COUNTED].count()


def notifications_of(actor: Actor, *, unread: bool, before: int | None = None) -> list[Notification]:
    """A page of the actor's own, newest first, one more than a page holds; before: those below this id."""
    found = Notification.objects.visible_to(actor).select_related("unit")
    found = found.unread() if unread else found.dealt_with()
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PER_PAGE + 1])


def notification_record(actor: Actor, pk: int) -> Notification:
    """Raises Notification.DoesNotExist, for another's too."""
    return Notification.objects.visible_to(actor).get(pk=pk)


def acknowledged(abouts: Iterable[str], rule: str = "") -> frozenset[str]:
    """Those of the objects about which somebody who was told has answered "đã biết". One query."""
    found = Notification.objects.filter(about__in=list(abouts), acknowledged_at__isnull=False)
    return frozenset((found.filter(rule=rule) if rule else found).values_list("about", flat=True))


def told(abouts: Iterable[str], rule: str) -> frozenset[tuple[str, str]]:
    """(object, rung) of what the rule has said already. One query."""
    found = Notification.objects.filter(about__in=list(abouts), rule=rule)
    return frozenset(found.values_list("about", "rung").distinct())
