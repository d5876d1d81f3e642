"""Addresses of lists as Excel: the page's own address with "excel/" behind it."""

from django.urls import path

from minhbach.web.desk.exports import admin, plans, wordings, work

urlpatterns = [
    path("ke-hoach/excel/", plans.plans_xlsx, name="plans_xlsx"),
    path("ke-hoach/<int:plan_id>/excel/", plans.tasks_xlsx, name="plan_tasks_xlsx"),
    path("ke-hoach/<int:plan_id>/tong-quan/qua-han/excel/", plans.late_xlsx, name="plan_late_xlsx"),
    path("ke-hoach/<int:plan_id>/tong-quan/don-vi/excel/", plans.units_by_state_xlsx, name="plan_units_xlsx"),
    path("ke-hoach/<int:plan_id>/chi-tieu/excel/", plans.indicators_xlsx, name="plan_indicators_xlsx"),
    path("viec-cua-toi/excel/", work.my_work_xlsx, name="my_work_xlsx"),
    path("quan-tri/don-vi/excel/", admin.units_xlsx, name="admin_units_xlsx"),
    path("quan-tri/nhom/excel/", admin.groups_xlsx, name="admin_groups_xlsx"),
    path("quan-tri/cach-goi/excel/", wordings.wordings_xlsx, name="admin_wordings_xlsx"),
    path("quan-tri/tai-khoan/excel/", admin.users_xlsx, name="admin_users_xlsx"),
    path("quan-tri/lich/excel/", admin.calendar_xlsx, name="admin_calendar_xlsx"),
    path("quan-tri/viec-nen/excel/", admin.jobs_xlsx, name="admin_jobs_xlsx"),
    path("quan-tri/canh-bao/excel/", admin.alarms_xlsx, name="admin_alarms_xlsx"),
    path("nhat-ky/excel/", admin.audit_xlsx, name="admin_audit_xlsx"),
]
