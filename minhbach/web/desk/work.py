"""Việc của tôi: what I, my division or my unit owe; reports in place; one sentence a row and one save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.plans import queries, services
from minhbach.plans.access import can_report
from minhbach.plans.queries import Group, MyWork, Scope
from minhbach.reporting.access import can_take_workbook
from minhbach.reporting.queries.slots import owed_slots
from minhbach.web.desk.quick import QuickRow, quick_rows, save_quick
from minhbach.web.desk.report_form import ReportForm, take_report
from minhbach.web.desk.reports.listing import rows_of as rows_of_slots
from minhbach.web.doors import signed_in
from minhbach.web.fields import whole_number
from minhbach.web.rows import DutyRow, rows_of
from minhbach.web.shapes import Tab

ANSWERED_AT_SIGHT = 3  # boxes above the work; the rest is folded
ALL_OF_A_GROUP = 50  # rows of one group on the page; its list shows the rest

TITLES = {
    Group.RETURNED: gettext_lazy("Bị trả lại"),
    Group.OVERDUE: gettext_lazy("Quá hạn"),
    Group.THIS_WEEK: gettext_lazy("Tuần này"),
    Group.THIS_MONTH: gettext_lazy("Trong tháng"),
    Group.COORDINATION: gettext_lazy("Được đề nghị phối hợp"),
    Group.ASKED: gettext_lazy("Được đề nghị thực hiện"),
    Group.OPENING: gettext_lazy("Chờ đầu mối xác nhận hiện trạng"),
    Group.WAITING: gettext_lazy("Chờ ghi nhận"),
}
HINTS = {
    Group.COORDINATION: gettext_lazy("Đơn vị khác chủ trì, không tính vào kết quả của đơn vị"),
    Group.ASKED: gettext_lazy("Không tính quá hạn"),
    Group.OPENING: gettext_lazy("Chưa tính, chưa nhắc"),
}


@dataclass(frozen=True, slots=True)
class WorkSection:
    """One group of the page. count: of all its duties, of which `rows` are the first."""

    group: str
    title: object
    hint: object
    count: int
    rows: list[DutyRow]


@signed_in
def my_work(request: HttpRequest) -> HttpResponse:
    """GET shows; POST saves a report (verb "report"), the grid ("quick") or confirms ("confirm_all")."""
    scope = _scope(request)
    form: ReportForm | None = None
    quick: dict[int, QuickRow] = {}
    if request.method == "POST" and request.POST.get("verb") == "confirm_all":
        _confirm_all(request)
        return redirect(_here(scope))
    if request.method == "POST" and request.POST.get("verb") == "quick":
        quick = save_quick(request)
        _say_saved(request, sum(row.is_saved for row in quick.values()))
        if not any(row.error for row in quick.values()):
            return redirect(_here(scope))
    elif opened := request.GET.get("mo", ""):
        form = report_form(request, opened)
        if form and request.method == "POST" and take_report(request, form):
            messages.success(request, _("Đã lưu cập nhật"))
            return redirect(_here(scope))
    work = queries.my_work(request.actor, request.today, scope, ALL_OF_A_GROUP)
    return render(request, "desk/work.html", _context(request, work, scope, form, quick))


def report_form(request: HttpRequest, opened: str) -> ReportForm | None:
    """The form of the opened duty, where the actor may report it."""
    try:
        duty = queries.duty_record(request.actor, whole_number(opened) or 0)
    except ObjectDoesNotExist:
        return None
    if not can_report(request.actor, duty):
        return None
    return ReportForm(duty, request.POST or None, request.FILES or None)


def _scope(request: HttpRequest) -> Scope:
    asked = request.GET.get("pham-vi", "")
    return Scope(asked) if asked in list(Scope) else Scope.UNIT


def _here(scope: Scope) -> str:
    return f"{reverse('my_work')}?pham-vi={scope}"


def _confirm_all(request: HttpRequest) -> None:
    """Only what stood on the page: what came meanwhile, nobody has looked at."""
    seen = [pk for typed in request.POST.getlist("entry") if (pk := whole_number(typed))]
    confirmed = services.confirm_entries(request.actor, seen)
    said = ngettext("Đã xác nhận %(n)s dòng nhập thay", "Đã xác nhận %(n)s dòng nhập thay", confirmed)
    messages.success(request, said % {"n": confirmed})


def _say_saved(request: HttpRequest, saved: int) -> None:
    if saved:
        said = ngettext("Đã lưu %(n)s cập nhật", "Đã lưu %(n)s cập nhật", saved) % {"n": saved}
        messages.success(request, said)


def _context(
    request: HttpRequest, work: MyWork, scope: Scope, form: ReportForm | None, typed: dict[int, QuickRow]
) -> dict[str, object]:
    last = queries.newest_entries(line.duty for group in work.groups for line in group.lines)
    by_group = {group.group: group for group in work.groups}
    quick = by_group.pop(Group.NOT_UPDATED, None)
    sections = [
        WorkSection(name.value, TITLES[name], HINTS.get(name, ""), group.count, rows_of(group.lines, last))
        for name, group in by_group.items()
    ]
    # Reports are the unit's: who looks at the own duties alone is not asked for them.
    slots = rows_of_slots(owed_slots(request.actor, request.today)) if scope is Scope.UNIT else []
    waiting = queries.entries_to_answer(request.actor) if work.to_confirm else []
    pressing = (Group.RETURNED.value, Group.OVERDUE.value, Group.THIS_WEEK.value, Group.THIS_MONTH.value)
    return {
        "scopes": _scopes(request, scope),
        "scope": scope.value,
        "is_empty": not work.groups and not slots,
        "slots": slots,
        "has_workbook": request.actor.unit_id is not None and can_take_workbook(request.actor),
        "before": [section for section in sections if section.group in pressing],
        "after": [section for section in sections if section.group not in pressing],
        "quick": quick_rows(quick.lines, request.today, last, typed) if quick else [],
        "counts": {name.value: count for name, count in work.counts.items()},
        "week_ends": request.today + timedelta(days=6 - request.today.weekday()),
        "form": form,
        "opened": form.duty.pk if form else None,
        "directives": work.directives,
        "to_answer": waiting[:ANSWERED_AT_SIGHT],
        "to_answer_folded": waiting[ANSWERED_AT_SIGHT:],
        "to_confirm": len(waiting),
    }


def _scopes(request: HttpRequest, current: Scope) -> list[Tab]:
    names = {Scope.UNIT: _("Cả đơn vị"), Scope.DIVISION: _("Phòng"), Scope.MINE: _("Giao cho tôi")}
    shown = [scope for scope in names if scope != Scope.DIVISION or request.actor.division_id]
    return [Tab(f"?pham-vi={scope}", names[scope], is_current=scope == current) for scope in shown]
