"""Kênh nhận tin: how a person, or the mailbox of a unit, wants to be told beside the page itself."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.shared.choices import WordedChoices

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class ChannelKind(WordedChoices):
    MAIL = "mail", _("Thư điện tử")
    ZALO = "zalo", _("Zalo")
    WEBHOOK = "webhook", _("Webhook")


class DigestKind(WordedChoices):
    """How often: at once, or gathered into one message."""

    IMMEDIATE = "immediate", _("Gửi ngay từng tin")
    DAILY = "daily", _("Gom lại, mỗi ngày làm việc một lần")
    WEEKLY = "weekly", _("Gom lại, mỗi tuần một lần")


class ChannelQuerySet(models.QuerySet["Channel"]):
    def visible_to(self, actor: Actor) -> ChannelQuerySet:
        """Everyone their own and that of the unit acted for: no list shows another's address."""
        if actor.user_id is None:
            return self.none()
        return self.filter(Q(person_id=actor.user_id) | Q(unit_id=actor.unit_id, unit__isnull=False))


class Channel(models.Model):
    """One way out, of one person or of one unit. The page itself is no channel: it always has everything.

    address: of a webhook its https address, of Zalo the chat's number. A mail goes to the address that the
    account, or the unit, has on the day it goes.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="channels"
    )
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="channels")
    kind = models.CharField(max_length=10, choices=ChannelKind.worded)
    address = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=10, choices=DigestKind.worded, default=DigestKind.DAILY)
    is_on = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
                name="channel_of_one",
            ),
            models.UniqueConstraint(fields=["person", "kind"], name="channel_once_per_person"),
            models.UniqueConstraint(fields=["unit", "kind"], name="channel_once_per_unit"),
        ]

    def __str__(self) -> str:  # never the address
        return f"{self.get_kind_display()} ({self.person or self.unit})"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, actor: Actor) -> CalendarFeedQuerySet:
        if actor.user_id is None:
            return self.none()
        return self.filter(Q(person_id=actor.user_id) | Q(unit_id=actor.unit_id, unit__isnull=False))

    def live(self) -> CalendarFeedQuerySet:
        return self.filter(revoked_at__isnull=True)


class CalendarFeed(models.Model):
    """A secret address that gives the days of one person or one unit as a calendar. Only a hash is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="calendar_feeds"
    )
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True)
                | Q(person__isnull=True, unit__isnull=False),
                name="feed_of_one",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="one_live_feed_per_person"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(revoked_at__isnull=True), name="one_live_feed_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}"


class SendingRules(models.Model):
    """What holds for the whole instance; one row. Defaults are ours, not law: an administrator edits them.

    quiet_from, quiet_to: local time in which nothing goes out but onto the page; equal: never quiet.
    hosts: to which webhooks may go; inner_hosts: those of them that stand inside the office's own network.
    """

    quiet_from = models.TimeField(default=time(18))
    quiet_to = models.TimeField(default=time(7))
    rest_days_quiet = models.BooleanField(default=True)
    digest_at = models.TimeField(default=time(7, 30))
    digest_weekday = models.PositiveSmallIntegerField(default=0)  # Monday is 0
    give_up_days = models.PositiveSmallIntegerField(default=5)
    hosts = models.JSONField(default=list, blank=True)
    inner_hosts = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"{self.quiet_from}-{self.quiet_to}"
