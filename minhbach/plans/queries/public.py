"""What the public sees of a plan that was published by decision, and nothing more."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count

from minhbach.plans.access import can_see_unit_names_publicly
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.models import Action, Duty, Plan, PlanNode
from minhbach.plans.models.duties import DutyQuerySet

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class PublicAction:
    """share: finished duties of those that count, 0-100; None where nothing is owed yet.

    units, overdue: empty and 0 unless the second switch is on.
    """

    action: Action
    share: int | None
    result: Result
    units: tuple[str, ...] = ()
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class PublicUpdate:
    """On that day, so many duties of the action were finished and confirmed. units: as in PublicAction.

    Never the words of a report: no decision to publish names those.
    """

    on: date
    action_id: int
    finished: int
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicPlan:
    """updates: newest first."""

    plan: Plan
    nodes: tuple[PlanNode, ...]
    actions: tuple[PublicAction, ...]
    share: int | None
    time_used: int | None
    shows_units: bool
    updates: tuple[PublicUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicSummary:
    """A published plan as a line of the list."""

    plan: Plan
    tasks: int
    share: int | None
    time_used: int | None


UPDATES = 12
FRESH = 60  # seconds that figures of the public pages are kept


Counts = dict[int, Counter[tuple[str, str]]]  # of a plan or an action: (result, late) -> duties


def public_plans(today: date) -> list[PublicSummary]:
    """Published plans, newest first. Two queries."""
    published = Plan.objects.filter(published_on__isnull=False)
    plans = list(
        published.defer("folded", "references", "recipients").annotate(action_count=Count("actions"))
    )
    ids = [plan.pk for plan in plans]
    counts = _kept(f"plans:{today}:{'.'.join(map(str, sorted(ids)))}", lambda: _counts_of_plans(ids, today))
    none: Counter[tuple[str, str]] = Counter()
    return [
        PublicSummary(plan, plan.action_count, _share(counts.get(plan.pk, none)), _time_used(plan, today))  # type: ignore[attr-defined]
        for plan in plans
    ]


def public_plan(plan_id: int, today: date) -> PublicPlan | None:
    """None unless published. Five queries; two more with units."""
    plan = Plan.objects.filter(pk=plan_id, published_on__isnull=False).first()
    if plan is None:
        return None
    shows_units = can_see_unit_names_publicly(plan)
    counts, units, updates = _kept(
        f"plan:{plan.pk}:{today}:{shows_units}",
        lambda: (
            _counts(plan, today),
            _unit_names(plan) if shows_units else {},
            _updates(plan, shows_units),
        ),
    )
    actions = tuple(
        _public(action, counts.get(action.pk, Counter()), units.get(action.pk, ()), shows_units)
        for action in Action.objects.filter(plan=plan).defer("folded", "place", "quote")
    )
    total: Counter[tuple[str, str]] = sum(counts.values(), Counter())
    return PublicPlan(
        plan, tuple(PlanNode.objects.filter(plan=plan)), actions, _share(total), _time_used(plan, today),
        shows_units, updates,
    )  # fmt: skip


def _kept(name: str, count: Callable[[], Found]) -> Found:
    """Counted at most once a minute, however many visitors come. What may be shown is asked every time:

    the caller reads the decisions to publish afresh, and whether units are shown stands in the name.
    """
    key = "public:" + hashlib.sha256(name.encode()).hexdigest()
    found: Found | None = cache.get(key)
    if found is None:
        found = count()
        cache.set(key, found, FRESH)
    return found


def _counts_of_plans(plans: list[int], today: date) -> Counts:
    found: Counts = {}
    for plan_id, result, n in (
        _public_duties(today)
        .filter(plan__in=plans)
        .values_list("plan_id", "result_now")  # type: ignore[misc]  # annotated by with_state
        .annotate(n=Count("pk"))
    ):
        found.setdefault(plan_id, Counter())[result, ""] += n
    return found


def _public_duties(today: date) -> DutyQuerySet:
    """What shares are counted of: lead duties of the People's Committee's own units."""
    return Duty.objects.filter(coordinating=False, asked=False).with_state(today).order_by()


def _counts(plan: Plan, today: date) -> Counts:
    rows = (
        _public_duties(today)
        .filter(plan=plan)
        .values_list("action_id", "result_now", "late_now")  # type: ignore[misc]  # annotated by with_state
        .annotate(n=Count("pk"))
    )
    found: Counts = {}
    for action_id, result, late, n in rows:
        found.setdefault(action_id, Counter())[result, late] += n
    return found


def _unit_names(plan: Plan) -> dict[int, tuple[str, ...]]:
    rows = (
        Duty.objects.filter(plan=plan, coordinating=False)
        .order_by("unit__protocol_order", "unit__name")
        .values_list("action_id", "unit__name")
        .distinct()
    )
    found: dict[int, tuple[str, ...]] = {}
    for action_id, name in rows:
        found[action_id] = (*found.get(action_id, ()), name)
    return found


def _updates(plan: Plan, shows_units: bool) -> tuple[PublicUpdate, ...]:
    """The newest finished duties by day and task; only what was confirmed."""
    finished = Duty.objects.filter(
        plan=plan, coordinating=False, asked=False, confirmed_on__isnull=False, done_on__isnull=False
    )
    grouped = finished.order_by("-done_on", "action__order").values_list("done_on", "action_id")
    newest = [(on, action, n) for on, action, n in grouped.annotate(n=Count("pk"))[:UPDATES] if on]
    names = _names_of_updates(finished, newest) if shows_units else {}
    return tuple(PublicUpdate(on, action, n, names.get((on, action), ())) for on, action, n in newest)


def _names_of_updates(
    finished: DutyQuerySet, newest: list[tuple[date, int, int]]
) -> dict[tuple[date, int], tuple[str, ...]]:
    days, actions = {on for on, _action, _n in newest}, {action for _on, action, _n in newest}
    rows = finished.filter(done_on__in=days, action_id__in=actions)
    rows = rows.order_by("unit__protocol_order", "unit__name")
    found: dict[tuple[date, int], tuple[str, ...]] = {}
    for on, action, name in rows.values_list("done_on", "action_id", "unit__name"):
        assert on is not None
        found[on, action] = (*found.get((on, action), ()), name)
    return found


def _public(
    action: Action, counts: Counter[tuple[str, str]], units: tuple[str, ...], shows_units: bool
) -> PublicAction:
    overdue = sum(n for (_result, late), n in counts.items() if late == Late.OVERDUE) if shows_units else 0
    return PublicAction(action, _share(counts), _result(counts), units, overdue)


def _share(counts: Counter[tuple[str, str]]) -> int | None:
    """Finished of what applies. What lies before tracking counts where it is known to be finished."""
    applies = sum(n for (result, _late), n in counts.items() if result != Result.NOT_APPLICABLE)
    done = sum(n for (result, _late), n in counts.items() if result == Result.DONE)
    return done * 100 // applies if applies else None


def _result(counts: Counter[tuple[str, str]]) -> Result:
    """One word for the task: finished when all are, doing when any began."""
    results = {result for result, _late in counts} - {Result.NOT_APPLICABLE.value}
    if not results:
        return Result.NOT_APPLICABLE if counts else Result.NOT_STARTED
    if results == {Result.DONE.value}:
        return Result.DONE
    if results == {Result.SUSPENDED.value}:
        return Result.SUSPENDED
    return Result.NOT_STARTED if results == {Result.NOT_STARTED.value} else Result.DOING


def _time_used(plan: Plan, today: date) -> int | None:
    """Share of the plan's years gone by, 0-100."""
    if plan.year_from is None:
        return None
    first, last = date(plan.year_from, 1, 1), date(plan.year_to or plan.year_from, 12, 31)
    used = (today - first).days + 1
    return max(0, min(100, used * 100 // ((last - first).days + 1)))
