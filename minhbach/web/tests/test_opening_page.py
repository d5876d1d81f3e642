"""Hiện trạng: the focal officer says in bulk how things stood when tracking began."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from minhbach.plans.models import Duty, Plan
from minhbach.plans.queries import opening_state
from minhbach.web.tests.scene import Scene, make_scene
from tests.cast import activated, lead, task

PASSED = {"timing": "deadline", "due": date(2026, 3, 31)}


def _plan(scene: Scene) -> tuple[Plan, str]:
    cast = scene.cast
    plan = activated(
        cast, task("Một", lead(cast.finance), code="1", **PASSED), number="77/KH",
        tracked_from=date(2026, 1, 1), today=date(2026, 3, 1),
    )  # fmt: skip
    return plan, reverse("plan_opening", args=[plan.pk])


def _key(plan: Plan) -> str:
    [group] = opening_state(plan, timezone.localdate()).groups
    return str(group.key)


def test_what_was_done_is_said_with_its_day(db: None) -> None:
    scene = make_scene()
    plan, page = _plan(scene)
    key = _key(plan)
    sent = {f"o-{key}": "done", f"d-{key}": "20/3/2026"}
    assert scene.browser("focal_officer").post(page, sent).status_code == 302
    assert Duty.objects.get(plan=plan).done_on == date(2026, 3, 20)


def test_a_day_that_cannot_be_read_stays_beside_its_choice(db: None) -> None:
    scene = make_scene()
    plan, page = _plan(scene)
    key, browser = _key(plan), scene.browser("focal_officer")
    for chosen, day in (("done", "hôm kia"), ("done", "20/3/2999"), ("doing", "20/3/2026")):
        answer = browser.post(page, {f"o-{key}": chosen, f"d-{key}": day})
        assert answer.status_code == 200
        said = answer.content.decode()
        assert 'aria-invalid="true"' in said
        assert f'value="{chosen}" selected' in said
        assert f'value="{day}"' in said
    plan.refresh_from_db()
    assert plan.opening_confirmed_on is None
