"""The scene of unit reports, with a signed-in browser for each part played."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from minhbach.organisation.models import User
from minhbach.reporting.tests.report_scene import Scene, make_scene
from minhbach.web.tests.scene import BACKEND

__all__ = ["Scene", "browser", "make_scene", "open_now"]


def browser(login: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=login), backend=BACKEND)
    return client


def open_now(scene: Scene) -> Scene:
    """The slots stand open on the day on which the pages are asked."""
    today = timezone.localdate()
    for slot in (scene.finance, scene.health):
        slot.opens_on = min(slot.opens_on, today)
        slot.save()
    return scene
