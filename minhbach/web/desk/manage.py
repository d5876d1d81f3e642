"""One plan from paper to work: rehearse, give out, settle the opening state, publish, close; and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans import access, queries, services
from minhbach.plans.core.opening import Opening, OpeningKey
from minhbach.plans.models import Plan
from minhbach.plans.services import OpeningChoice
from minhbach.shared import jobs
from minhbach.shared.queries import newest_job_of
from minhbach.web.desk.plans import seen_plan
from minhbach.web.desk.rehearsal import year_context
from minhbach.web.doors import signed_in, tried
from minhbach.web.fields import DayField
from minhbach.web.plan_frame import PlanFrame


class ActivateForm(forms.Form):
    tracked_from = DayField(
        label=gettext_lazy("Theo dõi từ ngày"),
        help_text=gettext_lazy("Việc có hạn trước ngày này không tính chậm, không nhắc."),
    )


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=gettext_lazy("Quyết định công khai"), max_length=200,
        help_text=gettext_lazy("Số, ngày, cơ quan ban hành"),
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class NothingForm(forms.Form):
    """A verb that needs no words."""


FORMS: dict[str, type[forms.Form]] = {
    "activate": ActivateForm, "publish": DecisionForm, "publish_units": DecisionForm,
    "withdraw": ReasonForm, "withdraw_units": ReasonForm,
}  # fmt: skip
DONE = {
    "activate": gettext_lazy("Đang giao việc cho các đơn vị"),
    "undo": gettext_lazy("Đã hủy việc giao"),
    "close": gettext_lazy("Đã kết thúc theo dõi"),
    "reopen": gettext_lazy("Đã mở lại"),
    "publish": gettext_lazy("Đã công khai kế hoạch"),
    "publish_units": gettext_lazy("Đã công khai tên đơn vị"),
    "withdraw": gettext_lazy("Đã rút kế hoạch khỏi trang công khai"),
    "withdraw_units": gettext_lazy("Đã thôi công khai tên đơn vị"),
    "stop": gettext_lazy("Đã yêu cầu dừng; phần đã làm được giữ"),
}


@signed_in
def manage(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Every verb of the whole plan, those that its state allows."""
    plan = seen_plan(request, plan_id)
    if not (access.can_manage_plan(request.actor, plan) or access.can_publish(request.actor, plan)):
        raise PermissionDenied
    failed = None
    if request.method == "POST":
        failed = _obey(request, plan)
        if failed is None:
            return redirect("plan_manage", plan_id)
    return render(request, "desk/plan/manage.html", _context(request, plan, failed))


def _obey(request: HttpRequest, plan: Plan) -> tuple[str, forms.Form] | None:
    """None when done; else the verb and its form with the sentences."""
    verb = request.POST.get("verb", "")
    if verb not in DONE:
        raise Http404
    form = FORMS.get(verb, NothingForm)(request.POST, auto_id=f"{verb}_%s")
    if form.is_valid() and tried(form, lambda: _work(verb)(request, plan, form.cleaned_data)):
        messages.success(request, DONE[verb])
        return None
    return verb, form


Work = Callable[[HttpRequest, Plan, dict[str, object]], object]


def _work(verb: str) -> Work:
    return {
        "activate": lambda r, p, typed: services.activate(r.actor, p, typed["tracked_from"], today=r.today),
        "undo": lambda r, p, _typed: services.undo_activation(r.actor, p),
        "close": lambda r, p, _typed: services.close(r.actor, p),
        "reopen": lambda r, p, _typed: services.reopen(r.actor, p),
        "publish": lambda r, p, typed: services.publish(r.actor, p, typed["decision"], today=r.today),
        "publish_units": lambda r, p, typed: services.publish_units(r.actor, p, typed["decision"]),
        "withdraw": lambda r, p, typed: services.withdraw(r.actor, p, typed["reason"]),
        "withdraw_units": lambda r, p, typed: services.withdraw_units(r.actor, p, typed["reason"]),
        "stop": _stop,
    }[verb]


def _stop(request: HttpRequest, plan: Plan, _typed: dict[str, object]) -> None:
    job = newest_job_of(f"activate:{plan.pk}")
    if job is not None and access.can_manage_plan(request.actor, plan):
        jobs.request_stop(request.actor, job)


def _context(request: HttpRequest, plan: Plan, failed: tuple[str, forms.Form] | None) -> dict[str, object]:
    verb, bad = failed or ("", None)
    made = {name: bad if name == verb else form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
    day = _day(request, plan)
    made["activate"].initial.setdefault("tracked_from", day)
    is_draft = plan.status == "draft"
    year = year_context(plan, day, request.today) if is_draft and not plan.amends_id else {}
    return year | {
        "frame": PlanFrame.of(request, plan, "plan_manage"),
        "plan": plan,
        "forms": made,
        "bad": bad if verb not in FORMS else None,
        "rehearsal": queries.rehearse_year(plan, day, request.today) if is_draft else None,
        "day": day,
        "job": newest_job_of(f"activate:{plan.pk}") if plan.status == "activating" else None,
        "can_manage": access.can_manage_plan(request.actor, plan),
        "can_publish": access.can_publish(request.actor, plan),
        "here": request.path,
    }


def _day(request: HttpRequest, plan: Plan) -> date:
    """The day asked for in the rehearsal, else today."""
    form = ActivateForm({"tracked_from": request.GET.get("tu-ngay", "")})
    return form.cleaned_data["tracked_from"] if form.is_valid() else request.today


OPENINGS = [
    ("", gettext_lazy("Giữ nguyên")),
    (Opening.DONE.value, gettext_lazy("Đã hoàn thành")),
    (Opening.DOING.value, gettext_lazy("Đang thực hiện")),
    (Opening.NOT_STARTED.value, gettext_lazy("Chưa thực hiện")),
    (Opening.BEFORE.value, gettext_lazy("Trước khi theo dõi, không tính")),
    (Opening.NOT_APPLICABLE.value, gettext_lazy("Không áp dụng")),
]


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A group of duties with what was chosen for it. day: as typed; error: why it cannot be taken."""

    group: queries.OpeningGroup
    chosen: str = ""
    day: str = ""
    done_on: date | None = None
    error: str = ""


@signed_in
def opening(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The opening state, set in bulk: one choice an action and period, which holds for all its duties."""
    plan = seen_plan(request, plan_id)
    if not access.can_manage_plan(request.actor, plan):
        raise PermissionDenied
    form = NothingForm(request.POST or None)
    found = queries.opening_state(plan, request.today)
    rows = [_row(request, group) for group in found.groups]
    if request.method == "POST" and form.is_valid():
        for row in rows:
            if row.error:
                form.add_error(None, f"{row.group.action.code or row.group.action.order}: {row.error}")
        if form.is_valid() and tried(form, lambda: _confirm(request, plan, rows)):
            messages.success(request, _("Đã xác nhận hiện trạng; từ nay kế hoạch được tính và nhắc"))
            return redirect("plan_overview", plan_id)
    context = {
        "frame": PlanFrame.of(request, plan, "plan_manage"),
        "plan": plan,
        "found": found,
        "rows": rows,
        "openings": OPENINGS,
        "form": form,
    }
    return render(request, "desk/plan/opening.html", context)


def _row(request: HttpRequest, group: queries.OpeningGroup) -> OpeningRow:
    """ "o-12~2026-Q3~passed" is the choice for these duties, "d-..." the day on which they were finished."""
    chosen, day = request.POST.get(f"o-{group.key}", ""), request.POST.get(f"d-{group.key}", "").strip()
    if chosen not in list(Opening):
        chosen = ""
    try:
        done_on = DayField(required=False).clean(day)
    except forms.ValidationError as wrong:
        return OpeningRow(group, chosen, day, error=wrong.messages[0])
    if done_on and chosen != Opening.DONE:
        return OpeningRow(group, chosen, day, error=_("Ghi ngày xong thì chọn “Đã hoàn thành”."))
    if done_on and done_on > request.today:
        return OpeningRow(group, chosen, day, error=_("Ngày hoàn thành không được sau hôm nay."))
    return OpeningRow(group, chosen, day, done_on)


def _confirm(request: HttpRequest, plan: Plan, rows: list[OpeningRow]) -> object:
    """ "Giữ nguyên" chooses nothing."""
    alike: dict[tuple[Opening, date | None], list[OpeningKey]] = defaultdict(list)
    for row in rows:
        if row.chosen:
            alike[Opening(row.chosen), row.done_on].append(row.group.key)
    choices = [OpeningChoice(choice, tuple(keys), on) for (choice, on), keys in alike.items()]
    return services.confirm_opening(request.actor, plan, choices, today=request.today)
