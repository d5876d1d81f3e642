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
TREES = (
    "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM", "Số: 21/KH-UBND", "Sông Lam, ngày 03 tháng 3 năm 2026", "KẾ HOẠCH",
    "Trồng cây bóng mát trên địa bàn tỉnh năm 2026", "I. MỤC TIÊU", "Trồng thêm 5.000 cây bóng mát.",
    "II. NHIỆM VỤ",
)  # fmt: skip
TREE_ROWS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
    ("1", "Trồng 2.000 cây ven đường tỉnh 401", "Sở Giao thông vận tải", "Sở Tài chính", "Trước 30/6/2026"),
    ("2", "Chăm cây non trong ba năm đầu", "Hội Hoa kiểng", "", "Thường xuyên"),
    ("3", "Đánh số cây cổ thụ trong nội thị", "Sở Nông nghiệp và Môi trường", "Tổ Cây phố", "Quý III/2026"),
    ("4", "Cho người dân nhận chăm một cây", "UBND các xã, phường", "", "Thường xuyên"),
)


def first_day() -> None:
    """The made-up province with one account a role, without a plan."""
    from django.conf import settings
    from django.core.management import call_command

    from minhbach.organisation.seeds import load_demo

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    load_demo(os.environ["MINHBACH_DEMO_PASSWORD"])


def months_later() -> None:
    """Three plans under way and one to review; prints the ids that addresses need."""
    from django.conf import settings
    from django.utils import timezone

    from minhbach.intake import services as intake

    first_day()
    today = timezone.localdate()
    focal = _person("daumoi")
    _given_out(focal, _read(focal, SAMPLES / "cai-cach-2026-2030.docx"), today)
    busy = _given_out(focal, _read(focal, SAMPLES / "minh-bach-2026.docx"), today)
    cascade = _read(focal, SAMPLES / "xa-khe-lim-2026.md", parent_plan=str(busy.pk))
    draft = intake.import_file(_unclear_plan(Path(settings.DATA_DIR)), focal)
    _untouched_plan(focal, today)
    _work_goes_on(focal, busy, today)
    _reports_come(busy, today)
    _publish(focal, busy)
    batch = _workbook_comes_back(focal, busy, today)
    _refuse_a_secret(focal)
    letter = _remind_and_write(focal, today)
    done = _duty(busy, INVENTORY, "SXD")
    _messages_go_out(focal, done)
    slots = _reports_are_owed(focal, busy, today)
    ids = slots | {
        "letter": letter,
        "plan": busy.pk,
        "draft": draft.pk,
        "batch": batch,
        "cascade": cascade.pk,
    }
    print(json.dumps(ids | {"duty": done.pk, "action": done.action_id, "unit": done.unit_id}))


def _reports_are_owed(focal: Actor, plan: Plan, today: date) -> dict[str, int]:
    """Slots of the plan: some that units have still to write, one whose report came over the axis."""
    from minhbach.plans.models import Via
    from minhbach.reporting.models import ReportSlot
    from minhbach.reporting.services import reports
    from minhbach.reporting.services.reports.recording import SignedDocument
    from minhbach.reporting.services.slots import settle_plan

    settle_plan(plan.pk, today=today)
    own = ReportSlot.objects.of_units().filter(plan=plan, opens_on__lte=today, before_tracking=False)
    newest = own.order_by("-window_to", "-pk")
    owed, sent = newest.filter(unit__code="SXD")[0], newest.filter(unit__code="STP")[0]
    reports.record_report(focal, sent, Via.AXIS, today, SignedDocument("31/BC-STP", today), today=today)
    commune = newest.filter(unit__code="X031")[0]
    return {"slot": owed.pk, "sent_slot": sent.pk, "khelim_slot": commune.pk}


def _person(username: str) -> Actor:
    from minhbach.commands.accounts import actor_named

    return actor_named(username)


def _unclear_plan(folder: Path) -> Path:
    """A document that names bodies which no list of units knows."""
    from docx import Document

    document = Document()
    for line in TREES:
        document.add_paragraph(line)
    table = document.add_table(len(TREE_ROWS), len(TREE_ROWS[0]), style="Table Grid")
    for cells, words in zip(table.rows, TREE_ROWS, strict=True):
        for cell, text in zip(cells.cells, words, strict=True):
            cell.text = text
    path = folder / "cay-bong-mat-2026.docx"
    document.save(str(path))
    return path


def _read(focal: Actor, path: Path, **more: str) -> Plan:
    """Read and adopted as it stands. more: answers of a person beside what the document says."""
    from minhbach.intake import services as intake
    from minhbach.intake.core import answers

    draft = intake.import_file(path, focal)
    said = answers.proposed(draft.data, draft.answers, focal.unit_id) | more
    return intake.adopt(focal, intake.change(focal, draft, "answer", said, draft.revision))


def _given_out(focal: Actor, plan: Plan, today: date) -> Plan:
    """Given out and its opening state confirmed, some months ago."""
    from minhbach.plans import services
    from minhbach.plans.services.activating import make_duties

    began = today - timedelta(days=BEGAN)
    services.activate(focal, plan, date(2026, 1, 1), today=began)
    make_duties(plan.pk, lambda done, total, text: None, today=began)
    plan.refresh_from_db()
    return services.confirm_opening(focal, plan, today=began)


def _untouched_plan(focal: Actor, today: date) -> None:
    """A small plan of which nobody has reported anything."""
    from minhbach.organisation.queries import unit_by_code
    from minhbach.plans import services
    from minhbach.plans.core.new_plan import NewAction, NewMember, NewPlan, NewResponsibility

    lead = NewResponsibility("lead", "Sở Y tế", "unit", members=(NewMember(unit=unit_by_code("SYT").pk),))
    action = NewAction("Công khai giá dịch vụ khám bệnh", timing="ongoing", responsibilities=(lead,))
    new = NewPlan(
        "Công khai giá dịch vụ y tế", number="64/KH-UBND", issued_on=date(2026, 3, 9), year_from=2026,
        year_to=2026, focal_unit=focal.unit_id, actions=(action,),
    )  # fmt: skip
    _given_out(focal, services.create_plan(focal, new), today)


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


def _messages_go_out(focal: Actor, duty: Duty) -> None:
    """What people are told on their page, and deliveries that went, failed, may have gone and wait."""
    from minhbach.messaging import services
    from minhbach.messaging.models import Channel, Delivery
    from minhbach.shared.words import Words

    services.change_rules(_person("quantri"), _rules())
    for login in ("canbo.sxd", "canbo.stp", "daumoi"):
        user_id = _person(login).user_id
        Channel.objects.get_or_create(
            person_id=user_id, kind="webhook", defaults={"address": "https://chat.songlam.example/a"}
        )
    href = f"/nhiem-vu/{duty.action_id}/?viec={duty.pk}"
    for number, (rung, words, urgent) in enumerate(
        (
            ("14", Words("Phần việc đến hạn %(day)s, còn %(n)s ngày.", day="06/12/2026", n=14), False),
            ("due", "Hôm nay là ngày cuối còn đúng hạn.", True),
            ("late", "Phần việc quá hạn 3 ngày; đơn vị đầu mối chưa nhận được báo cáo.", True),
        )
    ):
        to = tuple(
            services.Addressee(actor.user_id, actor.unit_id)
            for actor in (_person(login) for login in ("canbo.sxd", "canbo.stp", "daumoi"))
        )
        services.notify(
            services.Notice(
                "duty due",
                f"plans.duty:{duty.pk}:{number}",
                rung,
                to,
                str(duty.action)[:300],
                href,
                words,
                from_unit_id=focal.unit_id,
                urgent=urgent,
            )
        )
    ends = (("failed", "refused", "404"), ("maybe_sent", "cut", ""), ("sent", "", ""))
    for delivery, (state, failure, code) in zip(Delivery.objects.order_by("pk"), ends, strict=False):
        Delivery.objects.filter(pk=delivery.pk).update(state=state, failure=failure, code=code, run_at=None)


def _rules() -> object:
    from datetime import time

    from minhbach.messaging.services import NewRules

    return NewRules(time(18), time(7), True, time(7, 30), 0, 5, "chat.songlam.example")


def _reports_come(plan: Plan, today: date) -> None:
    """Of the newest round that is over: some came in time, one late, one went back, the rest are late."""
    from minhbach.reporting.models import ReportSlot
    from minhbach.reporting.services.slots import settle_plan

    settle_plan(plan.pk, today=today)
    over = ReportSlot.objects.of_units().filter(plan=plan, asked=False, last_on_time__lt=today)
    newest = over.order_by("-last_on_time").first()
    if newest is None:
        return
    rows = over.filter(period=newest.period, before_tracking=False).order_by("unit__protocol_order")
    for place, slot in enumerate(rows[:8]):
        sent = slot.last_on_time + timedelta(days=3 if place == 6 else -place)
        slot.begun_on = slot.first_sent_on = slot.submitted_on = sent
        if place == 7:
            slot.submitted_on, slot.returned_on = None, slot.last_on_time
        elif place < 5:
            slot.accepted_on = slot.last_on_time
        slot.save()


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


def _remind_and_write(focal: Actor, today: date) -> int:
    """The ladder ran for weeks and a letter went out; gives the letter."""
    from minhbach.commands.demo_reminders import remind_and_write
    from minhbach.supervision.models import Letter

    remind_and_write(focal, today)
    return Letter.objects.get().pk


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
