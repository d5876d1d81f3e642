"""Lists of Kế hoạch and Tổng quan: plans, tasks of a plan, who is late, units by state, indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minhbach.indices import queries as indices
from minhbach.indices.queries import TargetNow
from minhbach.plans import queries
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.models import Plan, ResponsibilityRole
from minhbach.plans.queries import ActionLine, NodeLine, UnitRow
from minhbach.reporting.writers.lists import Column, Value
from minhbach.shared.numbers import vn_number
from minhbach.web.desk.exports.sheet import list_response
from minhbach.web.desk.overview import BLOCK_TITLES
from minhbach.web.desk.plans import MOST_PLANS, seen_plan
from minhbach.web.doors import for_roles, signed_in
from minhbach.web.navigation import OVERSEES
from minhbach.web.rows import rows_of

MOST_LATE = 20_000


def plan_words(plan: Plan) -> str:
    """The plan under the title of its lists: "Kế hoạch 118/KH-UBND: …"."""
    return f"{plan.kind} {plan.number}: {plan.title}" if plan.number else f"{plan.kind}: {plan.title}"


@signed_in
def plans_xlsx(request: HttpRequest) -> HttpResponse:
    columns = (
        Column(_("STT"), 6, figure=True), Column(_("Số"), 18), Column(_("Tên kế hoạch"), 70),
        Column(_("Cơ quan ban hành"), 26), Column(_("Ngày ký"), 12), Column(_("Đầu mối"), 28),
        Column(_("Trạng thái"), 16), Column(_("Công khai"), 12),
        Column(pgettext("many", "Nhiệm vụ"), 10, figure=True),
    )  # fmt: skip
    rows = (
        (at, plan.number, plan.title, plan.issuer, plan.issued_on, str(plan.focal_unit or ""),
         str(plan.get_status_display()), plan.published_on, plan.action_count)
        for at, plan in enumerate(queries.plans_list(request.actor)[:MOST_PLANS], start=1)
    )  # fmt: skip
    return list_response(request, "ke-hoach", _("Danh sách kế hoạch"), columns, rows)


@signed_in
def tasks_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The tree of a plan as a table: states count the duties that the actor may see, as on the page."""
    plan = seen_plan(request, plan_id)
    columns = (
        Column(_("Mục"), 9), Column(_("Nhóm nhiệm vụ"), 32), Column(_("Nhiệm vụ"), 60),
        Column(_("Chủ trì"), 30),
        Column(_("Phối hợp"), 30), Column(_("Thời gian"), 18), Column(_("Phần việc"), 9, figure=True),
        Column(_("Hoàn thành"), 9, figure=True), Column(_("Quá hạn"), 9, figure=True),
        Column(_("Im lặng"), 9, figure=True),
    )  # fmt: skip
    rows = (_task(*found) for found in _tasks(queries.plan_tree(request.actor, plan, request.today)))
    return list_response(
        request, f"nhiem-vu-{plan.pk}", _("Nhiệm vụ của kế hoạch"), columns, rows, plan_words(plan)
    )


def _tasks(nodes: list[NodeLine], above: str = "") -> Iterator[tuple[str, ActionLine]]:
    for line in nodes:
        heading = f"{line.node.code} {line.node.text}".strip() if line.node else above
        for action in line.actions:
            yield heading, action
        yield from _tasks(line.children, heading)


def _task(heading: str, line: ActionLine) -> tuple[Value, ...]:
    said = {
        role: "; ".join(one.phrase for one in line.responsibilities if one.role == role)
        for role in ResponsibilityRole
    }
    action = line.action
    return (
        action.code, heading, action.text, said[ResponsibilityRole.LEAD], said[ResponsibilityRole.COORDINATE],
        action.time_raw, line.duties, line.done, line.overdue, line.silent,
    )  # fmt: skip


@for_roles(*OVERSEES)
def late_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The longest overdue first."""
    plan = seen_plan(request, plan_id)
    columns = (
        Column(_("STT"), 6, figure=True), Column(_("Mục"), 9), Column(_("Nhiệm vụ"), 64),
        Column(_("Đơn vị"), 30),
        Column(_("Kết quả"), 18), Column(_("Hạn cuối"), 12), Column(_("Quá hạn (ngày)"), 10, figure=True),
        Column(_("Tỷ lệ %"), 9, figure=True), Column(_("Cập nhật"), 12),
    )  # fmt: skip
    late = rows_of(queries.late_list(request.actor, request.today, plan, shown=MOST_LATE))
    rows = (
        (at, row.duty.action.code, row.duty.action.text, row.duty.unit.name, row.line.result,
         row.duty.last_on_time,
         row.line.state.late.days, row.duty.percent, row.duty.updated_on)
        for at, row in enumerate(late, start=1)
    )  # fmt: skip
    return list_response(
        request, f"qua-han-{plan.pk}", _("Phần việc quá hạn"), columns, rows, plan_words(plan)
    )


@for_roles(*OVERSEES)
def units_by_state_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The matrix with nothing folded."""
    plan = seen_plan(request, plan_id)
    columns = (
        Column(_("Khối"), 22), Column(_("Đơn vị"), 40), Column(_("Phần việc"), 10, figure=True),
        Column(_("Đã hoàn thành"), 12, figure=True), Column(_("Chờ ghi nhận"), 12, figure=True),
        Column(_("Đang thực hiện"), 12, figure=True), Column(_("Chưa thực hiện"), 12, figure=True),
        Column(_("Quá hạn"), 10, figure=True), Column(_("Im lặng"), 10, figure=True),
        Column(_("Phối hợp theo đề nghị"), 12, figure=True), Column(_("Không tính"), 10, figure=True),
    )  # fmt: skip
    blocks = queries.unit_matrix(request.actor, plan, request.today)
    rows = (_unit(str(BLOCK_TITLES[block.kind]), row) for block in blocks for row in block.rows)
    return list_response(
        request,
        f"don-vi-theo-ke-hoach-{plan.pk}",
        _("Tình hình theo đơn vị"),
        columns,
        rows,
        plan_words(plan),
    )


def _unit(block: str, row: UnitRow) -> tuple[Value, ...]:
    by = row.cells.by_result
    return (
        block, row.unit.name, row.cells.total, by[Result.DONE], by[Result.REPORTED_DONE], by[Result.DOING],
        by[Result.NOT_STARTED], row.cells.by_late[Late.OVERDUE], row.cells.silent, row.coordination.total,
        row.not_counted,
    )  # fmt: skip


@signed_in
def indicators_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = seen_plan(request, plan_id)
    columns = (
        Column(_("STT"), 6, figure=True), Column(_("Nhóm"), 22), Column(_("Chỉ tiêu"), 56),
        Column(_("Đơn vị tính"), 12),
        Column(_("Năm mốc"), 8, figure=True), Column(_("Giá trị mốc"), 10, figure=True),
        Column(_("Mục tiêu"), 12, figure=True),
        Column(_("Hạng"), 8, figure=True), Column(_("Nay"), 10, figure=True), Column(_("Ngày số liệu"), 12),
        Column(_("Nguồn"), 30), Column(_("Chủ trì"), 30),
    )  # fmt: skip
    found = indices.targets_with_latest(plan, request.today)
    rows = (_indicator(at, now) for at, now in enumerate(found, start=1))
    return list_response(
        request, f"chi-tieu-{plan.pk}", _("Chỉ tiêu của kế hoạch"), columns, rows, plan_words(plan)
    )


SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


def _indicator(at: int, now: TargetNow) -> tuple[Value, ...]:
    """A bare figure stays a figure; one with a sign ("≥ 50,6") is words."""
    target, latest = now.target, now.latest
    sign, rank_sign = SIGNS.get(target.op, ""), SIGNS.get(target.rank_op, "")
    source = latest.source if latest else ""
    if latest and latest.provisional:
        source = _("%(source)s (tạm tính)") % {"source": source}
    return (
        at, target.group, target.words, str(target.indicator.get_measure_display()),
        target.baseline_year,
        _plain(target.baseline_value), _signed(sign, _plain(target.value)), _signed(rank_sign, target.rank),
        _plain(latest.value) if latest else None, latest.on if latest else None, source, target.lead_raw,
    )  # fmt: skip


def _plain(value: Decimal | None) -> Decimal | None:
    """Without the noughts that the database keeps."""
    if value is None:
        return None
    return value.to_integral() if value == value.to_integral() else value.normalize()


def _signed(sign: str, value: Decimal | int | None) -> Value:
    return f"{sign} {vn_number(value)}" if sign and value is not None else value
