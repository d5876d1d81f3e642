"""Units of a replaced plan that another unit succeeded: whose work would go on where, for a person to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from minhbach.organisation.models import Unit, UnitSuccession
from minhbach.organisation.queries import registry
from minhbach.plans.models import ActionPair, Duty, Handover, Plan, PlanRelation, standing
from minhbach.plans.queries.owing import owing_in_plan

_BEGUN = Q(started_on__isnull=False) | Q(updated_on__isnull=False) | Q(done_on__isnull=False)
Key = tuple[int, int, int]  # pair, unit, successor


@dataclass(frozen=True, slots=True)
class Work:
    """What a unit did on a row of the earlier plan. begun, done: how many of its duties."""

    action: int
    unit: int
    duties: int
    begun: int
    done: int
    percent: int | None  # the highest said


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """unit: led the row of the earlier plan and owes nothing in the new one; successor: owes it there.

    how: the newest step of the record from the unit. beside: how many units' work may go on in that duty, the
    successor's own among them. confirmed: what a person said; none yet.
    """

    pair: ActionPair
    unit: Unit
    successor: Unit
    how: UnitSuccession | None
    work: Work
    beside: int
    confirmed: Handover | None

    @property
    def key(self) -> Key:
        return self.pair.pk, self.unit.pk, self.successor.pk


def handovers(plan: Plan, today: date) -> list[HandoverLine]:
    """In the order of the earlier plan. Three queries where every unit goes on; then a fixed number more."""
    pairs = ActionPair.objects.between(plan, PlanRelation.REPLACES)
    whole = pairs.filter(action__isnull=False, earlier__isnull=False)
    later = {
        earlier: (pk, action) for pk, earlier, action in whole.values_list("pk", "earlier_id", "action_id")
    }
    owing = {action: {one.unit for one in units} for action, units in owing_in_plan(plan).items()}
    works = [work for work in _works(later) if work.begun]
    ended = [work for work in works if work.unit not in owing.get(later[work.action][1] or 0, ())]
    if not ended:
        return []
    known = registry()
    heirs = {work.unit: known.carried_on_by(work.unit, today) for work in ended}
    found = [
        (later[work.action][0], work, heir)
        for work in ended
        for heir in heirs[work.unit]
        if heir in owing.get(later[work.action][1] or 0, ())
    ]
    own = {(later[work.action][0], work.unit) for work in works}
    return _lines(found, own, today)


def _works(actions: Iterable[int]) -> list[Work]:
    rows = Duty.objects.filter(action_id__in=list(actions), from_request__isnull=True).order_by()
    counted = rows.values("action_id", "unit_id").annotate(
        n=Count("pk"),
        begun=Count("pk", filter=_BEGUN),
        done=Count("pk", filter=standing.FINISHED),
        highest=Max("percent"),
    )
    return [
        Work(*row) for row in counted.values_list("action_id", "unit_id", "n", "begun", "done", "highest")
    ]


def _lines(found: list[tuple[int, Work, int]], own: set[tuple[int, int]], today: date) -> list[HandoverLine]:
    pairs = ActionPair.objects.select_related("action", "earlier").in_bulk({pk for pk, _work, _heir in found})
    units = Unit.objects.in_bulk({unit for _pk, work, heir in found for unit in (work.unit, heir)})
    said = {
        (one.pair_id, one.unit_id, one.successor_id): one
        for one in Handover.objects.filter(pair__in=pairs).select_related("confirmed_by")
    }
    steps = UnitSuccession.objects.filter(predecessor__in=units, effective_on__lte=today)
    how = {step.predecessor_id: step for step in steps.order_by("effective_on", "pk")}
    beside = Counter((pk, heir) for pk, _work, heir in found)
    lines = [
        HandoverLine(
            pair=pairs[pk],
            unit=units[work.unit],
            successor=units[heir],
            how=how.get(work.unit),
            work=work,
            beside=beside[pk, heir] + ((pk, heir) in own),
            confirmed=said.get((pk, work.unit, heir)),
        )
        for pk, work, heir in found
    ]
    return sorted(
        lines, key=lambda line: (line.pair.order, line.successor.pk, line.unit.protocol_order, line.unit.pk)
    )
