"""Addresses of Quản trị."""

from django.urls import path

from minhbach.web.desk.admin import (
    alarms,
    calendar,
    changes,
    groups,
    imports,
    reminders,
    report_forms,
    system,
    units,
    users,
    wordings,
)

urlpatterns = [
    path("quan-tri/", system.admin, name="admin"),
    path("quan-tri/don-vi/", units.units, name="admin_units"),
    path("quan-tri/don-vi/them/", units.new_unit, name="admin_new_unit"),
    path("quan-tri/don-vi/<int:unit_id>/", units.unit, name="admin_unit"),
    path("quan-tri/don-vi/<int:unit_id>/<slug:kind>/", changes.change, name="admin_unit_change"),
    path("quan-tri/nhom/", groups.groups, name="admin_groups"),
    path("quan-tri/nhom/them/", groups.group, name="admin_new_group"),
    path("quan-tri/nhom/<int:group_id>/", groups.group, name="admin_group"),
    path("quan-tri/cach-goi/", wordings.wordings, name="admin_wordings"),
    path("quan-tri/cach-goi/<int:pk>/", wordings.wording, name="admin_wording"),
    path("quan-tri/cach-goi/them/<slug:kind>/", wordings.new_wording, name="admin_new_wording"),
    path("quan-tri/cach-goi/<int:pk>/<slug:verb>/", wordings.wording_verb, name="admin_wording_verb"),
    path("quan-tri/tai-khoan/", users.users, name="admin_users"),
    path("quan-tri/tai-khoan/them/", users.new_user, name="admin_new_user"),
    path("quan-tri/tai-khoan/<int:user_id>/", users.user, name="admin_user"),
    path("quan-tri/tai-khoan/<int:user_id>/khoa/", users.lock_user, name="admin_lock_user"),
    path("quan-tri/vai-tro/<int:membership_id>/thoi/", users.end_membership, name="admin_end_membership"),
    path("quan-tri/viec-nen/", system.job_list, name="admin_jobs"),
    path("quan-tri/viec-nen/<int:job_id>/", system.job_verb, name="admin_job_verb"),
    path("quan-tri/mau-bao-cao/", report_forms.form_list, name="admin_report_forms"),
    path("quan-tri/mau-bao-cao/<int:template_id>/", report_forms.form_page, name="admin_report_form"),
    path("quan-tri/lich/", calendar.calendar, name="admin_calendar"),
    path("quan-tri/nhac-viec/", reminders.reminders, name="admin_reminders"),
    path("quan-tri/canh-bao/", alarms.alarms, name="admin_alarms"),
    path("quan-tri/canh-bao/<int:alarm_id>/giai/", alarms.release, name="admin_release_alarm"),
    path("quan-tri/nhap/", imports.imports, name="admin_import"),
    path("quan-tri/nhap/<slug:kind>/", imports.template, name="admin_import_template"),
    path("nhat-ky/", system.audit_log, name="admin_audit"),
]
