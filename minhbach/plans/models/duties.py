"""Phần việc: what one unit owes as lead for one action in one period. Facts only; state is core.state."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.core.state import SOON_DAYS, DutyFacts, State, state_of
from minhbach.plans.models import standing
from minhbach.plans.models.plans import Action, Plan, PlanStatus
from minhbach.shared.choices import WordedChoices

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class Clock(WordedChoices):
    """How time runs for the duty. ONGOING: an update a period, never late. EVENT: sleeps until triggered."""

    DATED = "dated", _("Có hạn")
    ONGOING = "ongoing", _("Cập nhật theo kỳ")
    EVENT = "event", _("Chờ điều kiện")


class Result(WordedChoices):
    """Kết quả: the first of the two axes."""

    NOT_STARTED = "not_started", _("Chưa thực hiện")
    DOING = "doing", _("Đang thực hiện")
    REPORTED_DONE = "reported_done", _("Báo cáo hoàn thành")
    DONE = "done", _("Đã hoàn thành")
    SUSPENDED = "suspended", _("Tạm dừng")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, actor: Actor) -> DutyQuerySet:
        """Own duties, those of plans that the actor's unit is focal for, those it asked for; leaders all."""
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        units = list(actor.unit_ids)
        # Read first, so that what stays is IN over plain indexed columns and empty parts fall away.
        focal = list(Plan.objects.filter(focal_unit_id__in=units).values_list("pk", flat=True))
        asked = list(
            CoordinationRequest.objects.filter(asked_by_id__in=units).order_by().values_list("pk", flat=True)
        )
        return self.filter(Q(unit_id__in=units) | Q(plan_id__in=focal) | Q(from_request_id__in=asked))

    def visible_in(self, plan: Plan, actor: Actor) -> DutyQuerySet:
        """What `visible_to` shows of one plan; all of it to its focal unit, without asking which plans."""
        if plan.focal_unit_id in actor.unit_ids:
            return self.filter(plan=plan)
        return self.visible_to(actor).filter(plan=plan)

    def of_live_plans(self) -> DutyQuerySet:
        """Duties of plans that are tracked now."""
        return self.filter(plan__status=PlanStatus.ACTIVE)

    def overdue(self, today: date) -> DutyQuerySet:
        return self.filter(standing.is_overdue(today))

    def due_soon(self, today: date, days: int = SOON_DAYS) -> DutyQuerySet:
        """Due today or within the days; not yet overdue."""
        return self.filter(standing.is_due_between(today, today + timedelta(days=days)))

    def due_between(self, first: date, last: date) -> DutyQuerySet:
        return self.filter(standing.is_due_between(first, last))

    def silent(self, today: date) -> DutyQuerySet:
        """Ongoing duties whose update of an ended period is missing."""
        return self.filter(standing.is_silent(today))

    def not_updated_this_period(self, today: date) -> DutyQuerySet:
        """Ongoing duties without an update in the running period of their plan's cycle."""
        return self.filter(standing.is_not_updated(today))

    def waiting_for_confirmation(self) -> DutyQuerySet:
        return self.filter(standing.REPORTED & ~standing.FINISHED & ~standing.STOPPED)

    def with_state(self, today: date, soon_days: int = SOON_DAYS) -> DutyQuerySet:
        """Adds `result_now` and `late_now`, values of core.kinds.Result and Late."""
        return self.annotate(judged=standing.judged()).annotate(
            result_now=standing.result_case(), late_now=standing.late_case(today, soon_days)
        )


class Duty(models.Model):
    """due: the day in the document's words; last_on_time: the last day that counts as on time.

    counted: False for what lay before tracking and until the opening state is confirmed: never late,
    never silent, never reminded. asked: the unit is outside the People's Committee: never late.
    silent_from: the first day on which an ongoing duty without a new update counts as silent.
    done_on: the day the unit reports as finished; judged_on: the day that decides whether that was on
    time (done_on, or the day on which a report recorded on behalf was received); confirmed_on: ghi nhận;
    returned_*: trả lại. coordinating: owed on request or by the action's switch, counted apart.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties")
    action = models.ForeignKey(Action, models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    period = models.CharField(max_length=10, blank=True, default="")  # "", "2026", "2026-Q3", "2026-03"
    clock = models.CharField(max_length=8, choices=Clock.worded)
    opens_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    first_due = models.DateField(null=True, blank=True)
    last_on_time = models.DateField(null=True, blank=True)
    counted = models.BooleanField(default=False)
    before_tracking = models.BooleanField(default=False)
    asked = models.BooleanField(default=False)
    coordinating = models.BooleanField(default=False)
    silent_from = models.DateField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    suspended_on = models.DateField(null=True, blank=True)
    not_applicable_on = models.DateField(null=True, blank=True)
    updated_on = models.DateField(null=True, blank=True)
    division = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="handled_duties")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="duties"
    )
    from_request = models.OneToOneField(
        "plans.CoordinationRequest", models.PROTECT, null=True, blank=True, related_name="duty"
    )
    # Duties of the replaced plan whose progress, proof and history go on here: that of the same unit, and
    # those of units that it succeeded, as far as a person said so (Handover).
    continues = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="continued_by")
    version = models.PositiveIntegerField(default=0)  # rises with every change: an old workbook is recognised

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "unit", "period"], condition=Q(from_request__isnull=True), name="duty_once"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="duty_percent_at_most_100"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "last_on_time"], name="duty_unit_last"),
            models.Index(fields=["plan", "unit"], name="duty_plan_unit"),
            models.Index(fields=["plan", "last_on_time"], name="duty_plan_last"),
            models.Index(fields=["unit", "silent_from"], name="duty_unit_silent"),
            models.Index(fields=["last_on_time", "id"], name="duty_last"),
            # Everything overdue or due among a million duties is found here.
            models.Index(fields=["last_on_time", "id"], condition=standing.RUNNING, name="duty_running_last"),
            # And everything silent, by the unit and the plan that it is told of together.
            models.Index(
                fields=["silent_from", "plan", "unit"],
                condition=standing.RUNNING & Q(clock="ongoing"),
                name="duty_running_silent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.action}"

    def facts(self) -> DutyFacts:
        """The stored facts as the core takes them. Reads the plan's cycle: select_related("plan")."""
        return DutyFacts(cycle=self.plan.update_cycle, **{name: getattr(self, name) for name in _FACTS})

    def state(self, today: date, soon_days: int = SOON_DAYS) -> State:
        """Where the duty stands on that day."""
        return state_of(self.facts(), today, soon_days)


_FACTS = tuple(field.name for field in fields(DutyFacts) if field.name != "cycle")


class CoordinationRequestQuerySet(models.QuerySet["CoordinationRequest"]):
    def visible_to(self, actor: Actor) -> CoordinationRequestQuerySet:
        """Who asked, who was asked, and the focal unit of the plan; leaders all."""
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        units = list(actor.unit_ids)
        focal = Action.objects.filter(plan__focal_unit_id__in=units).values("pk")
        return self.filter(Q(asked_by_id__in=units) | Q(unit_id__in=units) | Q(action_id__in=focal))


class CoordinationRequest(models.Model):
    """Đề nghị phối hợp: makes a duty of a coordinating unit, counted apart from lead duties."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="requests")
    asked_by = models.ForeignKey(Unit, models.PROTECT, related_name="requests_made")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="requests_received")
    text = models.TextField(_("nội dung đề nghị"))
    due = models.DateField(_("trả lời trước ngày"))
    asked_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CoordinationRequestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.asked_by} → {self.unit}: {self.text}"


class DecisionKind(WordedChoices):
    """What was decided about a duty: the lines of its history that are no progress entries."""

    ACKNOWLEDGED = "acknowledged", _("Ghi nhận")
    RETURNED = "returned", _("Trả lại")
    SUSPENDED = "suspended", _("Tạm dừng")
    RESUMED = "resumed", _("Tiếp tục")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")
    TRIGGERED = "triggered", _("Ghi điều kiện đã xảy ra")
    ASSIGNED = "assigned", _("Giao người xử lý")


class DutyDecision(models.Model):
    """One decision about a duty, kept for its history."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=15, choices=DecisionKind.worded)
    on = models.DateField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["-at"], name="decision_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class DueDateChange(models.Model):
    """A line of the due-date ledger: every change needs a basis and keeps the date before."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="due_changes")
    before = models.DateField(null=True)
    after = models.DateField()
    basis = models.CharField(_("căn cứ"), max_length=300)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True, null=True)  # none of changes before this was kept

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}: {self.basis}"
