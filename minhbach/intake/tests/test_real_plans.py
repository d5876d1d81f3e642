"""The real plans, from file to active duties. Skipped where they are not beside the checkout."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from minhbach.intake import queries, services
from minhbach.intake.core.phrases import phrases
from minhbach.intake.core.review import Verb
from minhbach.intake.models import Draft, DraftState
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Membership, Role, Unit
from minhbach.organisation.queries import actor_of
from minhbach.plans import services as plans
from minhbach.plans.models import Duty, Plan, PlanStatus, Resolved, Responsibility
from minhbach.plans.services.activating import make_duties

SHARED = Path(__file__).resolve().parents[4] / "shared"
NAMES = ("000", "001", "002", "003", "004")
ROLES = ("lead", "coordinating", "supervising")
FILES = [SHARED / "samples" / f"{name}.{form}" for name in NAMES for form in ("docx", "pdf")]
FILES += sorted((SHARED / "seeds").glob("*.txt")) if SHARED.exists() else []

pytestmark = [
    pytest.mark.skipif(
        not (SHARED / "samples").exists(), reason="the real plans are not beside the checkout"
    ),
    pytest.mark.django_db,
]


@pytest.fixture
def focal(province: None, db: None) -> Actor:
    membership = Membership.objects.filter(role=Role.FOCAL).select_related("user").first()
    assert membership is not None
    return actor_of(membership.user, membership.pk)


def answered(actor: Actor, draft: Draft) -> Draft:
    """What the focal officer confirms of the paper."""
    proposed = queries.desk(actor, draft.pk, timezone.localdate()).answers
    said = {
        "kind": proposed["kind"],
        "title": proposed["title"] or "Kế hoạch",
        "number": proposed["number"] or "402/KH-UBND",
        "issued": proposed["issued"] or "11/07/2023",
        "signer": proposed["signer"] or "Nguyễn Văn Minh",
        "focal_unit": str(actor.unit_id),
    }
    return services.change(actor, draft, Verb.ANSWER, said, draft.revision)


def adopted(actor: Actor, path: Path) -> tuple[Draft, Plan]:
    draft = services.import_file(path, actor)
    assert draft.state == DraftState.REVIEW, draft.refusal
    draft = answered(actor, draft)
    return draft, services.adopt(actor, draft)


def activated(actor: Actor, plan: Plan) -> Plan:
    plans.activate(actor, plan, timezone.localdate())
    make_duties(plan.pk, lambda done, total, text: None)
    plan.refresh_from_db()
    return plan


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_plan_comes_through_to_active_duties_and_no_phrase_is_dropped(
    path: Path, focal: Actor
) -> None:
    draft, plan = adopted(focal, path)
    rows = draft.data["tasks"]
    assert plan.actions.count() == len(rows)
    said = {(row["key"], text) for row in rows for role in ROLES for text in row.get(role) or []}
    kept = Responsibility.objects.filter(action__plan=plan).values_list("action__order", "phrase")
    assert {(rows[order - 1]["key"], phrase) for order, phrase in kept} == said
    unresolved = Responsibility.objects.filter(
        action__plan=plan, resolved__in=[Resolved.OPEN, Resolved.UNKNOWN]
    )
    assert not unresolved.filter(reason="").exists()
    resolved = Responsibility.objects.filter(action__plan=plan).exclude(
        resolved__in=[Resolved.OPEN, Resolved.UNKNOWN]
    )
    assert not resolved.filter(members__isnull=True).exists()
    assert phrases(draft.data)
    plan = activated(focal, plan)
    assert plan.status == PlanStatus.ACTIVE
    assert Duty.objects.filter(plan=plan).count() > 0
    assert plan.targets.count() == len(draft.data["indicators"])
    assert plan.regimes.count() == len(draft.data["reporting"])


def test_activating_an_old_plan_shows_nothing_late_and_sends_nothing(focal: Actor) -> None:
    _draft, plan = adopted(focal, SHARED / "samples" / "000.docx")
    plan = activated(focal, plan)
    today = timezone.localdate()
    assert not Duty.objects.filter(plan=plan, counted=True, last_on_time__lt=today).exists()
    soon = today + timedelta(days=400)
    assert not Duty.objects.filter(
        plan=plan, counted=True, last_on_time__lt=soon, before_tracking=True
    ).exists()


def test_a_unit_of_today_owes_for_one_that_is_gone(focal: Actor) -> None:
    _draft, plan = adopted(focal, SHARED / "samples" / "000.docx")
    today = timezone.localdate()
    members = Responsibility.objects.filter(action__plan=plan).values_list("members__unit", flat=True)
    closed = Unit.objects.filter(pk__in=[pk for pk in members if pk], closed_on__lte=today)
    assert not closed.exists()
