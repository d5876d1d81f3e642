"""Some months of work in the made-up province: most units keep their word, some are late, some silent.

Everything goes through the services, as officers would do it; what a unit "says" here is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
OFFICERS = ("canbo.sxd", "canbo.stp", "canbo.khelim")  # who report for their units themselves
# The last report that fell due: one unit still owes it, another got it back.
STILL_OWED, SENT_BACK, WHY = "SXD", "STP", "Thiếu số liệu tháng cuối, đề nghị bổ sung rồi gửi lại."
SEEN = (Decimal("3.3"), Decimal("3.42"), Decimal("40"), Decimal("81.5"), Decimal(4))


def give_out(actor: Actor, plan: Plan, tracked_from: date, today: date) -> Plan:
    """The plan becomes duties at once, without waiting for the worker."""
    from minhbach.plans import services

    services.activate(actor, plan, tracked_from, today=today)
    services.give_out(plan.pk, lambda done, total, text: None, today=today)
    plan.refresh_from_db()
    return plan


def months_of_work(actor: Actor, plan: Plan, today: date) -> None:
    """Given out months ago, confirmed, reported by most units, acknowledged, observed and published."""
    from minhbach.plans import services
    from minhbach.plans.models import Duty

    began = max(today - BEGAN, plan.issued_on or today)
    give_out(actor, plan, began, began)
    services.confirm_opening(actor, plan, today=began)
    own = Duty.objects.select_related("plan", "unit", "action").filter(
        plan=plan, coordinating=False, asked=False
    )
    kept = [duty for duty in own.order_by("pk") if _keeps_word(duty)]
    _finish(actor, [duty for duty in kept if duty.due and began < duty.due < today], today)
    _tell(actor, [duty for duty in kept if duty.clock == "ongoing" and duty.opens_on <= today], today)
    _observe(actor, plan, today)
    services.publish(actor, plan, "Quyết định 45/QĐ-UBND", today=today)


def _keeps_word(duty: Duty) -> bool:
    return duty.unit.code in (STILL_OWED, SENT_BACK) or duty.unit_id % SILENT != 0


def _finish(actor: Actor, duties: list[Duty], today: date) -> None:
    """Reported three days before the day, and acknowledged but for a few; one is sent back, one is owed."""
    from minhbach.plans import services

    last = {duty.unit.code: duty.pk for duty in sorted(duties, key=lambda duty: duty.due or today)}
    sent = [duty for duty in duties if duty.pk != last.get(STILL_OWED)]
    for duty, kept in _reported(actor, [(duty, _finished(duty)) for duty in sent], today):
        if kept and duty.pk == last.get(SENT_BACK):
            services.return_duty(actor, duty, WHY, today=today)
        elif kept and duty.pk % UNSEEN:
            services.acknowledge(actor, duty, today=today)


def _reported(actor: Actor, items: list[tuple[Duty, ReportItem]], today: date) -> Iterator[tuple[Duty, bool]]:
    """Each duty and whether its report was kept: by its own officer, else on behalf by the focal one."""
    from minhbach.commands.accounts import actor_named
    from minhbach.plans import services

    officers = {officer.unit_id: officer for officer in map(actor_named, OFFICERS)}
    for duty, item in items:
        by = officers.get(duty.unit_id)
        mine = replace(item, behalf=None) if by else item
        (result,) = services.report_many(by or actor, [mine], today=today)
        yield duty, result.entry is not None


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
    said = [(duty, Report(SAID[duty.pk % len(SAID)])) for duty in duties]
    items = [(duty, services.ReportItem(duty.pk, report, None, came)) for duty, report in said]
    assert all(kept for _duty, kept in _reported(actor, items, today))


def _observe(actor: Actor, plan: Plan, today: date) -> None:
    """The first indicators have a provisional figure of a survey in the middle of the year."""
    from minhbach.indices import services as indices

    half = f"{plan.year_from or today.year}-H1"
    for target, value in zip(plan.targets.order_by("order"), SEEN, strict=False):
        said = indices.NewObservation(
            half, today - timedelta(days=30), value, None, "Khảo sát giữa năm (số giả định)", provisional=True
        )
        indices.record_observation(actor, target, said)
