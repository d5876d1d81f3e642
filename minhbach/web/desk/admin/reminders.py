"""Quản trị, Nhắc việc: the ladder as a table, its switches, and whom it would tell on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans import queries as plans
from minhbach.plans.models import Plan
from minhbach.shared.dates import parse_vn_date
from minhbach.shared.verbs import Refused
from minhbach.supervision import access, queries, services
from minhbach.supervision.core.ladder import Kind, Ladder, Policy, Rung, Who
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles
from minhbach.web.fields import whole_number

KINDS = {
    Kind.DUTY: gettext_lazy("Phần việc có hạn"),
    Kind.SLOT: gettext_lazy("Kỳ báo cáo"),
    Kind.REQUEST: gettext_lazy("Đề nghị phối hợp"),
    Kind.DIRECTIVE: gettext_lazy("Ý kiến chỉ đạo"),
    Kind.ONGOING: gettext_lazy("Cập nhật theo kỳ (việc không có hạn)"),
}
PEOPLE = {
    Who.HANDLER: gettext_lazy("Người xử lý"),
    Who.UNIT: gettext_lazy("Cán bộ, văn thư đơn vị"),
    Who.HEAD: gettext_lazy("Thủ trưởng (đề xuất)"),
    Who.LEADER: gettext_lazy("Lãnh đạo (đề xuất)"),
}
BEFORE, ON, AFTER = "truoc", "dung", "sau"
PLACES = {
    BEFORE: gettext_lazy("ngày làm việc trước hạn"),
    ON: gettext_lazy("đúng ngày hạn"),
    AFTER: gettext_lazy("ngày sau hạn"),
}
FARTHEST = 2000  # days from today that are tried
SPARE = 2  # empty rows of each ladder: more come with each save


@dataclass(frozen=True, slots=True)
class RungRow:
    """A line of the table, as stored or as typed."""

    days: str
    place: str
    who: frozenset[str]
    though: bool


@dataclass(frozen=True, slots=True)
class LadderRows:
    kind: str
    title: object
    on: bool
    every: int
    until: int
    rows: list[RungRow]


@for_roles("administrator", "focal")
def reminders(request: HttpRequest) -> HttpResponse:
    """The ladder of the instance, or of the plan in the address (`ke-hoach`)."""
    plan = _plan(request)
    if not access.can_set_policy(request.actor, plan):
        raise PermissionDenied
    problem = ""
    policy, edition = queries.policy_of(plan)
    if request.method == "POST":
        try:
            return _obey(request, plan)
        except Refused as refused:
            problem, policy = refused.sentence, _policy(request.POST)
    context = {
        "tabs": admin_tabs("admin_reminders") if request.actor.has_role("administrator") else [],
        "plan": plan,
        "policy": policy,
        "edition": edition,
        "problem": problem,
        "ladders": [_rows(kind, policy.ladders.get(kind, Ladder(()))) for kind in KINDS],
        "people": PEOPLE.items(),
        "places": PLACES.items(),
        "silent_days": request.POST.get("silent_days", "") or queries.silent_days(),
        "preview": queries.preview(_day(request), plan.pk if plan else None)
        if "ngay" in request.GET
        else None,
        "editions": queries.editions(plan)[:10],
    }
    return render(request, "desk/admin/reminders.html", context)


def _plan(request: HttpRequest) -> Plan | None:
    asked = whole_number(request.GET.get("ke-hoach", ""))
    if asked is None:
        return None
    plan = plans.plan_page(request.actor, asked)
    if plan is None:
        raise Http404
    return plan


def _day(request: HttpRequest) -> date:
    """The day of the address; today where it is none, or too far away to say anything about."""
    today: date = request.today
    try:
        day = parse_vn_date(request.GET.get("ngay", ""))
    except ValueError:
        return today
    return day if abs((day - today).days) <= FARTHEST else today


def _rows(kind: Kind, ladder: Ladder) -> LadderRows:
    rows = [_row(rung) for rung in sorted(ladder.rungs, key=lambda rung: rung.days)]
    spare = [RungRow("", AFTER, frozenset({Who.UNIT.value}), False)] * SPARE
    return LadderRows(kind.value, KINDS[kind], ladder.on, ladder.every, ladder.until, rows + spare)


def _row(rung: Rung) -> RungRow:
    place = ON if rung.days == 0 else BEFORE if rung.days < 0 else AFTER
    return RungRow(str(abs(rung.days)), place, frozenset(rung.who), rung.though_acknowledged)


def _obey(request: HttpRequest, plan: Plan | None) -> HttpResponseRedirect:
    if request.POST.get("verb") == "inherit" and plan is not None:
        services.inherit_policy(request.actor, plan)
        messages.success(request, _("Kế hoạch theo thang nhắc chung"))
    else:
        days = whole_number(request.POST.get("silent_days", "")) or 0
        said = {"silent_days": days} if plan is None else {}
        services.set_policy(request.actor, plan, _policy(request.POST), **said)
        messages.success(request, _("Đã lưu thang nhắc, dùng từ lần chạy sau"))
    back = f"?ke-hoach={plan.pk}" if plan else ""
    return redirect(f"{reverse('admin_reminders')}{back}")


def _policy(data: QueryDict) -> Policy:
    """The table as typed. A line without days, or a figure that is none, is no rung."""
    ladders = {
        kind: Ladder(
            rungs=tuple(_rungs(data, kind)),
            on=f"{kind}-on" in data,
            every=_figure(data, f"{kind}-every"),
            until=_figure(data, f"{kind}-until"),
        )
        for kind in KINDS
    }
    return Policy(ladders, proposes="proposes" in data, asks_bodies="asks_bodies" in data)


def _figure(data: QueryDict, name: str) -> int:
    return whole_number(data.get(name, "").strip()[:4]) or 0


def _rungs(data: QueryDict, kind: Kind) -> Iterator[Rung]:
    count = min(_figure(data, f"{kind}-rows"), 40)
    for n in range(count):
        typed = whole_number(data.get(f"{kind}-{n}-days", "").strip()[:4])
        place = data.get(f"{kind}-{n}-place", AFTER)
        if typed is None:
            continue
        days = {BEFORE: -typed, ON: 0}.get(place, typed)
        who = frozenset(Who(name) for name in data.getlist(f"{kind}-{n}-who") if name in list(Who))
        yield Rung(days, who, f"{kind}-{n}-though" in data)
