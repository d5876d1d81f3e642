"""What was reported, with proof, and what leaders instructed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models.duties import Duty, Result
from minhbach.plans.models.plans import Action, Participation, Plan
from minhbach.shared.choices import WordedChoices
from minhbach.shared.models import StoredFile

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class Via(WordedChoices):
    """How a report came in when the unit did not enter it itself."""

    SYSTEM = "system", _("Trên hệ thống")
    AXIS = "axis", _("Trục liên thông")
    PAPER = "paper", _("Bản giấy")
    MAIL = "mail", _("Thư điện tử")
    ZALO = "zalo", _("Zalo")
    PHONE = "phone", _("Điện thoại")
    WORKBOOK = "workbook", _("Biểu Excel")


class Disputed(WordedChoices):
    NONE = "", _("Chưa xem")
    CONFIRMED = "confirmed", _("Đơn vị xác nhận")
    DISPUTED = "disputed", _("Đơn vị không đồng ý")


class ProgressEntryQuerySet(models.QuerySet["ProgressEntry"]):
    def visible_to(self, actor: Actor) -> ProgressEntryQuerySet:
        """Whoever sees the duty sees what was reported on it."""
        if actor.sees_territory:
            return self
        return self.filter(duty__in=Duty.objects.visible_to(actor).values("pk"))


class ProgressEntry(models.Model):
    """One report of progress on one duty. received_on decides lateness when recorded on behalf."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="entries")
    period = models.CharField(max_length=10, blank=True)
    on = models.DateField(_("ngày"))
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(_("đã làm được gì"), blank=True)
    nothing_arose = models.BooleanField(_("chưa phát sinh"), default=False)
    result = models.CharField(max_length=15, choices=Result.worded)
    done_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    via = models.CharField(max_length=10, choices=Via.worded, default=Via.SYSTEM)
    received_on = models.DateField(_("nhận ngày"), null=True, blank=True)
    document_number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    unit_answer = models.CharField(max_length=10, choices=Disputed.worded, blank=True, default="")
    unit_answer_text = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = ProgressEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["duty", "-id"], name="entry_duty_newest"),
            models.Index(fields=["-at"], name="entry_newest"),
            models.Index(fields=["-id"], condition=Q(unit_answer="disputed"), name="entry_disputed"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.text}"


class EvidenceKind(WordedChoices):
    FILE = "file", _("Tệp")
    LINK = "link", _("Liên kết")
    DOCUMENT = "document", _("Số văn bản")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> EvidenceQuerySet:
        """The unit that added it, whoever sees the duty it was reported on, the focal unit; leaders all.

        What comes without a report (from a coordinating unit) is also for the units that lead the action;
        units that lead it side by side do not see each other's. What a unit reported stays with the unit
        whose duty goes on from it. Asked for one action or one proof at a time, so the joins stay short.
        """
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        units = list(actor.unit_ids)
        leading = Duty.objects.filter(coordinating=False)
        led = leading.filter(unit_id__in=units).values("action_id")
        beside = leading.filter(action_id=OuterRef("action_id"), unit_id=OuterRef("unit_id"))
        return self.filter(
            Q(unit_id__in=units)
            | Q(action__plan__focal_unit_id__in=units)
            | Q(entry__duty__from_request__asked_by_id__in=units)
            | Q(entry__isnull=True, action_id__in=led) & ~Exists(beside)
            | Q(entry__duty_id__in=Duty.objects.filter(unit_id__in=units).values("continues"))
        )


class Evidence(models.Model):
    """Minh chứng. A file is stored once by its sha256, whoever adds it."""

    entry = models.ForeignKey(ProgressEntry, models.CASCADE, null=True, blank=True, related_name="evidence")
    action = models.ForeignKey(Action, models.CASCADE, related_name="evidence")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=EvidenceKind.worded)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    url = models.URLField(max_length=500, blank=True)
    number = models.CharField(max_length=60, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="file", stored__isnull=False)
                | Q(kind="link") & ~Q(url="")
                | Q(kind="document") & ~Q(number=""),
                name="evidence_has_what_its_kind_says",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.url or self.number


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, actor: Actor) -> DirectiveQuerySet:
        """The unit it is given to, the focal unit, leaders.

        Given to no unit by name: those who work on its action; about the whole plan: all who owe of it.
        """
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        focal = Plan.objects.filter(focal_unit_id__in=list(actor.unit_ids)).values("pk")
        return self.filter(_given_to(actor) | Q(plan_id__in=focal))

    def given_to(self, actor: Actor) -> DirectiveQuerySet:
        """What the actor's unit has to carry out: as `visible_to`, without the focal unit's overview."""
        return self.filter(_given_to(actor)) if actor.is_signed_in else self.none()


def _given_to(actor: Actor) -> Q:
    units = list(actor.unit_ids)
    duties = Duty.objects.filter(unit_id__in=units)
    takes_part = Participation.objects.filter(unit_id__in=units).values("action_id")
    on_action = Q(action_id__in=duties.values("action_id")) | Q(action_id__in=takes_part)
    on_plan = Q(action__isnull=True, plan_id__in=duties.values("plan_id"))
    return Q(unit_id__in=units) | Q(unit__isnull=True) & (on_action | on_plan)


class Directive(models.Model):
    """Chỉ đạo: a leader's instruction, recorded by the leader, the secretary or the focal officer."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="directives")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="directives")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="directives")
    kind = models.CharField(_("hình thức"), max_length=60, default="Thông báo")
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    given_on = models.DateField(_("ngày"))
    given_by = models.CharField(_("người chỉ đạo"), max_length=160)
    text = models.TextField(_("nội dung"))
    due = models.DateField(_("hạn"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-id"]
        indexes = [
            models.Index(fields=["due", "id"], condition=Q(done_on__isnull=True), name="directive_open_due")
        ]

    def __str__(self) -> str:
        return self.text
