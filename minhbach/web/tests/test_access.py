"""Every page by every part: who is let in, who is asked to sign in, who is refused."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from minhbach.plans.models import Action, Duty
from minhbach.web.tests.scene import Scene, make_scene

IN, ASK, NO, GONE = 200, 302, 403, 404
ONLY_POSTED = ("", "giao-dien/", "lam-viec-cho/", "thong-bao/da-doc/", "nhat-ky-gui/gui-lai/")
EVERYONE = ("", "finance_officer", "focal_officer", "leader", "administrator")

# address -> answer for: nobody, a unit officer, the focal officer, a leader, an administrator
TABLE = {
    "/cong-khai/": (IN, IN, IN, IN, IN),
    "/thanh-phan/": (IN, IN, IN, IN, IN),
    "/viec-cua-toi/": (ASK, IN, IN, IN, IN),
    "/tong-quan/": (ASK, NO, IN, IN, IN),
    "/nhap-thay/": (ASK, NO, IN, NO, IN),
    "/ke-hoach/": (ASK, IN, IN, IN, IN),
    "/ke-hoach/{plan}/": (ASK, IN, IN, IN, IN),
    "/ke-hoach/{plan}/tep/": (ASK, IN, IN, IN, IN),
    "/ke-hoach/{plan}/che-do-bao-cao/": (ASK, IN, IN, IN, IN),
    "/ke-hoach/{plan}/che-do-bao-cao/them/": (ASK, NO, IN, NO, NO),
    "/che-do-bao-cao/": (ASK, NO, IN, IN, IN),
    "/che-do-bao-cao/them/": (ASK, NO, IN, NO, NO),
    "/ke-hoach/{plan}/trien-khai/": (ASK, IN, IN, IN, IN),
    "/ke-hoach/{plan}/tong-quan/": (ASK, NO, IN, IN, IN),
    "/bao-cao/don-vi/": (ASK, NO, IN, IN, IN),
    "/bao-cao/don-vi/excel/": (ASK, NO, IN, IN, IN),
    "/bao-cao/don-vi/csv/": (ASK, NO, IN, IN, IN),
    "/ke-hoach/{plan}/bao-cao-don-vi/": (ASK, NO, IN, IN, IN),
    "/ke-hoach/{plan}/giao-viec/": (ASK, NO, IN, IN, NO),
    "/ke-hoach/{plan}/hien-trang/": (ASK, NO, IN, NO, NO),
    "/ke-hoach/{draft}/giao-viec/": (ASK, NO, IN, IN, NO),
    "/nhiem-vu/": (ASK, IN, IN, IN, IN),
    "/tong-hop/": (ASK, IN, IN, IN, IN),
    "/nhiem-vu/excel/": (ASK, IN, IN, IN, IN),
    "/nhiem-vu/{action}/": (ASK, IN, IN, IN, IN),
    "/don-doc/": (ASK, NO, IN, IN, IN),
    "/don-doc/cong-van/": (ASK, NO, IN, IN, IN),
    "/don-doc/im-lang/": (ASK, NO, IN, IN, IN),
    "/don-doc/trang-lanh-dao/": (ASK, NO, IN, IN, IN),
    "/don-doc/trang-lanh-dao.docx": (ASK, NO, IN, IN, IN),
    "/khay-de-xuat/": (ASK, NO, IN, NO, NO),
    "/quan-tri/nhac-viec/": (ASK, NO, NO, NO, IN),
    "/quan-tri/nhac-viec/?ke-hoach={plan}": (ASK, NO, IN, NO, IN),
    "/quan-tri/": (ASK, NO, NO, NO, IN),
    "/quan-tri/don-vi/": (ASK, NO, NO, NO, IN),
    "/quan-tri/don-vi/them/": (ASK, NO, NO, NO, IN),
    "/quan-tri/cach-goi/": (ASK, NO, IN, NO, IN),
    "/quan-tri/cach-goi/them/cot/": (ASK, NO, IN, NO, IN),
    "/quan-tri/mau-bao-cao/": (ASK, NO, IN, NO, IN),
    "/quan-tri/nhom/": (ASK, NO, NO, NO, IN),
    "/quan-tri/nhom/them/": (ASK, NO, NO, NO, IN),
    "/quan-tri/tai-khoan/": (ASK, NO, NO, NO, IN),
    "/quan-tri/tai-khoan/them/": (ASK, NO, NO, NO, IN),
    "/quan-tri/viec-nen/": (ASK, NO, NO, NO, IN),
    "/quan-tri/lich/": (ASK, NO, NO, NO, IN),
    "/quan-tri/canh-bao/": (ASK, NO, NO, NO, IN),
    "/quan-tri/nhap/": (ASK, NO, NO, NO, IN),
    "/nhat-ky/": (ASK, IN, IN, IN, IN),
    "/thong-bao/": (ASK, IN, IN, IN, IN),
    "/thong-bao/kenh/": (ASK, IN, IN, IN, IN),
    "/nhat-ky-gui/": (ASK, NO, IN, NO, IN),
    "/quan-tri/gui-tin/": (ASK, NO, NO, NO, IN),
    "/lich/khong-co-ma-nay.ics": (GONE, GONE, GONE, GONE, GONE),
}


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def filled(address: str, scene: Scene) -> str:
    action = Action.objects.filter(plan=scene.plan).first()
    return address.format(plan=scene.plan.pk, draft=scene.draft.pk, action=action.pk)


def test_every_page_answers_every_part_as_the_table_says(scene: Scene) -> None:
    wrong = []
    for place, login in enumerate(EVERYONE):
        browser = scene.browser(login)
        for address, answers in TABLE.items():
            got = browser.get(filled(address, scene)).status_code
            if got != answers[place]:
                wrong.append(f"{address} for {login or 'nobody'}: {got}, wanted {answers[place]}")
    assert not wrong, "\n".join(wrong)


def test_every_plain_page_of_the_desk_stands_in_the_table(scene: Scene) -> None:
    """A new page without a line here is noticed. Pages of other modules have tables of their own."""
    others = (
        "nhap-ke-hoach",
        "bao-cao",
        "mot-trang",
        "nhap-thay/bieu",
        "viec-cua-toi/bieu",
        "excel",
        "word",
        "soan",
    )
    known = {address.strip("/").split("{")[0].rstrip("/") for address in TABLE}
    missing = []
    for pattern in get_resolver().url_patterns[-1].url_patterns:
        route = str(pattern.pattern)
        if "<" in route or any(word in route for word in others):
            continue
        callback = getattr(pattern.callback, "allowed_methods", None)
        if callback is None and route.strip("/") not in known and route not in ONLY_POSTED:
            missing.append(route)
    assert not missing


def test_a_unit_does_not_see_the_duties_of_another(scene: Scene) -> None:
    theirs = Duty.objects.filter(unit=scene.cast.finance).first()
    page = scene.browser("health_officer").get("/nhiem-vu/")
    assert theirs is not None
    assert scene.cast.finance.name not in page.content.decode()


def test_a_unit_that_a_plan_does_not_name_cannot_open_it(scene: Scene) -> None:
    assert scene.browser("commune_clerk").get(f"/ke-hoach/{scene.plan.pk}/").status_code == GONE


def test_the_public_sees_no_plan_without_a_decision(scene: Scene) -> None:
    browser = scene.browser("")
    assert scene.plan.title not in browser.get("/cong-khai/").content.decode()
    assert browser.get(f"/cong-khai/ke-hoach/{scene.plan.pk}/").status_code == GONE


def test_one_who_must_choose_a_password_is_led_there_first(scene: Scene) -> None:
    scene.cast.users["finance_officer"].must_change_password = True
    scene.cast.users["finance_officer"].save()
    answer = scene.browser("finance_officer").get("/viec-cua-toi/")
    assert answer["Location"] == "/tai-khoan/mat-khau-moi/"


def test_nobody_can_sign_up_or_reset_a_password_by_mail(client: object, db: None) -> None:
    for address in ("dang-ky", "quen-mat-khau", "thu"):
        assert client.get(f"/tai-khoan/dong/{address}/").status_code == GONE
