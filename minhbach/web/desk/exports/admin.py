"""Lists of Quản trị: units, groups, accounts, rest days, background work, the audit log, alarms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minhbach.organisation import queries as organisation
from minhbach.organisation.models import GroupKind, Membership, UnitGroup
from minhbach.plans import queries as plans
from minhbach.plans.models import SecrecyAlarm
from minhbach.reporting.writers.lists import Column, Value
from minhbach.shared import queries
from minhbach.shared.models import JobState
from minhbach.shared.shown import shown
from minhbach.web.desk.admin.alarms import place_words
from minhbach.web.desk.admin.calendar import year_asked
from minhbach.web.desk.admin.system import JOB_WORDS, AuditLine, audit_lines
from minhbach.web.desk.exports.sheet import list_response
from minhbach.web.doors import for_roles, signed_in
from minhbach.web.templatetags.desk import vn_day, vn_moment

MOST_LINES = 5_000  # of a record that has no end: the newest


@for_roles("administrator")
def units_xlsx(request: HttpRequest) -> HttpResponse:
    on = None if "ca" in request.GET else request.today
    found = organisation.find_units(request.GET.get("q", "").strip(), on=on)
    columns = (
        Column(_("Mã"), 14), Column(_("Tên"), 46), Column(_("Tên ngắn"), 24), Column(_("Loại"), 26),
        Column(_("Trực thuộc"), 28), Column(_("Lập từ ngày"), 12), Column(_("Thôi hoạt động"), 12),
        Column(_("Kiểm tra"), 14),
    )  # fmt: skip
    rows = (
        (unit.code, unit.name, unit.short_name, str(unit.get_kind_display()),
         str(unit.get_authority_display()),
         unit.opened_on, unit.closed_on, "" if unit.verified else _("chưa kiểm tra"))
        for unit in found
    )  # fmt: skip
    return list_response(request, "don-vi", _("Danh sách đơn vị"), columns, rows)


@for_roles("administrator")
def groups_xlsx(request: HttpRequest) -> HttpResponse:
    today = organisation.registry()
    columns = (
        Column(_("Cụm từ"), 44), Column(_("Loại"), 24), Column(_("Cách viết"), 60),
        Column(_("Đơn vị hôm nay"), 16, figure=True),
    )  # fmt: skip
    rows = (
        (group.name, str(group.get_kind_display()), "; ".join(alias.text for alias in group.aliases.all()),
         _members(group, len(today.members_of(group.pk, request.today))))
        for group in organisation.group_list()
    )  # fmt: skip
    return list_response(request, "nhom-don-vi", _("Nhóm đơn vị"), columns, rows)


def _members(group: UnitGroup, count: int) -> Value:
    words = {GroupKind.RELATIVE: _("theo kế hoạch"), GroupKind.OPEN: _("để ngỏ")}
    return words.get(GroupKind(group.kind), count)


@for_roles("administrator")
def users_xlsx(request: HttpRequest) -> HttpResponse:
    """Names and roles; mail and phone stay on the page of one account."""
    columns = (
        Column(_("Họ và tên"), 28), Column(_("Chức vụ"), 26), Column(_("Tên đăng nhập"), 20),
        Column(_("Làm việc cho"), 60), Column(_("Lần vào gần nhất"), 18), Column(_("Trạng thái"), 12),
    )  # fmt: skip
    rows = (
        (user.full_name, user.position, user.username, "; ".join(_role(m) for m in user.memberships.all()),
         vn_moment(user.last_login) or _("chưa vào"), "" if user.is_active else _("đang khóa"))
        for user in organisation.find_users(request.GET.get("q", "").strip())
    )  # fmt: skip
    return list_response(request, "tai-khoan", _("Danh sách tài khoản"), columns, rows)


def _role(member: Membership) -> str:
    until = ", " + _("đến") + f" {member.ends_on:%d/%m/%Y}" if member.ends_on else ""
    return f"{member.unit.label} ({member.get_role_display()}{until})"


@for_roles("administrator")
def calendar_xlsx(request: HttpRequest) -> HttpResponse:
    year = year_asked(request)
    columns = (
        Column(_("Ngày"), 12), Column(_("Thứ"), 16), Column(_("Tên"), 44), Column(_("Loại"), 20),
        Column(_("Căn cứ"), 44), Column(_("Trạng thái"), 14),
    )  # fmt: skip
    rows = (
        (row.day, vn_day(row.day).rpartition(" ")[0], row.name, str(row.get_kind_display()), row.source,
         _("đã xác nhận") if row.confirmed else _("đề xuất"))
        for row in plans.rest_days(year)
    )  # fmt: skip
    title = _("Ngày nghỉ, ngày làm bù năm %(year)s") % {"year": year}
    return list_response(request, f"lich-nghi-{year}", title, columns, rows)


@for_roles("administrator")
def jobs_xlsx(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("trang-thai", "")
    found = queries.newest_jobs(asked if asked in JobState.values else "")[:MOST_LINES]
    columns = (
        Column(_("Số"), 8, figure=True), Column(_("Việc"), 34), Column(_("Trạng thái"), 16),
        Column(_("Tiến độ"), 40),
        Column(_("Tạo lúc"), 18), Column(_("Lần chạy"), 9, figure=True), Column(_("Lý do"), 60),
    )  # fmt: skip
    rows = (
        (job.pk, str(JOB_WORDS.get(job.name, job.name)), str(job.get_state_display()),
         f"{job.done} / {job.total} {shown(job.words)}".strip() if job.total else shown(job.words),
         vn_moment(job.created_at), job.attempts, job.error[:2000])
        for job in found
    )  # fmt: skip
    return list_response(request, "viec-nen", _("Việc nền"), columns, rows)


@signed_in
def audit_xlsx(request: HttpRequest) -> HttpResponse:
    """Administrators all, a unit its own: the newest lines, as on the page."""
    entries = list(queries.newest_entries(request.actor)[:MOST_LINES])
    columns = (
        Column(_("Lúc"), 18), Column(_("Ai"), 26), Column(_("Đơn vị"), 26), Column(_("Thay cho"), 26),
        Column(_("Việc"), 24), Column(_("Đối tượng"), 24), Column(_("Thay đổi"), 60),
        Column(_("Niêm phong"), 12, figure=True),
    )  # fmt: skip
    return list_response(request, "nhat-ky", _("Nhật ký"), columns, map(_audit_cells, audit_lines(entries)))


def _audit_cells(line: AuditLine) -> tuple[Value, ...]:
    entry = line.entry
    return (
        vn_moment(line.at), line.who, line.unit, line.behalf, line.verb, line.thing,
        _change(line), entry.seal_no if entry.seal_no else _("đang chờ"),
    )  # fmt: skip


def _change(line: AuditLine) -> str:
    """What the page shows of an entry: its counts, else the values after."""
    return "; ".join(f"{name}: {value[:80]}" for name, value in line.changes)


@for_roles("administrator")
def alarms_xlsx(request: HttpRequest) -> HttpResponse:
    columns = (
        Column(_("Số"), 8, figure=True), Column(_("Lúc"), 18), Column(_("Dấu đọc được"), 20),
        Column(_("Gửi ở"), 20),
        Column(_("Người gửi"), 30), Column(_("Đơn vị"), 30), Column(_("Trạng thái"), 34),
    )  # fmt: skip
    rows = (
        (alarm.pk, vn_moment(alarm.at), alarm.mark, place_words(alarm), str(alarm.by or _("Hệ thống")),
         alarm.unit.label if alarm.unit else "",
         _released(alarm))
        for alarm in plans.alarm_list()
    )  # fmt: skip
    return list_response(request, "canh-bao-mat", _("Cảnh báo độ mật"), columns, rows)


def _released(alarm: SecrecyAlarm) -> str:
    if alarm.released_on is None:
        return _("đã chặn")
    said = {"at": vn_moment(alarm.released_on), "by": alarm.released_by or ""}
    return _("đã giải %(at)s, %(by)s") % said
