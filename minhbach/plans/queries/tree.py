"""Kế hoạch: the plan as a tree with states, its phrases still open, and the plans one may see."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from minhbach.organisation.actor import Actor
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.models import (
    EARLIER,
    Action,
    Duty,
    Plan,
    PlanNode,
    Resolved,
    Responsibility,
    standing,
)
from minhbach.plans.models.plans import PlanQuerySet


@dataclass(frozen=True, slots=True)
class ActionLine:
    """responsibilities: each with `member_count`, how many units it means."""

    action: Action
    responsibilities: tuple[Responsibility, ...]
    by_result: Counter[Result]
    by_late: Counter[Late]
    duties: int
    silent: int

    @property
    def done(self) -> int:
        return self.by_result[Result.DONE]

    @property
    def overdue(self) -> int:
        return self.by_late[Late.OVERDUE]


@dataclass(slots=True)
class NodeLine:
    """node None: actions that stand under no heading."""

    node: PlanNode | None
    depth: int
    actions: list[ActionLine] = field(default_factory=list)
    children: list[NodeLine] = field(default_factory=list)

    @property
    def all_actions(self) -> list[ActionLine]:
        return self.actions + [line for child in self.children for line in child.all_actions]


def plan_tree(actor: Actor, plan: Plan, today: date) -> list[NodeLine]:
    """The tree in the document's order. Four queries: states, nodes, actions, phrases.

    States count the duties that the actor may see.
    """
    states = _states(actor, plan, today)
    lines: dict[int | None, list[ActionLine]] = defaultdict(list)
    for action in _actions(plan):
        lines[action.node_id].append(_line(action, states.get(action.pk, [])))
    return _nested(list(PlanNode.objects.filter(plan=plan)), lines)


def unresolved_phrases(plan: Plan) -> list[Responsibility]:
    """Phrases that no unit answers for yet, with their action and the reason."""
    return list(
        Responsibility.objects.filter(action__plan=plan, resolved__in=[Resolved.OPEN, Resolved.UNKNOWN])
        .select_related("action", "group")
        .order_by("action__order", "role", "order")
    )


def actions_without_lead(plan: Plan) -> list[Action]:
    """Actions for which nobody owes: no lead phrase, or none that means a unit."""
    led = Responsibility.objects.filter(action__plan=plan, role="lead", members__isnull=False)
    return list(Action.objects.filter(plan=plan).exclude(pk__in=led.values("action_id")))


def plans_list(actor: Actor, *, status: str = "", year: int | None = None) -> PlanQuerySet:
    """Plans that the actor sees, newest first, with `action_count` and `duty_count`."""
    plans = Plan.objects.visible_to(actor).select_related("focal_unit")
    if status:
        plans = plans.filter(status=status)
    if year is not None:
        plans = plans.filter(year_from__lte=year, year_to__gte=year)
    return plans.annotate(action_count=_count_of(Action), duty_count=_count_of(Duty))


def _count_of(model: type[Action] | type[Duty]) -> Coalesce:
    """A count of its own per plan: two joined counts would multiply."""
    rows = model.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def plan_page(actor: Actor, plan_id: int) -> Plan | None:
    """The plan with its files, or None where the actor may not see it."""
    return (
        Plan.objects.visible_to(actor)
        .select_related("focal_unit", "issuer_unit", *EARLIER.values())
        .prefetch_related("files__stored")
        .filter(pk=plan_id)
        .first()
    )


def _actions(plan: Plan) -> list[Action]:
    phrases = Responsibility.objects.annotate(member_count=Count("members")).order_by("role", "order", "pk")
    return list(
        Action.objects.filter(plan=plan)
        .defer("folded", "place", "quote")
        .prefetch_related(
            Prefetch("responsibilities", queryset=phrases),
        )
    )


def _states(actor: Actor, plan: Plan, today: date) -> dict[int, list[dict[str, object]]]:
    rows = (
        Duty.objects.visible_in(plan, actor)
        .with_state(today)
        .order_by()
        .values("action_id", "result_now", "late_now")  # type: ignore[misc]  # annotated by with_state
        .annotate(n=Count("pk"), silent=_silent_count(today))
    )
    found: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        found[row["action_id"]].append(row)
    return found


def _silent_count(today: date) -> Count:
    return Count("pk", filter=standing.is_silent(today))


def _line(action: Action, rows: list[dict[str, object]]) -> ActionLine:
    by_result: Counter[Result] = Counter()
    by_late: Counter[Late] = Counter()
    duties = silent = 0
    for row in rows:
        n = int(str(row["n"]))
        by_result[Result(str(row["result_now"]))] += n
        by_late[Late(str(row["late_now"]))] += n
        duties, silent = duties + n, silent + int(str(row["silent"]))
    return ActionLine(action, tuple(action.responsibilities.all()), by_result, by_late, duties, silent)


def _nested(nodes: list[PlanNode], lines: dict[int | None, list[ActionLine]]) -> list[NodeLine]:
    """Nodes under their parents; a node stands after its parent in the document's order."""
    top: list[NodeLine] = []
    by_id: dict[int, NodeLine] = {}
    if lines.get(None):
        top.append(NodeLine(None, 0, lines[None]))
    for node in nodes:
        parent = by_id.get(node.parent_id) if node.parent_id else None
        line = NodeLine(node, parent.depth + 1 if parent else 0, lines.get(node.pk, []))
        by_id[node.pk] = line
        (parent.children if parent else top).append(line)
    return top
