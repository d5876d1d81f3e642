"""What pages say in words is true of the plan: periods, units of then and of today."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from minhbach.organisation.models import Unit, UnitKind
from minhbach.plans.models import ResponsibilityMember
from minhbach.web.tests.scene import Scene, make_scene
from tests.cast import lead, task, tracked


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene(units_each=2)


def page(scene: Scene, address: str, login: str = "focal_officer") -> str:
    response = scene.browser(login).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_nobody_is_said_to_be_up_to_date_before_a_period_has_ended(scene: Scene) -> None:
    today = timezone.localdate()
    ongoing = task("Trả lời hỏi đáp", lead(scene.cast.finance), timing="ongoing")
    new = tracked(scene.cast, ongoing, tracked_from=today, today=today)
    assert "Chưa có kỳ nào kết thúc từ ngày theo dõi." in page(scene, f"/ke-hoach/{new.pk}/tong-quan/")
    assert "Chưa có kỳ nào kết thúc" not in page(scene, f"/ke-hoach/{scene.plan.pk}/tong-quan/")


def test_units_of_the_day_of_the_document_are_not_mixed_up_with_those_of_today(scene: Scene) -> None:
    phrase = scene.plan.actions.get(code="1").responsibilities.get(role="lead")
    phrase.as_of = date(2023, 7, 28)
    phrase.save()
    address = f"/nhiem-vu/{phrase.action_id}/"
    assert "2 đơn vị tại 28/07/2023</summary>" in page(scene, address)
    district = Unit.objects.create(code="h1", name="UBND huyện An Hạ", kind=UnitKind.DISTRICT)
    ResponsibilityMember.objects.filter(responsibility=phrase).update(named_unit=district)
    assert "1 đơn vị tại 28/07/2023, nay là 2 đơn vị kế thừa</summary>" in page(scene, address)


def test_recording_on_behalf_offers_the_units_that_owe_something(scene: Scene) -> None:
    cast = scene.cast
    offered = re.findall(r'<option value="\d+"[^>]*>([^<]+)', page(scene, "/nhap-thay/"))
    assert offered == ["Sở Tài chính", "Sở Y tế"]
    division = Unit.objects.create(
        code="p1", name="Văn phòng", kind=UnitKind.DIVISION, parent=cast.an_ha, protocol_order=0
    )
    today = timezone.localdate()
    tracked(cast, task("Trả lời hỏi đáp", lead(division), timing="ongoing"), tracked_from=today, today=today)
    offered = re.findall(r'<option value="\d+"[^>]*>([^<]+)', page(scene, "/nhap-thay/"))
    assert offered == ["Sở Tài chính", "Sở Y tế", "Văn phòng, UBND xã An Hạ"]


def test_a_division_stands_behind_its_unit_in_the_register(scene: Scene) -> None:
    Unit.objects.create(
        code="p1", name="Văn phòng", kind=UnitKind.DIVISION, parent=scene.cast.an_ha, protocol_order=0
    )
    names = re.findall(r'<a class="plain b"[^>]*>([^<]+)', page(scene, "/quan-tri/don-vi/", "administrator"))
    assert names.index("Văn phòng") == names.index("UBND xã An Hạ") + 1


def test_what_the_document_says_is_not_said_twice(scene: Scene) -> None:
    phrase = scene.plan.actions.get(code="2").responsibilities.get(role="lead")
    ResponsibilityMember.objects.filter(responsibility=phrase).exclude(unit=scene.cast.finance).delete()
    phrase.phrase = "Sở Tài chính"
    phrase.save()
    body = page(scene, f"/nhiem-vu/{phrase.action_id}/")
    assert "<span>Thường xuyên</span>" not in body
    assert '<p class="doc">Sở Tài chính</p><p class="m"></p>' in body


def test_an_empty_field_is_named_in_the_words_of_an_office(scene: Scene) -> None:
    action = scene.plan.actions.get(code="1")
    typed = {"verb": "coordination", "thing": action.pk, "text": "", "due": "01/12/2030"}
    body = scene.browser("focal_officer").post(f"/nhiem-vu/{action.pk}/", typed).content.decode()
    assert "Ô này không để trống." in body
    assert "bắt buộc." not in body
