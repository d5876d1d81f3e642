"""Saying something to people, once; and what they, or events, do with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from minhbach.messaging.core.notice import Notice
from minhbach.messaging.models import Notification
from minhbach.messaging.services.queueing import queue
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import User
from minhbach.shared import audit
from minhbach.shared.words import Words

BATCH = 500
Key = tuple[str, str, str, int]


@transaction.atomic
def notify(*notices: Notice, now: datetime | None = None) -> int:
    """Says each notice to each of its people, and queues it on the channels they chose; returns how many new.

    Idempotent: what was said under the same rule, object, rung and person is not said again. Writes in the
    caller's transaction, so that what caused it and the message stand or fall together; for thousands of
    people call it in parts of some hundred. People whose account is closed are left out.
    """
    moment, batch = now or timezone.now(), uuid.uuid4().hex
    rows = {_key(row): row for notice in notices for row in _rows(notice, batch, moment)}
    open_accounts = _open_accounts(rows)
    said = _said(rows)
    new = [row for key, row in rows.items() if row.person_id in open_accounts and key not in said]
    Notification.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    written = list(Notification.objects.filter(batch=batch).order_by("pk"))
    queue(written, moment)
    return len(written)


def _rows(notice: Notice, batch: str, now: datetime) -> Iterator[Notification]:
    if not notice.href.startswith("/") or notice.href.startswith("//"):
        raise ValueError(f"not a path of this product: {notice.href!r}")
    parts = notice.words.parts if isinstance(notice.words, Words) else ()
    for addressee in notice.to:
        yield Notification(
            rule=notice.rule, about=notice.about, rung=notice.rung,
            person_id=addressee.person_id, unit_id=addressee.unit_id, from_unit_id=notice.from_unit_id,
            label=notice.label[:300], href=notice.href, text=str(notice.words), parts=list(parts),
            day=notice.day, urgent=notice.urgent, batch=batch, created_at=now,
        )  # fmt: skip


def _key(row: Notification) -> Key:
    return row.rule, row.about, row.rung, row.person_id


def _open_accounts(rows: dict[Key, Notification]) -> frozenset[int]:
    people = {row.person_id for row in rows.values()}
    return frozenset(User.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))


def _said(rows: dict[Key, Notification]) -> frozenset[Key]:
    """Keys that are there already. The unique constraint decides where two say it at one moment."""
    found = Notification.objects.filter(
        about__in={about for _, about, _, _ in rows}, person_id__in={person for *_, person in rows}
    )
    return frozenset(found.values_list("rule", "about", "rung", "person_id"))


@transaction.atomic
def settle(*abouts: str, rule: str = "", now: datetime | None = None) -> int:
    """What was said about these objects has become needless: done, closed, moved. Returns how many.

    It no longer counts as unread and leaves on no channel; the rows stay. For services, in their transaction.
    """
    open_ones = Notification.objects.about(*abouts).filter(settled_at__isnull=True)
    if rule:
        open_ones = open_ones.filter(rule=rule)
    return open_ones.update(settled_at=now or timezone.now())


@transaction.atomic
def acknowledge(actor: Actor, pk: int, now: datetime | None = None) -> Notification:
    """The person answers "đã biết": the ladder of that object stops. Raises Notification.DoesNotExist."""
    row = Notification.objects.visible_to(actor).select_for_update().get(pk=pk)
    if row.acknowledged_at is None:
        moment = now or timezone.now()
        row.acknowledged_at, row.read_at = moment, row.read_at or moment
        row.save(update_fields=["acknowledged_at", "read_at"])
        audit.record(actor, "notification.acknowledge", row, after={"rule": row.rule, "about": row.about})
    return row


@transaction.atomic
def mark_read(actor: Actor, *pks: int, now: datetime | None = None) -> int:
    """These of the actor's own, or all of them, count as read; returns how many.

    Not in the audit: who read what when is nobody else's matter, only an answer is.
    """
    unread = Notification.objects.visible_to(actor).filter(read_at__isnull=True)
    return (unread.filter(pk__in=pks) if pks else unread).update(read_at=now or timezone.now())
