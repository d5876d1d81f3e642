"""A plan comes in from intake, or goes again before it was activated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_create_plan, can_manage_plan
from minhbach.plans.core.new_plan import NewAction, NewPlan, NewResponsibility
from minhbach.plans.models import (
    EARLIER,
    Action,
    Directive,
    Plan,
    PlanFile,
    PlanNode,
    PlanStatus,
    Responsibility,
    ResponsibilityMember,
)
from minhbach.plans.services.checking import problems_of
from minhbach.plans.services.relating import pair_all
from minhbach.shared import audit
from minhbach.shared.text import fold
from minhbach.shared.verbs import Refused, allow, refuse_if

PART = 500
_SAME_NAMES = (
    "title", "kind", "number", "issuer", "issued_on", "signer", "signer_authority", "year_from", "year_to",
    "update_cycle", "self_recording", "as_of", "reader",
)  # fmt: skip
_ACTION_NAMES = (
    "text", "code", "indicator_code", "product", "budget", "time_raw", "timing", "start", "due",
    "due_is_before", "recurrence", "trigger", "time_source", "quote",
)  # fmt: skip


@transaction.atomic
def create_plan(actor: Actor, new: NewPlan) -> Plan:
    """Writes the plan with its tree, actions and responsibilities; no duty yet (see `activate`).

    Raises Refused with every problem (fields as "actions[3].due"), NotAllowed.
    """
    allow(can_create_plan(actor), "create plan")
    refuse_if(problems_of(new))
    plan = Plan.objects.create(
        issuer_unit_id=new.issuer_unit,
        focal_unit_id=new.focal_unit,
        parent_plan_id=new.parent_plan,
        amends_id=new.amends,
        replaces_id=new.replaces,
        follows_id=new.follows,
        references=list(new.references),
        recipients=list(new.recipients),
        folded=fold(f"{new.number} {new.title}"),
        **{name: getattr(new, name) for name in _SAME_NAMES},
    )
    nodes = _make_nodes(plan, new)
    actions = Action.objects.bulk_create(
        [_action(plan, order, action, nodes) for order, action in enumerate(new.actions, start=1)], PART
    )
    members = _make_responsibilities(actions, new.actions)
    PlanFile.objects.bulk_create(
        PlanFile(plan=plan, kind=f.kind, stored_id=f.stored, name=f.name, added_by_id=actor.user_id)
        for f in new.files
    )
    pair_all(plan)
    audit.record(
        actor, "create plan", plan, plan=plan, after={"number": plan.number, "title": plan.title},
        counts={"nodes": len(nodes), "actions": len(actions), "members": members},
    )  # fmt: skip
    return plan


@transaction.atomic
def remove_plan(actor: Actor, plan: Plan) -> None:
    """Takes a plan away that was never activated (the way back from adoption)."""
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    allow(can_manage_plan(actor, locked), "remove plan")
    if locked.status != PlanStatus.DRAFT:
        raise Refused(_("Kế hoạch đã giao việc; hãy hủy việc giao trước khi bỏ kế hoạch."))
    if any(Plan.objects.filter(**{field: locked}).exists() for field in EARLIER.values()):
        raise Refused(_("Kế hoạch khác đang dẫn tới kế hoạch này nên không bỏ được."))
    if Directive.objects.filter(plan=locked).exists():
        raise Refused(_("Đã ghi chỉ đạo về kế hoạch này nên không bỏ được."))
    audit.record(actor, "remove plan", locked, plan=locked, before={"number": locked.number})
    # Actions hold their nodes (PROTECT), so they go first.
    Action.objects.filter(plan=locked).delete()
    locked.delete()


def _make_nodes(plan: Plan, new: NewPlan) -> list[PlanNode]:
    """One statement a level: a node needs the key of its parent."""
    made: list[PlanNode | None] = [None] * len(new.nodes)
    depth: list[int] = []
    for node in new.nodes:
        depth.append(0 if node.parent is None else depth[node.parent] + 1)
    for level in range(max(depth, default=-1) + 1):
        places = [index for index, value in enumerate(depth) if value == level]
        rows = [
            PlanNode(
                plan=plan, kind=node.kind, code=node.code, text=node.text, order=index + 1,
                parent=None if node.parent is None else made[node.parent],
            )
            for index in places
            for node in [new.nodes[index]]
        ]  # fmt: skip
        for index, row in zip(places, PlanNode.objects.bulk_create(rows, PART), strict=True):
            made[index] = row
    return [node for node in made if node is not None]


def _action(plan: Plan, order: int, new: NewAction, nodes: Sequence[PlanNode]) -> Action:
    return Action(
        plan=plan,
        order=order,
        node=None if new.node is None else nodes[new.node],
        place=dict(new.place),
        report_days=[day.as_dict() for day in new.report_days],
        folded=fold(f"{new.code} {new.text} {new.product}"),
        **{name: getattr(new, name) for name in _ACTION_NAMES},
    )


def _make_responsibilities(actions: Sequence[Action], new: Sequence[NewAction]) -> int:
    pairs = list(_responsibilities(actions, new))
    Responsibility.objects.bulk_create([row for row, _new in pairs], PART)
    members = [
        ResponsibilityMember(responsibility=row, unit_id=unit, named_unit_id=named)
        for row, wanted in pairs
        for unit, named in _members(wanted).items()
    ]
    ResponsibilityMember.objects.bulk_create(members, PART)
    return len(members)


def _responsibilities(
    actions: Sequence[Action], new: Sequence[NewAction]
) -> Iterator[tuple[Responsibility, NewResponsibility]]:
    for action, wanted in zip(actions, new, strict=True):
        for order, said in enumerate(wanted.responsibilities):
            yield (
                Responsibility(
                    action=action, role=said.role, phrase=said.phrase, order=order, resolved=said.resolved,
                    group_id=said.group, reason=said.reason[:300], as_of=said.as_of,
                ),
                said,
            )  # fmt: skip


def _members(said: NewResponsibility) -> dict[int, int]:
    """unit -> the unit as named; two old units that became one stand once."""
    found: dict[int, int] = {}
    for member in said.members:
        found.setdefault(member.unit, member.named or member.unit)
    return found
