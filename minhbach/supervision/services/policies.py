"""The ladder: every change is a new edition, so that what was said can be told from what is in force."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Plan
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, allow, refuse_if
from minhbach.supervision.access import can_set_policy
from minhbach.supervision.core.ladder import LONGEST_AFTER, LONGEST_BEFORE, Policy
from minhbach.supervision.core.policy_table import MOST_RUNGS, Fault, faults, to_plain
from minhbach.supervision.core.silent_plans import SILENT_DAYS
from minhbach.supervision.models import ReminderPolicy

MOST_SILENT = 366


@transaction.atomic
def set_policy(
    actor: Actor, plan: Plan | None, policy: Policy, *, silent_days: int = SILENT_DAYS
) -> ReminderPolicy:
    """The ladder from the next run on, of the instance or of one plan. silent_days: of the instance only."""
    allow(can_set_policy(actor, plan), "set reminder policy")
    refuse_if(_problems(policy, silent_days))
    made = ReminderPolicy.objects.create(
        plan=plan,
        edition=_next(plan),
        ladders=to_plain(policy),
        proposes=policy.proposes,
        asks_bodies=policy.asks_bodies,
        silent_days=silent_days,
        made_by_id=actor.user_id,
    )
    after = {"edition": made.edition, "proposes": made.proposes, "asks_bodies": made.asks_bodies}
    audit.record(actor, "set reminder policy", made, plan=plan, after=after)
    return made


@transaction.atomic
def inherit_policy(actor: Actor, plan: Plan) -> ReminderPolicy:
    """From here on the plan follows the ladder of the instance again."""
    allow(can_set_policy(actor, plan), "set reminder policy")
    made = ReminderPolicy.objects.create(
        plan=plan, edition=_next(plan), ladders={}, inherits=True, made_by_id=actor.user_id
    )
    audit.record(actor, "inherit reminder policy", made, plan=plan, after={"edition": made.edition})
    return made


def _next(plan: Plan | None) -> int:
    last = ReminderPolicy.objects.filter(plan=plan).aggregate(last=Max("edition"))["last"]
    return (last or 0) + 1


def _problems(policy: Policy, silent_days: int) -> list[Problem]:
    said = {
        Fault.TOO_MANY: _("Mỗi thang có tối đa %(n)s bậc.") % {"n": MOST_RUNGS},
        Fault.TWICE: _("Hai bậc của một thang trùng ngày."),
        Fault.TOO_FAR: _("Bậc nhắc cách hạn tối đa %(before)s ngày làm việc trước, %(after)s ngày sau.")
        % {"before": LONGEST_BEFORE, "after": LONGEST_AFTER},
        Fault.NOBODY: _("Bậc nhắc phải có người nhận."),
        Fault.ENDLESS: _("Số ngày lặp lại và số ngày dừng từ 0 đến %(n)s.") % {"n": LONGEST_AFTER},
    }
    found = [Problem("ladders", said[fault]) for fault in sorted(faults(policy.ladders.values()))]
    if not 1 <= silent_days <= MOST_SILENT:
        found.append(Problem("silent_days", _("Số ngày im lặng từ 1 đến %(n)s.") % {"n": MOST_SILENT}))
    return found
