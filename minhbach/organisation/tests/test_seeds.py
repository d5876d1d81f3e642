from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from minhbach.organisation.core.registry import Registry
from minhbach.organisation.core.resolve import ResolutionKind, Resolver
from minhbach.organisation.models import (
    GroupKind,
    Membership,
    Province,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitKind,
    UnitSuccession,
    User,
)
from minhbach.organisation.seeds import load_demo, load_provinces
from minhbach.organisation.tests.conftest import PASSWORD, TODAY

MODELS = (Unit, UnitAlias, UnitSuccession, UnitGroup, Province, User, Membership)


@pytest.mark.django_db
def test_loading_twice_adds_nothing_and_changes_nothing() -> None:
    first = load_demo(PASSWORD)
    counts = {model: model.objects.count() for model in MODELS}
    Unit.objects.filter(code="SXD").update(phone="0200 000 000")
    assert load_demo(PASSWORD) == first
    assert {model: model.objects.count() for model in MODELS} == counts
    assert Unit.objects.get(code="SXD").phone == "0200 000 000"


@pytest.mark.django_db
def test_every_role_has_an_account_that_signs_in() -> None:
    accounts = load_demo(PASSWORD)
    roles = {"focal", "officer", "clerk", "head", "secretary", "leader", "inspector", "administrator"}
    assert {account.role for account in accounts} == roles
    assert any("xã" in account.unit for account in accounts)
    for account in accounts:
        user = User.objects.get(username=account.username)
        assert user.check_password(PASSWORD) and user.is_active and not user.must_change_password


@pytest.mark.django_db
def test_a_password_that_its_owner_changed_is_not_shown_or_reset() -> None:
    load_demo(PASSWORD)
    user = User.objects.get(username="daumoi")
    user.set_password("mot-mat-khau-khac")
    user.save()
    account = next(a for a in load_demo(PASSWORD) if a.username == "daumoi")
    assert account.password == ""
    assert User.objects.get(username="daumoi").check_password("mot-mat-khau-khac")


@pytest.mark.django_db
def test_provinces_are_34_of_today_and_63_before_each_with_its_successor() -> None:
    load_provinces()
    assert Province.objects.filter(system="2025").count() == 34
    old = Province.objects.filter(system="2004")
    assert old.count() == 63 and not old.filter(successor=None).exists()
    assert Province.objects.get(system="2004", code="24").name == "Bắc Giang"
    assert Province.objects.get(system="2025", code="24").name == "Bắc Ninh"
    assert load_provinces() == 0


def test_the_province_has_its_two_layers(song_lam: Registry) -> None:
    old, new = date(2025, 2, 28), date(2025, 7, 1)
    kinds_old = Counter(unit.kind for unit in song_lam.units if unit.is_open(old))
    kinds_new = Counter(unit.kind for unit in song_lam.units if unit.is_open(new))
    assert kinds_old[UnitKind.DISTRICT] == 10 and kinds_new[UnitKind.DISTRICT] == 0
    assert kinds_new[UnitKind.COMMUNE] + kinds_new[UnitKind.WARD] == 100
    assert kinds_new[UnitKind.DEPARTMENT] + kinds_new[UnitKind.AGENCY] == 14


def test_whoever_closed_is_carried_on_by_someone(song_lam: Registry) -> None:
    closed = [unit for unit in song_lam.units if unit.closed_on]
    assert len(closed) > 200
    assert [unit.name for unit in closed if not song_lam.carried_on_by(unit.id, TODAY)] == []


def test_every_writing_in_the_lists_finds_its_own_unit_on_a_day_it_exists(song_lam: Registry) -> None:
    wrong = []
    resolvers = {
        day: Resolver.of(song_lam, day, TODAY) for day in (date(2024, 1, 1), date(2025, 4, 1), TODAY)
    }
    for unit in song_lam.units:
        if unit.kind == UnitKind.DIVISION:
            continue
        day = next(day for day in resolvers if unit.is_open(day))
        for text in unit.writings():
            found = resolvers[day].resolve(text)
            if found.unit_ids != (unit.id,):
                wrong.append((text, found.kind, found.reason))
    assert wrong == []


def test_every_writing_of_a_group_finds_the_group(song_lam: Registry) -> None:
    resolver = Resolver.of(song_lam, date(2024, 1, 1), TODAY)
    kinds = {
        GroupKind.OPEN: ResolutionKind.OPEN,
        GroupKind.RELATIVE: ResolutionKind.RELATIVE,
        GroupKind.BY_RULE: ResolutionKind.GROUP,
    }
    found = [(group, text, resolver.resolve(text)) for group in song_lam.groups for text in group.writings()]
    wrong = [
        (text, r.reason)
        for group, text, r in found
        if r.kind != kinds[group.kind] or r.group_ids != (group.id,)
    ]
    assert wrong == []


def test_what_was_not_checked_says_so(song_lam: Registry) -> None:
    tax = next(unit for unit in song_lam.units if unit.code == "THUE")
    found = Resolver.of(song_lam, TODAY, TODAY).resolve(tax.name)
    assert not tax.verified and "chưa được kiểm tra" in found.reason
