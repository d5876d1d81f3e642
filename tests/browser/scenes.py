"""What stands in the database before a browser opens: `python -m tests.browser.scenes VERB`."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor
    from minhbach.plans.models import Duty, Plan

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
BEGAN = 150  # days ago the busy office began to track its plans
INVENTORY, ABOLISHED, PLANNING = "1.2", "2.2", "1.1"  # numbers of tasks in the transparency plan
LAWS, SEARCH, CHECKS = "2.1", "8.1", "3.2"


def first_day() -> None:
    """The made-up province with one account a role, without a plan."""
    from django.conf import settings
    from django.core.management import call_command

    from minhbach.organisation.seeds import load_demo

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    load_demo(os.environ["MINHBACH_DEMO_PASSWORD"])


def months_later() -> None:
    """Two plans under way and one to review; prints the ids that addresses need."""
    from django.utils import timezone

    from minhbach.intake import services as intake

    first_day()
    today = timezone.localdate()
    focal = _person("daumoi")
    reforms, transparency, draft = (
        intake.import_file(SAMPLES / f"{name}.docx", focal)
        for name in ("cai-cach-2026-2030", "minh-bach-2026", "moi-truong-kinh-doanh-2026")
    )
    quiet = _given_out(focal, reforms, today)
    busy = _given_out(focal, transparency, today)
    _work_goes_on(focal, busy, today)
    _publish(focal, busy)
    batch = _workbook_comes_back(focal, busy, today)
    _refuse_a_secret(focal)
    done = _duty(busy, INVENTORY, "SXD")
    ids = {"plan": busy.pk, "quiet": quiet.pk, "draft": draft.pk, "batch": batch, "duty": done.pk}
    print(json.dumps(ids | {"action": done.action_id, "unit": done.unit_id}))


def _person(username: str) -> Actor:
    from minhbach.commands.accounts import actor_named

    return actor_named(username)


def _given_out(focal: Actor, draft: object, today: date) -> Plan:
    """Adopted as it was read, given out and its opening state confirmed, some months ago."""
    from minhbach.intake import services as intake
    from minhbach.intake.core import answers
    from minhbach.plans import services
    from minhbach.plans.services.activating import make_duties

    began = today - timedelta(days=BEGAN)
    said = answers.proposed(draft.data, draft.answers, focal.unit_id)
    plan = intake.adopt(focal, intake.change(focal, draft, "answer", said, draft.revision))
    services.activate(focal, plan, date(2026, 1, 1), today=began)
    make_duties(plan.pk, lambda done, total, text: None, today=began)
    plan.refresh_from_db()
    return services.confirm_opening(focal, plan, today=began)


def _duty(plan: Plan, code: str, unit: str) -> Duty:
    return plan.duties.select_related("action", "unit", "plan").get(action__code=code, unit__code=unit)


def _work_goes_on(focal: Actor, plan: Plan, today: date) -> None:
    """One task waits for the focal officer, one came back, one was done; two were recorded on behalf."""
    from minhbach.plans import services
    from minhbach.plans.core.report import Report
    from minhbach.plans.services import NewDirective

    def done(text: str, days: int) -> Report:
        day = today - timedelta(days=days)
        return Report(text, result="reported_done", done_on=day, numbers=("214/BC-SXD",))

    builder, lawyer = _person("canbo.sxd"), _person("canbo.stp")
    inventory = _duty(plan, INVENTORY, "SXD")
    services.report_progress(
        builder, inventory, done("Đã lập danh mục 42 đồ án còn hiệu lực.", 20), today=today
    )
    going = Report("Đã đăng 18 trong 25 hồ sơ quy hoạch.")
    services.report_progress(builder, _duty(plan, PLANNING, "SXD"), going, today=today)
    portal = _duty(plan, SEARCH, "SKHCN")
    services.report_progress(focal, portal, done("Ô tìm kiếm đã dùng từ tháng trước.", 30), today=today)
    services.acknowledge(focal, portal, today=today)
    abolished = _duty(plan, ABOLISHED, "STP")
    services.report_progress(lawyer, abolished, done("Đã công bố danh mục.", 10), today=today)
    services.return_duty(focal, abolished, "Thiếu văn bản của ba sở, bổ sung rồi báo lại.", today=today)
    received = today - timedelta(days=3)
    for code, text in ((LAWS, "Đã cập nhật 31 văn bản."), (ABOLISHED, "Đã bổ sung văn bản của ba sở.")):
        services.record_on_behalf(
            focal, _duty(plan, code, "STP"), Report(text), "zalo", received, today=today
        )
    directive = NewDirective("Xong danh mục đồ án trong tháng", received, "Phó Chủ tịch", number="77/TB-UBND")
    services.record_directive(focal, plan, directive, today=today)
    services.request_coordination(
        focal, portal.action, [inventory.unit], "Gửi bản đồ quy hoạch dạng mở", today + timedelta(days=9),
        today=today,
    )  # fmt: skip


def _publish(focal: Actor, plan: Plan) -> None:
    from minhbach.indices import services as indices
    from minhbach.plans import services

    services.publish(focal, plan, "Quyết định 45/QĐ-UBND")
    plan.refresh_from_db()
    services.publish_units(focal, plan, "Quyết định 52/QĐ-UBND")
    for target, value in zip(plan.targets.order_by("order")[:3], ("3.3", "3.3", "40.0"), strict=True):
        said = indices.NewObservation(
            "2026-Q2",
            date(2026, 7, 10),
            Decimal(value),
            None,
            "Khảo sát giữa năm",
            provisional=value == "40.0",
        )
        indices.record_observation(focal, target, said)


def _workbook_comes_back(focal: Actor, plan: Plan, today: date) -> int:
    """An untouched workbook and one that is none; read, to be looked at."""
    from minhbach.reporting import services

    unit = _duty(plan, CHECKS, "STC").unit
    book = services.workbooks.unit_workbook(focal, unit, today)
    sent = [(BytesIO(book), "so-tai-chinh.xlsx"), (BytesIO(b"khong phai bieu"), "ghi-chu.xlsx")]
    batch = services.workbooks.receive(focal, sent, today, "91/STC-VP", today)
    services.workbooks.read_batch(batch.pk, lambda done, total, text: None)
    return batch.pk


def _refuse_a_secret(focal: Actor) -> None:
    from minhbach.plans import services

    try:
        services.admit(focal, BytesIO("MẬT\n\nKế hoạch bảo vệ mục tiêu\n".encode()), name="ke-hoach.txt")
    except services.FileRefused:
        return
    raise AssertionError("a document with a secrecy mark was taken in")


VERBS = {"first-day": first_day, "months-later": months_later}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    VERBS[sys.argv[1]](*sys.argv[2:])
