"""The pages of amendments, successors and cascade: who sees them, what they say, what their forms do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from minhbach.plans import services
from minhbach.plans.models import ActionPair, Duty, Plan, PlanRelation
from minhbach.web.tests.scene import Scene, make_scene
from tests.cast import adopted, lead, new_plan, task, together

REPLACES, CARRIES_OUT = PlanRelation.REPLACES, PlanRelation.CARRIES_OUT


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene(units_each=2)


def dated(text: str, *said: Any, code: str, due: date = date(2026, 12, 10)) -> Any:
    return task(text, *said, code=code, timing="deadline", due=due, time_raw=f"{due:%d/%m/%Y}")


def successor(scene: Scene, rows: int = 0) -> Plan:
    """Its first row as before but for the day, its second new; `rows` more."""
    cast = scene.cast
    more = [
        dated(f"Mở lớp tập huấn thứ {n} cho cán bộ xã", lead(cast.health), code=f"9.{n}") for n in range(rows)
    ]
    return adopted(
        cast,
        dated("Công khai dự toán", lead(cast.finance, cast.health), together(cast.tax), code="5"),
        dated("Mở đường dây nóng <b>về giá thuốc</b>", lead(cast.health), code="6"),
        *more,
        replaces=scene.plan.pk,
    )


def commune_plan(scene: Scene, due: date) -> Plan:
    """The finance department's own plan under the tracked one: one task with a later day, one of its own."""
    cast = scene.cast
    new = new_plan(
        cast,
        dated("Công khai dự toán của ngành", lead(cast.finance), code="1", due=due),
        dated("Sửa mái nhà để xe của cơ quan", lead(cast.finance), code="2"),
        focal_unit=cast.finance.pk, issuer_unit=cast.finance.pk, parent_plan=scene.plan.pk,
    )  # fmt: skip
    return services.create_plan(cast.focal_officer, new)


def page(scene: Scene, login: str, plan: Plan, query: str = "") -> str:
    answer = scene.browser(login).get(f"/ke-hoach/{plan.pk}/so-sanh/{query}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def post(browser: Client, plan: Plan, **values: Any) -> None:
    said = {"voi": "replaces", **values}
    assert browser.post(f"/ke-hoach/{plan.pk}/so-sanh/", said).status_code == 302


def test_the_page_shows_what_changed_word_by_word_and_escapes_the_words(scene: Scene) -> None:
    shown = page(scene, "focal_officer", successor(scene))
    assert "<ins>10/12/2026</ins>" in shown and "<del>Trước ngày 31/3/2026</del>" in shown
    assert "trước là mục 1" in shown
    assert "&lt;b&gt;về giá thuốc&lt;/b&gt;" in shown


def test_the_filter_shows_one_kind(scene: Scene) -> None:
    plan = successor(scene)
    assert "đường dây nóng" not in page(scene, "focal_officer", plan, "?loc=changed")
    assert "Công khai dự toán" not in page(scene, "focal_officer", plan, "?loc=new")


def test_a_person_confirms_one_row_chosen_rows_and_all_that_are_sure(scene: Scene) -> None:
    plan = successor(scene)
    browser = scene.browser("focal_officer")
    rows = ActionPair.objects.between(plan, REPLACES)
    new = rows.get(kind="new")
    post(browser, plan, one=new.pk)
    assert set(rows.confirmed()) == {new}
    post(browser, plan, back=new.pk)
    assert not rows.confirmed().exists()
    post(browser, plan, sure="1")
    assert {pair.is_sure for pair in rows.confirmed()} == {True}
    post(browser, plan, chosen="1", row=list(rows.waiting().values_list("pk", flat=True)))
    assert not rows.waiting().exists()


def test_a_person_pairs_a_row_with_another_of_the_earlier_plan(scene: Scene) -> None:
    plan = successor(scene)
    browser = scene.browser("focal_officer")
    new = ActionPair.objects.between(plan, REPLACES).get(kind="new")
    shown = page(scene, "focal_officer", plan, f"?ghep={new.pk}")
    third = scene.plan.actions.get(code="3")
    assert f'<option value="{third.pk}"' in shown
    post(browser, plan, pair=new.pk, earlier=third.pk)
    new.refresh_from_db()
    assert (new.earlier, new.kind) == (third, "changed")
    foreign = scene.draft.actions.get()
    post(browser, plan, pair=new.pk, earlier=foreign.pk)
    new.refresh_from_db()
    assert new.earlier == third


def test_a_row_of_another_plan_is_not_reached_through_this_one(scene: Scene) -> None:
    plan, other = successor(scene), successor(scene)
    row = ActionPair.objects.between(other, REPLACES).first()
    assert row is not None
    answer = scene.browser("focal_officer").post(f"/ke-hoach/{plan.pk}/so-sanh/", {"one": row.pk})
    assert answer.status_code == 404


@pytest.mark.parametrize(("login", "status"), [("", 302), ("finance_officer", 403), ("leader", 403)])
def test_only_the_focal_officer_confirms(scene: Scene, login: str, status: int) -> None:
    plan = successor(scene)
    answer = scene.browser(login).post(f"/ke-hoach/{plan.pk}/so-sanh/", {"sure": "1"})
    assert answer.status_code == status
    assert not ActionPair.objects.between(plan, REPLACES).confirmed().exists()


def test_who_only_looks_has_no_buttons(scene: Scene) -> None:
    shown = page(scene, "health_officer", successor(scene))
    assert "Công khai dự toán" in shown
    assert "Xác nhận" not in shown.replace("Chưa xác nhận", "")


def test_a_plan_without_an_earlier_one_has_no_such_page(scene: Scene) -> None:
    browser = scene.browser("focal_officer")
    assert browser.get(f"/ke-hoach/{scene.plan.pk}/so-sanh/").status_code == 404
    assert browser.get(f"/ke-hoach/{successor(scene).pk}/so-sanh/?voi=amends").status_code == 404


def test_who_may_not_see_the_earlier_plan_does_not_see_its_words(scene: Scene) -> None:
    hidden = adopted(scene.cast, dated("Rà soát danh mục nội bộ", lead(scene.cast.finance), code="1"))
    plan = adopted(
        scene.cast, dated("Mở đường dây nóng", lead(scene.cast.an_ha), code="1"), replaces=hidden.pk
    )
    shown = scene.browser("commune_clerk").get(f"/ke-hoach/{plan.pk}/")
    assert shown.status_code == 200
    assert hidden.number not in shown.content.decode() and "so-sanh" not in shown.content.decode()
    assert scene.browser("commune_clerk").get(f"/ke-hoach/{plan.pk}/so-sanh/excel/").status_code == 404
    assert scene.browser("commune_clerk").get(f"/ke-hoach/{plan.pk}/so-sanh/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(
    scene: Scene, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    few, many = successor(scene), successor(scene, rows=40)
    browser = scene.browser("focal_officer")
    for plan in (few, many):
        for page_of in ("so-sanh", "trien-khai"):
            with django_assert_max_num_queries(24):
                shown = browser.get(f"/ke-hoach/{plan.pk}/{page_of}/")
            assert shown.status_code == 200


def test_a_long_difference_goes_on_behind_the_last_row(scene: Scene) -> None:
    plan = successor(scene, rows=70)
    shown = page(scene, "focal_officer", plan)
    last = ActionPair.objects.between(plan, REPLACES).order_by("order")[60]
    assert f"tu={last.order}" in shown
    assert f'id="dong-{last.pk}"' not in shown
    assert f'id="dong-{last.pk}"' in page(scene, "focal_officer", plan, f"?tu={last.order}")


def test_the_plan_says_how_it_stands_to_the_earlier_one(scene: Scene) -> None:
    shown = scene.browser("focal_officer").get(f"/ke-hoach/{successor(scene).pk}/").content.decode()
    assert "0 dòng giữ nguyên, 1 thay đổi, 1 mới, 2 không còn." in shown


def test_a_plan_names_the_one_that_replaces_it(scene: Scene) -> None:
    plan = successor(scene)
    shown = scene.browser("focal_officer").get(f"/ke-hoach/{scene.plan.pk}/").content.decode()
    assert "Được thay thế bằng" in shown and plan.number in shown


def test_giving_out_moves_the_work_over_from_the_page_on(scene: Scene) -> None:
    plan = successor(scene)
    browser = scene.browser("focal_officer")
    manage = f"/ke-hoach/{plan.pk}/giao-viec/"
    assert "kế hoạch cũ kết thúc" in browser.get(manage).content.decode()
    refused = browser.post(manage, {"verb": "activate", "tracked_from": "01/10/2026"})
    assert "Chưa xác nhận dòng nào" in refused.content.decode()
    post(browser, plan, sure="1")
    assert browser.post(manage, {"verb": "activate", "tracked_from": "01/10/2026"}).status_code == 302
    services.give_out(plan.pk, lambda done, total, text: None)
    new = Duty.objects.get(plan=plan, unit=scene.cast.finance)
    shown = browser.get(f"/nhiem-vu/{new.action_id}/").content.decode()
    assert scene.plan.number in shown


def test_the_focal_officer_sees_who_is_later_who_left_out_and_who_has_nothing(scene: Scene) -> None:
    plan = commune_plan(scene, date(2026, 12, 10))
    shown = scene.browser("focal_officer").get(f"/ke-hoach/{scene.plan.pk}/trien-khai/").content.decode()
    assert shown.index("Sở Tài chính") < shown.index("Sở Y tế")
    assert plan.number in shown and "chưa có kế hoạch triển khai" in shown
    assert '<b class="late">1</b>' in shown


def test_the_list_of_units_goes_out_as_excel(scene: Scene) -> None:
    commune_plan(scene, date(2026, 12, 10))
    answer = scene.browser("focal_officer").get(f"/ke-hoach/{scene.plan.pk}/trien-khai/excel/")
    cells = [cell.value for row in load_workbook(BytesIO(answer.content)).active for cell in row]
    assert "Sở Tài chính" in cells and "Sở Y tế" in cells and "Hạn muộn hơn" in cells


def test_a_unit_sees_its_own_gap_and_not_that_of_others(scene: Scene) -> None:
    plan = commune_plan(scene, date(2026, 3, 1))
    own = page(scene, "finance_officer", plan, "?voi=carries_out&loc=left_out")
    assert "Rà soát thủ tục" in own and "chưa đưa vào" in own
    shown = scene.browser("finance_officer").get(f"/ke-hoach/{scene.plan.pk}/trien-khai/").content.decode()
    assert "Sở Tài chính" in shown and "Sở Y tế" not in shown


def test_a_department_s_plan_is_seen_by_the_focal_unit_of_the_plan_above(scene: Scene) -> None:
    plan = commune_plan(scene, date(2026, 3, 1))
    assert scene.browser("focal_officer").get(f"/ke-hoach/{plan.pk}/").status_code == 200
    assert scene.browser("tax_officer").get(f"/ke-hoach/{plan.pk}/").status_code == 404


def test_an_amendment_that_was_put_in_still_shows_what_it_changed(scene: Scene) -> None:
    cast, amends = scene.cast, PlanRelation.AMENDS
    plan = adopted(
        cast,
        dated("Sửa đổi nhiệm vụ 1 như sau: “1. Công bố quyết toán”", lead(cast.tax), code="1"),
        dated("Mở đường dây nóng", lead(cast.health), code="2"),
        amends=scene.plan.pk,
    )
    rows = ActionPair.objects.between(plan, amends).values_list("pk", flat=True)
    services.confirm_pairs(cast.focal_officer, plan, amends, rows)
    before = page(scene, "focal_officer", plan, "?loc=changed")
    services.activate(cast.focal_officer, plan, date(2026, 10, 1))
    services.give_out(plan.pk, lambda done, total, text: None)
    after = page(scene, "focal_officer", plan, "?loc=changed")
    for words in ("<del>khai dự</del>", "<ins>bố quyết</ins>", "<ins>10/12/2026</ins>"):
        assert words in before and words in after
    assert "<del>Sở Tài chính, Sở Y tế</del>" in before and "<del>Sở Tài chính, Sở Y tế</del>" in after
    assert '<p class="m">không có</p>' in page(scene, "focal_officer", plan, "?loc=new")


def test_the_difference_goes_out_as_excel_with_what_was_before_and_is_now(scene: Scene) -> None:
    plan = successor(scene, rows=70)
    answer = scene.browser("health_officer").get(f"/ke-hoach/{plan.pk}/so-sanh/excel/?voi=replaces")
    assert answer.status_code == 200
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active]
    changed = next(row for row in rows if "Có thay đổi" in row)
    assert "Trước ngày 31/3/2026" in " ".join(map(str, changed)) and "10/12/2026" in " ".join(
        map(str, changed)
    )
    assert sum("Mới" in row for row in rows) == 71
    only = scene.browser("health_officer").get(f"/ke-hoach/{plan.pk}/so-sanh/excel/?loc=changed")
    assert "Mở đường dây nóng" not in str(
        [[cell.value for cell in row] for row in load_workbook(BytesIO(only.content)).active]
    )
