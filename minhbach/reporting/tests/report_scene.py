"""A plan whose units report by the quarter, and slots as the calendar would make them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Membership, Role, User
from minhbach.plans import services as plans
from minhbach.plans.core.kinds import Result
from minhbach.plans.core.report import Report as Progress
from minhbach.plans.models import Plan
from minhbach.reporting.models import RegimeRole, ReportCycle, ReportRegime, ReportSlot
from tests.cast import TODAY, Cast, lead, make_cast, task, tracked

DONE_BY = date(2026, 11, 30)
LATE_SINCE = date(2026, 11, 10)


@dataclass(frozen=True)
class Scene:
    """finance leads an overdue duty and an ongoing one; health leads the ongoing one as well."""

    cast: Cast
    plan: Plan
    regime: ReportRegime
    finance: ReportSlot
    health: ReportSlot
    finance_head: Actor
    finance_deputy: Actor
    finance_second: Actor

    @property
    def officer(self) -> Actor:
        return self.cast.finance_officer

    @property
    def focal(self) -> Actor:
        return self.cast.focal_officer


def make_scene(**regime: object) -> Scene:
    cast = make_cast()
    plan = tracked(
        cast,
        task("Công khai dự toán", lead(cast.finance), code="1.1", timing="deadline", due=LATE_SINCE),
        task(
            "Trả lời hỏi đáp của doanh nghiệp", lead(cast.finance, cast.health), code="6.3", timing="ongoing"
        ),
        today=date(2026, 10, 5),
    )
    values = {"plan": plan, "role": RegimeRole.UNIT, "cycle": ReportCycle.QUARTERLY, "due_raw": "trước 15/12"}
    made = ReportRegime.objects.create(**{**values, **regime})
    return Scene(
        cast, plan, made, slot_of(made, cast.finance), slot_of(made, cast.health),
        another(cast.finance_officer, "finance_head", Role.HEAD),
        another(cast.finance_officer, "finance_deputy", Role.DEPUTY),
        another(cast.finance_officer, "finance_second", Role.OFFICER),
    )  # fmt: skip


def slot_of(regime: ReportRegime, unit: object, **values: object) -> ReportSlot:
    facts = {
        "period": "2026-Q4",
        "window_from": date(2026, 10, 1),
        "window_to": date(2026, 12, 14),
        "opens_on": date(2026, 11, 1),
        "due": date(2026, 12, 15),
        "last_on_time": date(2026, 12, 14),
    }
    return ReportSlot.objects.create(regime=regime, plan=regime.plan, unit=unit, **{**facts, **values})


def another(actor: Actor, login: str, role: Role) -> Actor:
    """Somebody else of the same unit."""
    user = User.objects.create(username=login, full_name=login)
    Membership.objects.create(user=user, unit_id=actor.unit_id, role=role)
    return replace(actor, user_id=user.pk, name=login, roles=frozenset([str(role)]))


def reported(scene: Scene, code: str, text: str, **values: object) -> object:
    """Progress of finance on the duty of that row."""
    duty = scene.plan.duties.get(action__code=code, unit=scene.cast.finance)
    report = Progress(text=text, result=Result.DOING, **values)
    return plans.report_progress(scene.officer, duty, report, today=TODAY)


def key_of(scene: Scene, code: str, unit: object = None) -> str:
    owner = unit or scene.cast.finance
    return f"d{scene.plan.duties.get(action__code=code, unit=owner).pk}"
