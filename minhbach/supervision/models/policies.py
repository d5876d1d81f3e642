"""Thang nhắc: editions of the ladder, for the instance and for a plan that has its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from minhbach.plans.models import Plan
from minhbach.supervision.core.ladder import Policy
from minhbach.supervision.core.policy_table import from_plain
from minhbach.supervision.core.silent_plans import SILENT_DAYS


class ReminderPolicy(models.Model):
    """One edition; the newest of its plan (or, with none, of the instance) is in force, older ones stay.

    ladders: core.policy_table. proposes: rungs to heads and leaders make proposals. asks_bodies: bodies that
    are only asked are reminded too. inherits: from here on the plan follows the instance again. silent_days:
    after so many days without a sign a plan counts as silent (of the instance only).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="reminder_policies")
    edition = models.PositiveIntegerField()
    ladders = models.JSONField()
    proposes = models.BooleanField(default=False)
    asks_bodies = models.BooleanField(default=False)
    inherits = models.BooleanField(default=False)
    silent_days = models.PositiveSmallIntegerField(default=SILENT_DAYS)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["edition"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "edition"], name="policy_edition_once"),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(plan__isnull=True), name="policy_edition_once_of_instance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan or '–'} · {self.edition}"

    @property
    def policy(self) -> Policy:
        """As the core takes it."""
        return from_plain(self.ladders, proposes=self.proposes, asks_bodies=self.asks_bodies)
