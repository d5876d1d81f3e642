"""Kỳ báo cáo của đơn vị: what one unit owes of one regime in one period. Facts; state is core.slot_state."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan, PlanStatus
from minhbach.reporting.core.slot_state import SOON_DAYS, SlotFacts, SlotState, state_of
from minhbach.reporting.models import slot_standing
from minhbach.reporting.models.regimes import ReportRegime
from minhbach.shared.choices import WordedChoices

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class SlotQuerySet(models.QuerySet["ReportSlot"]):
    def visible_to(self, actor: Actor) -> SlotQuerySet:
        """Own slots, those of plans the actor's unit is focal for, those sent to it or asked for by it;
        leaders all."""
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        units = list(actor.unit_ids)
        # Read first, so that what stays is IN over plain indexed columns.
        focal = list(Plan.objects.filter(focal_unit_id__in=units).values_list("pk", flat=True))
        to = Q(to_unit_id__in=units) | Q(through_unit_id__in=units) | Q(owner_id__in=units)
        received = list(ReportRegime.objects.filter(to).order_by().values_list("pk", flat=True))
        return self.filter(Q(unit_id__in=units) | Q(plan_id__in=focal) | Q(regime_id__in=received))

    def visible_in(self, plan: Plan, actor: Actor) -> SlotQuerySet:
        """What `visible_to` shows of one plan; all of it to its focal unit, without asking which plans."""
        if plan.focal_unit_id in actor.unit_ids:
            return self.filter(plan=plan)
        return self.visible_to(actor).filter(plan=plan)

    def live(self) -> SlotQuerySet:
        """Slots of plans that are tracked now, and of regimes that stand alone."""
        return self.filter(Q(plan__isnull=True) | Q(plan__status=PlanStatus.ACTIVE))

    def of_units(self) -> SlotQuerySet:
        """What units owe, without the consolidated reports of focal units."""
        return self.filter(consolidated=False)

    def overdue(self, today: date) -> SlotQuerySet:
        return self.filter(slot_standing.is_overdue(today))

    def due_soon(self, today: date, days: int = SOON_DAYS) -> SlotQuerySet:
        return self.filter(slot_standing.is_due_between(today, today + timedelta(days=days)))

    def due_between(self, first: date, last: date) -> SlotQuerySet:
        return self.filter(slot_standing.is_due_between(first, last))

    def owed(self, today: date) -> SlotQuerySet:
        return self.filter(slot_standing.is_owed(today))

    def waiting_for_acceptance(self) -> SlotQuerySet:
        return self.filter(slot_standing.SUBMITTED & ~slot_standing.ACCEPTED & ~slot_standing.EXCUSED)

    def with_state(self, today: date) -> SlotQuerySet:
        """Adds `paper_now` and `timing_now`, values of core.slot_state.Paper and Timing."""
        return self.annotate(
            paper_now=slot_standing.paper_case(today), timing_now=slot_standing.timing_case(today)
        )


class ReportSlot(models.Model):
    """due: the day that the regime's words name; last_on_time: the last day that counts.

    window_*: the data it is about; window_estimated: cut before the period is over. covers: keys of periods
    given in one with this report. asked: the unit is outside the People's Committee: never late.
    begun_on, handed_up_on (to the head), submitted_on, returned_on, accepted_on: how far the paper is, of the
    current round. first_sent_on: the first of the submission in the system and the recorded sending date of
    the signed document. excused_on: an exception (SlotException), or the unit was closed. waits_for_signed:
    submitted here, the signed document is still to come. plan, consolidated: copied from the regime.
    """

    regime = models.ForeignKey(ReportRegime, models.CASCADE, related_name="slots")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="report_slots")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_slots")
    consolidated = models.BooleanField(default=False)
    period = models.CharField(max_length=10)  # "2026-Q3", "2026-09", "2026-H1", "2026-9M", "2026"
    covers = models.JSONField(default=list, blank=True)
    window_from = models.DateField()
    window_to = models.DateField()
    window_estimated = models.BooleanField(default=False)
    opens_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    last_on_time = models.DateField(null=True, blank=True)
    asked = models.BooleanField(default=False)
    before_tracking = models.BooleanField(default=False)
    begun_on = models.DateField(null=True, blank=True)
    handed_up_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    first_sent_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    excused_on = models.DateField(null=True, blank=True)
    waits_for_signed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regime", "unit", "period"], name="slot_once"),
        ]
        indexes = [
            models.Index(fields=["unit", "last_on_time"], name="slot_unit_last"),
            models.Index(fields=["plan", "period", "unit"], name="slot_plan_period_unit"),
            models.Index(fields=["regime", "period"], name="slot_regime_period"),
            # Everything overdue or due among a million slots is found here.
            models.Index(
                fields=["last_on_time", "id"], condition=slot_standing.UNSENT, name="slot_unsent_last"
            ),
            models.Index(
                fields=["submitted_on", "id"],
                condition=Q(submitted_on__isnull=False, accepted_on__isnull=True),
                name="slot_to_accept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.period}"

    def facts(self) -> SlotFacts:
        return SlotFacts(**{name: getattr(self, name) for name in _FACTS})

    def state(self, today: date) -> SlotState:
        return state_of(self.facts(), today)

    @property
    def is_touched(self) -> bool:
        """Somebody worked on it: a change of the regime leaves it as it is."""
        touched = (self.begun_on, self.submitted_on, self.returned_on, self.first_sent_on, self.accepted_on)
        return any(touched) or self.excused_on is not None


_FACTS = tuple(field.name for field in fields(SlotFacts))


class ExceptionKind(WordedChoices):
    NOT_OWED = "not_owed", _("Không phải báo cáo kỳ này")
    OTHER_DAY = "other_day", _("Gửi vào ngày khác")
    UNIT_CLOSED = "unit_closed", _("Đơn vị thôi hoạt động")
    LIFTED = "lifted", _("Bỏ ngoại lệ")


class SlotException(models.Model):
    """Ngoại lệ: one line of a slot's ledger, with its reason; keeps the day before."""

    slot = models.ForeignKey(ReportSlot, models.CASCADE, related_name="exceptions")
    kind = models.CharField(max_length=12, choices=ExceptionKind.worded)
    before = models.DateField(null=True, blank=True)
    after = models.DateField(null=True, blank=True)
    reason = models.CharField(_("lý do, căn cứ"), max_length=300)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"
