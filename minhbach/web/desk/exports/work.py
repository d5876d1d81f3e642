"""Việc của tôi as a list to print: the groups of the page, in the order in which they press."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minhbach.plans import queries
from minhbach.plans.queries import Group, Scope
from minhbach.reporting.writers.lists import Column, Value
from minhbach.web.desk.exports.sheet import list_response
from minhbach.web.desk.work import TITLES
from minhbach.web.doors import signed_in
from minhbach.web.rows import DutyRow, rows_of

MOST = 20_000  # of one group


@signed_in
def my_work_xlsx(request: HttpRequest) -> HttpResponse:
    """`pham-vi` as on the page: mine, my division's, my unit's."""
    asked = request.GET.get("pham-vi", "")
    scope = Scope(asked) if asked in list(Scope) else Scope.UNIT
    work = queries.my_work(request.actor, request.today, scope, MOST)
    last = queries.newest_entries(line.duty for group in work.groups for line in group.lines)
    columns = (
        Column(_("Nhóm"), 20), Column(_("Kế hoạch"), 16), Column(_("Mục"), 8), Column(_("Nhiệm vụ"), 56),
        Column(_("Kết quả"), 17), Column(_("Thời hạn"), 20), Column(_("Hạn cuối"), 12),
        Column(_("Tỷ lệ %"), 9, figure=True), Column(_("Cập nhật"), 12), Column(_("Đã làm được gì"), 44),
    )  # fmt: skip
    rows = (_cells(_title(group.group), row) for group in work.groups for row in rows_of(group.lines, last))
    return list_response(request, "viec-cua-toi", _("Việc phải làm"), columns, rows, request.actor.unit_name)


def _title(group: Group) -> str:
    return _("Chưa cập nhật kỳ này") if group is Group.NOT_UPDATED else str(TITLES[group])


def _cells(title: str, row: DutyRow) -> tuple[Value, ...]:
    duty = row.duty
    return (
        title, duty.plan.number, duty.action.code, duty.action.text, row.line.result, row.words,
        duty.last_on_time,
        duty.percent, duty.updated_on, row.last.text if row.last else "",
    )  # fmt: skip
