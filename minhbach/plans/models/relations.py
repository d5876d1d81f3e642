"""Which action of a later plan is which of an earlier one, as proposed and as a person confirmed it."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
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


PairT = TypeVar("PairT", bound="Pair")


class PairQuerySet(models.QuerySet[PairT]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> Self:
        """Rows for a person to look at; what an amendment does not speak of asks nothing."""
        return self.filter(confirmed_at__isnull=True).exclude(kind=PairKind.KEPT)

    def to_apply(self) -> Self:
        """Rows of an amendment that a person confirmed and that change something, not put in yet."""
        kinds = (PairKind.CHANGED, PairKind.NEW, PairKind.LEFT_OUT)
        return self.confirmed().filter(kind__in=kinds, applied_at__isnull=True)

    def applied(self) -> Self:
        return self.filter(applied_at__isnull=False)


class Pair(models.Model):
    """A row of a plan beside the row of an earlier one that it is; either may be missing.

    Proposed by the rules until a person confirms it. fields: what differs. applied_at: when the row of an
    amendment was put into the earlier plan; before: what stood there, for the way back.
    """

    order = models.PositiveIntegerField()
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

    class Meta:
        abstract = True


class PartPair(Pair):
    """A pair of rows that another app keeps of a plan, its targets or its report regimes: amendments only.

    A child names `row` (of the amending plan) and `earlier` (of the amended one), keys of its own model.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    row: Any
    row_id: int | None
    earlier: Any
    earlier_id: int | None

    class Meta:
        abstract = True
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "row"], condition=Q(row__isnull=False), name="%(class)s_row_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "earlier"], condition=Q(earlier__isnull=False), name="%(class)s_earlier_once"
            ),
            models.CheckConstraint(
                condition=Q(row__isnull=False) | Q(earlier__isnull=False), name="%(class)s_has_a_row"
            ),
        ]


class ActionPairQuerySet(PairQuerySet["ActionPair"]):
    def between(self, plan: Plan, relation: PlanRelation | str) -> ActionPairQuerySet:
        """The rows of one plan beside the earlier plan that it names in this relation."""
        return self.filter(plan=plan, relation=relation)


class ActionPair(Pair):
    """One row of the difference between a plan and an earlier one; every action of both stands in one row."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pairs")
    relation = models.CharField(max_length=12, choices=PlanRelation.worded)
    action = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="pairs_with_earlier"
    )
    earlier = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="pairs_with_later"
    )

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


class Handover(models.Model):
    """A person says that what a unit did on the earlier row goes on at the unit that succeeded it.

    Proposed from the record of successions (queries.handovers); nothing stands here until it is confirmed.
    """

    pair = models.ForeignKey(ActionPair, models.CASCADE, related_name="handovers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "unit", "successor"], name="handover_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} → {self.successor}"
