"""Whether somebody has worked on the reports of a plan."""

from __future__ import annotations

from minhbach.plans.models import Plan
from minhbach.plans.queries.uses import register_use
from minhbach.reporting.models import ReportSlot, slot_standing


def has_reports(plan: Plan) -> bool:
    """A report was begun, sent or received, or an exception was made. One query."""
    return ReportSlot.objects.filter(slot_standing.TOUCHED, plan=plan).exists()


register_use("reports", has_reports)
