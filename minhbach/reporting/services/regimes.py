"""Report regimes of a plan."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from minhbach.plans.models import Plan
from minhbach.plans.services.parts import pair_part
from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.models import ReportRegime
from minhbach.reporting.services.amending import REGIMES
from minhbach.shared import audit


@transaction.atomic
def set_regimes(actor: audit.Who | None, plan: Plan, regimes: Iterable[NewRegime]) -> list[ReportRegime]:
    """Writes the report regimes of a plan that has none.

    Called when a plan is adopted; who may adopt it is asked there.
    """
    made = ReportRegime.objects.bulk_create(
        [_regime(plan, order, new) for order, new in enumerate(regimes, start=1)]
    )
    pair_part(plan, REGIMES)
    audit.record(actor, "set report regimes", plan, plan=plan, counts={"regimes": len(made)})
    return made


def _regime(plan: Plan, order: int, new: NewRegime) -> ReportRegime:
    return ReportRegime(
        plan=plan,
        order=order,
        role=new.role,
        cycle=new.cycle,
        who=new.who,
        to=new.to,
        due_raw=new.due_raw,
        due_day=new.due_day,
        due_month=new.due_month,
        month_offset=new.month_offset,
        content=list(new.content),
        template_items=[dict(item) for item in new.template_items],
        place=dict(new.place),
    )
