"""Quản trị: state of the system, background work, the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minhbach.organisation import queries as organisation
from minhbach.shared import jobs, queries
from minhbach.shared.models import AuditEntry, Job, JobState
from minhbach.web.desk.admin.record_words import name_words, thing_words, value_words, verb_words
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404, signed_in
from minhbach.web.fields import whole_number
from minhbach.web.shapes import Tab

PER_PAGE = 50
JOB_WORDS = {
    "plans.activate": gettext_lazy("Giao việc của kế hoạch"),
    "intake.read": gettext_lazy("Đọc văn bản kế hoạch"),
    "intake.reread": gettext_lazy("Đọc lại một bảng"),
    "intake.compare": gettext_lazy("So bản ký với dự thảo"),
    "reporting.read_workbooks": gettext_lazy("Đọc các biểu"),
    "reporting.settle_plan": gettext_lazy("Lập kỳ báo cáo của kế hoạch"),
    "reporting.settle_regime": gettext_lazy("Lập kỳ báo cáo của một chế độ"),
    "reporting.settle_all": gettext_lazy("Lập kỳ báo cáo của mọi kế hoạch"),
    "supervision.remind": gettext_lazy("Nhắc việc theo lịch"),
    "reporting.duty_of_report": gettext_lazy("Ghi việc báo cáo đã làm"),
    "reporting.duty_of_consolidation": gettext_lazy("Ghi việc báo cáo tổng hợp đã làm"),
    "supervision.settle_duty": gettext_lazy("Thôi nhắc phần việc đã báo cáo"),
    "supervision.settle_slot": gettext_lazy("Thôi nhắc báo cáo đã gửi"),
    "messaging.deliver": gettext_lazy("Gửi thông báo ra ngoài"),
    "shared.backup": gettext_lazy("Sao lưu"),
}


@for_roles("administrator")
def admin(request: HttpRequest) -> HttpResponse:
    context = {"tabs": admin_tabs("admin"), "health": queries.health(timezone.now())}
    return render(request, "desk/admin/health.html", context)


@for_roles("administrator")
def job_list(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("trang-thai", "")
    state = state if state in JobState.values else ""
    before = whole_number(request.GET.get("truoc", ""))
    found = list(queries.newest_jobs(state, before=before)[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    states = [("", _("Tất cả")), *JobState.choices]
    context = {
        "tabs": admin_tabs("admin_jobs"),
        "states": [Tab(f"?trang-thai={value}", text, is_current=value == state) for value, text in states],
        "jobs": [(job, JOB_WORDS.get(job.name, job.name)) for job in shown],
        "next_href": f"?trang-thai={state}&truoc={shown[-1].pk}" if len(found) > PER_PAGE else "",
        "is_first": before is None,
    }
    return render(request, "desk/admin/jobs.html", context)


@require_POST
@for_roles("administrator")
def job_verb(request: HttpRequest, job_id: int) -> HttpResponse:
    """Stop a job, or give a dead one back to the workers."""
    job: Job = or_404(queries.job_record, job_id)
    if request.POST.get("verb") == "stop":
        jobs.request_stop(request.actor, job)
        messages.success(request, _("Đã yêu cầu dừng; phần đã làm được giữ"))
        return redirect("admin_jobs")
    try:
        jobs.run_again(request.actor, job)
        messages.success(request, _("Đã xếp lại vào hàng chờ"))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("admin_jobs")


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry with names in place of numbers."""

    at: datetime
    who: str
    unit: str
    behalf: str
    entry: AuditEntry
    verb: str
    thing: str
    changes: list[tuple[str, str]]


@signed_in
def audit_log(request: HttpRequest) -> HttpResponse:
    """Administrators read all; a unit what it did and what was done on its behalf."""
    before = whole_number(request.GET.get("truoc", ""))
    found = list(queries.newest_entries(request.actor, before=before)[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    context = {
        "tabs": admin_tabs("admin_audit") if request.actor.has_role("administrator") else [],
        "lines": audit_lines(shown),
        "next_href": f"?truoc={shown[-1].pk}" if len(found) > PER_PAGE else "",
        "is_first": before is None,
    }
    return render(request, "desk/admin/audit.html", context)


def audit_lines(entries: list[AuditEntry]) -> list[AuditLine]:
    """Entries with the names of who acted and for whom: two queries."""
    people = organisation.names_of_users(e.user_id for e in entries if e.user_id)
    units = organisation.names_of_units(n for e in entries for n in (e.unit_id, e.on_behalf_of) if n)
    return [
        AuditLine(
            at=entry.at,
            who=people.get(entry.user_id, _("Hệ thống")),
            unit=units.get(entry.unit_id, ""),
            behalf=units.get(entry.on_behalf_of, ""),
            entry=entry,
            verb=verb_words(entry.verb),
            thing=f"{thing_words(entry.thing_type)} {entry.thing_id}",
            changes=[
                (name_words(name), value_words(value))
                for name, value in (entry.counts or entry.after or {}).items()
            ],
        )
        for entry in entries
    ]
