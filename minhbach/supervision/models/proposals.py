"""Khay đề xuất: messages to heads and leaders that the ladder proposes and a person sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.shared.choices import WordedChoices
from minhbach.supervision.core.ladder import Kind

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class Reached(WordedChoices):
    """Whom the message is for (core.ladder.PROPOSED)."""

    HEAD = "head", _("Thủ trưởng đơn vị")
    LEADER = "leader", _("Lãnh đạo UBND")


class ProposalState(WordedChoices):
    OPEN = "open", _("Chờ quyết định")
    SENT = "sent", _("Đã gửi")
    DROPPED = "dropped", _("Đã bỏ")


class SentVia(WordedChoices):
    """How the person sent it. SYSTEM: as a notification to the account of the head or leader."""

    SYSTEM = "system", _("Thông báo trên hệ thống")
    ZALO = "zalo", _("Zalo, đã chép")
    MAIL = "mail", _("Thư điện tử, đã chép")
    PHONE = "phone", _("Điện thoại")


class OwedKind(WordedChoices):
    """Values of core.ladder.Kind."""

    DUTY = Kind.DUTY.value, _("Phần việc có hạn")
    ONGOING = Kind.ONGOING.value, _("Cập nhật theo kỳ")
    SLOT = Kind.SLOT.value, _("Kỳ báo cáo")
    REQUEST = Kind.REQUEST.value, _("Đề nghị phối hợp")
    DIRECTIVE = Kind.DIRECTIVE.value, _("Ý kiến chỉ đạo")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, actor: Actor) -> ProposalQuerySet:
        """The tray belongs to the unit that steers; the administrator sees none of it."""
        if not actor.is_signed_in:
            return self.none()
        return self.filter(focal_unit_id__in=list(actor.unit_ids))

    def open(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.OPEN)


class Proposal(models.Model):
    """One message with everything that has come to its rung for one head, or one leader.

    key: "head:<unit>" or "leader:<person>", 0 where nobody has the role; one open proposal a key, so that
    what comes due later joins it. text: what the person typed; blank: composed from what is still owed.
    """

    focal_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    who = models.CharField(max_length=10, choices=Reached.worded)
    key = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=ProposalState.worded, default=ProposalState.OPEN)
    text = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    via = models.CharField(max_length=10, choices=SentVia.worded, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["focal_unit", "key"], condition=Q(state="open"), name="one_open_proposal_per_key"
            )
        ]
        indexes = [models.Index(fields=["focal_unit", "state", "-id"], name="proposal_tray")]

    def __str__(self) -> str:
        return f"{self.get_who_display()}: {self.unit or self.person or '–'}"


class ProposalItem(models.Model):
    """An owed thing at a rung. object_id: as core.ladder.Owed.id; of what has gone since, the row stays."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="items")
    key = models.CharField(max_length=40)  # of the proposal: each rung of a thing is proposed once to each
    kind = models.CharField(max_length=10, choices=OwedKind.worded)
    object_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="+")
    due = models.DateField()
    days = models.SmallIntegerField()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "kind", "object_id", "unit", "due", "days"], name="proposal_item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.object_id} {self.due:%d/%m/%Y}{self.days:+d}"
