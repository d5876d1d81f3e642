"""One consolidated draft in the made-up province: the newest round, with two sentences of its officer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor
    from minhbach.plans.models import Plan

OWN = "Sở đã họp giao ban với các đơn vị chậm và gửi lại hướng dẫn ghi số liệu từng nhiệm vụ."
REMAINS = "Một số đơn vị cấp xã còn ghi chung chung, chưa kèm con số và minh chứng."


def consolidated_draft(focal: Actor, plan: Plan, today: date) -> None:
    """The newest round that all units were due for, up to today, edited in two places."""
    from minhbach.reporting.models import ReportSlot
    from minhbach.reporting.services import consolidating

    rounds = ReportSlot.objects.filter(plan=plan, consolidated=True, before_tracking=False)
    newest = rounds.filter(window_to__lt=today).order_by("window_to").last()
    if newest is None:
        return
    draft = consolidating.start(focal, newest, today, today=today)
    draft = consolidating.add_passage(focal, draft, "general", "", OWN)
    consolidating.add_passage(focal, draft, "difficulties", "", REMAINS)
