"""Pages hold: a fixed number of statements whatever the rows, no inline style or script, links that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from minhbach.plans.models import Action
from minhbach.web.tests.scene import Scene, make_scene
from minhbach.web.tests.test_access import TABLE, filled

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

# address -> who looks, and how many statements at most: session, person, memberships, bell, frame included
COUNTS = {
    "/viec-cua-toi/": ("finance_officer", 13),
    "/tong-quan/": ("focal_officer", 40),
    "/ke-hoach/": ("focal_officer", 11),
    "/ke-hoach/{plan}/": ("focal_officer", 20),
    "/nhiem-vu/": ("focal_officer", 17),
    "/nhiem-vu/{action}/": ("focal_officer", 29),
    "/ke-hoach/{plan}/trien-khai/": ("focal_officer", 15),
    "/nhap-thay/?don-vi={unit}": ("focal_officer", 27),
    "/quan-tri/don-vi/": ("administrator", 12),
    "/quan-tri/tai-khoan/": ("administrator", 14),
    "/quan-tri/nhom/": ("administrator", 19),
    "/quan-tri/viec-nen/": ("administrator", 12),
    "/nhat-ky/": ("administrator", 14),
    "/thong-bao/": ("finance_officer", 8),
    "/thong-bao/kenh/": ("finance_officer", 12),
    "/nhat-ky-gui/": ("focal_officer", 13),
    "/quan-tri/gui-tin/": ("administrator", 12),
    "/don-doc/?don-vi={unit}": ("focal_officer", 35),
    "/don-doc/cong-van/": ("focal_officer", 11),
    "/don-doc/im-lang/": ("focal_officer", 21),
    "/don-doc/trang-lanh-dao/": ("focal_officer", 34),
    "/khay-de-xuat/": ("focal_officer", 16),
    "/quan-tri/nhac-viec/?ngay=01/04/2026": ("administrator", 28),
    "/cong-khai/": ("", 3),
}


def statements(browser: Client, address: str) -> int:
    browser.get(address)  # what is read once per process is read here
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def address_of(address: str, scene: Scene) -> str:
    return filled(address.replace("{unit}", str(scene.cast.finance.pk)), scene)


@pytest.mark.parametrize("address", COUNTS)
def test_a_page_asks_no_more_of_the_database_than_it_may(address: str, db: None) -> None:
    scene = make_scene()
    who, most = COUNTS[address]
    assert statements(scene.browser(who), address_of(address, scene)) <= most


@pytest.mark.parametrize("address", COUNTS)
def test_more_rows_do_not_mean_more_statements(address: str, db: None) -> None:
    who, most = COUNTS[address]
    scene = make_scene(units_each=4)
    assert statements(scene.browser(who), address_of(address, scene)) <= most


def test_no_page_carries_inline_style_or_script(db: None) -> None:
    scene = make_scene()
    browser = scene.browser("administrator")
    for address in TABLE:
        page = browser.get(filled(address, scene))
        if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
            continue
        body = page.content.decode()
        assert " style=" not in body, address
        assert not re.search(r"<script(?![^>]*\bsrc=)", body), address
        assert not re.search(r"\son[a-z]+=", body), address


def test_every_live_piece_sits_on_a_real_link() -> None:
    """hx-get without an href, a form around it, or a repeated question would need JavaScript."""
    for path in TEMPLATES.rglob("*.html"):
        for tag in re.findall(r"<(\w+)([^>]*hx-get=[^>]*)>", path.read_text()):
            is_link = tag[0] == "a" and "href=" in tag[1]
            assert is_link or tag[0] in ("form", "input") or "every " in tag[1], f"{path.name}: {tag[0]}"


def test_a_component_is_one_short_file() -> None:
    for path in (TEMPLATES / "components").glob("*.html"):
        assert len(path.read_text().splitlines()) <= 40, path.name


def test_every_address_that_a_page_offers_opens(db: None) -> None:
    """The links of the first pages, as a person would click them."""
    scene = make_scene()
    for login in ("focal_officer", "finance_officer", "administrator"):
        browser = scene.browser(login)
        found = set()
        for address in ("/viec-cua-toi/", "/ke-hoach/", f"/ke-hoach/{scene.plan.pk}/", "/nhiem-vu/"):
            found |= set(re.findall(r'<a [^>]*href="(/[^"#]*)', browser.get(address).content.decode()))
        dead = [
            link for link in found if browser.get(link.replace("&amp;", "&")).status_code not in (200, 302)
        ]
        assert not dead, (login, dead)


def test_a_language_is_chosen_by_the_person_and_not_by_the_browser(db: None) -> None:
    page = Client(headers={"accept-language": "en"}).get("/tai-khoan/dang-nhap/")
    assert 'lang="vi"' in page.content.decode()


def test_dark_is_kept_in_a_cookie(db: None) -> None:
    browser = Client()
    browser.post("/giao-dien/", {"theme": "dark", "back": "/cong-khai/"})
    assert 'data-theme="dark"' in browser.get("/cong-khai/").content.decode()


def test_the_way_back_never_leaves_the_site(db: None) -> None:
    answer = Client().post("/giao-dien/", {"theme": "dark", "back": "https://example.org/"})
    assert answer["Location"] == "/"


def test_an_action_without_units_has_a_page(db: None) -> None:
    scene = make_scene()
    action = Action.objects.filter(plan=scene.draft).first()
    assert action is not None
    assert scene.browser("focal_officer").get(f"/nhiem-vu/{action.pk}/").status_code == 200


def test_what_is_not_there_and_what_is_not_yours_is_said_in_a_page_of_the_house(db: None) -> None:
    unknown = Client().get("/khong-co-trang-nay/")
    assert unknown.status_code == 404 and "Minh Bạch" in unknown.content.decode()
    forbidden = make_scene().browser("finance_officer").get("/quan-tri/tai-khoan/")
    assert forbidden.status_code == 403 and "Minh Bạch" in forbidden.content.decode()
