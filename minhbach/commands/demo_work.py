"""Some months of work in the made-up province: most units keep their word, some are late, some silent.

Everything goes through the services, as officers would do it; what a unit "says" here is made up.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor
    from minhbach.plans.models import Duty, Plan
    from minhbach.plans.services import ReportItem

BEGAN = timedelta(days=150)  # so long ago the plan was given out
SILENT = 9  # every ninth unit sends nothing
UNSEEN = 40  # every fortieth report still waits to be acknowledged
SAID = ("Đã làm xong 12 trên 15 việc.", "Đã rà soát, đang sửa chỗ thiếu.", "Đã đăng đủ hồ sơ của kỳ.")
SEEN = (Decimal("3.3"), Decimal("3.42"), Decimal("40"), Decimal("81.5"), Decimal(4))


def give_out(actor: Actor, plan: Plan, tracked_from: date, today: date) -> Plan:
    """The plan becomes duties at once, without waiting for the worker."""
    from minhbach.plans import services
    from minhbach.plans.services.activating import make_duties

    services.activate(actor, plan, tracked_from, today=today)
    make_duties(plan.pk, lambda done, total, text: None, today=today)
    plan.refresh_from_db()
    return plan


def months_of_work(actor: Actor, plan: Plan, today: date) -> None:
    """Given out months ago, confirmed, reported by most units, acknowledged, observed and published."""
    from minhbach.plans import services
    from minhbach.plans.models import Duty

    began = max(today - BEGAN, plan.issued_on or today)
    give_out(actor, plan, began, began)
    services.confirm_opening(actor, plan, today=began)
    own = Duty.objects.select_related("plan", "unit").filter(plan=plan, coordinating=False, asked=False)
    kept = [duty for duty in own.order_by("pk") if duty.unit_id % SILENT]
    _finish(actor, [duty for duty in kept if duty.due and began < duty.due < today], today)
    _tell(actor, [duty for duty in kept if duty.clock == "ongoing" and duty.opens_on <= today], today)
    _observe(actor, plan, today)
    services.publish(actor, plan, "Quyết định 45/QĐ-UBND", today=today)


def _finish(actor: Actor, duties: list[Duty], today: date) -> None:
    """Sent by the official axis three days before the day, and acknowledged but for a few."""
    from minhbach.plans import services

    items = [_finished(duty) for duty in duties]
    for duty, result in zip(duties, services.report_many(actor, items, today=today), strict=True):
        if result.entry and duty.pk % UNSEEN:
            services.acknowledge(actor, duty, today=today)


def _finished(duty: Duty) -> ReportItem:
    from minhbach.plans import services
    from minhbach.plans.core.report import OnBehalf, Report

    assert duty.due is not None
    day = duty.due - timedelta(days=3)
    number = f"{20 + duty.unit_id}/BC"
    done = Report("Đã hoàn thành, gửi kèm báo cáo.", result="reported_done", done_on=day, numbers=(number,))
    return services.ReportItem(duty.pk, done, None, OnBehalf("axis", day, number))


def _tell(actor: Actor, duties: list[Duty], today: date) -> None:
    """What has no end is told about once."""
    from minhbach.plans import services
    from minhbach.plans.core.report import OnBehalf, Report

    came = OnBehalf("axis", today - timedelta(days=6), "31/BC")
    services.report_many(
        actor,
        [services.ReportItem(duty.pk, Report(SAID[duty.pk % len(SAID)]), None, came) for duty in duties],
        today=today,
    )


def _observe(actor: Actor, plan: Plan, today: date) -> None:
    """The first indicators have a provisional figure of a survey in the middle of the year."""
    from minhbach.indices import services as indices

    half = f"{plan.year_from or today.year}-H1"
    for target, value in zip(plan.targets.order_by("order"), SEEN, strict=False):
        said = indices.NewObservation(
            half, today - timedelta(days=30), value, None, "Khảo sát giữa năm (số giả định)", provisional=True
        )
        indices.record_observation(actor, target, said)
