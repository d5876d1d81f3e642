"""Báo cáo tổng hợp: the text under hand, what it was assembled from, and its way to the Chairman."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.reporting.core.consolidating.passing import Facts, Where, where_is
from minhbach.reporting.core.consolidating.plain import from_plain
from minhbach.reporting.core.consolidating.shapes import Text
from minhbach.reporting.models.regimes import ReportRegime
from minhbach.reporting.models.slots import ReportSlot
from minhbach.shared.choices import WordedChoices
from minhbach.shared.models import StoredFile

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class ConsolidationQuerySet(models.QuerySet["Consolidation"]):
    def visible_to(self, actor: Actor) -> ConsolidationQuerySet:
        """The unit that makes it, leaders, and the unit it passes through once it was sent there."""
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        units = list(actor.unit_ids)
        return self.filter(Q(unit_id__in=units) | Q(through_unit_id__in=units, sent_on__isnull=False))


class Consolidation(models.Model):
    """The consolidated report of one slot: text is core.consolidating.shapes.Text as JSON, edited passage by
    passage under a lock; version counts its changes. as_of: the day up to which figures count.

    What becomes of it are facts: finalised_on, number, dated, signer_name, signed_file, sent_on, returned_on,
    forwarded_on (by the unit it passes through). final_file: the edited Word that came back as the final
    text. paper: how it is signed and to whom it goes (core.consolidating.paper.PaperFacts). digest: of the
    final text. plan, unit, through_unit: copied from the slot and its regime.
    """

    slot = models.OneToOneField(ReportSlot, models.PROTECT, related_name="consolidation")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="consolidations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="consolidations")
    through_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    as_of = models.DateField(_("số liệu tính đến hết ngày"))
    text = models.JSONField(default=dict)
    paper = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    begun_on = models.DateField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    finalised_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    final_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    final_name = models.CharField(max_length=255, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    dated = models.DateField(_("ngày ký"), null=True, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=160, blank=True)
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    signed_name = models.CharField(max_length=255, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    forwarded_on = models.DateField(null=True, blank=True)

    objects = ConsolidationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "-id"], name="consolidation_unit")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.slot.period}"

    def under_hand(self) -> Text:
        return from_plain(self.text)

    @property
    def where(self) -> Where:
        """How far it is."""
        return where_is(
            Facts(
                finalised=self.finalised_on is not None,
                signed=bool(self.number and self.dated),
                sent=self.sent_on is not None,
                returned=self.returned_on is not None,
                passes_through=self.through_unit_id is not None,
                forwarded=self.forwarded_on is not None,
            )
        )


class ConsolidationSnapshot(models.Model):
    """Bản chốt số liệu: what the record said when the report was assembled; the newest one is printed.

    annexes: the full tables (core.consolidating.annexes, plain). code: changes with any figure; two prints
    with one code say the same. slots: ids of the slots with their standing, to say what came since.
    """

    consolidation = models.ForeignKey(Consolidation, models.CASCADE, related_name="snapshots")
    as_of = models.DateField()
    taken_on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    code = models.CharField(max_length=40)
    annexes = models.JSONField(default=list)
    slots = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.code


class ConsolidationTemplate(models.Model):
    """Đề cương: the sections of the consolidated reports of a regime; without one the default is taken.

    headings: core.consolidating.assembling.Heading as JSON.
    """

    regime = models.OneToOneField(ReportRegime, models.CASCADE, related_name="consolidation_template")
    headings = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.regime)


class PassingKind(WordedChoices):
    SENT = "sent", _("Gửi")
    RETURNED = "returned", _("Trả lại")
    FORWARDED = "forwarded", _("Chuyển tiếp")


class ConsolidationPassing(models.Model):
    """Lần chuyển: one step of the report on its way: sent, returned with a reason, forwarded.

    stored: the signed copy with which it was sent.
    """

    consolidation = models.ForeignKey(Consolidation, models.CASCADE, related_name="passings")
    kind = models.CharField(max_length=10, choices=PassingKind.worded)
    on = models.DateField()
    to = models.CharField(_("nơi nhận"), max_length=200)
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.to}"
