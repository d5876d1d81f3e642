"""Addresses of Việc của tôi, Nhập thay and of files."""

from django.urls import path

from minhbach.web.desk import downloads, on_behalf, work

urlpatterns = [
    path("viec-cua-toi/", work.my_work, name="my_work"),
    path("nhap-thay/", on_behalf.on_behalf, name="on_behalf"),
    path("ghi-thay/<int:entry_id>/y-kien/", downloads.answer_entry, name="answer_entry"),
    path("minh-chung/<int:evidence_id>/", downloads.evidence_file, name="evidence_file"),
    path("tep-ke-hoach/<int:file_id>/", downloads.plan_file, name="plan_file"),
]
