"""What the public may see of a plan: by recorded decision, with two switches; and the plan's end."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan, can_publish
from minhbach.plans.models import Plan, PlanStatus
from minhbach.plans.services.locking import locked_plan, today_or
from minhbach.shared import audit, outbox
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def publish(actor: Actor, plan: Plan, decision: str, *, today: date | None = None) -> Plan:
    """Shows the plan's text and progress as shares to the public, by the decision named here."""
    locked = locked_plan(plan)
    allow(can_publish(actor, locked), "publish plan")
    decision = decision.strip()
    if not decision:
        raise Refused(Problem("decision", _("Hãy ghi quyết định hoặc ý kiến đồng ý công khai.")))
    if locked.status not in (PlanStatus.ACTIVE, PlanStatus.CLOSED):
        raise Refused(_("Chỉ công khai kế hoạch đã giao việc."))
    locked.published_on, locked.publish_decision = today_or(today), decision[:200]
    locked.save(update_fields=["published_on", "publish_decision"])
    audit.record(actor, "publish plan", locked, plan=locked, after={"decision": decision})
    return locked


@transaction.atomic
def publish_units(actor: Actor, plan: Plan, decision: str) -> Plan:
    """The second switch: names of units and their lateness, by a decision that names it."""
    locked = locked_plan(plan)
    allow(can_publish(actor, locked), "publish units")
    if locked.published_on is None:
        raise Refused(_("Hãy công khai kế hoạch trước."))
    decision = decision.strip()
    if not decision:
        raise Refused(Problem("decision", _("Hãy ghi quyết định công khai tên đơn vị và chậm muộn.")))
    locked.publish_units, locked.publish_decision = True, decision[:200]
    locked.save(update_fields=["publish_units", "publish_decision"])
    audit.record(actor, "publish units", locked, plan=locked, after={"decision": decision})
    return locked


@transaction.atomic
def withdraw_units(actor: Actor, plan: Plan, reason: str) -> Plan:
    """Takes the names of units and lateness off the public page; the plan stays there."""
    locked = locked_plan(plan)
    allow(can_publish(actor, locked), "withdraw units")
    locked.publish_units = False
    locked.save(update_fields=["publish_units"])
    audit.record(actor, "withdraw units", locked, plan=locked, after={"reason": reason.strip()})
    return locked


@transaction.atomic
def withdraw(actor: Actor, plan: Plan, reason: str) -> Plan:
    """Takes the plan off the public pages, for a reason that stays in the record."""
    locked = locked_plan(plan)
    allow(can_publish(actor, locked), "withdraw plan")
    reason = reason.strip()
    if not reason:
        raise Refused(Problem("reason", _("Hãy ghi lý do gỡ.")))
    before = {"decision": locked.publish_decision, "published_on": locked.published_on}
    locked.published_on, locked.publish_decision, locked.publish_units = None, "", False
    locked.save(update_fields=["published_on", "publish_decision", "publish_units"])
    audit.record(actor, "withdraw plan", locked, plan=locked, before=before, after={"reason": reason})
    return locked


@transaction.atomic
def close(actor: Actor, plan: Plan) -> Plan:
    """Kết thúc theo dõi: the record stays, nothing more is reported or counted as late."""
    locked = locked_plan(plan)
    allow(can_manage_plan(actor, locked), "close plan")
    if locked.status != PlanStatus.ACTIVE:
        raise Refused(_("Chỉ kết thúc được kế hoạch đang theo dõi."))
    locked.status = PlanStatus.CLOSED
    locked.save(update_fields=["status"])
    audit.record(actor, "close plan", locked, plan=locked)
    outbox.announce("plan closed", plan_id=locked.pk)
    return locked


@transaction.atomic
def reopen(actor: Actor, plan: Plan) -> Plan:
    """The way back from closing."""
    locked = locked_plan(plan)
    allow(can_manage_plan(actor, locked), "reopen plan")
    if locked.status != PlanStatus.CLOSED:
        raise Refused(_("Kế hoạch này chưa kết thúc."))
    locked.status = PlanStatus.ACTIVE
    locked.save(update_fields=["status"])
    audit.record(actor, "reopen plan", locked, plan=locked)
    return locked
