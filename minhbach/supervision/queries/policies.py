"""Which ladder is in force."""

from __future__ import annotations

from minhbach.plans.models import Plan
from minhbach.supervision.core.defaults import DEFAULT
from minhbach.supervision.core.ladder import Policy
from minhbach.supervision.core.silent_plans import SILENT_DAYS
from minhbach.supervision.models import ReminderPolicy


def policies() -> dict[int | None, Policy]:
    """By plan; None for everything else. The proposed ladder holds until one is written. One query."""
    newest: dict[int | None, ReminderPolicy] = {}
    for row in ReminderPolicy.objects.order_by("edition"):
        newest[row.plan_id] = row
    found = {plan: row.policy for plan, row in newest.items() if not row.inherits}
    return {None: DEFAULT} | found


def policy_of(plan: Plan | None) -> tuple[Policy, ReminderPolicy | None]:
    """The ladder that a page shows for the instance or a plan; with its edition where it has its own."""
    row = ReminderPolicy.objects.filter(plan=plan).order_by("-edition").first()
    if row is not None and not row.inherits:
        return row.policy, row
    return (DEFAULT, None) if plan is None else (policy_of(None)[0], None)


def plans_with_policy() -> list[Plan]:
    """Plans that have a ladder of their own."""
    own = [plan for plan in policies() if plan is not None]
    return list(Plan.objects.filter(pk__in=own))


def editions(plan: Plan | None) -> list[ReminderPolicy]:
    """Every edition, the newest first, with who wrote it."""
    return list(ReminderPolicy.objects.filter(plan=plan).select_related("made_by").order_by("-edition"))


def silent_days() -> int:
    """After so many days without a sign a plan counts as silent."""
    row = ReminderPolicy.objects.filter(plan__isnull=True).order_by("-edition").first()
    return row.silent_days if row else SILENT_DAYS
