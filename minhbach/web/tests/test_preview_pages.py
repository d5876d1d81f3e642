"""Hôm nay sẽ nhắc ai: whoever steers one plan is shown that plan's reminders, the administrator all."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.web.tests.scene import make_scene
from tests.cast import lead, task, tracked

DUE = date(2026, 11, 18)  # a Wednesday


@pytest.mark.django_db
def test_a_focal_officer_previews_the_plan_that_it_steers_and_no_other() -> None:
    scene = make_scene()
    cast = scene.cast
    for text, focal in (("Việc của mình", cast.focal), ("Việc của nơi khác", cast.health)):
        action = task(text, lead(cast.finance), timing="deadline", due=DUE)
        plan = tracked(cast, action, today=date(2026, 10, 2))
        Plan.objects.filter(pk=plan.pk).update(focal_unit=Unit.objects.get(pk=focal.pk))
        if focal == cast.focal:
            own = plan
    address = "/quan-tri/nhac-viec/?ngay=18/11/2026"
    page = scene.browser("focal_officer").get(f"{address}&ke-hoach={own.pk}").content.decode()
    assert "Việc của mình" in page
    assert "Việc của nơi khác" not in page
    assert "Việc của nơi khác" in scene.browser("administrator").get(address).content.decode()
