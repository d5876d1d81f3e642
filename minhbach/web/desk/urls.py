"""Addresses of the desk: each module names its own."""

from minhbach.web.desk import (
    action_urls,
    intake_urls,
    matrix_urls,
    messages_urls,
    plan_urls,
    report_urls,
    supervision_urls,
    work_urls,
)
from minhbach.web.desk.admin import urls as admin
from minhbach.web.desk.consolidation import urls as consolidation
from minhbach.web.desk.exports import urls as exports
from minhbach.web.desk.reports import urls as reports

urlpatterns = [
    *exports.urlpatterns,
    *intake_urls.urlpatterns,
    *admin.urlpatterns,
    *messages_urls.urlpatterns,
    *work_urls.urlpatterns,
    *action_urls.urlpatterns,
    *plan_urls.urlpatterns,
    *report_urls.urlpatterns,
    *reports.urlpatterns,
    *matrix_urls.urlpatterns,
    *consolidation.urlpatterns,
    *supervision_urls.urlpatterns,
]
