"""The shared cast of tests: a made-up province, its people, and a builder of plans."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Authority, Membership, Role, Unit, UnitKind, User
from minhbach.plans import services
from minhbach.plans.core.new_plan import NewAction, NewMember, NewNode, NewPlan, NewResponsibility
from minhbach.plans.models import Duty, Plan
from minhbach.plans.services.activating import make_duties

TODAY = date(2026, 11, 18)  # a Wednesday
TRACKED = date(2026, 10, 1)


@dataclass(frozen=True)
class Cast:
    """Units: focal and two departments, two communes, one central branch. Actors: one per part played."""

    units: dict[str, Unit]
    actors: dict[str, Actor] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Unit | Actor:
        """cast.finance (a unit), cast.focal_officer (an actor)."""
        found = self.units.get(name) or self.actors.get(name)
        if found is None:
            raise AttributeError(name)
        return found


_UNITS = (
    ("province", "UBND tỉnh Sông Mẫu", UnitKind.COMMITTEE, Authority.PEOPLES_COMMITTEE),
    ("focal", "Sở Khoa học và Công nghệ", UnitKind.DEPARTMENT, Authority.PEOPLES_COMMITTEE),
    ("finance", "Sở Tài chính", UnitKind.DEPARTMENT, Authority.PEOPLES_COMMITTEE),
    ("health", "Sở Y tế", UnitKind.DEPARTMENT, Authority.PEOPLES_COMMITTEE),
    ("an_ha", "UBND xã An Hạ", UnitKind.COMMUNE, Authority.PEOPLES_COMMITTEE),
    ("binh_an", "UBND phường Bình An", UnitKind.WARD, Authority.PEOPLES_COMMITTEE),
    ("tax", "Thuế tỉnh Sông Mẫu", UnitKind.CENTRAL_BRANCH, Authority.CENTRAL),
)
_PEOPLE = (
    ("focal_officer", "focal", Role.FOCAL),
    ("finance_officer", "finance", Role.OFFICER),
    ("health_officer", "health", Role.OFFICER),
    ("commune_clerk", "an_ha", Role.CLERK),
    ("tax_officer", "tax", Role.OFFICER),
    ("leader", "province", Role.LEADER),
    ("secretary", "province", Role.SECRETARY),
    ("administrator", "province", Role.ADMINISTRATOR),
)


def make_cast() -> Cast:
    """Writes units and people; actors as the organisation would read them."""
    units = {}
    for order, (code, name, kind, authority) in enumerate(_UNITS, start=1):
        units[code] = Unit.objects.create(
            code=code, name=name, kind=kind, authority=authority, protocol_order=order, folded=code
        )
    actors, users = {}, {}
    for login, unit, role in _PEOPLE:
        user = User.objects.create(username=login, full_name=login)
        member = Membership.objects.create(user=user, unit=units[unit], role=role)
        users[login] = user
        actors[login] = Actor(
            user_id=user.pk,
            unit_id=units[unit].pk,
            membership_id=member.pk,
            name=login,
            unit_name=units[unit].name,
            roles=frozenset([str(role)]),
            unit_ids=frozenset([units[unit].pk]),
        )
    return Cast(units, actors, users)


def lead(*units: Unit, phrase: str = "") -> NewResponsibility:
    return _responsibility("lead", units, phrase)


def together(*units: Unit, phrase: str = "") -> NewResponsibility:
    return _responsibility("coordinate", units, phrase)


def open_phrase(phrase: str, role: str = "lead") -> NewResponsibility:
    return NewResponsibility(role=role, phrase=phrase, resolved="open", reason="chờ chọn đơn vị")


def task(
    text: str = "Công khai dự toán", *responsibilities: NewResponsibility, **values: object
) -> NewAction:
    return replace(NewAction(text=text, responsibilities=responsibilities, node=0), **values)


def new_plan(cast: Cast, *actions: NewAction, **values: object) -> NewPlan:
    plan = NewPlan(
        title="Cải thiện tính minh bạch năm 2026",
        number=f"{15 + Plan.objects.count()}/KH-UBND",
        issued_on=date(2026, 1, 20),
        year_from=2026,
        year_to=2026,
        focal_unit=cast.units["focal"].pk,
        nodes=(NewNode("Công khai thông tin", code="I"),),
        actions=actions,
    )
    return replace(plan, **values)


def adopted(cast: Cast, *actions: NewAction, **values: object) -> Plan:
    """A plan that was taken in and not activated."""
    return services.create_plan(cast.actors["focal_officer"], new_plan(cast, *actions, **values))


def activated(
    cast: Cast, *actions: NewAction, tracked_from: date = TRACKED, today: date = TODAY, **values: object
) -> Plan:
    """Activated; its opening state is not confirmed yet."""
    plan = adopted(cast, *actions, **values)
    services.activate(cast.actors["focal_officer"], plan, tracked_from, today=today)
    make_duties(plan.pk, lambda done, total, text: None, today=today)
    plan.refresh_from_db()
    return plan


def tracked(
    cast: Cast, *actions: NewAction, tracked_from: date = TRACKED, today: date = TODAY, **values: object
) -> Plan:
    """Activated, with its opening state confirmed on `today`."""
    plan = activated(cast, *actions, tracked_from=tracked_from, today=today, **values)
    return services.confirm_opening(cast.actors["focal_officer"], plan, today=today)


def only_duty(plan: Plan, unit: Unit | None = None) -> Duty:
    duties = Duty.objects.select_related("plan").filter(plan=plan)
    return (duties.filter(unit=unit) if unit else duties).get()


def _responsibility(role: str, units: tuple[Unit, ...], phrase: str) -> NewResponsibility:
    words = phrase or ", ".join(unit.name for unit in units)
    resolved = "unit" if len(units) == 1 else "group"
    members = tuple(NewMember(unit.pk, unit.pk) for unit in units)
    return NewResponsibility(role=role, phrase=words, resolved=resolved, members=members)
