"""Chế độ báo cáo: who owes a report to whom, how often, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import PartPair, Plan
from minhbach.plans.models.relations import PairQuerySet
from minhbach.reporting.core.schedule import Merge, RegimeFacts
from minhbach.reporting.core.turns import Roll, Rule, WindowRule
from minhbach.shared import dates
from minhbach.shared.choices import WordedChoices

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class RegimeRole(WordedChoices):
    UNIT = "unit_report", _("Báo cáo của đơn vị")
    CONSOLIDATED = "consolidated_report", _("Báo cáo tổng hợp")


class ReportCycle(WordedChoices):
    MONTHLY = "monthly", _("Hằng tháng")
    QUARTERLY = "quarterly", _("Hằng quý")
    SEMIANNUAL = "semiannual", _("Sáu tháng")
    NINE_MONTH = "nine_month", _("Chín tháng")
    ANNUAL = "annual", _("Hằng năm")


class RollRule(WordedChoices):
    """What becomes of a last day that is a rest day."""

    NONE = "none", _("Giữ nguyên ngày ghi trong văn bản")
    NEXT = "next", _("Chuyển sang ngày làm việc sau")
    PREVIOUS = "previous", _("Lùi về ngày làm việc trước")


class DataWindow(WordedChoices):
    USUAL = "usual", _("Theo Nghị định 09/2019 nếu chốt kịp, nếu không thì theo kỳ lịch")
    CALENDAR = "calendar", _("Trọn kỳ theo lịch")
    DAYS = "days", _("Từ ngày của tháng trước kỳ đến ngày của tháng cuối kỳ")


class MergeRule(WordedChoices):
    AUTO = "auto", _("Gộp khi báo cáo năm đến hạn trước")
    ONE = "one", _("Luôn gộp vào báo cáo năm")
    APART = "apart", _("Gửi riêng")


class RequiredForm(WordedChoices):
    EITHER = "either", _("Trên hệ thống hoặc văn bản ký")
    IN_SYSTEM = "in_system", _("Trên hệ thống")
    SIGNED = "signed_document", _("Văn bản ký, có số")


class WhoRule(WordedChoices):
    """How the units that report are found when slots are made."""

    LEADS = "leads", _("Đơn vị chủ trì nhiệm vụ hoặc chỉ tiêu của kế hoạch")
    NAMED = "named", _("Mọi đơn vị được giao chủ trì hoặc phối hợp")
    LISTED = "listed", _("Danh sách chọn")
    FOCAL = "focal", _("Đơn vị đầu mối của kế hoạch")


class RegimeQuerySet(models.QuerySet["ReportRegime"]):
    def standing(self) -> RegimeQuerySet:
        """Without those that an amendment or a person ended."""
        return self.filter(dropped_on__isnull=True)

    def visible_to(self, actor: Actor) -> RegimeQuerySet:
        """Who sees the plan sees its regimes; one that stands alone: who owes, who receives, leaders all."""
        if actor.sees_territory:
            return self
        if not actor.is_signed_in:
            return self.none()
        units = list(actor.unit_ids)
        plans = Plan.objects.visible_to(actor).values("pk")
        to = Q(to_unit_id__in=units) | Q(through_unit_id__in=units) | Q(owner_id__in=units)
        alone = Q(plan__isnull=True) & to
        owes = self.model.units.through.objects.filter(unit_id__in=units).values("reportregime_id")
        return self.filter(Q(plan_id__in=plans) | alone | Q(plan__isnull=True, pk__in=owes))


class ReportRegime(models.Model):
    """Chế độ báo cáo of a plan, or standing alone (plan null: title, owner, years and holds_from, the day
    from which its rounds are owed, say what it is).

    Due: due_month is None -> day `due_day`, `month_offset` months after the period's last month; otherwise
    the named day and month each year. due_raw keeps the document's words; due_is_before: they say "trước
    ngày". who, to, through: the document's words; to_unit, through_unit: the units they stand for. units:
    those who report where who_rule is a list; who_note: why they want a look. dropped_on: an amendment or a
    person ended it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="regimes")
    title = models.CharField(_("tên báo cáo"), max_length=300, blank=True)
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="owned_regimes")
    year_from = models.PositiveSmallIntegerField(_("từ năm"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    holds_from = models.DateField(_("áp dụng từ ngày"), null=True, blank=True)
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)
    role = models.CharField(max_length=20, choices=RegimeRole.worded)
    cycle = models.CharField(max_length=10, choices=ReportCycle.worded)
    who = models.TextField(_("ai báo cáo"), blank=True)
    who_rule = models.CharField(max_length=10, choices=WhoRule.worded, default=WhoRule.LEADS)
    who_note = models.CharField(max_length=300, blank=True)
    units = models.ManyToManyField(Unit, related_name="+", blank=True)
    to = models.TextField(_("gửi ai"), blank=True)
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    through = models.CharField(_("gửi qua"), max_length=200, blank=True)
    through_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due_raw = models.TextField(blank=True)
    due_day = models.PositiveSmallIntegerField(null=True, blank=True)
    due_month = models.PositiveSmallIntegerField(null=True, blank=True)
    month_offset = models.PositiveSmallIntegerField(null=True, blank=True)
    due_is_before = models.BooleanField(default=False)
    roll = models.CharField(max_length=10, choices=RollRule.worded, default=RollRule.NONE)
    window_rule = models.CharField(max_length=10, choices=DataWindow.worded, default=DataWindow.USUAL)
    window_from = models.PositiveSmallIntegerField(null=True, blank=True)
    window_to = models.PositiveSmallIntegerField(null=True, blank=True)
    merge = models.CharField(max_length=6, choices=MergeRule.worded, default=MergeRule.AUTO)
    form_required = models.CharField(max_length=16, choices=RequiredForm.worded, default=RequiredForm.EITHER)
    content = models.JSONField(default=list, blank=True)
    template_items = models.JSONField(default=list, blank=True)
    place = models.JSONField(default=dict, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    dropped_on = models.DateField(null=True, blank=True)

    objects = RegimeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | ~Q(title="") & Q(owner__isnull=False),
                name="regime_has_a_plan_or_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.get_role_display()} · {self.get_cycle_display()}"

    @property
    def is_consolidated(self) -> bool:
        return self.role == RegimeRole.CONSOLIDATED

    def rule(self) -> Rule:
        """When it is due, as the core takes it."""
        return Rule(
            cycle=dates.Cycle(self.cycle),
            words=self.due_raw,
            day=self.due_day,
            month=self.due_month,
            month_offset=self.month_offset,
            is_before=self.due_is_before,
            roll=Roll(self.roll),
            window=WindowRule(self.window_rule),
            window_from=self.window_from,
            window_to=self.window_to,
        )

    def facts(self) -> RegimeFacts:
        return RegimeFacts(self.pk, str(self.role), self.rule(), self.who, Merge(self.merge))


class RegimePair(PartPair):
    """A report regime of an amendment beside that of the plan that it amends."""

    row = models.ForeignKey(
        ReportRegime, models.CASCADE, null=True, blank=True, related_name="pairs_with_earlier"
    )
    earlier = models.ForeignKey(
        ReportRegime, models.CASCADE, null=True, blank=True, related_name="pairs_with_later"
    )

    objects = PairQuerySet["RegimePair"].as_manager()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.earlier} → {self.row}"
