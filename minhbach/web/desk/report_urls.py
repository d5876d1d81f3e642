"""Addresses of reports and of the Excel round trip."""

from django.urls import path

from minhbach.web.desk import report, workbooks

urlpatterns = [
    path("ke-hoach/<int:plan_id>/bao-cao/", report.page, name="plan_report"),
    path("ke-hoach/<int:plan_id>/bao-cao.docx", report.word, name="plan_report_word"),
    path("ke-hoach/<int:plan_id>/mot-trang.docx", report.leader_word, name="plan_leader_word"),
    path("nhap-thay/bieu/", workbooks.batches, name="workbooks"),
    path("nhap-thay/bieu/phat.zip", workbooks.send_out, name="workbooks_zip"),
    path("nhap-thay/bieu/<int:batch_id>/", workbooks.batch, name="workbook_batch"),
    path("nhap-thay/bieu/<int:batch_id>/ghi/<int:workbook_id>/", workbooks.record, name="workbook_record"),
    path("nhap-thay/bieu/<int:batch_id>/doc-lai/", workbooks.again, name="workbook_again"),
    path("nhap-thay/bieu/<int:batch_id>/dong/<int:workbook_id>/", workbooks.close, name="workbook_close"),
    path("viec-cua-toi/bieu.xlsx", workbooks.own, name="my_workbook"),
]
