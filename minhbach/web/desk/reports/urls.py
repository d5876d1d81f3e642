"""Addresses of unit reports."""

from django.urls import path

from minhbach.web.desk.reports import form, listing, paper, reading, steps, upload

urlpatterns = [
    path("bao-cao/", listing.reports, name="reports"),
    path("bao-cao/<int:slot_id>/", form.form, name="report_form"),
    path("bao-cao/<int:slot_id>/tu-luu/", form.autosave, name="report_autosave"),
    path("bao-cao/<int:slot_id>/xem/", reading.read, name="report_read"),
    path("bao-cao/<int:slot_id>/ban-ky/", steps.signed, name="report_signed"),
    path("bao-cao/<int:slot_id>/ban-ky/tep/", reading.signed_file, name="report_signed_file"),
    path("bao-cao/<int:slot_id>/da-duyet/", steps.approved, name="report_approved"),
    path("bao-cao/<int:slot_id>/nhap-thay/", steps.on_behalf, name="report_behalf"),
    path("bao-cao/<int:slot_id>/dinh-chinh/", steps.correct, name="report_correct"),
    path("bao-cao/<int:slot_id>/ban-in/", paper.printed, name="report_print"),
    path("bao-cao/<int:slot_id>/bao-cao.docx", paper.word, name="report_word"),
    path("bao-cao/<int:slot_id>/tep-word/", upload.upload, name="report_upload"),
]
