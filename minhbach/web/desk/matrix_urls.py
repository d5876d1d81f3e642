"""Addresses of report slots: the matrix of a plan or of one regime, and one unit over the periods."""

from django.urls import path

from minhbach.web.desk import month_reports, report_matrix, slot_exceptions
from minhbach.web.desk.exports import reports

urlpatterns = [
    path("bao-cao/<int:slot_id>/ngoai-le/", slot_exceptions.exception, name="slot_exception"),
    path("bao-cao/don-vi/", month_reports.of_month, name="month_reports"),
    path("bao-cao/don-vi/excel/", reports.month_reports_xlsx, name="month_reports_xlsx"),
    path("bao-cao/don-vi/csv/", reports.month_reports_csv, name="month_reports_csv"),
    path("bao-cao/don-vi/<int:unit_id>/", month_reports.unit_everywhere, name="unit_reports"),
    path("ke-hoach/<int:plan_id>/bao-cao-don-vi/", report_matrix.of_plan, name="plan_reports"),
    path("ke-hoach/<int:plan_id>/bao-cao-don-vi/excel/", reports.plan_reports_xlsx, name="plan_reports_xlsx"),
    path("ke-hoach/<int:plan_id>/bao-cao-don-vi/csv/", reports.plan_reports_csv, name="plan_reports_csv"),
    path(
        "ke-hoach/<int:plan_id>/bao-cao-don-vi/<int:unit_id>/",
        report_matrix.unit_of_plan,
        name="plan_unit_reports",
    ),
    path("che-do-bao-cao/<int:regime_id>/don-vi/", report_matrix.of_regime, name="regime_reports"),
    path(
        "che-do-bao-cao/<int:regime_id>/don-vi/excel/",
        reports.regime_reports_xlsx,
        name="regime_reports_xlsx",
    ),
    path("che-do-bao-cao/<int:regime_id>/don-vi/csv/", reports.regime_reports_csv, name="regime_reports_csv"),
    path(
        "che-do-bao-cao/<int:regime_id>/don-vi/<int:unit_id>/",
        report_matrix.unit_of_regime,
        name="regime_unit_reports",
    ),
]
