"""A small province with one tracked plan and one draft, and a signed-in browser for each part played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.utils import timezone

from minhbach.plans.models import Plan
from tests.cast import Cast, adopted, lead, make_cast, open_phrase, task, together, tracked

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Scene:
    cast: Cast
    plan: Plan
    draft: Plan

    def browser(self, login: str) -> Client:
        """login "": nobody signed in."""
        client = Client()
        if login:
            client.force_login(self.cast.users[login], backend=BACKEND)
        return client


def make_scene(units_each: int = 1) -> Scene:
    """One dated action (already past), one ongoing, one open phrase; `units_each` scales the first two."""
    cast = make_cast()
    departments = [cast.finance, cast.health, cast.an_ha, cast.binh_an][:units_each]
    actions = (
        task("Công khai dự toán", lead(*departments), together(cast.tax), code="1", timing="deadline",
             due=date(2026, 3, 31), time_raw="Trước ngày 31/3/2026"),
        task("Trả lời hỏi đáp", lead(*departments), code="2", timing="ongoing", time_raw="Thường xuyên"),
        task("Rà soát thủ tục", lead(cast.finance), open_phrase("các sở, ngành", "coordinate"), code="3"),
    )  # fmt: skip
    today = timezone.localdate()
    plan = tracked(cast, *actions, tracked_from=date(2026, 1, 1), today=min(today, date(2026, 3, 1)))
    return Scene(cast, plan, adopted(cast, *actions[:1]))
