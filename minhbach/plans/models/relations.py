"""Which action of a later plan is which of an earlier one, as proposed and as a person confirmed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.plans.models.plans import Action, Plan
from minhbach.shared.choices import WordedChoices


class PlanRelation(WordedChoices):
    """What a plan is to an earlier one. The key of the earlier plan stands in Plan, see `EARLIER`."""

    AMENDS = "amends", _("Sửa đổi, bổ sung")
    REPLACES = "replaces", _("Thay thế")
    FOLLOWS = "follows", _("Kế tiếp (của kỳ trước)")
    CARRIES_OUT = "carries_out", _("Triển khai")


# relation -> the field of Plan that names the earlier plan
EARLIER = {
    PlanRelation.AMENDS: "amends",
    PlanRelation.REPLACES: "replaces",
    PlanRelation.FOLLOWS: "follows",
    PlanRelation.CARRIES_OUT: "parent_plan",
}


class PairKind(WordedChoices):
    SAME = "same", _("Giữ nguyên")
    CHANGED = "changed", _("Có thay đổi")
    NEW = "new", _("Mới")
    LEFT_OUT = "left_out", _("Không còn")
    KEPT = "kept", _("Không nhắc tới")


class ActionPairQuerySet(models.QuerySet["ActionPair"]):
    def between(self, plan: Plan, relation: PlanRelation | str) -> ActionPairQuerySet:
        """The rows of one plan beside the earlier plan that it names in this relation."""
        return self.filter(plan=plan, relation=relation)

    def confirmed(self) -> ActionPairQuerySet:
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> ActionPairQuerySet:
        """Rows for a person to look at; what an amendment does not speak of asks nothing."""
        return self.filter(confirmed_at__isnull=True).exclude(kind=PairKind.KEPT)

    def applied(self) -> ActionPairQuerySet:
        return self.filter(applied_at__isnull=False)


class ActionPair(models.Model):
    """One row of the difference between a plan and an earlier one; every action of both stands in one row.

    Proposed by the rules (core.difference) until a person confirms it. fields: what differs. applied_on: when
    the row of an amendment was put into the earlier plan; before: what stood there, for the way back.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pairs")
    relation = models.CharField(max_length=12, choices=PlanRelation.worded)
    order = models.PositiveIntegerField()
    action = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="pairs_with_earlier"
    )
    earlier = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="pairs_with_later"
    )
    kind = models.CharField(max_length=10, choices=PairKind.worded)
    fields = models.JSONField(default=list, blank=True)
    likeness = models.PositiveSmallIntegerField(default=100)
    is_sure = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(default=dict, blank=True)

    objects = ActionPairQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "relation", "action"],
                condition=Q(action__isnull=False),
                name="pair_action_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "relation", "earlier"],
                condition=Q(earlier__isnull=False),
                name="pair_earlier_once",
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=False) | Q(earlier__isnull=False), name="pair_has_a_row"
            ),
        ]
        indexes = [models.Index(fields=["plan", "relation", "order"], name="pair_plan_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.earlier} → {self.action}"
