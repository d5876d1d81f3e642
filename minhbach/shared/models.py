"""Rows that carry the machinery: jobs, heartbeats, audit, stored files, markers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minhbach.shared.choices import WordedChoices
from minhbach.shared.words import Words


class Viewer(Protocol):
    """What this app must know of the one who acts (organisation.Actor gives it)."""

    @property
    def unit_ids(self) -> frozenset[int]: ...

    def has_role(self, *roles: str) -> bool: ...


class JobState(WordedChoices):
    QUEUED = "queued", _("chờ chạy")
    RUNNING = "running", _("đang chạy")
    DONE = "done", _("đã xong")
    STOPPED = "stopped", _("đã dừng")
    DEAD = "dead", _("không chạy được")


UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, now: datetime) -> JobQuerySet:
        """Jobs that a worker may take now: waiting ones, and those whose worker went silent."""
        waiting = Q(state=JobState.QUEUED, run_at__lte=now)
        abandoned = Q(state=JobState.RUNNING, lease_until__lt=now)
        return self.filter(waiting | abandoned).order_by("run_at", "id")

    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=UNFINISHED)

    def dead(self) -> JobQuerySet:
        return self.filter(state=JobState.DEAD)


class Job(models.Model):
    """One piece of background work. Delivered at least once: a handler must bear running twice."""

    name = models.CharField(max_length=80)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001  (null: no key, many allowed)
    state = models.CharField(max_length=10, choices=JobState.worded, default=JobState.QUEUED)
    run_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The lease: who runs it, until when, and the token that only this delivery knows.
    worker = models.CharField(max_length=120, blank=True)
    token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    # What a page shows.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True)
    parts = models.JSONField(default=list, blank=True)  # of Words, for the language of whoever reads it
    error = models.TextField(blank=True)
    stop_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["queued", "running"]),
                name="one_unfinished_job_per_key",
            )
        ]
        indexes = [
            models.Index(fields=["state", "run_at"], name="job_due"),
            models.Index(fields=["-created_at"], name="job_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk} ({self.state})"

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED

    @property
    def words(self) -> str:
        """What it is at, as Words where it said so."""
        return Words.of(self.parts) if self.parts else self.text

    @property
    def percent(self) -> int | None:
        """Share done, 0-100; None while the size of the work is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None


class Heartbeat(models.Model):
    """One row a worker process, written every ten seconds while it lives."""

    worker = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
    started_at = models.DateTimeField(default=timezone.now)
    doing = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.worker} {self.at:%H:%M:%S}"

    def is_fresh(self, now: datetime, within: timedelta = timedelta(seconds=60)) -> bool:
        return now - self.at < within


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, actor: Viewer) -> AuditQuerySet:
        """Administrators see all; a unit what it did and what was done on its behalf."""
        if actor.has_role("administrator"):
            return self
        return self.filter(Q(unit_id__in=actor.unit_ids) | Q(on_behalf_of__in=actor.unit_ids))

    def unsealed(self) -> AuditQuerySet:
        return self.filter(seal_no__isnull=True).order_by("id")


class AuditEntry(models.Model):
    """One command: who, for whom, when, what, before and after. Sealed into a chain by the worker.

    Numbers instead of foreign keys: an entry outlives what it tells of.
    """

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    on_behalf_of = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    thing_type = models.CharField(max_length=80)
    thing_id = models.CharField(max_length=40)
    plan_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    counts = models.JSONField(null=True)
    # The seal: place in the chain, and the hash over the one before and this entry.
    seal_no = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["thing_type", "thing_id", "-at"], name="audit_thing"),
            models.Index(fields=["unit_id", "-at"], name="audit_unit"),
            models.Index(fields=["on_behalf_of", "-at"], name="audit_behalf"),
            models.Index(fields=["plan_id", "-at"], name="audit_plan"),
            models.Index(fields=["-at"], name="audit_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing_type} {self.thing_id}"


class StoredFile(models.Model):
    """Bytes kept once, named by their content. Whoever refers to it keeps the name it was given there."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    kept_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Marker(models.Model):
    """A small fact that the machinery remembers: the last backup, the head of the audit chain."""

    key = models.CharField(max_length=80, primary_key=True)
    value = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key
