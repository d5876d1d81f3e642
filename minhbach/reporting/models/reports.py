"""Báo cáo của đơn vị: what one unit answers for one slot, how it was sent, returned, accepted, corrected."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan, Via
from minhbach.reporting.core.answers import Answer, from_plain
from minhbach.reporting.core.course import ReportFacts, ReportState, state_of_report
from minhbach.reporting.core.fields import Sheet, sheet_from_plain
from minhbach.reporting.models.slots import ReportSlot
from minhbach.shared.choices import WordedChoices
from minhbach.shared.models import StoredFile

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class SignedAs(WordedChoices):
    """Who answers for the report with a signature (Nghị định 30/2020/NĐ-CP, điều 13)."""

    HEAD = "head", _("Thủ trưởng")
    DEPUTY = "deputy", _("Cấp phó ký thay")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> ReportQuerySet:
        """The unit its own from the first word on; whoever receives it or oversees, once it was sent."""
        if actor.is_system:
            return self
        if not actor.is_signed_in:
            return self.none()
        own = Q(unit_id__in=list(actor.unit_ids)) | Q(recorded_by_id=actor.user_id)
        slots = ReportSlot.objects.visible_to(actor)
        sent = Q(revision_sent__gt=0)
        if not actor.sees_territory:
            sent &= Q(slot_id__in=slots.order_by().values("pk"))
        return self.filter(own | sent)

    def accepted(self) -> ReportQuerySet:
        return self.filter(accepted_on__isnull=False)

    def sent(self) -> ReportQuerySet:
        """Sent and not returned since: what a receiver may build on."""
        return self.filter(Q(submitted_on__isnull=False) | Q(accepted_on__isnull=False))


class Report(models.Model):
    """Facts; where it stands is core.course. One per slot.

    sheet: the form as laid out for this unit, with the duties' facts as last read; answers: {key: answer} as
    typed. version rises with every save, revision with every return; revision_sent: the last that was sent,
    0 for none; sent_answers: what that held. unit, plan, period: copied from the slot. approved_outside: the
    approval was given on paper or in the document system and recorded. sent_on: sending date of the signed
    document; received_on, via: how it came where the focal officer recorded it. asked_again_on: day by which
    a returned report should come back. files: every kept file that an answer has ever named, for history and
    what was sent name it still. snapshot: what was accepted, frozen; its hash stands beside it.
    """

    slot = models.OneToOneField(ReportSlot, models.RESTRICT, related_name="report")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="reports")
    period = models.CharField(max_length=10)
    sheet = models.JSONField(default=dict)
    answers = models.JSONField(default=dict, blank=True)
    sent_answers = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    revision = models.PositiveSmallIntegerField(default=1)
    revision_sent = models.PositiveSmallIntegerField(default=0)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    prepared_on = models.DateField(null=True, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_outside = models.BooleanField(default=False)
    signed_as = models.CharField(max_length=8, choices=SignedAs.worded, blank=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    asked_again_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    dated_on = models.DateField(_("ngày văn bản"), null=True, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True, blank=True)
    signed_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    signed_name = models.CharField(max_length=255, blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")
    via = models.CharField(max_length=10, choices=Via.worded, default=Via.SYSTEM)
    received_on = models.DateField(_("nhận ngày"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    snapshot = models.JSONField(null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["plan", "period", "unit"], name="report_plan_period_unit"),
            models.Index(fields=["unit", "-id"], name="report_unit_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | ~Q(snapshot_sha256=""),
                name="report_accepted_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.period}"

    def facts(self) -> ReportFacts:
        return ReportFacts(**{name: getattr(self, name) for name in _FACTS})

    @property
    def state(self) -> ReportState:
        return state_of_report(self.facts())

    @cached_property
    def laid_out(self) -> Sheet:
        return sheet_from_plain(self.sheet)

    def typed(self) -> dict[str, Answer]:
        """What the unit has written so far."""
        return from_plain(self.answers)

    def sent_typed(self) -> dict[str, Answer]:
        """What was sent last: what everybody outside the unit reads."""
        return from_plain(self.sent_answers)

    def draft_before_recording(self) -> dict[str, Answer]:
        """What the unit had written in the fields that the last recording on behalf changed; none without."""
        if self.recorded_by_id is None or self.submitted_at is None:
            return {}
        edit = self.edits.filter(by_id=self.recorded_by_id, at=self.submitted_at).first()
        before = from_plain(edit.before) if edit else {}
        return before if any(answer != Answer() for answer in before.values()) else {}

    @property
    def decided_on(self) -> date | None:
        """The day of the last step that others took."""
        return self.accepted_on or self.returned_on


_FACTS = tuple(field.name for field in fields(ReportFacts))


class ReportEdit(models.Model):
    """One save of a report: the fields that it changed, as they were and as they became.

    since: the version before it. Every version has its row, so that what somebody saw on opening is known.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="edits")
    since = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-version"]
        indexes = [models.Index(fields=["report", "-version"], name="report_edit_newest")]

    def __str__(self) -> str:
        return f"{self.report_id} · {self.version}"


class ReportReturn(models.Model):
    """Trả lại báo cáo: one return with its reason; until: the day by which it should come back."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="returns")
    revision = models.PositiveSmallIntegerField()
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["report", "revision"], name="report_return_once")]

    def __str__(self) -> str:
        return f"{self.report_id} · {self.on:%d/%m/%Y}"


class ReturnNote(models.Model):
    """The reason at one field (key of the sheet)."""

    returned = models.ForeignKey(ReportReturn, models.CASCADE, related_name="notes")
    key = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class ReportCorrection(models.Model):
    """Đính chính: stands beside an accepted report, which itself does not change."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="corrections")
    key = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("nội dung đính chính"))
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.text}"
