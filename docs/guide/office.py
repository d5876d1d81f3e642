"""The office of the pictures: `python -m docs.guide.office`. Most units keep their word, some do not."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor
    from minhbach.plans.models import Duty

SILENT = 9  # every ninth unit sends nothing
SAID = ("Đã làm xong 12 trên 15 việc.", "Đã rà soát, đang sửa chỗ thiếu.", "Đã đăng đủ hồ sơ của kỳ.")


def keep_up() -> None:
    """What is due was sent by the official axis in time and acknowledged; what goes on was told."""
    from django.utils import timezone

    from minhbach.commands.accounts import actor_named
    from minhbach.plans.models import Duty

    focal, today = actor_named("daumoi"), timezone.localdate()
    running = Duty.objects.select_related("plan", "unit").filter(
        plan__number="118/KH-UBND", updated_on=None, coordinating=False
    )
    others = running.exclude(unit__code="SXD").order_by("pk")  # its officer is the one in the pictures
    kept = [duty for duty in others if duty.unit_id % SILENT]
    _finish(focal, [duty for duty in kept if duty.due and duty.due < today], today)
    _tell(focal, [duty for duty in kept if duty.due is None and duty.clock == "ongoing"], today)


def _finish(focal: Actor, duties: list[Duty], today: date) -> None:
    from minhbach.plans import services
    from minhbach.plans.core.report import OnBehalf, Report

    items = []
    for duty in duties:
        day = max(duty.due - timedelta(days=3), date(2026, 1, 5))
        done = Report("Đã hoàn thành.", result="reported_done", done_on=day, numbers=("26/BC",))
        items.append(services.ReportItem(duty.pk, done, None, OnBehalf("axis", day, "26/BC")))
    for duty, result in zip(duties, services.report_many(focal, items, today=today), strict=True):
        if result.entry and duty.pk % 40:
            services.acknowledge(focal, duty, today=today)


def _tell(focal: Actor, duties: list[Duty], today: date) -> None:
    from minhbach.plans import services
    from minhbach.plans.core.report import OnBehalf, Report

    came = OnBehalf("axis", today - timedelta(days=6), "31/BC")
    told = [(duty, SAID[duty.pk % len(SAID)]) for duty in duties]
    services.report_many(
        focal, [services.ReportItem(duty.pk, Report(text), None, came) for duty, text in told], today=today
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    from tests.browser.scenes import months_later

    months_later()
    keep_up()
