"""Addresses of bringing a plan in."""

from django.urls import path

from minhbach.web.desk import (
    intake_adopt,
    intake_list,
    intake_paper,
    intake_relations,
    intake_review,
    intake_source,
    intake_tables,
    intake_units,
)

urlpatterns = [
    path("nhap-ke-hoach/", intake_list.drafts, name="intake"),
    path("nhap-ke-hoach/tai-len/", intake_list.upload, name="intake_upload"),
    path("nhap-ke-hoach/<int:pk>/", intake_review.review, name="intake_draft"),
    path("nhap-ke-hoach/<int:pk>/tien-trinh/", intake_list.progress, name="intake_progress"),
    path("nhap-ke-hoach/<int:pk>/dung/", intake_list.stop, name="intake_stop"),
    path("nhap-ke-hoach/<int:pk>/bo/", intake_list.drop, name="intake_drop"),
    path("nhap-ke-hoach/<int:pk>/buoc/", intake_review.step, name="intake_step"),
    path("nhap-ke-hoach/<int:pk>/goc/", intake_source.source, name="intake_source"),
    path("nhap-ke-hoach/<int:pk>/trang/<int:number>/", intake_source.page, name="intake_page"),
    path("nhap-ke-hoach/<int:pk>/lam-lai/", intake_review.redo, name="intake_redo"),
    path("nhap-ke-hoach/<int:pk>/hoan-tac/", intake_review.undo, name="intake_undo"),
    path("nhap-ke-hoach/<int:pk>/don-vi/", intake_units.units, name="intake_units"),
    path("nhap-ke-hoach/<int:pk>/don-vi/tim/", intake_units.search, name="intake_unit_search"),
    path("nhap-ke-hoach/<int:pk>/bang/", intake_tables.tables, name="intake_tables"),
    path("nhap-ke-hoach/<int:pk>/bang/<int:block>/", intake_tables.table, name="intake_table"),
    path("nhap-ke-hoach/<int:pk>/bang/<int:block>/nhan/", intake_tables.take, name="intake_table_take"),
    path("nhap-ke-hoach/<int:pk>/van-ban/", intake_paper.paper, name="intake_paper"),
    path("nhap-ke-hoach/<int:pk>/quan-he/", intake_relations.relate, name="intake_relate"),
    path("nhap-ke-hoach/<int:pk>/ban-ky/", intake_paper.signed, name="intake_signed"),
    path("nhap-ke-hoach/<int:pk>/chay-thu/", intake_adopt.rehearsal, name="intake_rehearsal"),
    path("nhap-ke-hoach/<int:pk>/nhan/", intake_adopt.adopt, name="intake_adopt"),
    path("nhap-ke-hoach/<int:pk>/rut-lai/", intake_adopt.undo, name="intake_undo_adoption"),
]
