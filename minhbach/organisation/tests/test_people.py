from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from minhbach.organisation import queries, services
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Membership, SignInLink, Unit, UnitKind, User
from minhbach.organisation.services import UserDraft
from minhbach.shared.models import AuditEntry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
PASSWORD = "mua-lon-duoi-cau"


@pytest.fixture
def department() -> Unit:
    return Unit.objects.create(code="SXD", name="Sở Xây dựng", kind=UnitKind.DEPARTMENT, protocol_order=2)


@pytest.fixture
def division(department: Unit) -> Unit:
    return Unit.objects.create(code="P1", name="Phòng Quy hoạch", kind=UnitKind.DIVISION, parent=department)


@pytest.fixture
def person(administrator: Actor) -> User:
    return services.create_user(administrator, UserDraft("Huong", "Trần Thu Hương", email="h@example.vn"))


def test_an_account_has_no_password_until_a_link_or_its_owner_gives_one(person: User) -> None:
    assert person.username == "huong" and not person.has_usable_password()
    assert [found.pk for found in queries.find_users("thu huong")] == [person.pk]


@pytest.mark.parametrize("login", ["ab", "hường", "a b c", "-abc", "x" * 61])
def test_a_login_name_that_cannot_be_typed_is_refused(administrator: Actor, login: str) -> None:
    with pytest.raises(ValidationError) as refused:
        services.create_user(administrator, UserDraft(login, "Tên"))
    assert "username" in refused.value.message_dict


def test_the_audit_keeps_no_personal_value(person: User) -> None:
    entry = AuditEntry.objects.get(verb="user.create")
    assert "Hương" not in str(entry.after) and "example.vn" not in str(entry.after)


def test_a_weak_password_is_refused(administrator: Actor, person: User) -> None:
    with pytest.raises(ValidationError) as refused:
        services.set_password(administrator, person.pk, "ngan")
    assert "password" in refused.value.message_dict


def test_a_person_changes_the_own_password_and_nobody_elses(administrator: Actor, person: User) -> None:
    other = services.create_user(administrator, UserDraft("khac", "Người Khác"))
    with pytest.raises(PermissionDenied):
        services.set_password(Actor(user_id=other.pk), person.pk, PASSWORD)
    assert services.set_password(administrator, person.pk, PASSWORD).must_change_password
    own = services.set_password(Actor(user_id=person.pk), person.pk, PASSWORD)
    assert own.check_password(PASSWORD) and not own.must_change_password


def test_a_link_signs_in_once_within_a_day_and_only_its_hash_is_kept(
    administrator: Actor, person: User
) -> None:
    token = services.make_sign_in_link(administrator, person.pk, now=NOW)
    assert token not in SignInLink.objects.get().token_hash
    user = services.use_sign_in_link(token, NOW + timedelta(hours=23))
    assert user == person and user.must_change_password
    with pytest.raises(ValidationError):
        services.use_sign_in_link(token, NOW + timedelta(hours=23))


def test_an_old_unknown_or_replaced_link_signs_nobody_in(administrator: Actor, person: User) -> None:
    first = services.make_sign_in_link(administrator, person.pk, now=NOW)
    second = services.make_sign_in_link(administrator, person.pk, now=NOW)
    for token, moment in ((first, NOW), ("unknown", NOW), (second, NOW + timedelta(hours=24))):
        with pytest.raises(ValidationError):
            services.use_sign_in_link(token, moment)


def test_a_closed_account_cannot_use_its_link_or_get_one(administrator: Actor, person: User) -> None:
    token = services.make_sign_in_link(administrator, person.pk, now=NOW)
    services.deactivate_user(administrator, person.pk)
    with pytest.raises(ValidationError):
        services.use_sign_in_link(token, NOW)
    with pytest.raises(ValidationError):
        services.make_sign_in_link(administrator, person.pk, now=NOW)
    services.reactivate_user(administrator, person.pk)
    assert services.make_sign_in_link(administrator, person.pk, now=NOW)


def test_an_officer_manages_no_accounts(officer: Actor, person: User, department: Unit) -> None:
    for verb in (
        lambda: services.create_user(officer, UserDraft("moi", "Mới")),
        lambda: services.change_user(officer, person.pk, UserDraft("huong", "Khác")),
        lambda: services.set_membership(officer, person.pk, department.pk, "administrator"),
        lambda: services.make_sign_in_link(officer, person.pk),
        lambda: services.deactivate_user(officer, person.pk),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert not Membership.objects.exists() and User.objects.count() == 1


def test_the_last_administrator_cannot_be_locked_out(
    administrator: Actor, person: User, department: Unit
) -> None:
    membership = services.set_membership(administrator, person.pk, department.pk, "administrator")
    with pytest.raises(ValidationError):
        services.deactivate_user(administrator, person.pk)
    with pytest.raises(ValidationError):
        services.end_membership(administrator, membership.pk, last_day=TODAY)
    assert User.objects.get().is_active and Membership.objects.get().ends_on is None


def test_an_actor_acts_for_the_chosen_unit_with_the_roles_held_there(
    administrator: Actor, person: User, department: Unit, division: Unit
) -> None:
    other = Unit.objects.create(code="VP", name="Văn phòng", kind=UnitKind.OFFICE, protocol_order=1)
    services.set_membership(administrator, person.pk, department.pk, "officer", division_id=division.pk)
    services.set_membership(administrator, person.pk, department.pk, "clerk")
    chosen = services.set_membership(administrator, person.pk, other.pk, "secretary")
    first = queries.actor_of(person, today=TODAY)
    assert (first.unit_id, first.roles) == (other.pk, {"secretary"})
    officer = queries.actor_of(person, Membership.objects.get(role="officer").pk, TODAY)
    assert officer.unit_id == department.pk and officer.roles == {"officer", "clerk"}
    assert officer.unit_ids == {department.pk, division.pk} and officer.division_id == division.pk
    services.end_membership(administrator, chosen.pk, last_day=date(2026, 11, 20))
    assert queries.actor_of(person, chosen.pk, TODAY).unit_id == department.pk


def test_nobody_acts_before_a_role_begins_or_after_it_ends(
    administrator: Actor, person: User, department: Unit
) -> None:
    services.set_membership(
        administrator,
        person.pk,
        department.pk,
        "head",
        starts_on=date(2026, 11, 22),
        ends_on=date(2026, 11, 23),
    )
    assert queries.actor_of(person, today=TODAY).roles == frozenset()
    assert queries.actor_of(person, today=date(2026, 11, 22)).has_role("head")
    assert queries.actor_of(person, today=date(2026, 11, 23)).has_role("head")
    assert not queries.actor_of(person, today=date(2026, 11, 24)).roles


def test_a_visitor_and_a_closed_account_are_the_public(administrator: Actor, person: User) -> None:
    assert queries.actor_of(AnonymousUser()) == Actor.public()
    assert queries.memberships_of(AnonymousUser()) == []
    closed = services.deactivate_user(administrator, person.pk)
    assert queries.actor_of(closed) == Actor.public()


def test_a_division_of_another_unit_is_refused(
    administrator: Actor, person: User, department: Unit, division: Unit
) -> None:
    other = Unit.objects.create(code="STP", name="Sở Tư pháp", kind=UnitKind.DEPARTMENT)
    with pytest.raises(ValidationError):
        services.set_membership(administrator, person.pk, other.pk, "officer", division_id=division.pk)
