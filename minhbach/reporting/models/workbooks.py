"""Biểu Excel gửi về: workbooks that came back filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.shared.choices import WordedChoices
from minhbach.shared.models import StoredFile

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class ReturnedState(WordedChoices):
    READING = "reading", _("Đang đọc")
    READY = "ready", _("Chờ ghi")
    REFUSED = "refused", _("Không nhận")
    RECORDED = "recorded", _("Đã ghi")


class BatchQuerySet(models.QuerySet["WorkbookBatch"]):
    def visible_to(self, actor: Actor) -> BatchQuerySet:
        """Batches belong to the unit that received them."""
        if not actor.is_signed_in:
            return self.none()
        return self.filter(unit_id__in=list(actor.unit_ids))


class WorkbookBatch(models.Model):
    """Biểu Excel gửi về một lượt: workbooks received together, looked through row by row, then recorded.

    received_on decides lateness; number is that of the letter they came with, if any.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    received_on = models.DateField(_("nhận ngày"))
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.received_on:%d/%m/%Y} #{self.pk}"

    @property
    def job_key(self) -> str:
        """Names the background work that reads it."""
        return f"workbooks:{self.pk}"


class ReturnedWorkbook(models.Model):
    """One file of a batch. rows: what each row says and whether it can be recorded (core.workbook)."""

    batch = models.ForeignKey(WorkbookBatch, models.CASCADE, related_name="workbooks")
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ReturnedState.worded, default=ReturnedState.READING)
    problem = models.TextField(blank=True)
    rows = models.JSONField(default=list, blank=True)
    recorded = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
