"""What giving out a plan is: duties of its own, or changes of the plan that it amends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from minhbach.plans.models import Plan
from minhbach.plans.services.activating import make_duties
from minhbach.plans.services.amending import amend

Progress = Callable[[int, int, str], None]


def give_out(plan_id: int, progress: Progress, *, today: date | None = None) -> int:
    """Safe to run twice; returns how many duties, or rows of the amendment, there are."""
    amends = Plan.objects.filter(pk=plan_id, amends__isnull=False).exists()
    return (amend if amends else make_duties)(plan_id, progress, today=today)
