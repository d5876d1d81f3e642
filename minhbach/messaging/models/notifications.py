"""Thông báo: one row per rule, object, rung and person, whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from minhbach.organisation.models import Unit
from minhbach.shared.words import Words

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, actor: Actor) -> NotificationQuerySet:
        """Everyone their own, for whatever unit they were addressed; nobody another's."""
        if actor.user_id is None:
            return self.none()
        return self.filter(person_id=actor.user_id)

    def sent_by(self, actor: Actor) -> NotificationQuerySet:
        """What the actor's unit had said to others; administrators: what anyone had."""
        if actor.is_system or actor.has_role("administrator"):
            return self
        return self.filter(from_unit_id__in=actor.unit_ids)

    def unread(self) -> NotificationQuerySet:
        """Neither read, nor settled by what happened since."""
        return self.filter(read_at__isnull=True, settled_at__isnull=True)

    def dealt_with(self) -> NotificationQuerySet:
        """Read, or settled by what happened since."""
        return self.filter(Q(read_at__isnull=False) | Q(settled_at__isnull=False))

    def about(self, *things: str) -> NotificationQuerySet:
        return self.filter(about__in=things)


class Notification(models.Model):
    """Fields as in core.notice.Notice. settled_at: it has become needless (delivered, closed, moved):

    it no longer counts as unread and goes out on no channel. batch: the call of `notify` that wrote it.
    """

    rule = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    rung = models.CharField(max_length=30, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=300)
    href = models.CharField(max_length=300)
    text = models.TextField()
    parts = models.JSONField(default=list, blank=True)  # of Words, for the language of whoever reads it
    day = models.DateField(null=True, blank=True)
    urgent = models.BooleanField(default=False)
    batch = models.CharField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "about", "rung", "person"], name="notification_once")
        ]
        indexes = [
            # The bell. Whole, not partial: SQLite would take the next one and read every row of the person.
            models.Index(fields=["person", "settled_at", "read_at", "-id"], name="notification_unread"),
            models.Index(fields=["person", "-id"], name="notification_person"),
            models.Index(fields=["about"], name="notification_about"),
            models.Index(fields=["from_unit", "-id"], name="notification_from"),
            models.Index(fields=["batch"], name="notification_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.words}"

    @property
    def words(self) -> str:
        """What it says, as Words where it was said so."""
        return Words.of(self.parts) if self.parts else self.text

    @property
    def is_unread(self) -> bool:
        return self.read_at is None and self.settled_at is None
