"""Targets of a plan, and what is observed of their indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.indices.access import can_record_observation
from minhbach.indices.core.new_target import NewTarget
from minhbach.indices.models import Indicator, Observation, Target
from minhbach.indices.services.amending import TARGETS
from minhbach.organisation.actor import Actor
from minhbach.plans.models import Plan
from minhbach.plans.services.locking import held_plan
from minhbach.plans.services.parts import pair_part
from minhbach.shared import audit
from minhbach.shared.dates import period_from_key
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if


@transaction.atomic
def set_targets(actor: audit.Who | None, plan: Plan, targets: Iterable[NewTarget]) -> list[Target]:
    """Writes the targets of a plan that has none. An indicator of the same name and measure is the same.

    Called when a plan is adopted; who may adopt it is asked there.
    """
    wanted = list(targets)
    indicators = _indicators(wanted)
    made = Target.objects.bulk_create(
        [_target(plan, order, new, indicators[_key(new)]) for order, new in enumerate(wanted, start=1)]
    )
    owing = Target.units.through
    owing.objects.bulk_create(
        [
            owing(target_id=target.pk, unit_id=unit)
            for target, new in zip(made, wanted, strict=True)
            for unit in new.units
        ]
    )
    pair_part(plan, TARGETS)
    audit.record(actor, "set targets", plan, plan=plan, counts={"targets": len(made)})
    return made


def _key(new: NewTarget) -> tuple[str, str]:
    return new.name, new.measure


def _indicators(wanted: list[NewTarget]) -> dict[tuple[str, str], Indicator]:
    present = Indicator.objects.filter(name__in={new.name for new in wanted})
    known = {(indicator.name, str(indicator.measure)): indicator for indicator in present}
    for new in wanted:
        if _key(new) not in known:
            known[_key(new)] = Indicator.objects.create(
                code=new.code,
                name=new.name,
                scale_note=new.scale_note,
                measure=new.measure,
                direction=new.direction,
            )
    return known


def _target(plan: Plan, order: int, new: NewTarget, indicator: Indicator) -> Target:
    return Target(
        plan=plan,
        indicator=indicator,
        order=order,
        group=new.group,
        baseline_year=new.baseline_year,
        baseline_value=new.baseline_value,
        baseline_rank=new.baseline_rank,
        year=new.year,
        op=new.op,
        value=new.value,
        rank_op=new.rank_op,
        rank=new.rank,
        lead_raw=new.lead_raw,
        source=new.source,
        place=dict(new.place),
    )


@dataclass(frozen=True, slots=True)
class NewObservation:
    """A value as its source states it. provisional: not yet published by the index's owner."""

    period: str
    on: date
    value: Decimal | None
    rank: int | None
    source: str
    provisional: bool = True


@transaction.atomic
def record_observation(actor: Actor, target: Target, new: NewObservation) -> Observation:
    """Writes down a value of the target's indicator. Raises Refused, NotAllowed."""
    allow(can_record_observation(actor, target.plan), "record observation")
    refuse_if(_observation_problems(new))
    held_plan(target.plan_id)  # an amendment is not taken back meanwhile
    if not Target.objects.standing().filter(pk=target.pk).exists():
        raise Refused(_("Chỉ tiêu này không còn trong kế hoạch."))
    made = Observation.objects.create(
        indicator_id=target.indicator_id,
        period=new.period,
        on=new.on,
        value=new.value,
        rank=new.rank,
        source=new.source.strip(),
        provisional=new.provisional,
        recorded_by_id=actor.user_id,
    )
    audit.record(
        actor, "record observation", made, plan=target.plan_id, after={"value": str(new.value), "on": new.on}
    )
    return made


def _observation_problems(new: NewObservation) -> Iterator[Problem]:
    if new.value is None and new.rank is None:
        yield Problem("value", _("Hãy ghi giá trị hoặc thứ hạng."))
    if not new.source.strip():
        yield Problem("source", _("Hãy ghi nguồn của số liệu."))
    if len(new.source) > 300:
        yield Problem("source", _("Nguồn dài quá 300 ký tự."))
    try:
        period_from_key(new.period)
    except ValueError:
        yield Problem("period", _("Kỳ ghi dạng 2026, 2026-Q3 hoặc 2026-09."))
