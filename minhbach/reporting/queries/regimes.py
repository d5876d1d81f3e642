"""How a plan wants to be reported on. Read-only."""

from __future__ import annotations

from minhbach.plans.models import Plan
from minhbach.reporting.models import ReportRegime


def regimes_of(plan: Plan) -> list[ReportRegime]:
    """Those that stand now, in the order of the plan. Who sees the plan sees them. One query."""
    return list(ReportRegime.objects.standing().filter(plan=plan))
