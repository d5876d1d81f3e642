"""Puts a message together from what it carries; from then on it is closed."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from minhbach.messaging.core.composing import Frame, Said, chat_text, mail_text
from minhbach.messaging.models import ChannelKind, Delivery, Notification
from minhbach.organisation.queries import authority_name


def compose(delivery: Delivery) -> bool:
    """Writes subject and body for good; False where everything it carried has become needless.

    Inside the transaction that holds the row. A repeat, days later, has the same words.
    """
    said = _said(delivery)
    if not said:
        return False
    text = mail_text(said, _frame(delivery)) if delivery.kind == ChannelKind.MAIL else chat_text(said)
    delivery.subject, delivery.body, delivery.composed_at = text.subject, text.body, timezone.now()
    delivery.save(update_fields=["subject", "body", "composed_at"])
    return True


def _said(delivery: Delivery) -> list[Said]:
    """What is still needed: urgent first, then by day. Said to several people of a unit: once."""
    found = delivery.notifications.filter(settled_at__isnull=True, acknowledged_at__isnull=True).order_by(
        "pk"
    )
    if delivery.person_id:
        found = found.filter(read_at__isnull=True)
    once = {(row.rule, row.about, row.rung): row for row in reversed(found)}
    rows = sorted(once.values(), key=lambda row: (not row.urgent, row.day is None, row.day, row.pk))
    return [_of(row) for row in rows]


def _of(row: Notification) -> Said:
    return Said(row.label, row.text, f"{settings.MINHBACH_ADDRESS.rstrip('/')}{row.href}", row.urgent)


def _frame(delivery: Delivery) -> Frame:
    to = str(delivery.person or delivery.unit or "")
    return Frame(to, authority_name(), f"{settings.MINHBACH_ADDRESS.rstrip('/')}/thong-bao/kenh/")
