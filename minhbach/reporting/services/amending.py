"""Report regimes as an amendment changes them: beside those of the amended plan, and in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from minhbach.plans.core.parts import PartRow
from minhbach.plans.models import Plan
from minhbach.plans.models.relations import PairQuerySet
from minhbach.plans.queries.parts import Part, register
from minhbach.plans.services.updating import set_update_cycle
from minhbach.reporting.core.new_regime import shortest_cycle
from minhbach.reporting.models import RegimePair, RegimeRole, ReportRegime
from minhbach.shared.text import fold

_COLUMNS = {
    "cycle": ("cycle",),
    "who": ("who", "who_rule", "who_note"),
    "to": ("to", "to_unit_id", "through", "through_unit_id"),
    "due": ("due_raw", "due_day", "due_month", "month_offset", "due_is_before", "window_rule"),
    "content": ("content", "template_items"),
}


def _read(plan: Plan) -> list[PartRow]:
    return [_row(regime) for regime in ReportRegime.objects.standing().filter(plan=plan)]


def _row(regime: ReportRegime) -> PartRow:
    day = (regime.due_day, regime.due_month, regime.month_offset)
    due = str(day) if regime.due_day else fold(regime.due_raw)
    return PartRow(
        key=regime.pk,
        words=fold(f"{regime.get_role_display()} {regime.who}"),
        near=(str(regime.cycle), due),
        values={
            "cycle": str(regime.cycle),
            "who": fold(regime.who),
            "to": fold(regime.to),
            "due": due,
            "content": fold(" ".join(regime.content)),
        },
    )


def _put(regime: ReportRegime, field: str) -> Mapping[str, Any]:
    said = {name: getattr(regime, name) for name in _COLUMNS[field]}
    if field == "content" and not regime.template_items:
        del said["template_items"]
    if field == "who":
        said["units"] = list(regime.units.values_list("pk", flat=True))
    return said


def _was_used(pairs: PairQuerySet[RegimePair]) -> bool:
    """Somebody has begun a report of a regime that the amendment brought: it would go with the regime."""
    brought = pairs.filter(before__has_key="created")
    return brought.filter(earlier__slots__begun_on__isnull=False).exists()


def _settle(amended: Plan, today: date) -> None:
    """Ongoing duties are updated as often as units report."""
    regimes = ReportRegime.objects.standing().filter(plan=amended, role=RegimeRole.UNIT)
    set_update_cycle(amended, shortest_cycle(regimes.values_list("cycle", flat=True)), today)


REGIMES = Part(
    name="regimes", pairs=RegimePair, rows=ReportRegime, read=_read, said=_put, was_used=_was_used,
    settle=_settle,
)  # fmt: skip
register(REGIMES)
