"""`minhbach demo`: the made-up province Sông Lam, one account per role, and the sample plans as drafts."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from minhbach.commands import DONE, Failure, say, start_django

if TYPE_CHECKING:
    from minhbach.intake.models import Draft
    from minhbach.organisation.actor import Actor
    from minhbach.plans.models import Plan

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
# Just given out, under way, to be reviewed.
WAYS = ("moi-truong-kinh-doanh-2026.docx", "minh-bach-2026.docx", "cai-cach-2026-2030.docx")
# What stands to the plans before it: an amendment, its rows to be confirmed, and a commune's own plan.
AMENDMENT, CASCADE, COMMUNE = "sua-doi-ke-hoach-42.md", "xa-khe-lim-2026.md", "X031"
# Only for trying the product on one machine; an authority's server never loads the demo.
PASSWORD = os.environ.get("MINHBACH_DEMO_PASSWORD", "songlam-dung-thu")


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("demo", help="nạp tỉnh giả định Sông Lam để dùng thử")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    if os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.production":
        raise Failure("Dữ liệu dùng thử chỉ nạp trên máy đơn, không nạp vào máy chủ của cơ quan.")
    for line in load():
        say(line)
    return DONE


def load() -> list[str]:
    """Loads what is missing and returns the lines that tell how to sign in. Safe to run again."""
    from minhbach.organisation.models import Role
    from minhbach.organisation.seeds import load_demo

    accounts = load_demo(PASSWORD)
    names = {str(role.value): str(role.label) for role in Role}
    lines = [
        f"  {account.username:<14} {account.password or '(đã đổi)':<18} {names[account.role]}, {account.unit}"
        for account in accounts
    ]
    focal = next(account.username for account in accounts if account.role == Role.FOCAL)
    imported = _import_samples(focal)
    return ["Tài khoản dùng thử (tên, mật khẩu, vai trò):", *lines, *imported]


def _import_samples(username: str) -> list[str]:
    """Each sample plan once, each at another place of its way: under way, just given out, to be reviewed."""
    from django.utils import timezone

    from minhbach.commands.accounts import actor_named
    from minhbach.commands.demo_consolidation import consolidated_draft
    from minhbach.commands.demo_reminders import remind_and_write
    from minhbach.commands.demo_reports import rounds_of_reports
    from minhbach.commands.demo_work import give_out, months_of_work
    from minhbach.intake import services as intake
    from minhbach.intake.models import Draft
    from minhbach.plans.services import propose_rest_days

    if not SAMPLES.is_dir() or Draft.objects.exists():
        return []
    actor, today = actor_named(username), timezone.localdate()
    propose_rest_days()
    given, under_way, reviewed = (intake.import_file(SAMPLES / name, actor) for name in WAYS)
    above, amended = _adopted(actor, under_way), _adopted(actor, given)
    months_of_work(actor, above, today)
    rounds_of_reports(actor, above, today)
    consolidated_draft(actor, above, today)
    give_out(actor, amended, today.replace(month=1, day=1), today)
    _relate(actor, amended, above)
    remind_and_write(actor, today)
    return [
        f"Kế hoạch mẫu: {under_way.data['document']['number']} đang thực hiện (số liệu giả định), "
        f"{given.data['document']['number']} chờ xác nhận hiện trạng, "
        f"{reviewed.data['document']['number']} chờ soát ở mục Nhập kế hoạch; "
        f"một văn bản sửa đổi {amended.number} chờ xác nhận từng dòng; "
        f"một kế hoạch xã triển khai {above.number}."
    ]


def _relate(actor: Actor, amended: Plan, above: Plan) -> None:
    """The two small plans, their pairs without doubt confirmed, the others left to look at."""
    from minhbach.intake import services as intake
    from minhbach.organisation.models import Unit
    from minhbach.plans import services
    from minhbach.plans.models import PlanRelation

    commune = str(Unit.objects.get(code=COMMUNE).pk)
    papers = [
        (AMENDMENT, PlanRelation.AMENDS, {"amends": str(amended.pk)}),
        (CASCADE, PlanRelation.CARRIES_OUT, {"parent_plan": str(above.pk), "focal_unit": commune}),
    ]
    for name, relation, answers in papers:
        plan = _adopted(actor, intake.import_file(SAMPLES / name, actor), **answers)
        if relation == PlanRelation.AMENDS:
            services.confirm_sure(actor, plan, relation)


def _adopted(actor: Actor, draft: Draft, **more: str) -> Plan:
    """As a focal officer would, who finds nothing to correct in what the document says of itself."""
    from minhbach.intake import services as intake
    from minhbach.intake.core import answers

    said = answers.proposed(draft.data, draft.answers, actor.unit_id) | more
    return intake.adopt(actor, intake.change(actor, draft, "answer", said, draft.revision))
