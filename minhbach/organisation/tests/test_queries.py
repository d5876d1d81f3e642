from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from minhbach.organisation import queries
from minhbach.organisation.models import Unit, UnitGroup, User
from minhbach.organisation.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_the_registry_takes_seven_queries_whatever_the_size(
    demo: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        found = queries.registry()
    assert len(found.units) == Unit.objects.count() > 300


def test_an_actor_takes_two_queries(demo: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = User.objects.get(username="canbo.sxd")
    with django_assert_num_queries(2):
        actor = queries.actor_of(user, today=TODAY)
    assert actor.unit_name == "Sở Xây dựng" and len(actor.unit_ids) == 5


def test_search_finds_without_accents_and_within_the_day(demo: None) -> None:
    today = [unit.label for unit in queries.find_units("thong tin truyen", on=TODAY)]
    before = [unit.label for unit in queries.find_units("THÔNG TIN truyen", on=date(2024, 1, 1))]
    assert today == [] and before == ["Sở TT&TT"]
    assert [unit.label for unit in queries.find_units("kinh te cua lam", on=TODAY)] == ["BQL các KKT, KCN"]


def test_the_database_and_the_registry_agree_on_who_is_open(demo: None) -> None:
    known = queries.registry()
    for day in (date(2024, 1, 1), date(2025, 3, 1), date(2025, 6, 30), date(2025, 7, 1), TODAY):
        asked = set(queries.units_open_on(day).values_list("pk", flat=True))
        assert asked == {unit.id for unit in known.units if unit.is_open(day)}


def test_the_departments_of_today_come_in_protocol_order(demo: None) -> None:
    group = UnitGroup.objects.get(code="SO_NGANH")
    names = [unit.label for unit in queries.members_of_group(group, TODAY)]
    assert names[0] == "Văn phòng UBND tỉnh" and "Sở TT&TT" not in names
    assert "VP Đoàn ĐBQH và HĐND tỉnh" not in names
