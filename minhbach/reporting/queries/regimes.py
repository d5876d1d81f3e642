"""Report regimes as pages show them: the words, the units, and every round with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from minhbach.organisation.actor import Actor
from minhbach.organisation.queries import in_protocol_order
from minhbach.plans.models import Plan
from minhbach.reporting.core.schedule import Round, rounds_of
from minhbach.reporting.models import ReportRegime
from minhbach.reporting.queries.schedule import days_of_work, reporters_of, span_of


@dataclass(frozen=True, slots=True)
class RegimeShown:
    """rounds: of its years, merged ones included. units: how many report as the plan stands now."""

    regime: ReportRegime
    rounds: tuple[Round, ...]
    units: int
    slots: int


def plan_regimes(plan: Plan, today: date) -> list[RegimeShown]:
    """Standing regimes first, ended ones behind; unit reports before consolidated ones. Eight queries."""
    found = ReportRegime.objects.filter(plan=plan).select_related("plan", "to_unit", "through_unit")
    return _shown(list(found.annotate(slot_count=Count("slots"))), today)


def standalone_regimes(actor: Actor, today: date) -> list[RegimeShown]:
    """Regimes without a plan that the actor sees."""
    alone = ReportRegime.objects.visible_to(actor).filter(plan__isnull=True)
    found = alone.select_related("owner", "to_unit", "through_unit").annotate(slot_count=Count("slots"))
    return [shown for regime in found for shown in _shown([regime], today)]


def regime_record(actor: Actor, regime_id: int) -> ReportRegime:
    """Raises ReportRegime.DoesNotExist."""
    seen = ReportRegime.objects.visible_to(actor).select_related(
        "plan__focal_unit", "to_unit", "through_unit"
    )
    return seen.get(pk=regime_id)


def reporters_now(regime: ReportRegime) -> list[str]:
    """Names of the units that report, in protocol order."""
    return [unit.label for unit in in_protocol_order(reporters_of([regime])[regime.pk])]


def _shown(regimes: Sequence[ReportRegime], today: date) -> list[RegimeShown]:
    if not regimes:
        return []
    standing = [regime for regime in regimes if regime.dropped_on is None]
    units = reporters_of(regimes)
    span, days = span_of(regimes[0], today), days_of_work()
    rounds = rounds_of([regime.facts() for regime in standing], span, days)
    shown = [
        RegimeShown(
            regime,
            tuple(one for one in rounds if one.regime.key == regime.pk),
            len(units[regime.pk]),
            getattr(regime, "slot_count", 0),
        )
        for regime in regimes
    ]
    return sorted(
        shown, key=lambda x: (x.regime.dropped_on is not None, x.regime.is_consolidated, x.regime.order)
    )
