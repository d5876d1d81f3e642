"""The house stands as design says, and every rule is shown to notice a planted violation."""

from __future__ import annotations

import pytest

from minhbach.shared import jobs
from minhbach.wiring import LISTENERS
from tests import house
from tests.house import Source

RULES = {
    "apps import only those before them": house.breaks_order,
    "other apps come in by the rooms": house.enters_by_the_window,
    "web neither queries nor saves": house.writes_from_web,
    "core and reading are pure": house.is_not_pure,
    "a page, not a pile": house.is_too_long,
    "names say what is inside": house.is_badly_named,
    "every sentence is found for the catalogue": house.hides_words,
}
PRODUCT = house.sources("minhbach", "config")
TESTS = house.sources("tests")
PLANTED = [
    ("apps import only those before them", "minhbach/plans/services.py", "from minhbach.web import site"),
    ("apps import only those before them", "minhbach/shared/x.py", "import minhbach.organisation.actor"),
    ("apps import only those before them", "minhbach/web/x.py", "from minhbach.commands import say"),
    ("other apps come in by the rooms", "minhbach/web/x.py", "from minhbach.plans.jobs import activate"),
    ("other apps come in by the rooms", "minhbach/intake/x.py", "from minhbach.plans import jobs"),
    ("web neither queries nor saves", "minhbach/web/desk/x.py", "Plan.objects.all()"),
    ("web neither queries nor saves", "minhbach/web/x.py", "def f(plan):\n    plan.save()"),
    ("core and reading are pure", "minhbach/reading/x.py", "import django"),
    ("core and reading are pure", "minhbach/plans/core/x.py", "from django.db import models"),
    ("core and reading are pure", "minhbach/plans/core.py", "from minhbach.plans.models import Plan"),
    ("core and reading are pure", "minhbach/plans/core/x.py", "from minhbach.shared.audit import record"),
    ("core and reading are pure", "minhbach/plans/core/x.py", "now = date.today()"),
    ("a page, not a pile", "minhbach/plans/x.py", "x = 1\n" * 401),
    ("a page, not a pile", "minhbach/plans/x.py", "def f():\n" + "    x = 1\n" * 50),
    ("every sentence is found for the catalogue", "minhbach/web/x.py", "said = f\"{a} {_('Xong.')}\""),
    ("names say what is inside", "minhbach/plans/utils.py", ""),
    ("names say what is inside", "minhbach/plans/x.py", "def get_plan():\n    pass"),
]
INNOCENT = [
    ("minhbach/plans/services.py", "from minhbach.organisation.actor import Actor"),
    ("minhbach/web/x.py", "from minhbach.plans import queries, services"),
    ("minhbach/plans/core/x.py", "from minhbach.shared.dates import WorkCalendar"),
    ("minhbach/plans/tests/test_x.py", "from minhbach.intake.jobs import read"),
]


@pytest.mark.parametrize("rule", RULES)
def test_the_product_keeps_the_rule(rule):
    found = [sentence for source in PRODUCT for sentence in RULES[rule](source)]
    assert found == []


def test_the_rules_see_the_whole_product():
    assert {source.app for source in PRODUCT} >= {"shared", "reading", "plans", "web"}


def test_the_tests_are_pages_too():
    assert [sentence for source in TESTS for sentence in house.is_too_long(source)] == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_noticed(rule, path, text):
    assert list(RULES[rule](Source(path, text)))


@pytest.mark.parametrize(("path", "text"), INNOCENT)
def test_what_is_allowed_is_not_complained_of(path, text):
    assert [sentence for rule in RULES.values() for sentence in rule(Source(path, text))] == []


def test_every_announced_fact_stands_in_the_wiring():
    said = [(place, fact) for source in PRODUCT for place, fact in house.announces(source)]
    assert [(place, fact) for place, fact in said if fact not in LISTENERS] == []


def test_an_announced_fact_is_found_in_the_code():
    planted = Source("minhbach/plans/x.py", 'outbox.announce("pigs fly", plan_id=1)\nannounce("so do cows")')
    assert [fact for _, fact in house.announces(planted)] == ["pigs fly", "so do cows"]


def test_every_listener_is_a_job():
    named = {name for names in LISTENERS.values() for name in names}
    assert [name for name in named if not callable(jobs.handler_of(name))] == []
    with pytest.raises(jobs.UnknownJob):
        jobs.handler_of("pigs.fly")


def test_templates_bear_the_strict_content_policy():
    templates = sorted((house.ROOT / "minhbach").rglob("*.html"))
    assert templates
    broken = [
        s
        for path in templates
        for s in house.breaks_strict_csp(str(path.relative_to(house.ROOT)), path.read_text(encoding="utf-8"))
    ]
    assert broken == []


@pytest.mark.parametrize(
    "html",
    ['<p style="color: red">', "<script>x()</script>", '<a onclick="x()">', "<b\nstyle='x'>"],
)
def test_a_planted_inline_piece_is_noticed(html):
    assert list(house.breaks_strict_csp("x.html", html))


def test_a_linked_script_is_no_inline_script():
    assert list(house.breaks_strict_csp("x.html", '<script src="/static/x.js" defer></script>')) == []
