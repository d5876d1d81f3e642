"""What an action was before: in the plan that this one replaces or follows, and before it was amended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Action, ActionPair, Duty, Plan, PlanRelation, standing

CAME_FROM = (PlanRelation.FOLLOWS, PlanRelation.REPLACES)


@dataclass(frozen=True, slots=True)
class EarlierAction:
    """done, duties: of those that the actor sees; none where the actor sees none."""

    action: Action
    relation: PlanRelation
    duties: int = 0
    done: int = 0

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.duties) if self.duties else 0


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment that was put into the action. text: the words before, where it changed them."""

    by: Plan
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Before:
    earlier: tuple[EarlierAction, ...] = ()
    amended: tuple[Amended, ...] = ()


def before_of(actor: Actor, action: Action) -> Before:
    """One query, two where there was an action before."""
    seen = Plan.objects.visible_to(actor).values("pk")
    came = Q(action=action, earlier__plan__in=seen, confirmed_at__isnull=False, relation__in=CAME_FROM)
    changed = Q(earlier=action, applied_at__isnull=False)
    rows = ActionPair.objects.filter(came | changed).select_related("plan", "earlier__plan")
    pairs = list(rows.order_by("-applied_at", "-pk"))
    earlier = [pair for pair in pairs if pair.relation in CAME_FROM and pair.earlier is not None]
    counts = _counts(actor, [pair.earlier_id for pair in earlier if pair.earlier_id])
    return Before(
        tuple(
            EarlierAction(pair.earlier, PlanRelation(pair.relation), *counts.get(pair.earlier.pk, (0, 0)))
            for pair in earlier
            if pair.earlier is not None
        ),
        tuple(_amended(pair) for pair in pairs if pair.relation == PlanRelation.AMENDS),
    )


def _amended(pair: ActionPair) -> Amended:
    return Amended(pair.plan, str(pair.get_kind_display()), pair.before.get("action", {}).get("text", ""))


def _counts(actor: Actor, actions: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Duties and those finished, where they are the actor's to see."""
    keys = list(actions)
    if not keys:
        return {}
    rows = (
        Duty.objects.visible_to(actor)
        .filter(action_id__in=keys, not_applicable_on__isnull=True)
        .order_by()
        .values("action_id")
        .annotate(n=Count("pk"), done=Count("pk", filter=standing.FINISHED))
    )
    return {row["action_id"]: (row["n"], row["done"]) for row in rows}
