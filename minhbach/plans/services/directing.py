"""Chỉ đạo: what a leader instructed, recorded by the leader, the secretary or the focal officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_record_directive
from minhbach.plans.models import Action, Directive, Plan, PlanStatus
from minhbach.plans.services.locking import held_plan, today_or
from minhbach.shared import audit, outbox
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if


@dataclass(frozen=True, slots=True)
class NewDirective:
    """unit, action: ids, where it is about one. stored: id of a file that passed the door."""

    text: str
    given_on: date
    given_by: str
    kind: str = "Thông báo"
    number: str = ""
    action: int | None = None
    unit: int | None = None
    due: date | None = None
    stored: int | None = None


@transaction.atomic
def record_directive(actor: Actor, plan: Plan, new: NewDirective, *, today: date | None = None) -> Directive:
    """Keeps the instruction with its own due date."""
    plan = held_plan(plan)
    allow(can_record_directive(actor, plan), "record directive")
    if plan.status not in (PlanStatus.ACTIVE, PlanStatus.CLOSED):
        raise Refused(_("Kế hoạch chưa giao việc nên chưa ghi chỉ đạo được."))
    refuse_if(_problems(plan, new, today_or(today)))
    directive = Directive.objects.create(
        plan=plan,
        action_id=new.action,
        unit_id=new.unit,
        kind=new.kind.strip() or "Thông báo",
        number=new.number.strip(),
        given_on=new.given_on,
        given_by=new.given_by.strip(),
        text=nfc(new.text).strip(),
        due=new.due,
        stored_id=new.stored,
        recorded_by_id=actor.user_id,
    )
    audit.record(actor, "record directive", directive, plan=plan, after={"number": directive.number})
    outbox.announce("directive recorded", directive_id=directive.pk)
    return directive


@transaction.atomic
def finish_directive(
    actor: Actor, directive: Directive, done_on: date, *, today: date | None = None
) -> Directive:
    """The instruction was carried out on that day."""
    locked = Directive.objects.select_for_update(of=("self",)).select_related("plan").get(pk=directive.pk)
    allow(can_record_directive(actor, locked.plan), "finish directive")
    if done_on > today_or(today):
        raise Refused(Problem("done_on", _("Ngày thực hiện xong không được sau hôm nay.")))
    locked.done_on = done_on
    locked.save(update_fields=["done_on"])
    audit.record(actor, "finish directive", locked, plan=locked.plan_id, after={"done_on": done_on})
    return locked


def _problems(plan: Plan, new: NewDirective, today: date) -> list[Problem]:
    found = []
    if not new.text.strip():
        found.append(Problem("text", _("Hãy ghi nội dung chỉ đạo.")))
    if not new.given_by.strip() or len(new.given_by) > 160:
        found.append(Problem("given_by", _("Hãy ghi người chỉ đạo (không quá 160 ký tự).")))
    if new.given_on > today:
        found.append(Problem("given_on", _("Ngày chỉ đạo không được sau hôm nay.")))
    if new.due is not None and new.due < new.given_on:
        found.append(Problem("due", _("Hạn không được trước ngày chỉ đạo.")))
    if len(new.number) > 60 or len(new.kind) > 60:
        found.append(Problem("number", _("Hình thức và số văn bản không quá 60 ký tự.")))
    if new.action is not None and not Action.objects.filter(pk=new.action, plan=plan).exists():
        found.append(Problem("action", _("Nhiệm vụ không thuộc kế hoạch này.")))
    return found
