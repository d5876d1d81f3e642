"""The matrix of reports as a sheet to print (units by periods) and as CSV (one line a slot)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from minhbach.reporting.core.matrix import Group, Row
from minhbach.reporting.core.tally import Look, Placed
from minhbach.reporting.queries.matrix import ReportMatrix, month_matrix, plan_matrix, regime_matrix
from minhbach.reporting.writers.lists import Column, Value
from minhbach.shared.periods import period_words
from minhbach.web.desk.exports.plans import plan_words
from minhbach.web.desk.exports.sheet import list_response
from minhbach.web.desk.month_reports import month_of
from minhbach.web.desk.plans import seen_plan
from minhbach.web.desk.report_matrix import Asked, seen_regime
from minhbach.web.doors import for_roles, signed_in
from minhbach.web.matrix import KIND_TITLES, head_views
from minhbach.web.navigation import OVERSEES
from minhbach.web.report_cells import LOOK_WORDS, cell_words


@for_roles(*OVERSEES)
def plan_reports_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Nothing is folded; filters of the page hold."""
    plan = seen_plan(request, plan_id)
    found = plan_matrix(request.actor, plan, request.today)
    return _sheet(request, found, f"bao-cao-don-vi-{plan.pk}", plan_words(plan))


@signed_in
def regime_reports_xlsx(request: HttpRequest, regime_id: int) -> HttpResponse:
    regime = seen_regime(request, regime_id)
    found = regime_matrix(request.actor, regime, request.today)
    return _sheet(request, found, f"bao-cao-che-do-{regime.pk}", str(regime))


@for_roles(*OVERSEES)
def plan_reports_csv(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = seen_plan(request, plan_id)
    found = plan_matrix(request.actor, plan, request.today)
    return _csv(request, found, f"bao-cao-don-vi-{plan.pk}")


@signed_in
def regime_reports_csv(request: HttpRequest, regime_id: int) -> HttpResponse:
    regime = seen_regime(request, regime_id)
    found = regime_matrix(request.actor, regime, request.today)
    return _csv(request, found, f"bao-cao-che-do-{regime.pk}")


@for_roles(*OVERSEES)
def month_reports_xlsx(request: HttpRequest) -> HttpResponse:
    month = month_of(request)
    found = month_matrix(request.actor, month.start, month.end, request.today)
    return _sheet(request, found, f"bao-cao-{month.key}", period_words(month.key))


@for_roles(*OVERSEES)
def month_reports_csv(request: HttpRequest) -> HttpResponse:
    month = month_of(request)
    found = month_matrix(request.actor, month.start, month.end, request.today)
    return _csv(request, found, f"bao-cao-{month.key}")


def _sheet(request: HttpRequest, found: ReportMatrix, stem: str, on_what: str) -> HttpResponse:
    left = _asked_for(request, found)
    periods = [
        Column(f"{head.words}{': ' + head.note if head.note else ''}, {head.due}", 17)
        for head in head_views(left)
    ]
    columns = (
        Column(_("STT"), 6, figure=True), Column(_("Khối"), 16), Column(_("Đơn vị"), 34), *periods,
        Column(_("Quá hạn"), 9, figure=True), Column(_("Đã đến hạn"), 9, figure=True),
        Column(_("Đúng hạn"), 9, figure=True), Column(_("Đã nhận"), 9, figure=True),
    )  # fmt: skip
    lines = ((group, row) for group in left.matrix.groups for row in group.rows)
    rows = (_row(left, at, group, row) for at, (group, row) in enumerate(lines, start=1))
    title = _("Báo cáo của các đơn vị theo kỳ")
    return list_response(request, stem, title, columns, rows, on_what)


def _row(found: ReportMatrix, at: int, group: Group, row: Row) -> tuple[Value, ...]:
    tally = row.tally
    cells = [_cell(found, one) if one else "" for one in row.cells]
    unit = found.units[row.unit].name
    figures = (tally.late, tally.due, tally.on_time, tally.closed)
    return (at, str(KIND_TITLES[group.kind]), unit, *cells, *figures)


def _cell(found: ReportMatrix, one: Placed) -> str:
    words = cell_words(one, found.matrix.today)
    said = str(LOOK_WORDS[one.look])
    if one.cell.slot in found.reasons:
        return f"{said}: {found.reasons[one.cell.slot]}"
    if not words or words == "·":
        return said
    if said in words:
        return words
    return f"{said}, {words}" if one.look is Look.OWED else f"{said} {words}"


def _csv(request: HttpRequest, found: ReportMatrix, stem: str) -> HttpResponse:
    """One line a slot, days as 2026-10-06, so that other programs read it."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{stem}-{request.today:%Y%m%d}.csv"'
    response.write("\ufeff")  # Excel takes the letters for what they are
    out = csv.writer(response)
    out.writerow([
        _("Khối"), _("Đơn vị"), _("Kỳ"), _("Hạn cuối"), _("Trạng thái"), _("Ngày gửi"),
        _("Ngày trả lại"), _("Số ngày trễ"), _("Lý do ngoại lệ"),
    ])  # fmt: skip
    left = _asked_for(request, found)
    out.writerows(_lines(left))
    return response


def _lines(found: ReportMatrix) -> Iterator[list[object]]:
    for group in found.matrix.groups:
        for row in group.rows:
            unit = found.units[row.unit]
            for one in filter(None, row.cells):
                cell = one.cell
                yield [
                    str(KIND_TITLES[group.kind]), _plain(unit.name), cell.period, cell.last_on_time or "",
                    capfirst(str(LOOK_WORDS[one.look])), cell.sent_on or "", cell.returned_on or "",
                    one.days or "", _plain(found.reasons.get(cell.slot, "")),
                ]  # fmt: skip


def _plain(text: str) -> str:
    """Text that begins like a formula stays text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _asked_for(request: HttpRequest, found: ReportMatrix) -> ReportMatrix:
    return replace(found, matrix=Asked.of(request.GET).of_matrix(found.matrix))
