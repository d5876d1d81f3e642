"""A plan beside the earlier one: its rows as pairs, with what differs in words. A fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from minhbach.organisation.actor import Actor
from minhbach.plans.core.amending import named_in
from minhbach.plans.core.word_changes import Piece, word_changes
from minhbach.plans.models import (
    EARLIER,
    Action,
    ActionPair,
    PairKind,
    Plan,
    PlanRelation,
    PlanStatus,
    ResponsibilityRole,
    Timing,
)
from minhbach.plans.models.relations import ActionPairQuerySet
from minhbach.plans.queries.items import earlier_of, relations_seen
from minhbach.plans.queries.parts import PARTS
from minhbach.shared.dates import vn_date

PAGE = 60
AT_ONCE = 500  # rows of a list that goes out
WAITING = "waiting"  # the filter of rows that nobody has confirmed


@dataclass(frozen=True, slots=True)
class FieldChange:
    """name: text | product | lead | together | time."""

    name: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    pair: ActionPair
    changes: tuple[FieldChange, ...]

    @property
    def earlier(self) -> Action | None:
        """The row of the earlier plan; none where an amendment that was put in has made it."""
        return None if "created" in self.pair.before else self.pair.earlier

    @property
    def text(self) -> tuple[Piece, ...]:
        """The words of the row with what changed in them; none where they stand in one plan, or alike."""
        return next((change.pieces for change in self.changes if change.name == "text"), ())

    @property
    def others(self) -> tuple[FieldChange, ...]:
        return tuple(change for change in self.changes if change.name != "text")

    @property
    def moved(self) -> str:
        """The number before, where the row has another one now. A plan below has numbers of its own."""
        pair = self.pair
        if (
            pair.action is None
            or pair.earlier is None
            or self.earlier is None
            or pair.relation == PlanRelation.CARRIES_OUT
        ):
            return ""
        return pair.earlier.code if pair.action.code != pair.earlier.code else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """counts: rows by kind; waiting, sure: rows not confirmed, and those of them that leave no doubt."""

    plan: Plan
    earlier: Plan
    relation: PlanRelation
    counts: Counter[str]
    waiting: int
    sure: int
    lines: list[DifferenceLine] = field(default_factory=list)
    next_order: int = 0  # where the next page begins; 0: there is none

    @property
    def total(self) -> int:
        """Rows that say something: what an amendment does not speak of stands apart."""
        return sum(n for kind, n in self.counts.items() if kind != PairKind.KEPT)


def difference(
    actor: Actor, plan: Plan, relation: PlanRelation, kind: str = "", after: int = 0
) -> Difference | None:
    """None where the plan has no such earlier plan, or the actor may not see that one. Five queries."""
    earlier = earlier_of(plan, relation)
    if earlier is None or not Plan.objects.visible_to(actor).filter(pk=earlier.pk).exists():
        return None
    rows = ActionPair.objects.between(plan, relation)
    counted = rows.order_by().values("kind").annotate(n=Count("pk"))
    standing = rows.waiting().aggregate(n=Count("pk"), sure=Count("pk", filter=Q(is_sure=True)))
    page = list(_shown(plan, relation, kind).filter(order__gte=after)[: PAGE + 1])
    return Difference(
        plan=plan,
        earlier=earlier,
        relation=relation,
        counts=Counter({row["kind"]: row["n"] for row in counted}),
        waiting=standing["n"],
        sure=standing["sure"],
        lines=[DifferenceLine(pair, changes_of(pair)) for pair in page[:PAGE]],
        next_order=page[PAGE].order if len(page) > PAGE else 0,
    )


def _shown(plan: Plan, relation: PlanRelation, kind: str) -> ActionPairQuerySet:
    """Rows of one kind, or those that nobody has confirmed, with both actions and who leads them."""
    rows = ActionPair.objects.between(plan, relation)
    if not kind:
        rows = rows.exclude(kind=PairKind.KEPT)
    elif kind == WAITING:
        rows = rows.waiting()
    elif kind in PairKind.values:
        rows = rows.filter(kind=kind)
    return rows.select_related("action", "earlier", "confirmed_by").prefetch_related(
        "action__responsibilities", "earlier__responsibilities"
    )


def difference_lines(plan: Plan, relation: PlanRelation, kind: str = "") -> Iterator[DifferenceLine]:
    """All of them, for a list that goes out; `difference` says whether the actor may have it."""
    for pair in _shown(plan, relation, kind).iterator(AT_ONCE):
        yield DifferenceLine(pair, changes_of(pair))


def changes_of(pair: ActionPair) -> tuple[FieldChange, ...]:
    """What differs, field by field, in words. Reads the responsibilities of both actions."""
    old, new = pair.earlier, pair.action
    is_below = pair.relation == PlanRelation.CARRIES_OUT
    if old is None or new is None or not (pair.fields or is_below):
        return ()
    said = named_in(new.text)
    lead, together = ResponsibilityRole.LEAD, ResponsibilityRole.COORDINATE
    found = {
        "text": (old.text, said.words if said else new.text),
        "product": (old.product, new.product),
        "lead": (_phrases(old, lead), _phrases(new, lead)),
        "together": (_phrases(old, together), _phrases(new, together)),
        "time": (_time(old), _time(new)),
    }
    names = ["text", *pair.fields] if is_below else pair.fields
    stood = _stood(pair)
    found = {name: (stood.get(name, before), after) for name, (before, after) in found.items()}
    return tuple(
        FieldChange(name, *found[name], tuple(word_changes(*found[name])))
        for name in dict.fromkeys(names)
        if name in found
    )


def _stood(pair: ActionPair) -> dict[str, str]:
    """Of a row that an amendment has put into the earlier plan: the fields as they were before that."""
    kept = pair.before.get("action", {})
    found = {name: kept[name] for name in ("text", "product") if name in kept}
    if "timing" in kept:
        day = vn_date(date.fromisoformat(kept["due"])) if kept["due"] else ""
        found["time"] = kept["time_raw"] or day or str(Timing(kept["timing"]).label)
    for name, role in (("lead", ResponsibilityRole.LEAD), ("together", ResponsibilityRole.COORDINATE)):
        if role in pair.before.get("touched", ()):
            found[name] = "; ".join(one["phrase"] for one in pair.before["roles"] if one["role"] == role)
    return found


def _phrases(action: Action, role: ResponsibilityRole) -> str:
    return "; ".join(one.phrase for one in action.responsibilities.all() if one.role == role)


def _time(action: Action) -> str:
    day = vn_date(action.due) if action.due else ""
    return action.time_raw or day or str(action.get_timing_display())


def earlier_actions(plan: Plan, relation: PlanRelation) -> list[Action]:
    """All that a row can be paired with, in the order of the earlier plan. One query."""
    earlier = earlier_of(plan, relation)
    rows = Action.objects.filter(plan=earlier).only("pk", "code", "text", "order")
    return list(rows)


def pair_record(actor: Actor, plan: Plan, pk: int) -> ActionPair:
    """A row of a plan that the actor sees. Raises ActionPair.DoesNotExist."""
    seen = Plan.objects.visible_to(actor).filter(pk=plan.pk)
    return ActionPair.objects.select_related("plan").get(pk=pk, plan__in=seen)


@dataclass(frozen=True, slots=True)
class EarlierSummary:
    """How a plan stands to one earlier plan, in counts, for the head of its page."""

    relation: PlanRelation
    earlier: Plan
    counts: Counter[str]
    waiting: int


def earlier_summaries(actor: Actor, plan: Plan) -> list[EarlierSummary]:
    """Two queries, and one for each part of an amendment; none where the plan names no earlier plan that the
    actor sees. Reads those of EARLIER."""
    named = relations_seen(actor, plan)
    if not named:
        return []
    rows = list(
        ActionPair.objects.filter(plan=plan)
        .order_by()
        .values("relation", "kind")
        .annotate(
            n=Count("pk"), waiting=Count("pk", filter=Q(confirmed_at__isnull=True) & ~Q(kind=PairKind.KEPT))
        )
    )
    return [_summary(plan, relation, earlier, rows) for relation, earlier in named]


def _summary(
    plan: Plan, relation: PlanRelation, earlier: Plan, rows: Sequence[Mapping[str, Any]]
) -> EarlierSummary:
    """The rows of actions counted by kind, and those of the other parts of an amendment."""
    mine = [row for row in rows if row["relation"] == relation]
    counts, waiting = Counter({row["kind"]: row["n"] for row in mine}), sum(row["waiting"] for row in mine)
    if relation == PlanRelation.AMENDS:
        for part in PARTS.values():
            kinds = part.of(plan).values_list("kind", "confirmed_at")
            counts.update(str(kind) for kind, _at in kinds)
            waiting += sum(at is None and kind != PairKind.KEPT for kind, at in kinds)
    return EarlierSummary(relation, earlier, counts, waiting)


@dataclass(frozen=True, slots=True)
class LaterPlan:
    relation: PlanRelation
    plan: Plan


def later_plans(actor: Actor, plan: Plan) -> list[LaterPlan]:
    """Plans that the actor sees and that amended, replace or follow this one: one query."""
    relations = (PlanRelation.AMENDS, PlanRelation.REPLACES, PlanRelation.FOLLOWS)
    named = Q(amends=plan, status=PlanStatus.MERGED) | Q(replaces=plan) | Q(follows=plan)
    found = Plan.objects.visible_to(actor).filter(named).order_by("issued_on", "pk")
    return [
        LaterPlan(relation, later)
        for later in found
        for relation in relations
        if getattr(later, f"{EARLIER[relation]}_id") == plan.pk
    ]
