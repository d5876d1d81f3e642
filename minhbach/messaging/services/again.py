"""A person sends again what failed, or what may have gone and nobody knows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.messaging.access import can_change_rules, can_see_log
from minhbach.messaging.models import Delivery, DeliveryState
from minhbach.messaging.models.deliveries import DeliveryQuerySet
from minhbach.organisation.actor import Actor
from minhbach.shared import audit
from minhbach.shared.verbs import Refused, allow

MOST_AT_ONCE = 500


@transaction.atomic
def send_again(actor: Actor, pk: int, now: datetime | None = None) -> Delivery:
    """Under the same Message-ID, with all its tries again. Raises Delivery.DoesNotExist where not visible."""
    allow(can_see_log(actor), "delivery.again")
    delivery = Delivery.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=pk)
    if not _ended().filter(pk=pk).exists():
        raise Refused(_("Lượt gửi này đang chờ hoặc đã xong; không cần gửi lại."))
    _queue(Delivery.objects.filter(pk=pk), now or timezone.now())
    audit.record(actor, "delivery.again", delivery, before={"state": delivery.state})
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def send_failed_again(actor: Actor, now: datetime | None = None) -> int:
    """What failed, oldest first, as many as one transaction bears; returns how many."""
    allow(can_change_rules(actor), "delivery.again")
    failed = Delivery.objects.filter(state=DeliveryState.FAILED).order_by("pk")[:MOST_AT_ONCE]
    rows = list(failed)
    if rows:
        _queue(Delivery.objects.filter(pk__in=[row.pk for row in rows]), now or timezone.now())
        audit.record(actor, "delivery.again", rows[0], counts={"deliveries": len(rows)})
    return len(rows)


def _ended() -> DeliveryQuerySet:
    """Failed; or it may have gone and was repeated already."""
    failed = Delivery.objects.filter(state=DeliveryState.FAILED)
    return failed | Delivery.objects.filter(state=DeliveryState.MAYBE_SENT, run_at__isnull=True)


def _queue(deliveries: DeliveryQuerySet, now: datetime) -> None:
    deliveries.update(
        state=DeliveryState.QUEUED, run_at=now, since=now, attempts=0, repeats=0, failure="", code=""
    )
