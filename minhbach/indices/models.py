"""Indicators, what a plan wants of them, and what was observed. Editions and methods come with issue 5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import PartPair, Plan
from minhbach.plans.models.relations import PairQuerySet
from minhbach.shared.choices import WordedChoices

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class Direction(WordedChoices):
    HIGHER = "higher", _("càng cao càng tốt")
    LOWER = "lower", _("càng thấp càng tốt")


class Measure(WordedChoices):
    SCORE = "score", _("điểm")
    PERCENT = "percent", _("%")
    DAYS = "days", _("ngày")
    RANK = "rank", _("hạng")
    COUNT = "count", _("số lượng")


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, actor: Actor) -> TargetQuerySet:
        """Targets are part of the plan's text: whoever sees the plan sees them."""
        return self.filter(plan__in=Plan.objects.visible_to(actor))

    def standing(self) -> TargetQuerySet:
        """Without those that an amendment ended."""
        return self.filter(dropped_on__isnull=True)


class Indicator(models.Model):
    """A measured quantity, named as its first plan names it."""

    code = models.CharField(_("mã"), max_length=40, blank=True)
    name = models.TextField(_("tên chỉ tiêu"))
    scale_note = models.CharField(max_length=200, blank=True)
    measure = models.CharField(_("đơn vị tính"), max_length=10, choices=Measure.worded)
    direction = models.CharField(max_length=6, choices=Direction.worded, default=Direction.HIGHER)

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class Target(models.Model):
    """Chỉ tiêu của kế hoạch: baseline, target value and rank of one indicator. op: >= <= > < =.

    name: only where an amendment gave the indicator other words. dropped_on: an amendment ended it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    order = models.PositiveIntegerField()
    group = models.CharField(max_length=120, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    op = models.CharField(max_length=2, default="=")
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    rank_op = models.CharField(max_length=2, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    lead_raw = models.TextField(blank=True)
    source = models.CharField(max_length=10, default="table")  # table | prose
    place = models.JSONField(default=dict, blank=True)
    name = models.TextField(blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    units = models.ManyToManyField(Unit, related_name="targets", blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="target_order_once")]

    def __str__(self) -> str:
        return f"{self.words} {self.op} {self.value}"

    @property
    def words(self) -> str:
        """What the plan calls the indicator."""
        return self.name or self.indicator.name


class TargetPair(PartPair):
    """A target of an amendment beside that of the plan that it amends."""

    row = models.ForeignKey(Target, models.CASCADE, null=True, blank=True, related_name="pairs_with_earlier")
    earlier = models.ForeignKey(
        Target, models.CASCADE, null=True, blank=True, related_name="pairs_with_later"
    )

    objects = PairQuerySet["TargetPair"].as_manager()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.earlier} → {self.row}"


class Observation(models.Model):
    """A value of the indicator for a period, with its source. provisional: not yet published."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="observations")
    period = models.CharField(max_length=10)
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    provisional = models.BooleanField(default=True)
    source = models.CharField(_("nguồn"), max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.value}"
