"""Công văn đôn đốc: made from the late list, numbered by văn thư, logged at every item that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import Duty, Plan
from minhbach.reporting.models import ReportSlot
from minhbach.shared.choices import WordedChoices
from minhbach.shared.models import StoredFile
from minhbach.supervision.core.letter import Form

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class LetterForm(WordedChoices):
    """In whose name (core.letter.Form)."""

    OWN = Form.OWN.value, _("Đơn vị đầu mối đề nghị")
    CHAIRMAN = Form.CHAIRMAN.value, _("TL. CHỦ TỊCH")


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor) -> LetterQuerySet:
        """Its author's unit and leaders all; a unit that it names once it has a number."""
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        units = list(actor.unit_ids)
        named = LetterItem.objects.filter(unit_id__in=units).values("letter_id")
        return self.filter(Q(author_id__in=units) | ~Q(number="") & Q(pk__in=named))

    def standing(self) -> LetterQuerySet:
        """Without dropped drafts."""
        return self.filter(dropped_on__isnull=True)

    def recorded(self) -> LetterQuerySet:
        return self.filter(dropped_on__isnull=True).exclude(number="")


class Letter(models.Model):
    """number, dated, sent_on, stored: none until văn thư has given them and they are recorded.

    digest: of author, day and items, so that the button pressed twice makes one letter. plan: where all items
    are of one. as_of: the day whose state the items keep.
    """

    author = models.ForeignKey(Unit, models.PROTECT, related_name="reminder_letters")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="reminder_letters")
    form = models.CharField(_("đứng tên"), max_length=10, choices=LetterForm.worded, default=LetterForm.OWN)
    as_of = models.DateField()
    reply_by = models.DateField(_("báo cáo kết quả trước ngày"), null=True, blank=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    dated = models.DateField(_("ngày ký"), null=True, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True, blank=True)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=Q(dropped_on__isnull=True), name="letter_once"
            ),
            models.CheckConstraint(
                condition=Q(number="", dated__isnull=True) | ~Q(number="") & Q(dated__isnull=False),
                name="letter_number_and_date_together",
            ),
        ]
        indexes = [models.Index(fields=["author", "-id"], name="letter_author")]

    def __str__(self) -> str:
        return f"{self.number} {self.as_of:%d/%m/%Y}".strip()

    @property
    def is_draft(self) -> bool:
        return not self.number


class LetterItem(models.Model):
    """One owed thing of one unit, as it stood on the letter's day. told: what was sent about it before."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="items")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.SET_NULL, null=True, blank=True, related_name="letter_items")
    slot = models.ForeignKey(ReportSlot, models.SET_NULL, null=True, blank=True, related_name="letter_items")
    text = models.TextField()
    deadline = models.CharField(max_length=200)
    late_days = models.PositiveIntegerField(default=0)
    standing = models.CharField(max_length=200)
    told = models.CharField(max_length=300, blank=True)
    asked = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "duty"], name="letter_names_duty_once"),
            models.UniqueConstraint(fields=["letter", "slot"], name="letter_names_slot_once"),
            models.CheckConstraint(
                condition=Q(duty__isnull=True) | Q(slot__isnull=True), name="letter_item_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.text}"
