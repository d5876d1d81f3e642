"""A reviewed draft becomes a plan with targets and report regimes: all of it or nothing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from minhbach.indices import services as indices
from minhbach.intake.access import can_adopt
from minhbach.intake.core import answers
from minhbach.intake.core.adoption import Adoption, to_adoption
from minhbach.intake.core.answers import NotAnswered, Paper
from minhbach.intake.core.assignment import Assigner, assign_all
from minhbach.intake.core.phrases import phrases
from minhbach.intake.core.rows import DraftError
from minhbach.intake.core.wordings import Memory
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.services.reviewing import locked_draft
from minhbach.intake.services.wordings import learn, memory, unlearn
from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.registry import Registry
from minhbach.plans import services as plans
from minhbach.plans.core.new_plan import NewFile
from minhbach.plans.models import Plan, PlanStatus
from minhbach.reporting.services.regimes import set_regimes
from minhbach.shared import audit, outbox


@transaction.atomic
def adopt(actor: Actor, draft: Draft) -> Plan:
    """Makes the plan, still without any duty: those come when it is activated.

    Raises NotAnswered with every answer that is missing or wrong (field -> code), DraftError otherwise.
    """
    locked = locked_draft(actor, draft)
    if not can_adopt(actor, locked):
        raise PermissionDenied
    if locked.state != DraftState.REVIEW:
        raise DraftError("not_in_review")
    plain, remembered = organisation.registry(), memory()
    adoption = prepared(locked, remembered.added_to(plain))
    _refuse_twice(adoption)
    _refuse_unseen(actor, adoption)
    try:
        plan = plans.create_plan(actor, adoption.plan)
    except IntegrityError:  # somebody adopted the same paper a moment ago
        _refuse_twice(adoption)
        raise
    indices.set_targets(actor, plan, adoption.targets)
    set_regimes(actor, plan, adoption.regimes)
    locked.plan, locked.state = plan, DraftState.ADOPTED
    locked.save(update_fields=["plan", "state", "changed_at"])
    _teach(actor, locked, plain, remembered)
    audit.record(actor, "adopt", locked, plan=plan, counts=_counts(adoption))
    outbox.announce("plan adopted", plan_id=plan.pk)
    return plan


def prepared(draft: Draft, registry: Registry) -> Adoption:
    """What adopting this draft would make, without making it. Raises NotAnswered, DraftError."""
    today = timezone.localdate()
    values = answers.proposed(draft.data, draft.answers)
    unseen = {field: "not_confirmed" for field in answers.REQUIRED if field not in draft.answers}
    if unseen:
        raise NotAnswered(unseen)
    paper = answers.paper_of(values, today)
    if paper.focal_unit not in registry.unit:
        raise NotAnswered({"focal_unit": "no_unit"})
    if not draft.data.get("tasks") and not _amends_parts(draft, paper):
        raise DraftError("no_task")
    assigner = _assigner(paper, registry)
    assigned = assign_all(phrases(draft.data), draft.resolutions, assigner)
    return to_adoption(draft.data, paper, assigned, assigner, _files(draft))


def _amends_parts(draft: Draft, paper: Paper) -> bool:
    """A document that changes only targets or report duties of the plan that it amends."""
    return "amends" in paper.earlier and bool(draft.data.get("indicators") or draft.data.get("reporting"))


def _assigner(paper: Paper, registry: Registry) -> Assigner:
    return Assigner.of(registry, paper.as_of, timezone.localdate(), paper.issuer_unit)


def _teach(actor: Actor, draft: Draft, plain: Registry, remembered: Memory) -> None:
    paper = answers.paper_of(answers.proposed(draft.data, draft.answers), timezone.localdate())
    assigned = assign_all(
        phrases(draft.data), draft.resolutions, _assigner(paper, remembered.added_to(plain))
    )
    directory = _assigner(paper, plain)
    learn(actor, draft, assigned.values(), directory, remembered)


def _files(draft: Draft) -> tuple[NewFile, ...]:
    source = (NewFile(draft.stored_id, "source", draft.name),) if draft.stored_id else ()
    signed = (NewFile(draft.signed_id, "signed", draft.signed_name),) if draft.signed_id else ()
    return source + signed


def _refuse_twice(adoption: Adoption) -> None:
    plan = adoption.plan
    same = Plan.objects.filter(number=plan.number, issued_on=plan.issued_on, issuer=plan.issuer)
    if same.exists():
        raise NotAnswered({"number": "number_taken"})


def _refuse_unseen(actor: Actor, adoption: Adoption) -> None:
    """An earlier plan that went since, or that this actor may not see, is none to build on."""
    plan = adoption.plan
    named = {key for key in (plan.amends, plan.replaces, plan.follows, plan.parent_plan) if key}
    if Plan.objects.visible_to(actor).filter(pk__in=named).count() < len(named):
        raise DraftError("no_earlier_plan")


def _counts(adoption: Adoption) -> dict[str, int]:
    return {
        "actions": len(adoption.plan.actions),
        "targets": len(adoption.targets),
        "regimes": len(adoption.regimes),
    }


@transaction.atomic
def undo_adoption(actor: Actor, draft: Draft) -> Draft:
    """The plan goes, the draft is open again as it was. Only while the plan is not activated."""
    locked = locked_draft(actor, draft)
    plan = locked.plan
    if locked.state != DraftState.ADOPTED or plan is None:
        raise DraftError("not_in_review")
    if plan.status != PlanStatus.DRAFT:
        raise DraftError("already_active")
    gone = plan.pk
    locked.plan, locked.state = None, DraftState.REVIEW
    locked.save(update_fields=["plan", "state", "changed_at"])
    plans.remove_plan(actor, plan)
    unlearn(actor, locked)
    audit.record(actor, "undo adoption", locked, before={"plan": gone})
    return locked
