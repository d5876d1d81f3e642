"""Whatever stands in an address or a form field, a page answers: it never breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver

import minhbach.web
from minhbach.plans.models import Action, Duty
from minhbach.web.fields import whole_number
from minhbach.web.tests.scene import BACKEND, Scene, make_scene

# A power, figures of another script, what no column holds, what int() refuses, a broken day, many words.
VALUES = (
    "²",
    "٣",
    "9" * 30,
    "1" * 5000,
    "-1",
    "1.5",
    "2026-13-99~1",
    "-~x",
    "1",
    "\x00",
    "0000-Q1",
    "a " * 3000,
)
CURSORS = ("1", "x", "1~2", "1~2~3~4", "²~²~²", "-~", "-~²", "2026-01-01", "2026-01-01~" + "9" * 30, "9" * 30)


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def browser_of(scene: Scene, login: str) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(scene.cast.users[login], backend=BACKEND)
    return browser


def asked_names() -> list[str]:
    """Every name that a page reads from its address."""
    sources = (path.read_text() for path in Path(minhbach.web.__file__).parent.rglob("*.py"))
    read = re.compile(r'(?:GET|data|asked)(?:\.get\(|\.getlist\(|\[)"([\w-]+)"')
    return sorted({name for source in sources for name in read.findall(source)})


def addresses(scene: Scene) -> list[str]:
    """Every address without an id, and those of the plan, the draft, an action and a unit."""
    routes = [str(pattern.pattern) for pattern in get_resolver().url_patterns[-1].url_patterns]
    known = {
        "plan_id": scene.plan.pk,
        "action_id": Action.objects.filter(plan=scene.plan).values_list("pk", flat=True)[0],
        "unit_id": scene.cast.finance.pk,
        "user_id": scene.cast.users["finance_officer"].pk,
    }
    filled = [
        re.sub(r"<int:(\w+)>", lambda part: str(known.get(part[1], part[0])), route) for route in routes
    ]
    return ["/" + address for address in filled if "<" not in address]


@pytest.mark.parametrize("part", ["a quarter", pytest.param("all", marks=pytest.mark.slow)])
def test_no_value_of_an_address_breaks_a_page(scene: Scene, part: str) -> None:
    """A quarter: every value on every fourth address, every address with three of the values."""
    names, broken = asked_names(), []
    assert {"don-vi", "ke-hoach", "tiep", "truoc", "q"} <= set(names)
    for turn, login in enumerate(("focal_officer", "administrator")):
        browser = browser_of(scene, login)
        for at, address in enumerate(addresses(scene)):
            for value in VALUES if part == "all" else quarter(at + turn):
                if browser.get(address, dict.fromkeys(names, value)).status_code >= 500:
                    broken.append(f"{login} {address} {value[:20]!r}")
    assert not broken, "\n".join(broken)


def quarter(turn: int) -> Sequence[str]:
    return VALUES[turn % 4 :: 4]


def test_a_bad_cursor_shows_the_first_page(scene: Scene) -> None:
    browser = browser_of(scene, "focal_officer")
    for sort in ("due", "unit", "plan"):
        for cursor in CURSORS:
            page = browser.get("/nhiem-vu/", {"sap": sort, "tiep": cursor})
            assert page.status_code == 200, (sort, cursor)
            if cursor not in ("2026-01-01~1", "1~2"):
                assert page.context["is_first"] or not page.context["rows"], (sort, cursor)


def test_no_value_of_a_search_alone_breaks_the_list_of_duties(scene: Scene) -> None:
    browser = browser_of(scene, "focal_officer")
    for name in ("don-vi", "ke-hoach", "q", "sap", "thoi-han", "ket-qua", "tiep"):
        for value in VALUES:
            assert browser.get("/nhiem-vu/", {name: value}).status_code == 200, (name, value[:20])


def test_no_posted_number_breaks_a_page(scene: Scene) -> None:
    duty = Duty.objects.filter(plan=scene.plan, unit=scene.cast.finance).first()
    assert duty is not None
    forms = {
        f"/nhiem-vu/{duty.action_id}/": lambda v: {"verb": "due", "thing": v},
        "/viec-cua-toi/": lambda v: {"verb": "quick", f"t-{v}": "x", f"t-{duty.pk}": "x", f"v-{duty.pk}": v},
        f"/viec-cua-toi/?mo={duty.pk}": lambda v: {"version": v, "percent": v, "text": "x"},
        f"/nhap-thay/?don-vi={duty.unit_id}": lambda v: {
            "via": "phone", "received_on": "01/10/2026", f"t-{v}": "x", f"t-{duty.pk}": "x",
            f"p-{duty.pk}": v, f"v-{duty.pk}": v,
        },
        f"/ke-hoach/{scene.plan.pk}/hien-trang/": lambda v: {f"o-{v}": "done", f"o-{v},{duty.pk}": "doing"},
        "/quan-tri/don-vi/them/": lambda v: {
            "code": "x", "name": "Sở Thử", "kind": "department", "authority": "peoples_committee",
            "protocol_order": v,
        },
    }  # fmt: skip
    broken = []
    for login in ("focal_officer", "administrator"):
        browser = browser_of(scene, login)
        for address, fields in forms.items():
            for value in VALUES:
                if browser.post(address, fields(value)).status_code >= 500:
                    broken.append(f"{login} {address} {value[:20]!r}")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("text", ["", "²", "٣", "-1", "+1", "1 ", "1_0", "1.0", "1" * 19, "x", "\x00"])
def test_what_is_no_plain_figure_is_no_number(text: str) -> None:
    assert whole_number(text) is None


def test_a_plain_figure_is_a_number() -> None:
    assert (whole_number("0"), whole_number("007"), whole_number("9" * 18)) == (0, 7, 10**18 - 1)
